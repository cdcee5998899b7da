"""The server answers who has its token, on this machine, from its own page; unasked it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import paths
from reader.cli.serving.guard import Guard, new_token
from reader.cli.serving.page import page, policy
from reader.errors import CablesError
from reader.notes.model import Target
from reader.tui.commands.restrictions import IN_BROWSER, READ_ONLY
from reader.tui.commands.table import BY_ID
from reader.workspace import Workspace
from tests.cli.conftest import Run

GUARD = Guard(8765, "secret-token")
OWN = "127.0.0.1:8765"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/secret-token/", {"Host": OWN}),
        ("/secret-token/ws", {"Host": "localhost:8765", "Origin": "http://localhost:8765"}),
    ],
)
def test_the_holder_of_the_token_is_let_in(path: str, headers: dict[str, str]) -> None:
    assert GUARD.refusal(path, headers) is None


@pytest.mark.parametrize(
    ("path", "headers", "why"),
    [
        ("/", {"Host": OWN}, "token"),
        ("/secret-toke/ws", {"Host": OWN}, "token"),
        ("/static/secret-token", {"Host": OWN}, "token"),
        ("/sécret/", {"Host": OWN}, "token"),
        ("/secret-token/", {}, "address"),
        ("/secret-token/", {"Host": "evil.example:8765"}, "address"),
        ("/secret-token/", {"Host": "127.0.0.1:80"}, "address"),
        ("/secret-token/ws", {"Host": OWN, "Origin": "http://evil.example"}, "web site"),
        ("/secret-token/ws", {"Host": OWN, "Origin": "null"}, "web site"),
    ],
)
def test_all_others_are_refused(path: str, headers: dict[str, str], why: str) -> None:
    refusal = GUARD.refusal(path, headers)
    assert refusal is not None
    assert why in refusal


def test_each_start_has_a_token_of_its_own() -> None:
    assert len({new_token() for _ in range(10)}) == 10
    assert len(new_token()) >= 32


def test_the_page_loads_nothing_from_elsewhere() -> None:
    text = page("<cables>", "http://127.0.0.1:1/t/static/", "ws://127.0.0.1:1/t/ws", 500)
    assert "&lt;cables&gt;" in text
    assert 'data-font-size="40"' in text
    assert text.count("http://") == 2
    assert "https://" not in text
    assert "connect-src 'self' ws://127.0.0.1:1;" in policy("ws://127.0.0.1:1")


def test_restrictions_name_commands_that_exist() -> None:
    assert {id for ids, _ in READ_ONLY.refused for id in ids} <= BY_ID.keys()
    assert READ_ONLY.refusal("note.write") == "Read-only: cables serve --write allows changes."
    assert IN_BROWSER.refusal("note.write") is None
    assert IN_BROWSER.refusal("pipe") is not None


def test_a_workspace_to_read_changes_neither_notes_nor_library(home: Path) -> None:
    with Workspace.to_read_only(paths.samples_home()) as workspace:
        assert workspace.library.read_only
        assert workspace.notes.warnings == ()
        with pytest.raises(CablesError, match="only to be read"):
            workspace.notes.annotate(Target("06PHNOMPENH977"), "Who?")
        assert not workspace.notes.counts()


def test_a_library_that_does_not_exist_and_a_wrong_port_are_told(run: Run, home: Path) -> None:
    assert run("serve").code == 1
    assert "--port" in run("serve", "--port", "70000").err

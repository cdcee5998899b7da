"""``cables where`` and ``cables explain``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_every_folder_is_named_and_none_is_made(run: Run, home: Path) -> None:
    said = run("where")
    assert said.code == 0
    assert f"library  {home}/data/cables/library  (not created yet)" in said.out
    assert f"state    {home}/state/cables  (not created yet)" in said.out
    assert not (home / "data").exists()


def test_folders_as_json(run: Run, home: Path) -> None:
    folders = json.loads(run("where", "--json").out)
    assert folders["notes"] == f"{home}/data/cables/library/notes"
    assert set(folders) == {"config", "format", "library", "notes", "samples", "state", "styles"}


def test_a_code_is_explained(run: Run) -> None:
    assert run("explain", "phum") == (0, "PHUM  subject TAG: Human Rights\n", "")
    assert "Embassy Phnom Penh" in run("explain", "PHNOM", "PENH").out


def test_an_unknown_code_is_said_to_be(run: Run) -> None:
    said = run("explain", "ZZZZ\x1b")
    assert (said.code, said.out) == (1, "")
    assert said.err == "cables: No such code: ZZZZ␛\n"


def test_meanings_as_json(run: Run) -> None:
    fact = json.loads(run("explain", "S/NF", "--json").out)
    assert fact["code"] == "S/NF"
    assert set(fact) == {"format", "code", "what", "meaning", "reviewed"}

"""How the command begins, complains and ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reader
from reader.cli.verbs import VERBS
from reader.library.order import Order
from tests.cli.conftest import Run


def test_the_version_is_said(run: Run) -> None:
    assert run("--version") == (0, f"cables {reader.__version__}\n", "")


def test_help_has_examples(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    assert "cables samples" in said.out
    assert "CABLES_LIBRARY" in said.out


def test_the_orders_offered_are_those_of_the_library(run: Run) -> None:
    assert "{" + ",".join(order.value for order in Order) + "}" in run("list", "--help").out


def test_a_path_in_place_of_a_verb_is_answered_with_the_verbs_meant(run: Run, home: Path) -> None:
    said = run(home)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith(f"cables: This is a path, not a command: {home}\n")
    assert f"cables open {home}" in said.err


def test_a_number_in_place_of_a_verb_is_answered_with_show(run: Run) -> None:
    said = run("06PHNOMPENH977")
    assert said.code == 2
    assert "cables show 06PHNOMPENH977" in said.err


def test_a_slip_is_answered_with_the_nearest_verb(run: Run) -> None:
    said = run("--library", "somewhere", "exprot")
    assert said.code == 2
    assert "Did you mean `cables export`?" in said.err


@pytest.mark.parametrize(
    "words",
    [["show"], ["list", "--order", "sideways"], ["list", "--limit", "0"], ["show", "X", "--json", "--raw"]],
)
def test_a_wrong_request_is_exit_code_two(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert said.code == 2
    assert "usage: cables" in said.err


def test_no_argument_can_drive_the_terminal_through_a_complaint(run: Run) -> None:
    for words in (
        ["\x1b[2J"],
        ["show", "\x1b[2J"],
        ["list", "--limit", "\x1b[2J"],
        ["list", "--\x1b[2J"],
        ["/\x1b[2J"],
    ):
        said = run(*words)
        assert said.code in (1, 2)
        assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize("words", [[], ["samples"]])
def test_the_screen_is_not_begun_without_a_terminal(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert said.code == 1
    assert said.err.startswith("cables: The screen needs a terminal\n")


def test_the_samples_have_a_library_of_their_own(run: Run, home: Path) -> None:
    assert run("samples", "--library", home).code == 2


def test_another_library_is_named_by_option_or_environment(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(home / "one") in run("where", "--library", home / "one").out
    assert str(home / "one") in run("--library", home / "one", "where").out
    monkeypatch.setenv("CABLES_LIBRARY", str(home / "two"))
    assert str(home / "two") in run("where").out
    assert str(home / "one") in run("where", "--library", home / "one").out


def test_a_library_that_is_none_is_said_in_words(run: Run, home: Path) -> None:
    (home / "bad").mkdir()
    (home / "bad" / "library.db").write_text("This is a shopping list." * 100)
    said = run("list", "--library", home / "bad")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert str(home / "bad" / "library.db") in said.err


def test_an_error_nobody_expected_leaves_a_report_and_one_line(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise RuntimeError("\x1b[2Jinside")

    monkeypatch.setattr("reader.cli.commands.cables.info.meanings", fail)
    said = run("explain", "PHUM")
    assert said.code == 1
    assert said.err.count("\n") == 1
    (report,) = (home / "state" / "cables" / "reports").iterdir()
    assert str(report) in said.err
    assert "RuntimeError" in report.read_text()


def test_an_error_of_the_disk_is_said_in_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise PermissionError(13, "Permission denied", "/some\x1b/where")

    monkeypatch.setattr("reader.cli.commands.cables.info.meanings", fail)
    assert run("explain", "PHUM") == (1, "", "cables: Permission denied: /some␛/where\n")


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.commands.cables.info.meanings", stop)
    assert run("explain", "PHUM") == (130, "", "")


# No word can name a folder outside the test's own.
hostile = st.text(st.characters(exclude_characters="\0/.~"), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    # Not those that open the screen, and none that writes a file of a name of ours.
    verb=st.sampled_from([*sorted({*VERBS} - {"samples", "demo", "serve", "backup"}), ""]),
    words=st.lists(
        st.one_of(
            hostile,
            st.sampled_from(
                ["--json", "--raw", "--all", "--ids", "--save", "--yes", "--", "-", "(", '"', "@"]
            ),
        ),
        max_size=3,
    ),
)
def test_no_request_ends_in_anything_but_words(
    run: Run, filled: Path, home: Path, verb: str, words: list[str]
) -> None:
    given_words = [
        word for word in (verb, *words) if word != "-"
    ]  # the tests' standard input is not ours to read
    said = run(*given_words)
    assert said.code in (0, 1, 2, 4)
    assert not (home / "state" / "cables" / "reports").exists(), said.err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", said.out + said.err)
    assert said.code == 0 or said.err or said.out


COMMAND = [sys.executable, "-m", "reader"]


def test_a_reader_that_has_left_is_no_error(filled: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "show", "06PHNOMPENH977", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_a_terminal_without_the_characters_is_no_error(filled: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*COMMAND, "show", "04RANGOON1422"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.isascii()

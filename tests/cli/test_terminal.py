"""The installed command at a real terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from reader import paths
from tests.cli.conftest import Run
from tests.terminal import Terminal

CABLES = Path(sys.executable).with_name("cables")
SAMPLES = paths.shipped("samples")


@pytest.fixture
def environment(home: Path) -> Mapping[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("XDG_", "PYTHON", "PATH", "LANG"))
    }
    return {**kept, "HOME": str(home), "LC_ALL": "C.UTF-8"}


def test_the_samples_open_are_read_and_left(home: Path, environment: Mapping[str, str]) -> None:
    with Terminal([CABLES, "samples"], environment=environment, folder=home) as terminal:
        shown = terminal.wait_for("RANGOON 1422")
        assert "PHNOM PENH 977" in shown
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_keys_pressed_before_the_screen_is_there_are_not_lost(
    home: Path, environment: Mapping[str, str]
) -> None:
    with Terminal([CABLES, "samples"], environment=environment, folder=home) as terminal:
        terminal.press("j", "j", "enter")  # the program has not even started
        terminal.wait_for("06PHNOMPENH1385 · ¶1")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_cables_from_standard_input_are_read_at_the_screen(
    home: Path, environment: Mapping[str, str]
) -> None:
    (home / "tmp").mkdir()
    command = f"cat {SAMPLES}/06PHNOMPENH977.txt | {CABLES} open -"
    with Terminal(
        ["sh", "-c", command], environment={**environment, "TMPDIR": str(home / "tmp")}, folder=home
    ) as terminal:
        terminal.wait_for("REGIONAL PROGRESS")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert list((home / "tmp").iterdir()) == [], "the temporary library was left behind"
    assert not (home / "data" / "cables" / "library" / "library.db").exists()


def test_the_list_fits_the_terminal(filled: Path, home: Path, environment: Mapping[str, str]) -> None:
    with Terminal([CABLES, "list"], environment=environment, folder=home, columns=60) as terminal:
        assert terminal.wait_for_exit() == 0
        lines = terminal.text.rstrip("\n").split("\n")
    assert len(lines) == 5
    assert lines[3].startswith("2006-05-23  06PHNOMPENH977      U")
    assert lines[3].endswith("…")


def test_a_hostile_cable_cannot_drive_the_terminal(
    run: Run, home: Path, environment: Mapping[str, str]
) -> None:
    text = (SAMPLES / "06PHNOMPENH977.txt").read_text()
    (home / "x.txt").write_text(text.replace("SUMMARY:", "\x1b[2J\x1b[1;1H\x9b2JOWNED\x1b]0;owned\x07:"))
    assert run("import", home / "x.txt").code == 0
    for words in (["show", "06PHNOMPENH977"], ["show", "06PHNOMPENH977", "--raw"]):
        with Terminal([CABLES, *words], environment=environment, folder=home, lines=400) as terminal:
            assert terminal.wait_for_exit() == 0
            assert "OWNED" in terminal.text
            assert not terminal.text.startswith("OWNED")
            assert terminal.screen.title == ""


def test_raw_is_safe_at_a_terminal_and_unchanged_in_a_pipe(
    run: Run, home: Path, environment: Mapping[str, str]
) -> None:
    hostile = b"\x1b[2J\x1b]0;owned\x07\xc2\x9b2J\x00:"
    original = (SAMPLES / "06PHNOMPENH977.txt").read_bytes().replace(b"SUMMARY:", hostile)
    (home / "x.txt").write_bytes(original)
    assert run("import", home / "x.txt").code == 0
    command: list[str | Path] = [CABLES, "show", "06PHNOMPENH977", "--raw"]
    piped = subprocess.run(command, env=environment, cwd=home, capture_output=True, check=True)
    assert piped.stdout == original
    at_terminal = terminal_bytes(command, environment, home).replace(b"\r\n", b"\n").decode()
    assert "\u241b[2J\u241b]0;owned\u2407" in at_terminal
    assert [one for one in set(at_terminal) if unicodedata.category(one) == "Cc"] == ["\n"]
    assert "passes the bytes as they are, control characters included" in run("show", "--help").out


def terminal_bytes(command: Sequence[str | Path], environment: Mapping[str, str], folder: Path) -> bytes:
    """Everything a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        written = b""
        with contextlib.suppress(OSError):  # Linux reports an error when the other side is closed
            while part := os.read(ours, 1 << 16):
                written += part
    os.close(ours)
    return written


def test_no_colour_is_no_colour(filled: Path, home: Path, environment: Mapping[str, str]) -> None:
    for extra, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        with Terminal([CABLES, "list"], environment={**environment, **extra}, folder=home) as terminal:
            assert terminal.wait_for_exit() == 0
            colours = {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()}
        assert (colours != {"default"}) == coloured


def test_a_note_is_written_in_ones_own_editor(home: Path, environment: Mapping[str, str]) -> None:
    editor = home / "editor"
    editor.write_text('#!/bin/sh\necho "who drafted it?" >> "$1"\n')
    editor.chmod(0o700)
    with Terminal(
        [CABLES, "samples"], environment={**environment, "EDITOR": str(editor)}, folder=home
    ) as terminal:
        terminal.wait_for("09PHNOMPENH189 · whole cable")
        terminal.press("enter", "E")
        terminal.wait_for("Noted on 09PHNOMPENH189 ¶1")
        terminal.press("E")
        terminal.wait_for("Note changed.")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert not list((home / "state" / "cables").glob("note-*.md"))

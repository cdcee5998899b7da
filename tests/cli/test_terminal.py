"""The installed command at a real terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
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

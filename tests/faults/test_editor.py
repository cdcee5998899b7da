"""A short run of the editors that fail, hang, or leave anything but a text."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.editor import EDITORS, ended_while_editing, try_editors

SHORT = (
    "fails after writing",
    "empties the file",
    "deletes the file",
    "writes Latin-1",
    "hangs until Ctrl+C",
)


def test_a_note_outlives_its_editor(tmp_path: Path) -> None:
    some = [editor for editor in EDITORS if editor.name in SHORT]
    assert len(some) == len(SHORT)
    assert try_editors(tmp_path, some) == []


def test_what_is_in_an_editor_when_a_signal_comes_is_offered_at_the_next_start(tmp_path: Path) -> None:
    assert ended_while_editing(tmp_path, random.Random(1)) == []

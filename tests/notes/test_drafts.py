from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.drafts import Draft, Drafts
from reader.notes.repository import Notes
from tests.faults.notes_disk import FaultyDisk
from tests.notes.builders import PHNOM_PENH, bodies, notes_in, paragraph


def crashed(folder: Path, *drafts: Draft) -> None:
    """A window that typed and died: its lock is gone, its files are not."""
    notes = notes_in(folder)
    for draft in drafts:
        assert Drafts(notes).keep(draft)
    notes.close()
    (folder / "windows" / notes.windows.id).touch()


def test_a_crash_gives_the_draft_back(folder: Path) -> None:
    crashed(folder, Draft(paragraph(2), "half a"), Draft(paragraph(2), "half a sent \x1b\ud800", note="n"))
    drafts = Drafts(notes_in(folder))
    assert drafts.left_over() == [Draft(paragraph(2), "half a sent \x1b\ud800", note="n")]
    drafts.discard_left_over(Draft(paragraph(2), "half a"))
    assert len(drafts.left_over()) == 1
    drafts.discard_left_over(drafts.left_over()[0])
    assert drafts.left_over() == []


def test_what_another_window_is_typing_is_left_alone(folder: Path) -> None:
    one, two = notes_in(folder), notes_in(folder)
    Drafts(one).keep(Draft(paragraph(1), "mine"))
    assert Drafts(two).left_over() == []
    Drafts(two).discard_left_over(Draft(paragraph(1), "mine"))
    one.close()
    assert Drafts(two).left_over() == [Draft(paragraph(1), "mine")]


def test_a_draft_that_became_a_note_is_gone(notes: Notes) -> None:
    drafts = Drafts(notes)
    drafts.keep(Draft(paragraph(1), "text"))
    notes.annotate(paragraph(1), "text")
    drafts.discard()
    assert not list((notes.folder / "drafts").iterdir())
    assert bodies(notes) == ["text"]


def test_a_draft_is_no_note(notes: Notes) -> None:
    Drafts(notes).keep(Draft(paragraph(1), "text"))
    assert notes.counts() == {}
    assert notes.for_cable(PHNOM_PENH).annotations == ()
    assert notes.undo() is None


def test_a_full_disk_is_told_and_keeps_the_draft_before(folder: Path) -> None:
    disk = FaultyDisk()
    notes = notes_in(folder, disk=disk)
    drafts = Drafts(notes)
    assert drafts.keep(Draft(paragraph(1), "first"))
    disk.fail_at, disk.errno, disk.lasting = disk.count + 1, 28, True
    assert not drafts.keep(Draft(paragraph(1), "second"))
    disk.heal()
    notes.close()
    assert Drafts(notes_in(folder)).left_over() == [Draft(paragraph(1), "first")]


@pytest.mark.parametrize("junk", [b"", b"[]", b'{"body":1}', bytes(range(128, 228))])
def test_a_damaged_draft_is_passed_over(folder: Path, junk: bytes) -> None:
    (folder / "drafts").mkdir(parents=True)
    (folder / "drafts" / "dead.json").write_bytes(junk)
    assert Drafts(notes_in(folder)).left_over() == []

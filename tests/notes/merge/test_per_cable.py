from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.errors import NotesError
from reader.notes.merge import apply, bundle_files, per_cable
from reader.notes.merge.git_driver import merge_files
from reader.notes.merge.per_cable import Written, file_name
from reader.notes.model import Target
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, bodies, notes_in, paragraph

FILE = f"{PHNOM_PENH}.jsonl"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_cable_has_a_file_and_only_what_changed_is_written(notes: Notes, shared: Path) -> None:
    notes.annotate(paragraph(1), "here")
    notes.tag(Target(BEIJING), ["visas"])
    assert per_cable.save(notes, shared, dry_run=True) == Written(3, 3, 0)
    assert not shared.exists()
    assert per_cable.save(notes, shared) == Written(3, 3, 0)
    before = contents(shared)
    assert sorted(before) == [FILE, f"{BEIJING}.jsonl", "_codes.jsonl"]
    assert per_cable.save(notes, shared) == Written(3, 0, 0)
    notes.annotate(paragraph(2), "there")
    assert per_cable.save(notes, shared) == Written(3, 1, 0)
    after = contents(shared)
    assert [name for name in after if after[name] != before[name]] == [FILE]


def test_what_a_colleague_wrote_into_the_folder_is_kept_until_it_is_merged(
    notes: Notes, shared: Path, tmp_path: Path
) -> None:
    ben = notes_in(tmp_path / "ben", author="Ben")
    ben.annotate(paragraph(1), "by Ben")
    ben.annotate(Target(BEIJING), "by Ben")
    per_cable.save(ben, shared)
    ben.close()
    notes.annotate(paragraph(2), "by Ann")
    assert per_cable.save(notes, shared) == Written(1, 1, 2)
    apply.merge(notes, bundle_files.load(shared))
    assert sorted(bodies(notes)) == ["by Ann", "by Ben"]
    assert bodies(notes, BEIJING) == ["by Ben"]
    assert per_cable.save(notes, shared) == Written(2, 0, 0)


@pytest.mark.parametrize("damage", ["{not a record}\n", "not a bundle"])
def test_a_file_that_cannot_be_read_is_not_overwritten(notes: Notes, shared: Path, damage: str) -> None:
    notes.annotate(paragraph(1), "here")
    per_cable.save(notes, shared)
    path = shared / FILE
    path.write_text(damage if damage[0] == "n" else path.read_text() + damage)
    before = contents(shared)
    notes.annotate(Target(BEIJING), "new")
    with pytest.raises(NotesError, match=FILE):
        per_cable.save(notes, shared)
    assert contents(shared) == before


def test_the_markers_of_a_conflict_that_git_left_are_no_damage(notes: Notes, shared: Path) -> None:
    notes.annotate(paragraph(1), "here")
    per_cable.save(notes, shared)
    path, text = shared / FILE, (shared / FILE).read_text()
    head, record = text.splitlines(keepends=True)
    path.write_text(f"{head}<<<<<<< HEAD\n{record}=======\n{record}>>>>>>> ben\n")
    per_cable.save(notes, shared)
    assert path.read_text() == text


def test_git_gets_the_records_of_both_sides_and_the_number_of_conflicts(notes: Notes, tmp_path: Path) -> None:
    note = notes.annotate(paragraph(1), "first")
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    per_cable.save(notes, ours)
    ben = notes_in(tmp_path / "ben", author="Ben")
    apply.merge(ben, bundle_files.load(ours))
    ben.annotate(paragraph(2), "by Ben")
    per_cable.save(ben, theirs)
    assert merge_files(ours / FILE, theirs / FILE) == 0
    assert (ours / FILE).read_bytes() == (theirs / FILE).read_bytes()
    notes.edit(note.id, "by Ann")
    per_cable.save(notes, ours)
    ben.edit(note.id, "by Ben, too")
    per_cable.save(ben, theirs)
    assert merge_files(ours / FILE, theirs / FILE) == 1
    apply.merge(notes, bundle_files.load(ours))
    (both,) = apply.both_sides(notes)
    assert both.id == note.id
    ben.close()


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("cable:06PARIS1", "06PARIS1.jsonl"),
        ("cable:../../x", "..%2F..%2Fx.jsonl"),
        ("queries:2026-11-22", "_queries%3A2026-11-22.jsonl"),
    ],
)
def test_no_name_of_a_table_leads_out_of_the_folder(table: str, name: str) -> None:
    assert file_name(table) == name

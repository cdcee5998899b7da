from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.notes.errors import NotesError
from reader.notes.storage import doctor
from reader.notes.storage.tinydb_storage import JournalStorage
from tests.notes.builders import PHNOM_PENH, bodies, notes_in, paragraph


@pytest.fixture
def damaged(folder: Path) -> Path:
    notes = notes_in(folder)
    for text in ("one", "two", "three"):
        notes.annotate(paragraph(1), text)
    notes.tag(paragraph(1), ["ring"])
    journal = folder / "journal-000001.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"body":"two"', b'"body":"tw0"'))
    return folder


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_whole_store_is_said_to_be_whole(folder: Path) -> None:
    notes = notes_in(folder)
    note = notes.annotate(paragraph(1), "one")
    notes.tag(paragraph(1), ["ring"])
    notes.delete(note.id)
    notes.close()
    found = doctor.examine(folder)
    assert found.is_whole
    assert found.records == {"annotation": 1, "code": 1}
    assert found.changes == 3


def test_what_would_be_lost_is_listed_and_nothing_is_touched(damaged: Path) -> None:
    before = files(damaged)
    found = doctor.examine(damaged)
    assert not found.is_whole
    assert "1 change is lost" in found.losses[0]
    assert PHNOM_PENH in found.losses[0]
    assert files(damaged) == before


def test_a_repair_makes_a_copy_of_what_can_be_read(damaged: Path, tmp_path: Path) -> None:
    before = files(damaged)
    assert doctor.repair(damaged, tmp_path / "copy") > 3
    assert files(damaged) == before
    assert doctor.examine(tmp_path / "copy").is_whole
    copied = notes_in(tmp_path / "copy")
    assert bodies(copied) == ["one", "three", ""]
    assert [code.name for code in copied.codes()] == ["ring"]
    copied.close()
    with pytest.raises(NotesError, match="already notes in this folder"):
        doctor.repair(damaged, tmp_path / "copy")


def test_documents_of_other_programs_are_named(folder: Path) -> None:
    with TinyDB(folder, storage=JournalStorage) as db:
        db.table(f"cable:{PHNOM_PENH}").insert({"kind": "drawing", "id": "d"})
        db.table(f"cable:{PHNOM_PENH}").insert({"kind": "annotation", "id": "a"})
    found = doctor.examine(folder)
    assert found.is_whole
    assert len(found.strange) == 2
    assert "(drawing)" in found.strange[0]


def test_no_notes_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="There are no notes"):
        doctor.examine(tmp_path / "nowhere")

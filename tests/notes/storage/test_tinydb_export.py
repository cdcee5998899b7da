from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.notes.errors import NotesError
from reader.notes.merge import apply
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from tests.notes.builders import BEIJING, PHNOM_PENH, bodies, notes_in, paragraph


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.annotate(paragraph(1), "one \x1b \ud800")
    notes.tag(paragraph(2), ["ring"])
    notes.link(paragraph(1), paragraph(4, BEIJING), "cites")
    return notes


def test_a_plain_tinydb_file_is_written_and_read_back(filled: Notes, tmp_path: Path) -> None:
    tinydb_export.write_plain(filled.storage, tmp_path / "plain.json")
    with TinyDB(tmp_path / "plain.json") as db:
        assert [doc.get("body") for doc in db.table(f"cable:{PHNOM_PENH}")] == ["one \x1b \ud800", None, None]
    other = notes_in(tmp_path / "other")
    assert tinydb_export.read_into(other.storage, tmp_path / "plain.json") > 3
    other.refresh()
    assert apply.export(other) == apply.export(filled)
    assert bodies(other) == bodies(filled)


def test_an_empty_store_is_an_empty_plain_file(notes: Notes, tmp_path: Path) -> None:
    tinydb_export.write_plain(notes.storage, tmp_path / "plain.json")
    with TinyDB(tmp_path / "plain.json") as db:
        assert db.tables() == set()


def test_a_backup_is_read_into_an_empty_store(filled: Notes, tmp_path: Path) -> None:
    path = apply.back_up(filled)
    other = notes_in(tmp_path / "other")
    tinydb_export.read_into(other.storage, path)
    assert apply.export(notes_in(tmp_path / "other")) == apply.export(filled)
    with pytest.raises(NotesError, match="already notes here"):
        tinydb_export.read_into(other.storage, path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(NotesError, match="not a complete snapshot"):
        tinydb_export.read_into(notes_in(tmp_path / "third").storage, path)


@pytest.mark.parametrize(
    "text", ["", "[]", "1. (C) The embassy", '{"a": 1}', '{"a": {"x": {}}}', "[" * 100_000]
)
def test_a_file_that_is_no_tinydb_is_refused(notes: Notes, tmp_path: Path, text: str) -> None:
    (tmp_path / "file").write_text(text)
    with pytest.raises(NotesError, match="The file is no"):
        tinydb_export.read_into(notes.storage, tmp_path / "file")
    with pytest.raises(NotesError, match="cannot be read"):
        tinydb_export.read_into(notes.storage, tmp_path / "missing")
    assert not notes.folder.exists() or bodies(notes) == []

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from reader.notes.errors import NotesError
from reader.notes.storage import doctor
from reader.notes.storage.format.journal_lines import encode_line
from tests.faults import notes_shapes
from tests.notes.builders import bodies, notes_in, paragraph


def test_lines_of_a_wrong_shape_are_set_aside_and_the_rest_works(tmp_path: Path) -> None:
    assert notes_shapes.run(tmp_path, 60, seed=7) > 10


@pytest.mark.parametrize(
    "line",
    [{"n": "three"}, {"n": 3, "put": []}, {"n": 3, "put": {"t": {"1": "x"}}}, {"n": 3, "cut": 7}, {"x": 1}],
)
def test_such_a_line_is_named_and_kept(tmp_path: Path, line: dict[str, object]) -> None:
    folder = tmp_path / "notes"
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "a")
    notes.storage.close(compact=False)
    journal = folder / "journal-000001.jsonl"
    journal.write_bytes(journal.read_bytes() + encode_line(line))
    assert "journal-000001.jsonl is damaged" in " ".join(doctor.examine(folder).losses)
    notes = notes_in(folder)
    assert bodies(notes) == ["a"]
    assert "journal-000001.jsonl is damaged" in notes.warnings[0]
    (kept,) = (folder / "aside").iterdir()
    assert encode_line(line).strip() == kept.read_bytes()
    notes.annotate(paragraph(1), "b")
    notes.close()
    assert bodies(notes_in(folder)) == ["a", "b"]
    assert notes_in(folder).warnings == ()


def test_a_newer_format_is_read_said_and_never_changed(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "a")
    notes.storage.close(compact=False)
    journal = folder / "journal-000001.jsonl"
    journal.write_bytes(journal.read_bytes() + encode_line({"n": 2, "format": 9, "patch": [], "put": 5}))
    before = journal.read_bytes()
    # The shape is unknown, but the header of such a file says its format.
    journal.write_bytes(before.replace(b'"format":1', b'"format":9'))
    lines = journal.read_bytes().split(b"\n")
    header = lines[0][len(b'{"sum":"12345678",') :]
    lines[0] = b'{"sum":"%08x",%b' % (zlib.crc32(header), header)
    journal.write_bytes(b"\n".join(lines))
    before = journal.read_bytes()
    notes = notes_in(folder)
    assert bodies(notes) == ["a"]
    assert "newer version of the program (format 9" in " ".join(notes.warnings)
    assert "damaged" not in " ".join(notes.warnings)
    with pytest.raises(NotesError, match=r"Nothing was saved.*newer version"):
        notes.annotate(paragraph(1), "b")
    notes.close()
    assert journal.read_bytes() == before
    assert not (folder / "aside").exists()

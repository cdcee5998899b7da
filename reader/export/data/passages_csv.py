"""Coded and annotated passages as CSV for spreadsheets and statistics, one row per note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader import csv_safe
from reader.cable.model import Cable
from reader.export.citation import footnote, sender
from reader.export.escape import escape_controls
from reader.export.passages import NotesOfCable, group_passages, locator_of
from reader.notes.codec import time_text
from reader.notes.model import Code

COLUMNS = (
    *("cable", "date", "sender", "subject", "classification", "paragraph", "portion", "place", "words"),
    *("note", "codes", "author", "created", "changed", "id", "citation"),
)
CODE_SEPARATOR = "; "


def passages_csv(
    cables: Iterable[tuple[str, Cable | None, NotesOfCable]], codes: Mapping[str, Code]
) -> Iterator[str]:
    """The lines of the table, header first; cells that a spreadsheet would calculate are made text."""
    yield from csv_safe.write([COLUMNS])
    for mrn, cable, notes in cables:
        yield from csv_safe.write(_rows(mrn, cable, notes, codes))


def _rows(
    mrn: str, cable: Cable | None, notes: NotesOfCable, codes: Mapping[str, Code]
) -> Iterator[list[str]]:
    head = [
        mrn,
        cable.date.date().isoformat() if cable and cable.date else "",
        sender(cable, mrn) or "",
        cable.subject or "" if cable else "",
        cable.classification.name if cable and cable.classification else "",
    ]
    for passage in group_passages(cable, notes, locator_of(cable)):
        portion = passage.paragraph.portion if passage.paragraph else None
        place = [
            passage.label,
            portion.normal if portion else "",
            str(passage.anchor.confidence) if passage.anchor else "not in library",
            passage.words()[0],
        ]
        for note in passage.annotations:
            names = CODE_SEPARATOR.join(codes[code].name for code in note.codes if code in codes)
            own = [note.body, names, note.author, time_text(note.created), time_text(note.changed), note.id]
            row = [*head, *place, *own, footnote(cable, mrn, passage.label)]
            yield [escape_controls(cell) for cell in row]

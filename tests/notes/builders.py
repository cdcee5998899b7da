"""Cables, targets and stores for the tests, showing only what a test is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reader.cable.model import Block, BlockKind, Cable, NumberSource, OffsetMap, Paragraph, Span
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target
from reader.notes.repository import Notes
from reader.notes.session import Clock, utc_now
from reader.notes.storage.disk import Disk
from reader.notes.storage.tinydb_storage import JournalStorage

PHNOM_PENH = "06PHNOMPENH977"
BEIJING = "07BEIJING7545"


def a_cable(*texts: str, mrn: str = PHNOM_PENH, numbers: tuple[int | None, ...] | None = None) -> Cable:
    """A cable whose paragraphs have these clean texts, numbered from 1 unless told otherwise."""
    numbers = numbers or tuple(range(1, len(texts) + 1))
    source = ""
    paragraphs = []
    blocks = []
    for ordinal, (text, number) in enumerate(zip(texts, numbers, strict=True), start=1):
        label = f"{number}. " if number is not None else ""
        start = len(source)
        source += f"{label}{text}\n"
        paragraphs.append(
            Paragraph(
                ordinal=ordinal,
                number=number,
                printed=label.strip() or None,
                number_source=NumberSource.PRINTED,
                portion=None,
                text=text,
                span=Span(start, len(source)),
                map=OffsetMap((0,), (start + len(label),), (len(text),)),
            )
        )
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(source))))
    return Cable(source=source, blocks=tuple(blocks), mrn=mrn, paragraphs=tuple(paragraphs))


def words(cable: Cable, ordinal: int, quote: str) -> Target:
    """The target for the first occurrence of the words in a paragraph."""
    paragraph = cable.paragraph(ordinal)
    assert paragraph is not None
    start = paragraph.text.index(quote)
    return target_for(cable, ordinal, start, start + len(quote))


def paragraph(number: int, mrn: str = PHNOM_PENH) -> Target:
    """A numbered paragraph of a cable, by its address alone."""
    return Target(mrn, number=number, ordinal=number)


class UnsyncedDisk(Disk):
    """A disk that does not wait for its hardware. Many times faster, and the same without a power cut."""

    def sync(self, handle: int) -> None:
        """Nothing."""

    def sync_folder(self, path: Path) -> None:
        """Nothing."""


def notes_in(folder: Path, *, author: str = "Ann", clock: Clock = utc_now, **options: Any) -> Notes:
    """The notes of a folder, with options of the storage; by default they are not synced."""
    options.setdefault("disk", UnsyncedDisk())
    return Notes(JournalStorage(folder, **options), author, clock=clock)


def bodies(notes: Notes, mrn: str = PHNOM_PENH) -> list[str]:
    """The texts of a cable's notes."""
    return [note.body for note in notes.for_cable(mrn).annotations]

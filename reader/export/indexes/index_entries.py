"""What the index files are made from: a line for each cable, with its passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from reader.cable.model import Cable
from reader.export.citation import issued, sender
from reader.export.escape import one_line
from reader.export.page_builder import AHEAD, CHUNK, FEW, Material
from reader.export.passages import NotesOfCable, group_passages, locator_of
from reader.export.protection.policy import Protection
from reader.export.protection.protect import protect
from reader.processes import default_workers, in_order

QUOTED = 280
"""Characters of a passage that an index quotes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage in an index."""

    label: str
    """``¶4``; empty for the whole cable."""
    portion: str
    block_id: str
    """Of its first note."""
    codes: tuple[str, ...]
    """Ids."""
    words: str
    """The beginning of the quoted words, on one line."""
    note: str
    """The first line of its first note with text."""


@dataclass(frozen=True, slots=True)
class CableEntry:
    """A cable in an index."""

    mrn: str
    title: str
    date: dt.date | None
    is_estimated: bool
    origin: str
    classification: str
    passages: tuple[Entry, ...]
    missing: tuple[tuple[str, bool], ...]
    """The cables it cites that are not in the library, and whether the year is certain."""


Missing = Sequence[tuple[str, bool]]
"""Cables that are cited but not in the library, and whether the year is certain."""


def cable_entries(
    materials: Iterable[tuple[Material, Missing]], protection: Protection
) -> Iterator[CableEntry]:
    """The entries of cables; made in worker processes, if there are many."""
    work = partial(_entries, protection)
    materials = iter(materials)
    first = list(islice(materials, FEW + 1))
    workers = default_workers() if len(first) > FEW else 0
    materials = chain(first, materials)
    if not workers:
        yield from work(materials)
        return
    chunks = iter(lambda: list(islice(materials, CHUNK)), [])
    with closing(in_order(work, chunks, workers, ahead=AHEAD)) as made:
        for entries in made:
            yield from entries


def _entries(protection: Protection, materials: Iterable[tuple[Material, Missing]]) -> list[CableEntry]:
    """Some entries; runs in the workers."""
    entries = []
    for one, missing in materials:
        shown = protect(protection, one.held.mrn, one.held.cable(), one.notes)
        entries.append(cable_entry(shown.cable, one.held.mrn, shown, one.ids, missing))
    return entries


def cable_entry(
    cable: Cable | None,
    mrn: str,
    notes: NotesOfCable,
    ids: Mapping[str, str],
    missing: Missing,
) -> CableEntry:
    """The entry of a cable; of its notes, those with a block id."""
    passages = []
    for passage in group_passages(cable, notes, locator_of(cable)):
        known = [note for note in passage.annotations if note.id in ids]
        if not known:
            continue
        portion = passage.paragraph.portion if passage.paragraph else None
        bodies = (note.body.strip() for note in known)
        passages.append(
            Entry(
                label=passage.label,
                portion=portion.normal if portion else "",
                block_id=ids[known[0].id],
                codes=tuple(dict.fromkeys(code for note in known for code in note.codes)),
                words=shortened(passage.words()[0]),
                note=shortened(next((body.split("\n")[0] for body in bodies if body), "")),
            )
        )
    date, is_estimated = issued(cable)
    return CableEntry(
        mrn,
        title=one_line(cable.title or "") if cable else "",
        date=date,
        is_estimated=is_estimated,
        origin=sender(cable, mrn) or "",
        classification=(cable.classified_as or "") if cable else "",
        passages=tuple(passages),
        missing=tuple(missing),
    )


def shortened(text: str) -> str:
    """A text on one line, cut at a word."""
    line = one_line(text)
    if len(line) <= QUOTED:
        return line
    return f"{line[:QUOTED].rpartition(' ')[0] or line[:QUOTED]} [...]"

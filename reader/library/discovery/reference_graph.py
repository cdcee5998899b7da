"""References between cables: what a cable cites, and what cites it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reader.cable.mrn import canonical
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import storable
from reader.library.library import Library
from reader.library.listing import Row


@dataclass(frozen=True, slots=True)
class Citation:
    """A cable that cites another one, or is cited by it."""

    mrn: str
    row: Row | None
    """None for a ghost."""
    letters: tuple[str, ...]
    """The letters of the items in the REF line that name it."""
    paragraphs: tuple[int, ...]
    """Ordinals of the citing paragraphs, ascending; empty if only the REF line names it."""
    sure: bool
    """False if the year of the citation is a guess."""


def references_from(library: Library, mrn: str) -> list[Citation]:
    """The cables that a cable cites, in the order of REF line and text; empty if it is not in the library."""
    row = library.row(mrn)
    if row is None:
        return []
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        links = db.execute(
            "SELECT target, paragraph, letter, sure FROM link WHERE source = ?"
            " ORDER BY paragraph, letter, target",
            (row.id,),
        )
        grouped = _grouped(links.fetchall())
    rows = {mrn: library.row(mrn) for mrn in library.present(list(grouped))}
    return [_citation(target, rows.get(target), found) for target, found in grouped.items()]


def citations_of(library: Library, mrn: str) -> list[Citation]:
    """The cables that cite a cable, newest first. The cited one need not be in the library."""
    number = library.resolve(mrn) or canonical(mrn) or storable(mrn)
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        links = db.execute(
            "SELECT l.source, l.paragraph, l.letter, l.sure FROM link AS l JOIN cable AS c ON c.id = l.source"
            " WHERE l.target = ? AND c.current ORDER BY l.source DESC, l.paragraph",
            (number,),
        )
        grouped = _grouped(links.fetchall())
    return [_citation(row.mrn, row, grouped[row.id]) for row in library.rows([*grouped])]


_Other = TypeVar("_Other", str, int)
_Place = tuple[int, str | None, int]
"""Paragraph, letter and certainty of a citation."""


def _grouped(links: Iterable[tuple[_Other, int, str | None, int]]) -> dict[_Other, list[_Place]]:
    grouped: dict[_Other, list[_Place]] = {}
    for other, paragraph, letter, sure in links:
        grouped.setdefault(other, []).append((paragraph, letter, sure))
    return grouped


def _citation(mrn: str, row: Row | None, found: Sequence[_Place]) -> Citation:
    return Citation(
        mrn,
        row,
        letters=tuple(dict.fromkeys(letter for paragraph, letter, _ in found if letter and not paragraph)),
        paragraphs=tuple(sorted(paragraph for paragraph, _, _ in found if paragraph)),
        sure=any(sure for _, _, sure in found),
    )

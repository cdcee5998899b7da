"""The notes found by a search, in groups and as lines."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.config import dates
from reader.joined.note_search import matching
from reader.notes.codec import decode
from reader.notes.model import Annotation, CrossReference, Target
from reader.notes.queries.counts import NO_NOTES, NoteCounts, count_document
from reader.terminal_text import safe_line
from reader.tui.core.cable.passage_location import passage_as_noted
from reader.tui.core.records.record_summary import back_links, place_name
from reader.tui.ui.pieces import Piece
from reader.tui.ui.words import folded, opening

if TYPE_CHECKING:
    from reader.workspace import Workspace

FIRST_RESULTS = 100
"""Notes shown before all are counted."""
MOST_LISTED = 5000
"""Notes listed; all are counted."""
NO_CODE = "without a code"

Noted = Annotation | CrossReference


@dataclass(frozen=True, slots=True)
class Results:
    """The notes matching a query."""

    total: int = 0
    counts: NoteCounts = NO_NOTES
    """What they are."""
    cables: int = 0
    first: tuple[Noted, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of codes, by id."""
    linked: Mapping[str, int] = field(default_factory=dict)
    """How many links lead to each cable that has any."""
    counting: bool = False
    """These are the first; the others are still being counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, or a note under it."""

    heading: str
    noted: Noted | None = None
    key: str = ""


def search(
    workspace: Workspace,
    query: str,
    stop: threading.Event,
    on_first: Callable[[Results], object] | None = None,
) -> Results | None:
    """The notes matching a query; None when it was stopped. Raises QueryError. Waits for the disk.

    ``on_first`` gets the first results while the others are being counted. Some 1 s for 100,000.
    """
    first: list[Noted] = []
    names = {code.id: code.name for code in workspace.notes.codes()}
    total, counts, cables, before = 0, NO_NOTES, 0, ""
    for mrn, document in matching(workspace, query, typing=True):
        if stop.is_set():
            return None
        cables += mrn != before
        before = mrn
        total += 1
        counts = counts.plus(count_document(document))
        if total <= MOST_LISTED and isinstance(record := decode(document), Annotation | CrossReference):
            first.append(record)
        if total == FIRST_RESULTS and on_first:
            on_first(Results(total, counts, cables, tuple(first), names, counting=True))
    mrns = {near_end(noted).mrn for noted in first}
    return Results(total, counts, cables, tuple(first), names, workspace.notes.links_to(mrns))


def by_cable(found: Results) -> Iterator[Line]:
    """A heading for each cable."""
    before = ""
    for noted in found.first:
        mrn = near_end(noted).mrn
        if mrn != before:
            yield Line(mrn + back_links(found.linked.get(mrn, 0)))
            before = mrn
        yield Line("", noted, noted.id)


def by_code(found: Results) -> Iterator[Line]:
    """A heading for each code, by name. A note is listed under each of its codes."""
    groups: dict[str, list[Noted]] = {}
    for noted in found.first:
        codes = noted.codes if isinstance(noted, Annotation) else ()
        for code in codes or ("",):
            groups.setdefault(code, []).append(noted)
    names = {code: found.names.get(code, NO_CODE) for code in groups}
    for code in sorted(groups, key=lambda code: (not code, folded(names[code]))):
        yield Line(f"#{names[code]}  {len(groups[code]):,}" if code else NO_CODE)
        yield from (Line("", noted, f"{code} {noted.id}") for noted in groups[code])


def near_end(noted: Noted) -> Target:
    """What a note is about; for a link, its source."""
    return noted.source if isinstance(noted, CrossReference) else noted.target


def height(noted: Noted) -> int:
    """Lines of a note: its place, the words it is about, its text."""
    said = noted.comment if isinstance(noted, CrossReference) else noted.body
    quoted = bool(near_end(noted).quote)
    return 1 + quoted + bool(said)


def noted_lines(
    noted: Noted, names: Mapping[str, str], width: int, *, cable: bool = False
) -> list[list[Piece]]:
    """A note in at most three lines; ``cable`` adds the MRN to its place."""
    near = near_end(noted)
    where = place_name(near) if cable else near.label or "whole cable"
    head = [Piece(f"  {safe_line(where)}  ", "plain")]
    if isinstance(noted, CrossReference):
        head.append(Piece(f"→ {safe_line(place_name(noted.target))} {safe_line(noted.outward)}  ", "link"))
        said = noted.comment
    else:
        tags = " ".join(f"#{safe_line(names.get(code, '…'))}" for code in noted.codes)
        head.append(Piece(f"{tags}  " if tags else "", "code"))
        said = noted.body
    head.append(Piece(f"{safe_line(noted.author)}, {dates.medium(noted.changed).strip()}", "dim"))
    lines = [head]
    if near.quote:
        old = passage_as_noted(near)
        quote = old.text[old.start : old.end] if old.start is not None else old.text
        lines.append([Piece(f"    ┃ {opening(quote, max(width - 6, 1))}", "dim")])
    if said:
        lines.append([Piece(f"    {opening(' '.join(said.split()), max(width - 4, 1))}", "note")])
    return lines

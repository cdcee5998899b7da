"""Cables as choices in a picker: those related to one at first, then those with what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.tui.ui.choices import Choice, Source, once
from reader.tui.ui.words import long_date

if TYPE_CHECKING:
    from reader.library.discovery.alike.similar import Similar
    from reader.library.listing import Row
    from reader.workspace import Workspace

HINT = "related cables first · type an MRN, words of the subject or a post"
NOTHING = "No matches: type an MRN, words of a subject, or a post."
OFFERED, FOUND = 20, 40
"""Cables offered before anything is typed, and for what is typed."""
CITED, CITING = "refers to", "referred to by"
"""The words of references in the text, as links between cables have them."""


def row_choice(row: Row, arrow: str = "", *, why: str = "", below: str = "") -> Choice:
    """A cable of the library, as pickers show it; ``why`` it is offered comes before date and subject."""
    day = long_date(row.date, row.estimated).strip()
    detail = "  ".join(part for part in (why, day, row.title or "") if part)
    return Choice(row.mrn, f"{arrow}{row.mrn}", detail, fold=True, below=below)


def cable_source(workspace: Workspace, mrn: str | None, *, linking: bool = False) -> Source:
    """Cables by MRN and words of the subject; at first those related to the given one. Waits for the disk.

    A link may also lead to a number that is not in the library, or to another paragraph of the same cable.
    """
    from reader.cable.mrn import canonical

    library = workspace.library

    def first() -> Source:
        related = list(related_cables(workspace, mrn)) if mrn is not None else []
        choices = related or [row_choice(row) for row in library.complete("", OFFERED) if row.mrn != mrn]
        return lambda _: choices

    at_first = once(first)

    def source(text: str) -> Sequence[Choice]:
        if not text.strip():
            return at_first(text)
        number = canonical(text)
        rows = library.complete(number or text, FOUND) or _named(workspace, text)
        choices = [row_choice(row) for row in rows if linking or row.mrn != mrn]
        if linking and number and not library.present([number]):
            choices.append(Choice(number, number, "not in library; Enter links to it anyway"))
        return choices

    return source


def _named(workspace: Workspace, text: str) -> list[Row]:
    """Cables with these words in their subject; where there are none, those of the post of this name."""
    post = text.replace('"', " ").strip()
    found = workspace.library.complete(text, FOUND)
    return found if found or not post else workspace.library.listing(f'from:"{post}"').window(0, FOUND)


def related_cables(workspace: Workspace, mrn: str) -> Iterator[Choice]:
    """The cables of the library that are linked to one, cited by it, citing it, or similar, in this order.

    Waits for the disk.
    """
    from reader.joined.cable_links import ways
    from reader.library.discovery.alike.similar import similar

    why = {CITED: "cited here", CITING: "cites this one"}
    reasons: dict[str, list[str]] = {}
    for way in ways(workspace, mrn):
        reason = why[way.words] if way.near is None else way.words
        if reason not in reasons.setdefault(way.other, []):
            reasons[way.other].append(reason)
    rows = {one: workspace.library.row(one) for one in workspace.library.present(list(reasons))}
    offered = {mrn}
    for other, given in reasons.items():
        row = rows.get(other)
        if row is not None and row.mrn not in offered:
            offered.add(row.mrn)
            yield row_choice(row, why=", ".join(given))
    for found in similar(workspace.library, mrn, OFFERED):
        if found.row.mrn not in offered:
            yield row_choice(found.row, why="similar", below=shared(found))


def shared(found: Similar) -> str:
    """``one cites the other · both cite 06X · words: mekong, trafficking · TAGS: KCRM, PHUM``."""
    parts = ["one cites the other"] if found.linked else []
    if found.references:
        parts.append(f"both cite {', '.join(found.references)}")
    if found.words:
        parts.append(f"words: {', '.join(found.words)}")
    if found.tags:
        parts.append(f"TAGS: {', '.join(found.tags)}")
    return " · ".join(parts)

"""How a name and its passages are drawn. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.library.discovery.name_queries import NameKind
from reader.library.discovery.names import Named, NamesFound
from reader.library.discovery.passages import Passage
from reader.terminal_text import cell_width, fit, safe_line, safe_same_length
from reader.tui.ui.pieces import Piece
from reader.tui.ui.words import count

COUNT_WIDTH = 8
NOUNS = {
    NameKind.PERSON: ("person", "persons"),
    NameKind.PLACE: ("place", "places"),
    NameKind.ORGANISATION: ("organisation", "organisations"),
}
NOTICES = {
    NameKind.PERSON: (
        "No person is named in these cables. If they were imported by an earlier version: "
        "cables repair --index"
    ),
    NameKind.PLACE: "No country, and no city with a post, is named in these cables.",
    NameKind.ORGANISATION: "No organisation is named in these cables by an acronym that is known here.",
}


def heading(kind: NameKind, found: NamesFound, shown: int) -> str:
    """What is listed, and in how many cables it was counted."""
    more = f", the first {shown:,} shown" if len(found.names) > shown else ""
    where = count(found.of, "cable")
    if found.counted < found.of:
        where = f"{found.counted:,} of {where}, evenly spaced"
    return f"{count(len(found.names), *NOUNS[kind])} in {where}{more}"


def name_line(named: Named, kind: NameKind, width: int, *, is_protected: bool) -> list[Piece]:
    """The name, its other spellings or its meaning, whether it is protected, and the number of cables."""
    mark = "  protected" if is_protected else ""
    room = max(width - COUNT_WIDTH - len(mark), 1)
    name = safe_line(named.name)
    used = min(cell_width(name), room)
    also = ""
    if named.also and used + 6 < room:
        between = "  " if kind is NameKind.ORGANISATION else " = "
        also = between + " = ".join(map(safe_line, named.also))
    return [
        Piece(fit(name, used), "plain"),
        Piece(fit(also, room - used), "dim"),
        Piece(mark, "mark"),
        Piece(f"{named.cables:,}".rjust(COUNT_WIDTH - 1) + " ", "dim"),
    ]


def passages_text(named: Named, kind: NameKind, found: Sequence[Passage]) -> Content:
    """The passages, each below the number of its cable, with the name in bold."""
    parts: list[tuple[str, str] | str] = [(f"{safe_line(named.name)}\n", "bold")]
    if named.also:
        also = ", ".join(map(safe_line, named.also))
        parts.append(f"{also}\n" if kind is NameKind.ORGANISATION else f"also {also}\n")
    last = ""
    for row, snippet in found:
        if row.mrn != last:
            date = f"{row.date:%Y-%m-%d}  " if row.date else ""
            parts.append((f"\n{date}{safe_line(row.mrn)}  {safe_line(row.title or '')}\n", "bold"))
            last = row.mrn
        text = safe_same_length(snippet.text)
        done = 0
        for hit in snippet.hits:
            parts += [text[done : hit.start], (text[hit.start : hit.end], "bold underline")]
            done = hit.end
        parts.append(f"{text[done:]}\n")
    if not found:
        parts.append("\nNamed outside the paragraphs only, such as in a signature or among the TAGS.")
    return Content.assemble(*parts)

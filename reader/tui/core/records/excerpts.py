"""Words in context, in a few lines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.terminal_text import cell_width, safe_same_length
from reader.tui.ui.pieces import Piece

BEFORE_SHARE = 3
"""One third of the space left by the words is for the text before them."""


def excerpt(text: str, start: int | None, end: int | None, width: int, lines: int = 2) -> list[list[Piece]]:
    """At most ``lines`` lines of at most ``width`` cells around the words, which have the role ``quote``.

    ``start`` and ``end``: half-open character offsets; None for the beginning of the text.
    """
    text = safe_same_length(text.replace("\n", " "))
    size = max(width * lines - 2, 1)
    first, last = (0, 0) if start is None or end is None else (start, end)
    begin = max(first - max(size - (last - first), 0) // BEFORE_SHARE, 0) if first else 0
    if 0 < begin < first:
        space = text.find(" ", begin, first)
        begin = first if space < 0 else space + 1
    made: list[list[Piece]] = []
    at = begin
    for number in range(lines):
        lead = "…" if number == 0 and begin else ""
        stop = _line_end(text, at, width - len(lead))
        cut = number == lines - 1 and stop < len(text.rstrip())
        if cut:
            stop = _line_end(text, at, width - len(lead) - 1)
        pieces = [Piece(lead, "dim"), *_pieces(text, at, stop, first, last), Piece("…" if cut else "", "dim")]
        made.append([piece for piece in pieces if piece.text])
        at = stop
        while at < len(text) and text[at] == " ":
            at += 1
        if at >= len(text):
            break
    return made


def _line_end(text: str, at: int, width: int) -> int:
    """The end of a line that starts at a character: before a space if there is one, else anywhere."""
    used, space, stop = 0, -1, at
    while stop < len(text):
        if text[stop] == " ":
            space = stop
        used += cell_width(text[stop])
        if used > width:
            break
        stop += 1
    if stop >= len(text):
        return len(text)
    return space if space > at else max(stop, at + 1)


def _pieces(text: str, at: int, stop: int, first: int, last: int) -> Sequence[Piece]:
    cuts = sorted({at, stop, *(cut for cut in (first, last) if at < cut < stop)})
    return [Piece(text[a:b], "quote" if first <= a and b <= last else "plain") for a, b in pairwise(cuts)]

"""Pieces of a line: text with the role that decides its style. Pure."""

from __future__ import annotations

from typing import NamedTuple

from reader.terminal_text import cell_width, fit
from reader.tui.ui.words import opening


class Piece(NamedTuple):
    """A piece of a line, and the role that decides its style."""

    text: str
    role: str
    """``plain``, ``dim``, ``faint``, ``bar``, ...; each list names its roles."""


def cut_pieces(pieces: list[Piece], columns: int) -> list[Piece]:
    """The pieces up to ``columns`` cells; the one that crosses the edge is cut with an ellipsis."""
    kept, used = [], 0
    for piece in pieces:
        size = cell_width(piece.text)
        text = piece.text if used + size <= columns else fit(piece.text, columns - used)
        kept.append(Piece(text, piece.role))
        used += size
        if used >= columns:
            break
    return kept


def gap_line(words: str, width: int) -> list[Piece]:
    """A line in a list by date, for the time without entries before the next."""
    return [Piece(f"  ⋮ {opening(words, max(width - 4, 1))}", "dim")]

"""How a row of the cable list reads: pure, from a row's facts to pieces of text with the role each plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from reader.tui.words import fit, level_name, long_date, short_date, shown, spoken

if TYPE_CHECKING:
    from reader.library.listing import Row

WIDE = 76
"""Columns from which a cable takes one line with columns instead of two lines."""
DATED = 30
"""Columns from which there is room for the date beside the name."""


class Piece(NamedTuple):
    """A stretch of a line and the role that decides its look."""

    text: str
    role: str
    """``plain``, ``dim``, ``faint``, ``bar``, ``notes``, ``unread``, ``mark``, ``subject``, ``level-u``..."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the user's own work says about a row."""

    cursor: bool = False
    focus: bool = False
    """The list has the focus."""
    open: bool = False
    """It is the cable in the reader."""
    read: bool = False
    marked: bool = False
    notes: int = 0
    verdict: str | None = None
    """What was judged, an empty word where nothing was; None while there is no judging."""


def height(columns: int, lines: int) -> int:
    """Lines a cable takes: two in a narrow list, one in a wide or a very low one."""
    return 1 if columns >= WIDE or lines < 8 else 2


def lines(row: Row, standing: Standing, columns: int, rows: int) -> list[list[Piece]]:
    """The pieces of each of the ``rows`` lines (1 or 2); every line is exactly ``columns`` cells."""
    if rows == 1 and columns >= WIDE:
        return [_one(row, standing, columns)]
    both = [_first(row, standing, columns), _second(row, standing, columns)]
    return both[:rows]


def _edge(standing: Standing) -> Piece:
    return Piece(
        "▌" if standing.cursor else "›" if standing.open else " ", "bar" if standing.focus else "faint"
    )


def _tally(standing: Standing, width: int) -> Piece:
    """The note count, or a dot for what was never opened."""
    if standing.notes:
        number = str(standing.notes)
        return Piece((number if len(number) < width else "9+").rjust(width), "notes")
    return Piece(("" if standing.read else "●").rjust(width), "unread")


def _level(row: Row) -> Piece:
    name = level_name(row.level)
    return Piece(fit(name, 3), f"level-{name.lower()}" if row.level else "dim")


def _first(row: Row, standing: Standing, columns: int) -> list[Piece]:
    dated = columns >= DATED
    judged = _judged(standing)
    room = columns - (19 if dated else 9) - len(judged)
    pieces = [
        _edge(standing),
        Piece(short_date(row.date, row.estimated) + " " if dated else "", "dim"),
        Piece("✓" if standing.marked else " ", "mark"),
        *judged,
        Piece(fit(spoken(row.mrn), max(room, 1)), _ink(standing)),
        Piece(" ", "plain"),
        _level(row),
        _tally(standing, 2 if judged else 3),
    ]
    return _cut(pieces, columns)


def _second(row: Row, standing: Standing, columns: int) -> list[Piece]:
    role = "plain" if standing.cursor else "subject"
    return _cut([_edge(standing), Piece("  ", role), Piece(fit(_subject(row), columns - 3), role)], columns)


def _one(row: Row, standing: Standing, columns: int) -> list[Piece]:
    name = fit(shown(row.mrn), 18)
    judged = _judged(standing)
    left = columns - 1 - 11 - 2 - 2 * len(judged) - 18 - 1 - 3 - 3 - 2
    return [
        _edge(standing),
        Piece(long_date(row.date, row.estimated), "dim"),
        Piece(" ✓" if standing.marked else "  ", "mark"),
        *judged,
        Piece(name, _ink(standing)),
        Piece(" ", "plain"),
        _level(row),
        _tally(standing, 3),
        Piece("  ", "plain"),
        Piece(fit(_subject(row), left), "plain" if standing.cursor else "subject"),
    ]


def _judged(standing: Standing) -> list[Piece]:
    """The letter of the judgement, while there is judging: ``K``, ``M``, ``N``."""
    return [] if standing.verdict is None else [Piece(f"{standing.verdict[:1].upper():1} ", "notes")]


def _ink(standing: Standing) -> str:
    """What is judged steps back, but where one stands."""
    return "dim" if standing.verdict and not standing.cursor else "plain"


def _subject(row: Row) -> str:
    return shown(row.subject) if row.subject else "(no subject)"


def _cut(pieces: list[Piece], columns: int) -> list[Piece]:
    """Drop what does not fit a very narrow list."""
    kept, used = [], 0
    for piece in pieces:
        size = cell_len(piece.text)
        text = piece.text if used + size <= columns else fit(piece.text, columns - used)
        kept.append(Piece(text, piece.role))
        used += size
        if used >= columns:
            break
    return kept

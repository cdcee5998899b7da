"""How a row of the cable list reads: pure, from a row's facts to pieces of text with the role each plays."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from reader.tui.ui.words import fit, level_name, long_date, short_date, shown, spoken

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


def lines(
    row: Row, standing: Standing, columns: int, rows: int, chosen: Collection[str] = ()
) -> list[list[Piece]]:
    """The pieces of each of the ``rows`` lines (1 or 2); every line is exactly ``columns`` cells.

    ``chosen``: names of the ``COLUMNS`` to show where there is one line and room for them; else the usual.
    """
    if rows == 1 and columns >= WIDE:
        return [_one(row, standing, columns, chosen or USUAL)]
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


class Column(NamedTuple):
    """One of the columns that a list with one line for each cable can have."""

    name: str
    key: str
    """The letter that shows or hides it, one of its name's."""
    gap: int
    """Cells before it."""
    width: int
    """Cells; of what takes the rest, the fewest."""
    piece: Callable[[Row, Standing, int], Piece]
    """Its text, of any width, and role; the number is the width it has."""


COLUMNS = (
    Column("date", "d", 0, 11, lambda row, _, __: Piece(long_date(row.date, row.estimated), "dim")),
    Column("number", "n", 0, 18, lambda row, at, _: Piece(shown(row.mrn), _ink(at))),
    Column("level", "l", 1, 3, lambda row, _, __: _level(row)),
    Column("notes", "o", 0, 3, lambda _, at, width: _tally(at, width)),
    Column("from", "f", 2, 20, lambda row, _, __: Piece(shown(row.origin or ""), "dim")),
    Column("TAGS", "T", 2, 14, lambda row, _, __: Piece(shown(" ".join(row.tags)), "dim")),
    Column("signer", "g", 2, 12, lambda row, _, __: Piece(shown(row.signer or ""), "dim")),
    Column("size", "z", 1, 7, lambda row, _, width: Piece(f"{row.size:,}".rjust(width), "dim")),
    Column("imported", "i", 2, 11, lambda row, _, __: Piece(long_date(row.imported), "dim")),
    Column(
        "subject", "s", 2, 20, lambda row, at, _: Piece(_subject(row), "plain" if at.cursor else "subject")
    ),
)
"""In their order; the last one takes the room that is left."""
USUAL = ("date", "number", "level", "notes", "subject")
"""Those of a list for which none were chosen."""


def fitting(chosen: Collection[str], columns: int) -> list[Column]:
    """Those of the chosen columns for which a line of so many cells has room; the subject goes last."""
    room = columns - sum(each.gap + each.width for each in COLUMNS[-1:] if each.name in chosen)
    fit_in = []
    for each in COLUMNS[:-1]:
        if each.name in chosen and each.gap + each.width <= room:
            room -= each.gap + each.width
            fit_in.append(each)
    return fit_in + [each for each in COLUMNS[-1:] if each.name in chosen]


def _one(row: Row, standing: Standing, columns: int, chosen: Collection[str]) -> list[Piece]:
    judged = _judged(standing)
    left = columns - 3 - 2 * len(judged)
    pieces = [_edge(standing)]
    marked = [Piece(" ✓" if standing.marked else "  ", "mark"), *judged]
    for column in fitting(chosen, left):
        if column.name != "date":
            pieces, marked = pieces + marked, []
        left -= column.gap + column.width
        width = column.width + (left if column is COLUMNS[-1] else 0)
        text, role = column.piece(row, standing, width)
        pieces += [Piece(" " * column.gap, "plain")] if column.gap else []
        pieces.append(Piece(fit(text, width), role))
    spare = 0 if COLUMNS[-1].name in chosen else left
    return [*pieces, *marked, Piece(" " * spare, "plain")]


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

"""The lines of a row of the cable list, as pieces of text with roles. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.config.settings import Config
from reader.notes.queries.counts import NO_NOTES, NoteCounts
from reader.terminal_text import cell_width, fit, safe_line
from reader.tui.ui.pieces import Piece, cut_pieces
from reader.tui.ui.words import level_name, long_date, short_date, spoken

if TYPE_CHECKING:
    from reader.library.listing import Row

WIDE = 76
"""Width in cells from which a cable takes one line with columns instead of two lines."""
MOST_SIGNS = 6
"""Cells for notes, tags and links counted apart, where the number of the cable leaves them."""
WITH_DATE = 30
"""Width in cells from which the date fits beside the number."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row shows besides its cable: cursor, marks, notes."""

    cursor: bool = False
    focus: bool = False
    """The list has the focus."""
    open: bool = False
    """The cable shown in the reader."""
    read: bool = False
    marked: bool = False
    notes: NoteCounts = NO_NOTES
    verdict: str | None = None
    """The triage verdict, empty without one; None while triage is off."""


@dataclass(frozen=True, slots=True)
class UserWork:
    """What the rows show of the user's own work."""

    counts: Mapping[str, NoteCounts] = field(default_factory=dict)
    """Notes per MRN."""
    read: Set[str] = frozenset()
    """MRNs opened before."""
    open: str | None = None
    """The MRN of the cable shown in the reader."""
    verdicts: Mapping[str, str] | None = None
    """Per MRN while triage is on, else None."""
    elsewhere: bool = False
    """Whether the user is in another pane, so that only the open cable is highlighted."""

    def highlights(self, mrn: str) -> bool:
        """Whether the row of this cable is highlighted where it has the cursor."""
        return mrn == self.open or not self.elsewhere

    def row_state(self, row: Row, *, cursor: bool, focus: bool, marked: bool) -> RowState:
        """The state of a row."""
        return RowState(
            cursor=cursor,
            focus=focus,
            open=row.mrn == self.open,
            read=row.mrn in self.read,
            marked=marked,
            notes=self.counts.get(row.mrn, NO_NOTES),
            verdict=None if self.verdicts is None else self.verdicts.get(row.mrn, ""),
        )


def row_height(columns: int, lines: int) -> int:
    """Lines a cable takes: two in a narrow list, one in a wide or a very low one."""
    return 1 if columns >= WIDE or lines < 8 else 2


def first_line(row: int, tall: int, window: int, at: int, *, centre: bool = False) -> int:
    """The line of the list at the top of its window, so that a row of ``tall`` lines is in view.

    ``at`` is the line there now; it stays as far as it can. Otherwise the window begins with a whole row.
    """
    top = row * tall
    lowest = min(-((window - top - tall) // tall) * tall, top)
    if centre and not at <= top <= at + window - tall:
        return max((top - window // 2) // tall * tall, lowest, 0)
    if top < at:
        return top
    return lowest if top + tall > at + window else at


def row_lines(
    row: Row, state: RowState, columns: int, rows: int, names: Collection[str] = ()
) -> list[list[Piece]]:
    """The pieces of each of the ``rows`` lines (1 or 2); every line is exactly ``columns`` cells wide.

    ``names``: the ``COLUMNS`` of a one-line row, as far as they fit; none for the default ones.
    """
    if rows == 1 and columns >= WIDE:
        return [_one_line(row, state, columns, names or DEFAULT_COLUMNS)]
    return [_first(row, state, columns), _second(row, state, columns)][:rows]


def _edge(state: RowState) -> Piece:
    return Piece("▌" if state.cursor else "›" if state.open else " ", "bar" if state.focus else "faint")


def _note_count(state: RowState, width: int) -> Piece:
    """``1#2→1``: notes, tags and links, or as many as all of them; a dot for a cable never opened."""
    if state.notes:
        return Piece(state.notes.short(width - 1).rjust(width), "notes")
    return Piece(("" if state.read else "●").rjust(width), "unread")


def _level(row: Row) -> Piece:
    name = level_name(row.level)
    return Piece(fit(name, 3), f"level-{name.lower()}" if row.level else "dim")


def _first(row: Row, state: RowState, columns: int) -> list[Piece]:
    dated = columns >= WITH_DATE
    verdict = _verdict(state)
    number, least = spoken(row.mrn), 2 if verdict else 3
    room = columns - (16 if dated else 6) - sum(cell_width(piece.text) for piece in verdict)
    notes = _note_count(
        state, max(min(len(state.notes.short(MOST_SIGNS)) + 1, room - cell_width(number)), least)
    )
    pieces = [
        _edge(state),
        Piece(short_date(row.date, row.estimated) + " " if dated else "", "dim"),
        Piece("✓" if state.marked else " ", "mark"),
        *verdict,
        Piece(fit(number, max(room - len(notes.text), 1)), _number_role(state)),
        Piece(" ", "plain"),
        _level(row),
        notes,
    ]
    return cut_pieces(pieces, columns)


def _second(row: Row, state: RowState, columns: int) -> list[Piece]:
    role = "plain" if state.cursor else "subject"
    return cut_pieces([_edge(state), Piece(" ", role), Piece(fit(_subject(row), columns - 2), role)], columns)


class Column(NamedTuple):
    """One of the columns that a list with one line for each cable can have."""

    name: str
    key: str
    """The letter that shows or hides it, one of those in its name."""
    gap: int
    """Blank cells before it."""
    width: int
    """Width in cells; for the last column, the least."""
    piece: Callable[[Row, RowState, int], Piece]
    """From a row, its state and the width of the column to the text (of any width) and role."""


COLUMNS = (
    Column("date", "d", 0, 11, lambda row, _, __: Piece(long_date(row.date, row.estimated), "dim")),
    Column("number", "n", 0, 18, lambda row, at, _: Piece(safe_line(row.mrn), _number_role(at))),
    Column("level", "l", 1, 3, lambda row, _, __: _level(row)),
    Column("notes", "o", 0, 3, lambda _, at, width: _note_count(at, width)),
    Column("from", "f", 2, 20, lambda row, _, __: Piece(safe_line(row.origin or ""), "dim")),
    Column("TAGS", "T", 2, 14, lambda row, _, __: Piece(safe_line(" ".join(row.tags)), "dim")),
    Column("signer", "g", 2, 12, lambda row, _, __: Piece(safe_line(row.signer or ""), "dim")),
    Column("size", "z", 1, 7, lambda row, _, width: Piece(f"{row.size:,}".rjust(width), "dim")),
    Column("imported", "i", 2, 11, lambda row, _, __: Piece(long_date(row.imported), "dim")),
    Column(
        "subject", "s", 2, 20, lambda row, at, _: Piece(_subject(row), "plain" if at.cursor else "subject")
    ),
)
"""In their order on the line; the last one takes the cells left over."""
DEFAULT_COLUMNS = Config().list_columns
"""Columns of a list for which the user selected none."""


def fitting_columns(names: Collection[str], columns: int) -> list[Column]:
    """The named columns that fit on a line of ``columns`` cells; the subject is the last to be left out."""
    free = columns - sum(each.gap + each.width for each in COLUMNS[-1:] if each.name in names)
    fitting = []
    for each in COLUMNS[:-1]:
        if each.name in names and each.gap + each.width <= free:
            free -= each.gap + each.width
            fitting.append(each)
    return fitting + [each for each in COLUMNS[-1:] if each.name in names]


def _one_line(row: Row, state: RowState, columns: int, names: Collection[str]) -> list[Piece]:
    verdict = _verdict(state)
    left = columns - 3 - 2 * len(verdict)
    pieces = [_edge(state)]
    marked = [Piece(" ✓" if state.marked else "  ", "mark"), *verdict]
    for column in fitting_columns(names, left):
        if column.name != "date":
            pieces, marked = pieces + marked, []
        left -= column.gap + column.width
        width = column.width + (left if column is COLUMNS[-1] else 0)
        text, role = column.piece(row, state, width)
        pieces += [Piece(" " * column.gap, "plain")] if column.gap else []
        pieces.append(Piece(fit(text, width), role))
    spare = 0 if COLUMNS[-1].name in names else left
    return [*pieces, *marked, Piece(" " * spare, "plain")]


def _verdict(state: RowState) -> list[Piece]:
    """The letter of the verdict during triage: ``K``, ``M``, ``N``."""
    return [] if state.verdict is None else [Piece(f"{state.verdict[:1].upper():1} ", "notes")]


def _number_role(state: RowState) -> str:
    """Cables with a verdict are dimmed, except the current one."""
    return "dim" if state.verdict and not state.cursor else "plain"


def _subject(row: Row) -> str:
    return safe_line(row.title) if row.title else "(no subject)"

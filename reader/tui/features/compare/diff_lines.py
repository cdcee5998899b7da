"""A comparison as lines of a given width: side by side where there is room, otherwise as one text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from reader.cable.compare.align import Part
from reader.cable.compare.comparison import NO_WORDS, Comparison, HeadChange, Redaction, Row
from reader.cable.compare.words import Change, ChangeKind
from reader.cable.model import Paragraph
from reader.cable.span import Span
from reader.notes.queries.counts import NO_NOTES, NoteCounts
from reader.terminal_text import cell_width, safe_line, safe_same_length, wrap_cells
from reader.tui.ui.pieces import Piece
from reader.tui.ui.words import count

SIDE_BY_SIDE = 100
"""Width in cells from which both texts are shown beside each other."""
GAP = " │ "
WORDS_OF_KIND = {ChangeKind.ADDED: "only in the second", ChangeKind.REMOVED: "only in the first"}


class Noted(NamedTuple):
    """The notes on two texts."""

    before: Mapping[int, NoteCounts] = {}
    """How many each paragraph of the first has, by its ordinal."""
    after: Mapping[int, NoteCounts] = {}
    to_check: Sequence[str] = ()
    """Notes whose words are in one of the texts only, a line each."""


class DiffLine(NamedTuple):
    """A line, and the part of the comparison it belongs to."""

    pieces: list[Piece]
    part: int | None = None
    """Index into ``Comparison.rows``, of a fold the first one; None outside the body."""
    starts_change: bool = False
    """Whether it is the first line of a change: where ``n`` and ``N`` stop."""


def diff_lines(
    comparison: Comparison, width: int, noted: Noted | None = None, *, full: bool = False
) -> list[DiffLine]:
    """The whole comparison; each run of unchanged parts is folded into a line, unless ``full``."""
    noted = noted or Noted()
    lines: list[DiffLine] = []
    for change in comparison.head:
        lines += _head_lines(change, width)
    folded = 0
    for part, row in enumerate(comparison.rows):
        if row.kind is ChangeKind.SAME and not full:
            folded += 1
            continue
        lines += _fold(part - folded, folded)
        folded = 0
        lines += _part_lines(part, row, width, noted)
    lines += _fold(len(comparison.rows) - folded, folded)
    if comparison.redactions:
        lines += [
            DiffLine([]),
            DiffLine([Piece("Redactions opened and closed", "heading")], starts_change=True),
        ]
        for redaction in comparison.redactions:
            lines += _redaction_lines(redaction, width)
    if noted.to_check:
        lines += [DiffLine([]), DiffLine([Piece("Notes to review", "heading")], starts_change=True)]
        for text in noted.to_check:
            lines += [
                DiffLine([Piece("    ", "plain"), *line])
                for line in _wrapped([Piece(text, "note")], width - 4)
            ]
    return lines


def same_place(before: Sequence[DiffLine], at: int, after: Sequence[DiffLine]) -> int:
    """The line of ``after`` with the part that line ``at`` of ``before`` shows, or with the fold it is in."""
    parts = [line.part for line in before if line.part is not None]
    here = next((line.part for line in reversed(before[: at + 1]) if line.part is not None), None)
    if here is None:
        return at
    if here == parts[-1] and before[at].part is None:  # behind the parts: counted from the end
        return max(len(after) - (len(before) - at), 0)
    there = max((line.part for line in after if line.part is not None and line.part <= here), default=None)
    return next((at for at, line in enumerate(after) if line.part == there), 0)


def _fold(first: int, parts: int) -> list[DiffLine]:
    if not parts:
        return []
    words = Piece(f"  {count(parts, 'unchanged part')}", "dim")
    return [DiffLine([]), DiffLine([words], first)]


def _head_lines(change: HeadChange, width: int) -> Iterator[DiffLine]:
    yield DiffLine([Piece(change.field, "heading")], starts_change=True)
    for text, role in ((change.before, "removed"), (change.after, "added")):
        for line in _wrapped([Piece(safe_line(text), "plain")] if text else [], width - 4):
            yield DiffLine([Piece(_sign(role), f"{role}-sign"), *line])


def _sign(role: str) -> str:
    return "  − " if role == "removed" else "  + "


def _part_lines(part: int, row: Row, width: int, noted: Noted) -> Iterator[DiffLine]:
    yield DiffLine([])
    yield DiffLine([*_title(row), *_notes(row, noted)], part, row.kind is not ChangeKind.SAME)
    if row.before is None or row.after is None:
        lines = _one_side(row, width)
    elif width >= SIDE_BY_SIDE:
        lines = _side_by_side(row, width)
    else:
        lines = _one_text(row, width)
    for pieces in lines:
        yield DiffLine(pieces, part)


def _title(row: Row) -> list[Piece]:
    words = [WORDS_OF_KIND[row.kind]] if row.kind in WORDS_OF_KIND else []
    if row.portions:
        words.append(" → ".join(f"({portion})" if portion else "unmarked" for portion in row.portions))
    return [Piece(row.label or "heading", "heading"), Piece(f"  {', '.join(words)}" if words else "", "dim")]


def _notes(row: Row, noted: Noted) -> Iterator[Piece]:
    """How many notes the part has; where the texts differ in it, for each."""
    before = noted.before.get(row.before.ordinal, NO_NOTES) if isinstance(row.before, Paragraph) else NO_NOTES
    after = noted.after.get(row.after.ordinal, NO_NOTES) if isinstance(row.after, Paragraph) else NO_NOTES
    if before == after and before:
        yield Piece(f"  {before.words}", "note")
    elif before or after:
        yield Piece(f"  {before.words}; then {after.words}", "note")


def _one_side(row: Row, width: int) -> Iterator[list[Piece]]:
    """A part of one text only: with a sign in the margin, and its words as they are."""
    role = "added" if row.before is None else "removed"
    for line in _wrapped([Piece(_text(row.after or row.before), "plain")], width - 4):
        yield [Piece(_sign(role), f"{role}-sign"), *line]


def _one_text(row: Row, width: int) -> Iterator[list[Piece]]:
    """Both texts as one: removed words, then the added ones in their place."""
    before, after = _text(row.before), _text(row.after)
    pieces: list[Piece] = []
    at_before = at_after = 0
    for change in row.changes:
        space = after[at_after : change.after.start] or before[at_before : change.before.start]
        old, new = before[slice(*change.before)], after[slice(*change.after)]
        pieces.append(Piece(space, "plain"))
        if change.kind is ChangeKind.SAME:
            pieces.append(Piece(new, "plain"))
        else:
            pieces += [Piece(old, "removed"), Piece(" " if old and new else "", "plain"), Piece(new, "added")]
        at_before, at_after = change.before.end, change.after.end
    for line in _wrapped([piece for piece in pieces if piece.text], width - 4):
        yield [Piece("    ", "plain"), *line]


def _side_by_side(row: Row, width: int) -> Iterator[list[Piece]]:
    column = (width - len(GAP)) // 2
    left = _wrapped(_marked(_text(row.before), [c.before for c in _changed(row)], "removed"), column)
    right = _wrapped(_marked(_text(row.after), [c.after for c in _changed(row)], "added"), column)
    nothing: list[Piece] = []
    for one, other in zip_longest(left, right, fillvalue=nothing):
        used = sum(cell_width(piece.text) for piece in one)
        yield [*one, Piece(f"{'':{column - used}}{GAP}", "faint"), *other]


def _changed(row: Row) -> list[Change]:
    return [change for change in row.changes if change.kind is not ChangeKind.SAME]


def _text(part: Part | None) -> str:
    """Without control characters; the offsets stay right."""
    return "\n".join(map(safe_same_length, part.text.split("\n"))) if part else ""


def _marked(text: str, spans: Sequence[Span], role: str) -> list[Piece]:
    """The text in pieces, those of the spans in the role."""
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        pieces += [Piece(text[at:start], "plain"), Piece(text[start:end], role)]
        at = end
    pieces.append(Piece(text[at:], "plain"))
    return [piece for piece in pieces if piece.text]


def _redaction_lines(redaction: Redaction, width: int) -> Iterator[DiffLine]:
    what = "opened" if redaction.is_opened else "closed"
    pieces = [
        Piece(f"{redaction.part} {what}: ", "plain"),
        Piece(
            safe_line(redaction.words or NO_WORDS),
            "added" if redaction.is_opened else "removed",
        ),
    ]
    for line in _wrapped(pieces, width - 4):
        yield DiffLine([Piece("    ", "plain"), *line])


def _wrapped(pieces: Sequence[Piece], width: int) -> list[list[Piece]]:
    """The pieces in lines of at most ``width`` cells, broken at spaces and at newlines."""
    text = "".join(piece.text for piece in pieces)
    ends: list[int] = []
    for piece in pieces:
        ends.append((ends[-1] if ends else 0) + len(piece.text))
    lines: list[list[Piece]] = []
    at = index = 0
    for line in wrap_cells(text, width):
        at = text.index(line, at)
        stop, made = at + len(line), []
        while at < stop:
            while ends[index] <= at:
                index += 1
            end = min(ends[index], stop)
            made.append(Piece(text[at:end], pieces[index].role))
            at = end
        lines.append(made)
    return lines

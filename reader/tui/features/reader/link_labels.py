"""Letters on the links in view, so that each can be followed by a key or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from reader.terminal_text import cell_width
from reader.tui.page.lines import Piece

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def labels(count: int) -> list[str]:
    """As many labels, none of which starts another: one letter each, or two if one is not enough."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair in product(_LETTERS, repeat=2)][:count]


def beside(pieces: Sequence[Piece], marked: Iterable[tuple[int, str]], room: int) -> tuple[Piece, ...]:
    """The pieces of a row with a label before each link, so that none of its words is covered.

    ``marked`` are the offsets of links, in order, with their labels. A label is put between the letters
    while ``room`` (cells) is left in the row; then in place of the blank before the link's word.
    """
    made = list(pieces)
    for start, label in marked:
        at = next((n for n, one in enumerate(made) if _has(one, start)), None)
        if at is None:
            continue
        text, role, begin = made[at]
        cut = start - (begin or 0)
        before, after = Piece(text[:cut], role, begin), Piece(text[cut:], role, start)
        made[at : at + 1] = [before, Piece(label, "key"), after]
        if cell_width(label) <= room:
            room -= cell_width(label)
        else:
            room -= cell_width(label) - _drop_blank(made, at)
    return tuple(piece for piece in made if piece.text)


def _has(piece: Piece, offset: int) -> bool:
    return piece.start is not None and piece.start <= offset < piece.start + len(piece.text)


def _drop_blank(pieces: list[Piece], at: int) -> int:
    """Take away the last blank in the pieces up to ``at``; how many cells that gives: 1 or 0."""
    for number in range(at, -1, -1):
        text, role, start = pieces[number]
        if role == "key":
            return 0
        blank = text.rfind(" ")
        if blank >= 0:
            rest = Piece(text[blank + 1 :], role, None if start is None else start + blank + 1)
            pieces[number : number + 1] = [Piece(text[:blank], role, start), rest]
            return 1
    return 0

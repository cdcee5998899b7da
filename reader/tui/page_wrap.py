"""Breaking text into lines that fit, measured in terminal cells."""

from __future__ import annotations

from rich.cells import get_character_cell_size

from reader.tui.page_text import is_narrow

_AFTER = "-/—_"
"""In a word longer than the line, a break is better after one of these."""


def break_lines(
    text: str, start: int, end: int, width: int, *, first: int | None = None
) -> list[tuple[int, int]]:
    """Lines of ``text[start:end]``, as half-open character offsets, without the spaces they were broken at.

    ``width`` is in cells; ``first`` is that of the first line, where it differs. Breaks at spaces; a word
    longer than a line is cut. At least one line. Linear; some 1 µs a line for text of one-cell characters.
    The text holds no newline between ``start`` and ``end``.
    """
    width = max(width, 1)
    limit = width if first is None else max(first, 1)
    if end - start > limit and not is_narrow(text[start:end]):
        return _break_wide(text, start, end, limit, width)
    lines = []
    while end - start > limit:
        cut = text.rfind(" ", start + 1, start + limit + 1)
        if cut < 0:
            cut = after = _cut_word(text, start, start + limit)
        else:
            after = cut + 1
            while cut > start and text[cut - 1] == " ":
                cut -= 1
            while after < end and text[after] == " ":
                after += 1
        lines.append((start, cut))
        start, limit = after, width
    if start < end or not lines:
        lines.append((start, end))
    return lines


def cut_lines(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Lines cut at exactly the width, spaces kept, for text whose columns must stay columns."""
    width = max(width, 1)
    if end - start <= width // 2 or is_narrow(text[start:end]):
        return [(at, min(at + width, end)) for at in range(start, end, width)] or [(start, end)]
    lines, at, used = [], start, 0
    for here in range(start, end):
        size = get_character_cell_size(text[here])
        if used + size > width and here > at:
            lines.append((at, here))
            at, used = here, 0
        used += size
    return [*lines, (at, end)]


def _cut_word(text: str, start: int, end: int) -> int:
    """Where to cut a word too long: after a hyphen or slash in its second half, else at the width."""
    best = max(text.rfind(sign, start + (end - start) // 2, end) for sign in _AFTER)
    return best + 1 if best > start else end


def _break_wide(text: str, start: int, end: int, limit: int, width: int) -> list[tuple[int, int]]:
    """As ``break_lines``, where characters take no cell, one or two."""
    lines: list[tuple[int, int]] = []
    at, used, space = start, 0, -1
    here = start
    while here < end:
        character = text[here]
        size = get_character_cell_size(character)
        if character == " ":
            space = here
        if used + size > limit and here > at:
            if space > at:
                cut, after = space, space + 1
            elif character == " ":
                cut, after = here, here + 1
            else:
                cut = after = here
            while cut > at and text[cut - 1] == " ":
                cut -= 1
            while after < end and text[after] == " ":
                after += 1
            lines.append((at, cut))
            at, used, space, limit = after, 0, -1, width
            here = after
            continue
        used += size
        here += 1
    if at < end or not lines:
        lines.append((at, end))
    return lines

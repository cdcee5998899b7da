"""The gate for cable text on its way to the page: nothing in it drives the terminal, and no offset shifts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rich.cells import cell_len, get_character_cell_size

_NARROW = re.compile("[ -~\n\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u2013\u2014\u2018-\u201d\u2022\u2026]*")
_SELECTORS = range(0xFE00, 0xFE10)
SKIN_TONES = range(0x1F3FB, 0x1F400)
"""They melt into the sign before them, in some terminals."""
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def flag_letter(code: int) -> str | None:
    """The plain letter for one of those that make a flag in pairs: alone and in pairs their widths differ."""
    return chr(ord("A") + code - _FLAG_LETTERS.start) if code in _FLAG_LETTERS else None


def harmless(text: str) -> str:
    """The text as it may be shown: as many characters as before, newlines kept.

    Control characters become their pictures, other invisible ones a sign of one cell: overrides would turn
    the line round, joiners and selectors would make widths depend on neighbours. Odd spaces become spaces.
    """
    if is_narrow(text):
        return text
    return text.translate({ord(one): _visible(one) for one in set(text)})


@cache
def _visible(character: str) -> str:
    code, category = ord(character), unicodedata.category(character)
    if character == "\n":
        return character
    if code < 0x20 or code == 0x7F:
        return chr(0x2421 if code == 0x7F else 0x2400 + code)
    if category == "Zs":
        return " "
    if character == "\u00ad":
        return "-"
    if code in _SELECTORS or code in SKIN_TONES or category == "Cf":
        return "·"
    if letter := flag_letter(code):
        return letter
    return "\ufffd" if category[0] == "C" or category in ("Zl", "Zp") else character


def is_narrow(text: str) -> bool:
    """Whether each character takes exactly one cell (newlines apart). Some 1 ns a character."""
    return _NARROW.fullmatch(text) is not None


def cells(text: str) -> int:
    """Terminal cells of one line of harmless text."""
    return cell_len(text)


def cells_before(text: str, start: int, offset: int) -> int:
    """Cells from character ``start`` to character ``offset``."""
    return cell_len(text[start:offset])


def offset_at(text: str, start: int, end: int, cell: int) -> int:
    """The character that covers a cell, counted from character ``start``; ``end`` for a cell beyond it."""
    used = 0
    for at in range(start, end):
        used += get_character_cell_size(text[at])
        if used > cell:
            return at
    return end

"""Foreign text made safe for the terminal, and text measured and cut in terminal cells. Pure.

Text of cables, notes, file names and error messages passes one of these before it is drawn or printed:

======================== =============================== ============================================
function                 for                             newlines, tabs, what cannot be seen
======================== =============================== ============================================
``safe_line``            one line of the screen          newlines become spaces, invisible ones go
``safe_lines``           several lines of the screen     newlines stay, tabs become spaces
``safe_same_length``     text that offsets point into    one character for one; newlines stay
``terminal_safe``        standard output and error       newlines stay; emoji and flags stay whole
``one_line``             a line of these                 runs of white space become one space
======================== =============================== ============================================

On the screen every character must have the width that Rich and all terminals agree on, so characters that
change or join their neighbours are removed or replaced. Output may go to another program and keeps them.

Widths are those of ``rich.cells``, as a test asserts; Rich itself would cost the command line some 10 ms.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from reader.cable.normalise import normalise

_PLAIN = re.compile("[ -~\xa1-\xac\xae-\u02ff\u0370-\u0373\u2010-\u2015\u2018-\u201f\u2022\u2026]*")
"""What most texts consist of; all others are looked at character by character."""
_ONE_CELL_EACH = re.compile(
    "[ -~\n\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u2013\u2014\u2018-\u201d\u2022\u2026]*"
)
_DIRECTION_MARKS = frozenset((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""They would let a note or a file name reorder the text beside it."""
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SKIN_TONES = range(0x1F3FB, 0x1F400)
"""Some terminals merge them with the sign before them."""
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
"""Two of them make a flag; alone and in pairs their widths differ between terminals."""
_DOTTED_CIRCLE = "\u25cc"
_REPLACEMENT = "\ufffd"


def safe_line(text: str) -> str:
    """Foreign text as one safe line: control characters become their symbols, newlines spaces.

    For display only: offsets into the text do not hold in the result.
    """
    return text if _PLAIN.fullmatch(text) else _safe(text.replace("\n", " "))


def safe_lines(text: str) -> str:
    """Foreign text of several lines made safe; newlines stay, tabs become up to four spaces."""
    if _PLAIN.fullmatch(text):
        return text
    return "\n".join(map(_safe, text.replace("\r\n", "\n").expandtabs(4).split("\n")))


def safe_same_length(text: str) -> str:
    """The text made safe, as many characters as before, so that offsets into it still hold; newlines stay.

    Control characters become their symbols, other invisible ones a dot; odd spaces become spaces.
    """
    if is_narrow(text):
        return text
    return text.translate({ord(one): _same_length(one) for one in set(text)})


def terminal_safe(text: str) -> str:
    """Foreign text for standard output: control characters become their symbols; newlines stay."""
    return normalise(text)


def one_line(text: str) -> str:
    """Foreign text for one line of standard output; runs of white space become one space."""
    return " ".join(terminal_safe(text).split())


def _safe(line: str) -> str:
    safe = "".join(map(_safe_character, unicodedata.normalize("NFC", line)))
    # A combining mark at the start would join whatever is drawn before it.
    return f"{_DOTTED_CIRCLE}{safe}" if safe and unicodedata.category(safe[0])[0] == "M" else safe


@cache
def _safe_character(character: str) -> str:
    """What to show for a character; empty for one that only joins or modifies others."""
    code, category = ord(character), unicodedata.category(character)
    if symbol := _control_symbol(code):
        return symbol
    if (category == "Cf" and code not in _DIRECTION_MARKS) or _modifies(code):
        return ""
    return _flag_letter(code) or (_REPLACEMENT if _unprintable(category) else character)


@cache
def _same_length(character: str) -> str:
    """What to show for a character where its place must be kept."""
    code, category = ord(character), unicodedata.category(character)
    if character == "\n":
        return character
    if symbol := _control_symbol(code):
        return symbol
    if category == "Zs":
        return " "
    if character == "\u00ad":
        return "-"
    if category == "Cf" or code in _VARIATION_SELECTORS[0] or code in _SKIN_TONES:
        return "·"
    return _flag_letter(code) or (_REPLACEMENT if _unprintable(category) else character)


def _control_symbol(code: int) -> str | None:
    """``␛`` for ESC and so on."""
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else None


def _modifies(code: int) -> bool:
    return code in _SKIN_TONES or any(code in selectors for selectors in _VARIATION_SELECTORS)


def _flag_letter(code: int) -> str | None:
    """The plain letter for a regional indicator."""
    return chr(ord("A") + code - _FLAG_LETTERS.start) if code in _FLAG_LETTERS else None


def _unprintable(category: str) -> bool:
    """Unassigned and private characters, lone surrogates, line separators: widths differ everywhere."""
    return category[0] == "C" or category in ("Zl", "Zp")


# Width

_MEDIAL_HANGUL = (range(0x1160, 0x1200), range(0xD7B0, 0xD7FC))
"""Vowels and finals that are drawn into the syllable before them."""
_HANGUL_FILLERS = (0x3164, 0xFFA0)
_WIDE_SINCE_UNICODE_16 = (
    range(0x2630, 0x2638),
    range(0x268A, 0x2690),
    range(0x4DC0, 0x4E00),
    range(0x1D300, 0x1D357),
    range(0x1D360, 0x1D377),
)
"""Trigrams, hexagrams and counting rods: older tables of Python have them narrow."""


def is_narrow(text: str) -> bool:
    """Whether each character takes exactly one cell (newlines apart). About 1 ns a character."""
    return _ONE_CELL_EACH.fullmatch(text) is not None


def cell_width(text: str) -> int:
    """Terminal cells of one line of safe text."""
    if text.isascii() or is_narrow(text):
        return len(text)
    return sum(map(character_width, text))


def cell_width_before(text: str, start: int, offset: int) -> int:
    """Cells from character ``start`` to character ``offset``."""
    return cell_width(text[start:offset])


@cache
def character_width(character: str) -> int:
    """Terminal cells of one safe character: 0, 1 or 2."""
    code = ord(character)
    if unicodedata.category(character)[0] == "M" or code in _HANGUL_FILLERS:
        return 0
    if any(code in block for block in _MEDIAL_HANGUL):
        return 0
    if any(code in block for block in _WIDE_SINCE_UNICODE_16):
        return 2
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def offset_at_cell(text: str, start: int, end: int, cell: int) -> int:
    """The character that covers a cell, counted from character ``start``; ``end`` for a cell beyond it."""
    used = 0
    for at in range(start, end):
        used += character_width(text[at])
        if used > cell:
            return at
    return end


def cut(text: str, width: int) -> str:
    """At most ``width`` cells of the text; an ellipsis shows that something was cut."""
    if cell_width(text) <= width:
        return text
    return f"{text[: offset_at_cell(text, 0, len(text), width - 1)]}…" if width > 0 else ""


def fit(text: str, width: int) -> str:
    """Exactly ``width`` terminal cells: padded with spaces, or cut with an ellipsis."""
    shortened = cut(text, width)
    return shortened + " " * (width - cell_width(shortened))


def wrap_cells(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells, broken at spaces; a longer word is cut. Newlines are kept.

    Takes time in proportion to the text, also for one word of a megabyte.
    """
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in paragraph.split(" "):
            size = cell_width(word)
            if line and used + 1 + size > width:
                lines.append(line)
                line, used = "", 0
            if size > width:
                *heads, word = _pieces(word, width)
                lines += heads
                size = cell_width(word)
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
        lines.append(line)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """A word cut into pieces of at most ``width`` cells, each of one character at least."""
    if is_narrow(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    pieces = []
    start = 0
    while start < len(word):
        end = max(offset_at_cell(word, start, len(word), width), start + 1)
        pieces.append(word[start:end])
        start = end
    return pieces

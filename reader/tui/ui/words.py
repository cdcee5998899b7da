"""Small texts of the screen, and the one gate through which foreign text comes to it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from reader.cable.model import Level
from reader.tui.page.text import SKIN_TONES, flag_letter

# What most texts are made of; the rest takes the slow way, character by character.
_HARMLESS = re.compile("[ -~\xa1-\xac\xae-\u02ff\u0370-\u0373\u2010-\u2015\u2018-\u201f\u2022\u2026]*")
_REORDERING = frozenset((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def _picture(character: str) -> str:
    """What to show for one character; nothing for those that only join or mark others."""
    code = ord(character)
    if code < 32 or code == 0x7F:
        return chr(0x2421 if code == 0x7F else 0x2400 + code)
    category = unicodedata.category(character)
    joins = category == "Cf" and code not in _REORDERING
    if joins or code in SKIN_TONES or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if letter := flag_letter(code):
        return letter
    # Unassigned and private characters, lone surrogates, line separators: no terminal agrees on their width.
    # Direction overrides would let a note or a file name reorder what stands beside it.
    return "\ufffd" if category[0] == "C" or category in ("Zl", "Zp") else character


def _made_harmless(text: str) -> str:
    made = "".join(map(_picture, unicodedata.normalize("NFC", text)))
    return f"\u25cc{made}" if made and unicodedata.category(made[0])[0] == "M" else made


def shown(text: str) -> str:
    """Foreign text as one harmless line: control characters become their pictures, newlines spaces.

    For reading only: offsets into the text do not hold in what is shown.
    """
    return text if _HARMLESS.fullmatch(text) else _made_harmless(text.replace("\n", " "))


def shown_lines(text: str) -> str:
    """Foreign text of several lines made harmless; newlines stay, tabs become four spaces."""
    if _HARMLESS.fullmatch(text):
        return text
    lines = text.replace("\r\n", "\n").expandtabs(4).split("\n")
    return "\n".join(map(_made_harmless, lines))


def fit(text: str, width: int) -> str:
    """Exactly ``width`` terminal cells: padded with spaces, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…" if width > 1 else "…"
    return set_cell_size(text, width)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells, broken at spaces; a longer word is cut. Newlines are kept."""
    width = max(width, 1)
    lines: list[str] = []
    for given in text.split("\n"):
        line, used = "", 0
        for word in given.split(" "):
            size = cell_len(word)
            if line and used + 1 + size > width:
                lines.append(line)
                line, used = "", 0
            while size > width:
                head = _head(word, width)
                lines.append(head)
                word = word[len(head) :]
                size = cell_len(word)
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
        lines.append(line)
    return lines


def _head(word: str, width: int) -> str:
    """The longest beginning that fits, at least one character."""
    used = 0
    for at, character in enumerate(word):
        used += cell_len(character)
        if used > width:
            return word[: max(at, 1)]
    return word


@lru_cache(maxsize=4096)
def spoken(mrn: str) -> str:
    """An MRN as people say it: ``06PHNOMPENH977`` → ``PHNOM PENH 977``; other ids as they are."""
    from reader.cable.mrn import post_name, split  # the tables of posts are read at the first row, not before

    parts = split(mrn)
    if parts is None:
        return shown(mrn)
    words = (post_name(parts.post) or "").upper().split()
    # "Embassy Phnom Penh": the post's own name is what spells the one in the number.
    names = (" ".join(words[at:]) for at in range(len(words)))
    name = next((name for name in names if name.replace(" ", "") == parts.post), parts.post)
    return f"{shown(name)} {parts.serial}"


def short_date(date: dt.datetime | None, estimated: dt.date | None = None) -> str:
    """Nine cells: ``24 Mar 09``; `` ~Nov 04`` where the date is a guess."""
    if date is not None:
        return f"{date.day:2} {MONTHS[date.month - 1]} {date.year % 100:02}"
    if estimated is not None:
        return f"  ~{MONTHS[estimated.month - 1][:3]} {estimated.year % 100:02}"[-9:].rjust(9)
    return " " * 9


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def long_date(date: dt.datetime | None, estimated: dt.date | None = None) -> str:
    """Eleven cells: ``24 Mar 2009``."""
    if date is not None:
        return f"{date.day:2} {MONTHS[date.month - 1]} {date.year}"
    if estimated is not None:
        return f"  ~{MONTHS[estimated.month - 1]} {estimated.year}"[-11:].rjust(11)
    return " " * 11


def level_name(level: Level | None) -> str:
    """The letters that stand for a level: ``SBU``; a dot where there is none."""
    return level.name if level is not None else "·"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 cable``, ``1,234 cables``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def opening(text: str, cells: int) -> str:
    """The first words of a text on one line of at most ``cells`` cells."""
    return fit(shown(" ".join(text[: cells * 4].split())), cells).rstrip()


def folded(text: str) -> str:
    """For comparing what people type: case-blind and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))

"""Short texts on the screen: dates, levels, counts, cable numbers."""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache

from reader.cable.level import Level
from reader.config import dates
from reader.terminal_text import fit, safe_line


@lru_cache(maxsize=4096)
def spoken(mrn: str) -> str:
    """An MRN as people say it: ``06PHNOMPENH977`` → ``PHNOM PENH 977``; other ids unchanged.

    ``FRUS1969-76V22D15`` → ``1969-76v22 d15``, as history.state.gov has it in addresses.
    """
    from reader.cable.frus import split_frus
    from reader.cable.mrn import post_name, split  # the table of posts is read with the first row

    parts = split(mrn)
    if document := split_frus(mrn):
        return f"{document.volume.removeprefix('FRUS')} D{document.document}".lower()
    if parts is None:
        return safe_line(mrn)
    words = (post_name(parts.post) or "").upper().split()
    # "Embassy Phnom Penh": the last words that spell the post of the number.
    names = (" ".join(words[at:]) for at in range(len(words)))
    name = next((name for name in names if name.replace(" ", "") == parts.post), parts.post)
    return f"{safe_line(name)} {parts.serial}"


def short_date(date: dt.datetime | None, estimated: dt.date | None = None) -> str:
    """Nine cells: ``24 Mar 09``; ``  ~Nov 04`` for an estimated date."""
    if date is not None:
        return dates.short(date).rjust(9)
    return (f"~{dates.short_month(estimated)}" if estimated is not None else "").rjust(9)


def long_date(date: dt.datetime | None, estimated: dt.date | None = None) -> str:
    """Eleven cells: ``24 Mar 2009``; ``  ~Nov 2004`` for an estimated date."""
    if date is not None:
        return dates.medium(date).ljust(11)
    return (f"~{dates.medium_month(estimated)}" if estimated is not None else "").rjust(11)


def level_name(level: Level | None) -> str:
    """The letters of a level: ``SBU``; a dot for none."""
    return level.name if level is not None else "·"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 cable``, ``1,234 cables``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def opening(text: str, cells: int) -> str:
    """The first words of a text on one line of at most ``cells`` cells."""
    return fit(safe_line(" ".join(text[: cells * 4].split())), cells).rstrip()


def folded(text: str) -> str:
    """The text without case and accents, for comparing what people type."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))

"""SQL that finds cables by part of their serial or subject. Values are bound, never written into the SQL."""

from __future__ import annotations

import re

from reader.library.query.fts_terms import without_punctuation
from reader.library.search.conditions import Statement

_SERIAL = re.compile(r"([A-Z]*)0*([1-9][0-9]{0,5})", re.ASCII)


def by_serial(start: str) -> Statement | None:
    """Ids of cables whose serial, or post and serial, begins with the text. Whole serials first, then the
    newest.

    ``start`` is in capitals, without spaces. None if it is not the start of a serial.
    """
    match = _SERIAL.fullmatch("".join(letter for letter in start if letter.isalnum()))
    if match is None:
        return None
    post, serial = match.groups()
    # Reads only the index of numbers. instr is faster than GLOB and leaves it few rows.
    return Statement(
        "SELECT id FROM cable WHERE id IN (SELECT id FROM cable WHERE instr(mrn, ?1) AND mrn GLOB ?2)"
        " AND current ORDER BY mrn GLOB ?3 DESC, id DESC",
        (
            f"{post}{serial}",
            f"[0-9][0-9]*{post or '[A-Z]'}{serial}*",
            f"[0-9][0-9]{post or '*[A-Z]'}{serial}",
        ),
    )


def by_subject(text: str) -> Statement | None:
    """Ids of cables with these words in the subject, newest first; the last is a prefix. None if empty."""
    words = without_punctuation(text).split()
    if not words:
        return None
    quoted = " AND ".join(f'"{word}"' for word in words)
    return Statement(
        "SELECT c.id FROM words JOIN cable AS c ON c.id = words.rowid WHERE words MATCH ?"
        " AND c.current ORDER BY words.rowid DESC",
        (f"{{subject}} : ({quoted} *)",),
    )

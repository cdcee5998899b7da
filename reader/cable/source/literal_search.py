"""Search for literals: the fastest search, for what most texts do not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator


def offsets_of(text: str, literal: str) -> Iterator[int]:
    """The offsets of a literal, without overlaps."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


def occurrences(form: re.Pattern[str], text: str, literal: bytes, low: bytes) -> Iterator[re.Match[str]]:
    """The matches in ``text`` of a form that begins with a literal, in either case, from left to right.

    ``low``: the text in small letters, one byte per character; ``literal`` is searched for there.
    """
    at = low.find(literal)
    while at >= 0:
        found = form.match(text, at)
        if found:
            yield found
        at = low.find(literal, found.end() if found else at + 1)

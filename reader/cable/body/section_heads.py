"""The heads that long cables repeat at each transmitted part: page line, distribution, class line, fields.

Department copies of telegrams put them into the middle of the text, in the middle of a sentence as often as
not; from the first of these lines to the last nothing is text.
"""

from __future__ import annotations

import re

from reader.cable.head.classification import read_captions, read_class_line
from reader.cable.mrn import post_of
from reader.cable.source.head_labels import field_of
from reader.cable.source.page_lines import read_page_line
from reader.cable.source.source_lines import Lines

_LONGEST = 40
"""Lines a repeated head may have."""
_SUBJECT_WITHIN = 3
"""Lines below a page line in which a subject is set once more."""
_HEADER = re.compile(
    r"""(?:ACTION|ORIGIN|INFO)\s+[A-Z]{1,6}-\d\d\b | (?:[A-Z]{1,5}-\d\d\s+){3} | -{6,}\s?[0-9A-F]{6}\s
    | (?:[ZOPR]\s+){1,2}\d{6}Z\s+[A-Z]{3}\s+\d\d | (?:FM|TO)\s+(?:AM|US|SEC|RU) | INFO\s+(?:AM|RU)
    | /\d{3}W?\b | [A-Z]{3}\d{4}$""",
    re.VERBOSE,
)
_PASSING = re.compile(r"(?P<who>[A-Z][A-Z /.-]{1,40}?) (?:FOR|PASS|ALSO FOR)\b|(?:FOR|PASS) [A-Z]+/[A-Z]")
_AGENCIES = frozenset(
    [
        "STATE",
        "DEPT",
        "DEPARTMENT",
        "NSC",
        "DOD",
        "DOE",
        "SECDEF",
        "OSD",
        "JCS",
        "CIA",
        "USAID",
        "TREASURY",
        "COMMERCE",
        "JUSTICE",
    ]
)


def repeated_head(lines: Lines, first: int, end: int) -> int:
    """The line after the head that begins with line ``first``; ``first`` itself where none does."""
    if not _begins(lines.text[first]):
        return first
    last = first
    for at in range(first + 1, min(first + _LONGEST, end)):
        text = lines.text[at]
        if not text:
            continue
        if not _belongs(text):
            break
        last = at
    return last + 1


def subject_again(lines: Lines, page: int, end: int) -> int:
    """The line after a subject that is set once more below line ``page``; ``page`` where there is none."""
    below = next((at for at in range(page + 1, min(page + 1 + _SUBJECT_WITHIN, end)) if lines.text[at]), page)
    return below + 1 if lines.text[below].startswith("SUBJECT: ") else page


def _begins(text: str) -> bool:
    page = read_page_line(text) if text.startswith("PAGE ") else None
    if page:
        return True
    line = read_class_line(text)
    return line is not None and line.part is not None and line.part > 1


def _passes(text: str) -> bool:
    """``PARIS FOR BISA WILLIAMS``: a post or an agency precedes FOR."""
    found = _PASSING.match(text)
    who = found["who"] if found else None
    return found is not None and (who is None or who in _AGENCIES or post_of(who) is not None)


def _belongs(text: str) -> bool:
    line = read_class_line(text)
    return bool(
        (line and (not line.more or line.serial is not None))
        or _HEADER.match(text)
        or field_of(text)
        or read_captions(text, 0)
        or _passes(text)
        or (text.startswith("PAGE ") and read_page_line(text))
    )

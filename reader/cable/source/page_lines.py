"""Page-break lines: ``PHNOM PENH 00000977  002 OF 002``, ``MADRID 00000766 001.2 OF 003``.

The serial has eight digits and is the cable's own; the post is cut to ten characters. The plain form has N-1
lines for N parts, the decimal form N. Text that follows on the same line is text. The older form is
``PAGE 02        CAPE T  00097  01 OF 03  182017Z``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.cable.mrn import post_of
from reader.cable.source.archive_stamps import is_archive_stamp
from reader.cable.source.literal_search import offsets_of

_LINE = re.compile(
    r"(?P<post>[A-Z][A-Za-z .'-]{1,24}?) {1,4}(?P<serial>\d{8})"
    r" {1,4}(?P<part>\d{3})(?:\.\d)? {1,3}(?:OF|of) {1,3}(?P<of>\d{3})\b"
)
_OLD_IN_LINE = re.compile(
    r"PAGE {1,4}\d\d {1,9}[A-Z][A-Z .]{1,20}? {1,4}\d{4,6}(?: {1,3}\d\d {1,2}OF {1,2}\d\d)? {1,4}\d{6}Z\b"
)
_LEVEL_BEFORE = re.compile(r"\s(UNCLASSIFIED|UNCLAS|CONFIDENTIAL|SECRET)[ \n]{1,3}$")
_OLD = re.compile(r"PAGE {1,4}(?P<part>\d{1,4})\b(?: {1,20}\S.*?\b\d{1,3} {1,3}OF {1,3}(?P<of>\d{1,3})\b)?")


_LONGEST_OLD = 200
"""Characters of a ``PAGE`` line with its post, serial and time; a longer one is text."""
_SERIAL_DIGITS = 8
"""Digits of the serial on a page line; a number in the text has six at most."""
_FROM_SERIAL = 32
"""Characters from the serial to the end of the mark: ``00000977  002 OF 002``."""
_LEVEL_WITHIN = 16
"""Characters before a mark of the older form that are searched for a classification."""
_BEFORE_SERIAL = 28
"""Characters of the post before a serial."""
_AROUND = 80
"""Characters on either side of a mark that are searched for text on the same line."""


class PageLine(NamedTuple):
    """A page-break line, read."""

    part: int
    of: int | None
    end: int
    """Where the mark ends in the line; text may follow."""


def read_page_line(text: str) -> PageLine | None:
    """The page-break mark that ``text`` begins with, or None."""
    if (" OF 0" in text or " of 0" in text) and (found := _LINE.match(text)):
        return PageLine(int(found["part"]), int(found["of"]), found.end())
    if text.startswith("PAGE ") and len(text) < _LONGEST_OLD and (found := _OLD.match(text)):
        of = found["of"]
        return PageLine(int(found["part"]), int(of) if of else None, len(text))
    return None


def is_page_line(text: str) -> bool:
    """Whether the line is a page-break mark and nothing else, or the archives' stamp on each page."""
    page = read_page_line(text)
    return is_archive_stamp(text) if page is None else not text[page.end :].strip()


def page_line_breaks(source: str) -> list[int]:
    """Offsets at which a page-break mark in the middle of a line begins or ends."""
    cuts: list[int] = []
    for serial in offsets_of(source, " 00"):
        if not source[serial + 1 : serial + 1 + _SERIAL_DIGITS].isdigit():
            continue
        earliest = max(
            serial - _BEFORE_SERIAL, source.rfind("\n", max(serial - _BEFORE_SERIAL, 0), serial) + 1, 0
        )
        if found := _LINE.search(source, earliest, serial + _FROM_SERIAL):
            cuts += (found.end() - len(found[0]) + _before_post(found["post"]), found.end())
    for page in offsets_of(source, "PAGE"):
        if not (old := _OLD_IN_LINE.match(source, page)):
            continue
        # A classification precedes the older mark, on a line of text where the breaks were lost.
        level = _LEVEL_BEFORE.search(source, max(0, old.start() - _LEVEL_WITHIN), old.start())
        cuts += (level.start(1) if level else old.start(), old.start(), old.end())
    return [
        cut
        for cut in cuts
        if source[max(0, cut - _AROUND) : cut].rpartition("\n")[2].strip(" ")
        and source[cut : cut + _AROUND].strip(" ")[:1] > "\n"
    ]


def _before_post(words: str) -> int:
    """How much of ``words`` is text that runs into the post's name: 8 of ``VISITED PHNOM PENH``."""
    at = 0
    while at >= 0:
        if post_of(words[at:]):
            return at
        at = words.find(" ", at) + 1 or -1
    return 0

"""Lines that publishers and archives put below a cable, and what their cutting left there.

A cable ends with its signature. These rules serve single publishers, and each says whose copies it is
for, so that a rule for all cables is not confused with one for the clippings of a newspaper.
"""

from __future__ import annotations

import re

from reader.cable.source.source_lines import Lines
from reader.cable.tail.archive_trailer import CURRENT_HANDLING

_NEWSPAPER_STAMP = r".{1,40}\ @\ [A-Z] | ID:\ \d+$"
"""Who printed the cable at a newspaper, and when: 1 of the 395 cables of the corpus."""
_MAIL_CLIENT_END = r"End\ Cable\ Text"
"""Copies from a mail client of the Department: 6 of 1,295 cables."""
_ARCHIVE_STAMP = r"Declassified/Released | <<\ ?END\ OF\ DOCUMENT"
"""Stamps of the National Archives' copies of telegrams of 1973-79."""
_REVIEW_STAMP = (
    r"(?-i:RELEASED?\ IN\ (?:FULL|PART)(?:[A-Z0-9.,()\ ]*)$)"
    r" | .{0,30}\bU\.S\.\ Department\ of\ State\ Case\ No | .{1,40}\ Declassified/Released"
)
"""Stamps of the Department's own releases and of the reviewers of the archives' copies."""
_RELAY_STAMP = r"MSGID: | \d{2,4}[A-Z]{3,20}\d{1,7}\ -\ Classification:"
"""Id lines that message systems print below ``NNNN``."""
_DATABASE_STATEMENT = r"(?-i:INSERT\ INTO|SELECT\ .*\ FROM|UPDATE\ .*\ SET)\b | [\"']\s?\);"
"""Text of the database that a copy was taken from: 2 of 1,295 cables."""
_WEB_FOOTER = r"\(?This\ message\ may\ be\ found\b | source:\ https?://"
_PRINTED = (
    r"Page\ \d{1,3}\ of\ \d{1,3}$ | Source:\ [^\n]{0,60}(?:\b(?:19|20)\d\d\b|leaks|Times|Guardian|Archive)"
    r" | (?:Printed|Downloaded|Retrieved|Accessed)\ (?:on|from|by)\b[^\n]{0,80}(?:\d\d|http)"
)
"""What a browser or a publisher prints at the end of a page."""
_CABLE_ENDS = r"[=*-]*\ ?(?:CABLE\ ENDS|END(?:\ OF)?\ CABLE)\ ?[=*-]*$"
PUBLISHED_BELOW = re.compile(
    " | ".join(
        (
            _NEWSPAPER_STAMP,
            _MAIL_CLIENT_END,
            _ARCHIVE_STAMP,
            CURRENT_HANDLING,
            _REVIEW_STAMP,
            _RELAY_STAMP,
            _DATABASE_STATEMENT,
            _WEB_FOOTER,
            _PRINTED,
            _CABLE_ENDS,
        )
    ),
    re.VERBOSE | re.IGNORECASE,
)
"""A line that was not sent with the cable; the text ends above it."""

_SHORTEST_CUT = 8
"""Characters of the shortest piece of a subject that is recognised below the cable."""


def is_redacted_stamp(lines: Lines, at: int) -> bool:
    """Whether a redaction replaces what a mail client printed below ``End Cable Text``."""
    return at > 0 and not lines.text[at].strip("Xx") and bool(PUBLISHED_BELOW.match(lines.text[at - 1]))


def is_cut_subject(lines: Lines, first: int, at: int) -> bool:
    """Whether a line repeats words of the head, ``A VISIT TO THE...``: a web page's shortened title."""
    words = lines.text[at].removesuffix("...")
    long = _SHORTEST_CUT <= len(words) < len(lines.text[at])
    return long and lines.source.find(words, 0, lines.starts[first]) >= 0

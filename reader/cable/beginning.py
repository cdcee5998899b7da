"""Where a cable begins in its text, and where its header ends when nothing parts it from the body."""

from __future__ import annotations

import re

from reader.cable.classification import read_class_line
from reader.cable.head_lines import FIELD, HEADER, NOTICE_END, PARTIAL, SPELLED_DATE
from reader.cable.labels import read_label
from reader.cable.lines import Lines

_FURTHEST = 400
"""Lines among which the first line of a cable is looked for; a distribution table has up to a hundred."""


_BEGINS_HEADER = re.compile(r"VZCZ\w{4,10}$|(?:[ZOPR]\s+){1,2}\d{6}Z\s+[A-Z]{3}\s+\d\d\b")
ROUTES = ("RU", "RH")
"""How the lines of addressees begin, two of three lines of a header."""
_CLASS_WORD = re.compile("UNCLAS|SECRET|CONFIDENTIAL|E C R E T|N F I D")
_GLUED = re.compile(
    r"(?<=\S)(?:UNCLAS(?:SIFIED)?|C\ ?O\ ?N\ ?F\ ?I\ ?D\ ?E\ ?N\ ?T\ ?I\ ?A\ ?L|S\ ?E\ ?C\ ?R\ ?E\ ?T)"
    r"\ (?:SECTION\ \d+\ OF\ \d+\ )?[A-Z][A-Z .'-]{2,30}?\ \d{4,8}(?:\s|$)"
)


def first_line(lines: Lines) -> int | None:
    """The first line that is surely a cable's; None in a fragment without any."""
    for at, text in enumerate(lines.text[:_FURTHEST]):
        if not text:
            continue
        if HEADER.match(text) or FIELD.match(text) or text.startswith(PARTIAL) or SPELLED_DATE.match(text):
            return at
        line = read_class_line(text)
        if line and line.serial is not None:
            return at
        label = read_label(text)
        if label and label.printed:
            return None
    return None


def last_header(lines: Lines, first: int) -> int:
    """Where the cable's own header begins: copies from a mail client put an internal form above it."""
    begins = first
    for at in range(first + 1, min(first + _FURTHEST, len(lines))):
        text = lines.text[at]
        if not text:
            continue
        if _BEGINS_HEADER.match(text) and at - begins > 5:
            begins = at
        elif text[0] in "¶1[*-" and (label := read_label(text)) and 1 in label.readings:
            break
    return begins


def part_glued(lines: Lines, first: int) -> None:
    """Cut the header from the body where a conversion put nothing between them."""
    noticed = NOTICE_END in lines.source
    for at in range(first, min(first + _FURTHEST, len(lines))):
        text = lines.text[at]
        if not text:
            continue
        addressee = text[:2] in ROUTES
        if not addressee and (
            FIELD.match(text) or ((line := read_class_line(text)) and line.serial is not None)
        ):
            return
        # The notice of an extract may stand glued to the body as well.
        if noticed:
            raw = lines.raw(at)
            notice = raw.find(NOTICE_END) + len(NOTICE_END)
            if len(NOTICE_END) <= notice < len(raw.rstrip()):
                lines.cut([lines.starts[at] + notice])
                return
        if _CLASS_WORD.search(text) and (glued := _GLUED.search(lines.raw(at))):
            lines.cut([lines.starts[at] + glued.start()])
            return

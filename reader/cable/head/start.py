"""Where a cable begins in its text, and where its header ends when nothing separates it from the body."""

from __future__ import annotations

import re

from reader.cable.head.classification import read_class_line
from reader.cable.source.head_labels import HEADER, NOTICE_END, PARTIAL, SPELLED_DATE, field_of
from reader.cable.source.paragraph_labels import read_label
from reader.cable.source.source_lines import Lines

_MOST_HEADER_LINES = 400
"""Lines that are searched for the first line of a cable; a distribution table has up to a hundred."""


_SHORTEST_FORM = 5
"""Lines of an internal form above the header; a header has its own date within five lines."""
_BEGINS_HEADER = re.compile(r"VZCZ\w{4,10}$|(?:[ZOPR]\s+){1,2}\d{6}Z\s+[A-Z]{3}\s+\d\d\b")
ROUTES = ("RU", "RH")
"""How lines of addressees begin, two header lines of three."""
_GLUED = re.compile(
    r"(?<=\S)(?:UNCLAS(?:SIFIED)?|C\ ?O\ ?N\ ?F\ ?I\ ?D\ ?E\ ?N\ ?T\ ?I\ ?A\ ?L|S\ ?E\ ?C\ ?R\ ?E\ ?T)"
    r"\ (?:SECTION\ \d+\ OF\ \d+\ )?[A-Z][A-Z .'-]{2,30}?\ \d{4,8}(?:\s|$)"
)


def first_line(lines: Lines) -> int | None:
    """The first line that certainly belongs to a cable; None in a fragment without one."""
    for at, text in enumerate(lines.text[:_MOST_HEADER_LINES]):
        if not text:
            continue
        if HEADER.match(text) or field_of(text) or text.startswith(PARTIAL) or SPELLED_DATE.match(text):
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
    dated = not lines.text[first].startswith("VZCZ")  # below an id one date-time group belongs to its header
    for at in range(first + 1, min(first + _MOST_HEADER_LINES, len(lines))):
        text = lines.text[at]
        if not text:
            continue
        if text[0] in "VZOPR" and _BEGINS_HEADER.match(text):
            if at - begins > _SHORTEST_FORM and (dated or text[0] == "V"):
                if _is_later_section(lines, at):
                    break
                begins = at
            dated = text[0] != "V"
        elif text[0] in "¶1[*-" and (label := read_label(text)) and 1 in label.readings:
            break
    return begins


def _is_later_section(lines: Lines, header: int) -> bool:
    """Whether a header is that of a second or later section, by its classification line."""
    for text in lines.text[header + 1 : header + _MOST_HEADER_LINES]:
        line = read_class_line(text)
        if line and line.serial is not None:
            return line.part is not None and line.part > 1
    return False


def split_glued_header(lines: Lines, first: int) -> bool:
    """Cut the header from the body where a conversion put nothing between them; whether it had to."""
    end = _header_end(lines, first)
    header = lines.source[lines.starts[first] : lines.starts[end]]
    cuts: list[int] = []
    # The notice of an extract may be glued to the body as well.
    if (notice := header.find(NOTICE_END)) >= 0:
        behind = notice + len(NOTICE_END)
        if header[behind:].partition("\n")[0].strip():
            cuts.append(behind)
    if glued := _GLUED.search(header):
        cuts.append(glued.start())
    if cuts:
        lines.break_at([lines.starts[first] + min(cuts)])
    return bool(cuts)


def _header_end(lines: Lines, first: int) -> int:
    """The line after the header, as far as line breaks show it."""
    end = min(first + _MOST_HEADER_LINES, len(lines))
    for at in range(first, end):
        text = lines.text[at]
        if not text or text[:2] in ROUTES:
            continue
        if field_of(text) or ((line := read_class_line(text)) and line.serial is not None):
            return at
    return end

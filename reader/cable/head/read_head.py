"""From the first line to the first paragraph: the lines of the head, grouped by what they belong to."""

from __future__ import annotations

import re
from itertools import islice

from reader.cable.frus import is_frus_text
from reader.cable.head.head_lines import Container, Head
from reader.cable.head.head_rules import BODY, FIELD_RULES, HEADER_RULES
from reader.cable.head.head_state import HeadLine, HeadState, Rule
from reader.cable.head.start import ROUTES, first_line, last_header, split_glued_header
from reader.cable.model import BlockKind
from reader.cable.source.head_labels import REFERENCES
from reader.cable.source.source_lines import Lines

_CONTAINER_LINES = 5
"""Lines a text conversion puts above the cable."""
_CONTAINER_MRN = re.compile(r"\d{2}[A-Z]{3,30}\d{1,7}\s*$")
_CONTAINER_DATE = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d [+-]\d{4} \d{4}$")

# Looking up an enum member takes ten times as long as looking up a name.
_BLANK, _FIELD, _HEADER = BlockKind.BLANK, BlockKind.FIELD, BlockKind.HEADER

_HEADER_STARTS = frozenset(("VZC", "PP ", "RR ", "OO ", "DE ", "ZNR", "ZNY", "FM ", "XMT"))
"""How most header lines begin that are not addressees; no other line of a head begins so."""


def read_head(lines: Lines) -> Head:
    """Group the lines up to the first paragraph. May split ``lines`` where header and body are glued."""
    first = first_line(lines)
    if first is None:
        return Head()
    if is_frus_text(lines.source):
        return _sort_lines(lines, first, ends_blank=True)
    first = last_header(lines, first)
    head = _sort_lines(lines, first)
    if (head.class_line is None or head.partial) and split_glued_header(lines, first):
        return _sort_lines(lines, first)
    return head


def _sort_lines(lines: Lines, first: int, *, ends_blank: bool = False) -> Head:
    """Read the head from its first line on; with ``ends_blank``, no further than to a blank line."""
    head = Head()
    head.kinds = [BlockKind.PREAMBLE] * first
    if (
        first >= _CONTAINER_LINES
        and _CONTAINER_MRN.match(lines.text[0])
        and _CONTAINER_DATE.match(lines.text[2])
    ):
        head.container = Container(lines.text[0], lines.text[2], lines.text[3], lines.span(3, 3))
    state = HeadState(lines, head)
    for at, text in islice(enumerate(lines.text), first, None):
        if state.in_header and (text[:2] in ROUTES or text[:3] in _HEADER_STARTS):
            head.header.append(at)
            state.blank_before = False
            head.kinds.append(_HEADER)
            continue
        kind = _kind(state, at, text)
        if kind is BODY or (ends_blank and not text):
            break
        head.kinds.append(kind)
    # Blank lines at the end are the body's as much as the head's: they stay blank either way.
    head.body = len(head.kinds)
    return head


def _kind(state: HeadState, at: int, text: str) -> BlockKind:
    """The kind of line ``at``, which is recorded in the head."""
    if not text:
        state.blank_before = True
        if state.open is not REFERENCES:
            state.open = None
        return _BLANK
    if at < state.repeat_end:
        return _FIELD
    line = HeadLine(at, text)
    found = _first_of(HEADER_RULES, state, line) if state.in_header else None
    if found is None:  # no header, or the header has just ended
        found = _first_of(FIELD_RULES, state, line)
    state.blank_before = False
    return BODY if found is None else found


def _first_of(rules: tuple[Rule, ...], state: HeadState, line: HeadLine) -> BlockKind | None:
    """The kind given by the first rule that applies; None where none does."""
    in_header = state.in_header
    for rule in rules:
        kind = rule(state, line)
        if kind is not None:
            return kind
        if state.in_header is not in_header:
            break
    return None

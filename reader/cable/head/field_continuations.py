"""Which lines continue a labelled field of the head: each field has its own kind of second line."""

from __future__ import annotations

import re

from reader.cable.head.classification import read_captions
from reader.cable.head.head_state import HeadLine, HeadState
from reader.cable.source.head_labels import CLASSIFIED_BY, REFERENCES, SUBJECT, TAGS
from reader.cable.source.source_lines import SHORTEST_RULE

MOST_FIELD_LINES = 40
"""Lines a field may have; the longest REF of the corpus has 19."""
_MOST_CLASSIFIER_LINES = 8
"""Lines a Classified By may have; the longest of the corpus has 5."""
_LONGEST_MARK = 20
"""Characters of the longest line that begins with a portion mark and may still continue a field."""
_REFERENCE_START = 80
"""Characters at the start of a line that are searched for a cited cable."""
_LONGEST_TAG_LINE = 200
_REASON = re.compile(r"\breasons?\b|\b1\.[45]\b", re.IGNORECASE)
"""What the last line of a Classified By says, and no heading."""
_SUMMARY = re.compile(r"(?:BEGIN )?SUMMARY\b|COUNTRY TEAM|ACTION REQUEST", re.IGNORECASE)
_ITEM_LETTER = re.compile(r"(?:REF \(?[B-Z][.):]?|¶? ?\(?[B-Z][.):])\s")
_CITES = re.compile(r"(?<![A-Z])[A-Z]{3,} {0,2}\d{2,6}\b")
_TAG_LIKE = re.compile(r"\(?[\[\]A-Z0-9#()&-]{2,16}\)?$")
_IN_SUBJECTS = frozenset(("CODEL", "STAFFDEL", "TERREP", "SECTO", "TOSEC"))
"""Captions that are also words of a subject: ``VISIT OF`` / ``CODEL``."""


def continues(state: HeadState, line: HeadLine) -> bool:
    """Whether an unlabelled line continues the open field."""
    text, label, field = line.text, line.label, state.open
    if field is None or is_rule(text):
        return False
    count = len(state.head.fields[field])
    if count >= MOST_FIELD_LINES:
        return False
    if field is REFERENCES:
        if label and not _CITES.search(text, 0, _REFERENCE_START):
            return False
        return not read_captions(text, 0) and (not state.blank_before or bool(_ITEM_LETTER.match(text)))
    if state.blank_before or (label and len(text) > _LONGEST_MARK):
        return False
    if field is SUBJECT:
        handling = {caption.name for caption in read_captions(text, 0)}
        return not _SUMMARY.match(text) and not (handling and handling.isdisjoint(_IN_SUBJECTS))
    if field is TAGS:
        return continues_tags(text)
    if field is CLASSIFIED_BY:
        below = state.text_below(line.at)
        above_rule = len(below) >= SHORTEST_RULE and is_rule(below)
        first_heading = above_rule and not _REASON.search(text, 0, _REFERENCE_START)
        return count < _MOST_CLASSIFIER_LINES and not first_heading
    return not read_captions(text, 0)


def continues_tags(text: str) -> bool:
    """Whether a line below TAGS consists of tags only: ``BM, VT, LA, TH, CB``."""
    words = text.replace(",", " ").split()
    return (
        len(text) < _LONGEST_TAG_LINE
        and all(_TAG_LIKE.match(word) for word in words)
        and text.upper() == text
    )


def is_rule(text: str) -> bool:
    """Whether a line is a rule or blank."""
    return not text.strip("-=*_–— ")

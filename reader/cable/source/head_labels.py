"""The forms of lines in a cable's head: transmission header lines and labelled fields."""

from __future__ import annotations

import re
from enum import IntEnum


class Field(IntEnum):
    """The labelled lines of a cable's head."""

    EXECUTIVE_ORDER = 1
    TAGS = 2
    SUBJECT = 3
    REFERENCES = 4
    CLASSIFIED_BY = 5
    DERIVED = 6
    """``Derived From``, ``Declassify On``, ``Reason`` on lines of their own; part of the field before."""


# Looking up an enum member takes ten times as long as looking up a name.
EXECUTIVE_ORDER, TAGS, SUBJECT, REFERENCES, CLASSIFIED_BY, DERIVED = Field
_BY_NAME = dict(Field.__members__)

HEADER = re.compile(
    r"""VZCZ\w{4,10}\s*$
    | [ZOPR]{2}(?:\s+R[A-Z0-9]{4,7})+\s*$
    | R[UH][A-Z0-9]{3,6}(?:\s+R[UH][A-Z0-9]{3,6})*\s*$
    | DE\s+R[A-Z0-9]{3,7}\s+\#?\d{4}
    | ZN[RY]\s+[A-Z]{5}
    | (?:[ZOPR]\s+){0,2}\d{6}Z\s+[A-Z]{3}\s+\d{2,4}\b
    | (?:FM|TO)\s+[A-Z]
    | (?:ACTION|ORIGIN|INFO)\s+[A-Z]{1,5}-\d\d\b
    | INFO\s+(?:[A-Z0-9]{5,8}/|[A-Z]{3})
    | PAGE\s+\d+\s
    | -{6,}\s?[0-9A-F]{6}\b
    | (?:MRN|Date/DTG|From|Action)\s*:\s*[A-Z0-9]""",
    re.VERBOSE,
)
_FIELD = re.compile(
    r"""\s*(?:\([A-Z/]{1,6}\)\s*)?(?:
      (?P<EXECUTIVE_ORDER>E\.?\s?[O0]\.?:?\s*\d{4,5}\b)
    | (?P<TAGS>TAGS?(?:\s*[:;]|\s*[,.]\s(?=[A-Z]{4}\b)|\s+(?-i:(?=[\[A-Z]{2})))
        |(?:TAGES|TAGGS|TABS|TASG|TGAS|TGS|AGS)\s*[:;])
    | (?P<SUBJECT>(?:SUBJ(?:ECT)?|SUB[JE]CT|SUJECT|SUBJET|SUBJCET)\s*[:;]|SUBJECT\s?[-.]\s
        |(?-i:SUBJECT\s+(?=[A-Z"(]))(?!TO\b|OF\b|MATTERS?\b|IS\b|WAS\b))
    | (?P<REFERENCES>REF(?:S|\(S\)|TELS?|ERENCES?)?\s?:
        |REFS?\s(?=\(?A[.):])|(?-i:REF\s(?=A\s[A-Z0-9]))
        |(?-i:REFS?[.\s]\s?(?=(?:\d\d\s)?[A-Z][A-Z ]{2,20}\s\d{2,6}\b)))
    | (?P<CLASSIFIED_BY>CLASSIFIED\s+BY\b|CLASSIFIED:?\s+(?:AMBASSADOR|BY|DCM|CHARGE)\b
        |CLASSIFICATION\s+AUTHORITY\s*:)
    | (?P<DERIVED>DERIVED\s+FROM\b|DECLASSIFY\s+ON\b|REASONS?\s*:)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FIELD_STARTS = frozenset("EeTtSsRrCcDdAa( ")
SPELLED_DATE = re.compile(
    r"(?i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?i:day), \d{1,2} [A-Z][A-Za-z]+ \d{4}(?:, \d{1,2}:\d{2})?\s*$"
)
PARTIAL = "This record is a partial extract of the original cable"
NOTICE_END = "original cable is not available."


def field_of(line: str) -> tuple[Field, int] | None:
    """The labelled field that begins with this line, and where its value begins."""
    found = _FIELD.match(line) if line[:1] in _FIELD_STARTS else None
    return (_BY_NAME[found.lastgroup], found.end()) if found and found.lastgroup else None

"""From the first line to the first paragraph: which line belongs to what.

Order in a whole cable: transmission header, classification line, captions and passing instructions, E.O.,
TAGS, SUBJECT, REF, Classified By. Each is optional, a dozen cables in a thousand depart from the order, and
the text may be a fragment, so lines are told by their own form first and by their place second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from reader.cable.classification import ClassLine, read_captions, read_class_line
from reader.cable.labels import Label, read_label
from reader.cable.lines import Lines
from reader.cable.model import BlockKind, Caption
from reader.cable.pages import is_page_line

_FURTHEST = 400
"""Lines among which the first line of a cable is looked for; a distribution table has up to a hundred."""


class Field(IntEnum):
    """The labelled lines of a cable's head."""

    EXECUTIVE_ORDER = 1
    TAGS = 2
    SUBJECT = 3
    REFERENCES = 4
    CLASSIFIED_BY = 5
    DERIVED = 6
    """``Derived From``, ``Declassify On``, ``Reason`` on lines of their own: kept, belong to the one before."""


_HEADER = re.compile(
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
    | -{6,}\d{6}""",
    re.VERBOSE,
)
_FIELD = re.compile(
    r"""\s*(?:\([A-Z/]{1,6}\)\s*)?(?:
      (?P<EXECUTIVE_ORDER>E\.?\s?O\.?:?\s*\d{4,5}\b)
    | (?P<TAGS>TAGS?(?:\s*:|\s+(?=[\[A-Z]{2})))
    | (?P<SUBJECT>SUBJ(?:ECT)?\s*:)
    | (?P<REFERENCES>REF(?:S|\(S\)|TELS?|ERENCES?)?\s?:|REFS?\s\(?A[.)])
    | (?P<CLASSIFIED_BY>CLASSIFIED\s+BY\b|CLASSIFIED:?\s+(?:AMBASSADOR|BY|DCM|CHARGE)\b|CLASSIFICATION\s+AUTHORITY\s*:)
    | (?P<DERIVED>DERIVED\s+FROM\b|DECLASSIFY\s+ON\b|REASONS?\s*:)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BEGINS_HEADER = re.compile(r"VZCZ\w{4,10}$|(?:[ZOPR]\s+){1,2}\d{6}Z\s+[A-Z]{3}\s+\d\d\b")
_MOST_LINES = 40
"""Lines a field may have; a REF line of 19 is the longest known."""
_ROUTES = ("RU", "RH")
_PARTIAL = "This record is a partial extract of the original cable"
_NOTICE_END = "original cable is not available."
_SPELLED_DATE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{1,2} [A-Z][a-z]+ \d{4}(?:, \d{1,2}:\d{2})?\s*$"
)
_SUMMARY = re.compile(r"(?:BEGIN )?SUMMARY\b|COUNTRY TEAM|ACTION REQUEST", re.IGNORECASE)
_CONTAINER_MRN = re.compile(r"\d{2}[A-Z]{3,30}\d{1,7}\s*$")
_CONTAINER_DATE = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d [+-]\d{4} \d{4}$")
_ITEM_LETTER = re.compile(r"¶? ?\(?[B-Z][.)]\s")
_CITES = re.compile(r"[A-Z]{3,} {0,2}\d{2,6}\b")
_CLASS_WORDS = ("UNCLAS", "SECRET", "CONFIDENTIAL", "E C R E T", "N F I D")
_GLUED = re.compile(
    r"(?<=\S)(?:UNCLAS(?:SIFIED)?|C\ ?O\ ?N\ ?F\ ?I\ ?D\ ?E\ ?N\ ?T\ ?I\ ?A\ ?L|S\ ?E\ ?C\ ?R\ ?E\ ?T)"
    r"\ (?:SECTION\ \d+\ OF\ \d+\ )?[A-Z][A-Z .'-]{2,30}?\ \d{4,8}(?:\s|$)"
)


@dataclass(slots=True)
class Head:
    """Lines of the head by what they belong to; ``body`` is the first line after it."""

    kinds: list[BlockKind] = field(default_factory=list)
    body: int = 0
    header: list[int] = field(default_factory=list)
    class_line: ClassLine | None = None
    class_at: int = -1
    captions: list[Caption] = field(default_factory=list)
    passing: list[int] = field(default_factory=list)
    fields: dict[Field, list[int]] = field(default_factory=dict)
    """The lines of each labelled field, blank ones and page lines left out."""
    pages: list[int] = field(default_factory=list)
    container: tuple[int, ...] = ()
    """The five lines of the text conversion: MRN, subject, date, classification, origin."""
    spelled_date: int | None = None
    partial: bool = False


def field_of(line: str) -> tuple[Field, int] | None:
    """The labelled field that begins with this line, and where its value begins."""
    found = _FIELD.match(line)
    return (Field[found.lastgroup], found.end()) if found and found.lastgroup else None


def read_head(lines: Lines) -> Head:
    """Sort the lines up to the first paragraph. May cut ``lines`` where header and body are glued."""
    head = Head()
    first = _first_line(lines)
    if first is None:
        return head
    first = _last_header(lines, first)
    _glued_line(lines, first)
    walk = _Walk(lines, head)
    head.kinds = [BlockKind.PREAMBLE] * first
    if first >= 5 and _CONTAINER_MRN.match(lines.text[0]) and _CONTAINER_DATE.match(lines.text[2]):
        head.container = (0, 1, 2, 3, 4)
    at = first
    while at < len(lines) and walk.take(at):
        at += 1
    head.body = at
    # Blank lines at the end are the body's as much as ours: they stay blank either way.
    return head


def _first_line(lines: Lines) -> int | None:
    """The first line that is surely a cable's; None in a fragment without any."""
    for at, text in enumerate(lines.text[:_FURTHEST]):
        if not text:
            continue
        if (
            _HEADER.match(text)
            or _FIELD.match(text)
            or text.startswith(_PARTIAL)
            or _SPELLED_DATE.match(text)
        ):
            return at
        line = read_class_line(text)
        if line and line.serial is not None:
            return at
        label = read_label(text)
        if label and label.printed:
            return None
    return None


def _last_header(lines: Lines, first: int) -> int:
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


def _glued_line(lines: Lines, first: int) -> None:
    """Cut the header from the body where a conversion put nothing between them."""
    for at in range(first, min(first + _FURTHEST, len(lines))):
        text = lines.text[at]
        if not text:
            continue
        addressee = text[:2] in _ROUTES
        if not addressee and (
            _FIELD.match(text) or ((line := read_class_line(text)) and line.serial is not None)
        ):
            return
        # The notice of an extract may stand glued to the body as well.
        raw = lines.raw[at]
        notice = raw.find(_NOTICE_END) + len(_NOTICE_END)
        if len(_NOTICE_END) <= notice < len(raw.rstrip()):
            lines.cut([lines.starts[at] + notice])
            return
        if any(word in text for word in _CLASS_WORDS) and (glued := _GLUED.search(raw)):
            lines.cut([lines.starts[at] + glued.start()])
            return


class _Walk:
    """The state of the walk down the head: what was seen, which field is open."""

    def __init__(self, lines: Lines, head: Head) -> None:
        self.lines = lines
        self.head = head
        self.open: Field | None = None
        self.in_header = True
        self.blank_before = False

    def take(self, at: int) -> bool:
        """Give line ``at`` its place; False where the body begins with it."""
        text = self.lines.text[at]
        if not text:
            self._put(BlockKind.BLANK)
            self.blank_before = True
            if self.open is not Field.REFERENCES:
                self.open = None
            return True
        taken = self._header(at, text) if self.in_header else self._field(at, text)
        self.blank_before = False
        return taken

    def _put(self, kind: BlockKind) -> bool:
        self.head.kinds.append(kind)
        return True

    def _header(self, at: int, text: str) -> bool:
        head = self.head
        if text[:2] in _ROUTES:  # an addressee: two of three lines of a header
            head.header.append(at)
            return self._put(BlockKind.HEADER)
        line = read_class_line(text)
        if line and (line.serial is not None or (not line.more and self._has_header())):
            head.class_line, head.class_at = line, at
            self.in_header = False
            if line.more:
                head.captions.extend(read_captions(line.more, self.lines.end(at) - len(line.more)))
            return self._put(BlockKind.FIELD)
        if _FIELD.match(text) or ((label := read_label(text)) and label.printed):
            self.in_header = False
            return self._field(at, text)
        if text.startswith(_PARTIAL):
            head.partial = True
            return self._put(BlockKind.HEADER)
        if _SPELLED_DATE.match(text):
            head.spelled_date = at
            return self._put(BlockKind.HEADER)
        head.header.append(at)
        return self._put(BlockKind.HEADER)

    def _has_header(self) -> bool:
        return bool(self.head.header) or self.head.spelled_date is not None or self.head.partial

    def _field(self, at: int, text: str) -> bool:
        head = self.head
        if head.class_line is None and (line := read_class_line(text)) and line.serial is not None:
            head.class_line, head.class_at = line, at
            head.fields.clear()  # what stands above the classification line is a copyist's
            self.open = None
            return self._put(BlockKind.FIELD)
        found = _FIELD.match(text)
        if found and found.lastgroup:
            which = Field[found.lastgroup]
            if which is Field.DERIVED and Field.CLASSIFIED_BY in head.fields:
                which = Field.CLASSIFIED_BY
            if which in head.fields and which is not Field.CLASSIFIED_BY:
                return False  # a second TAGS or SUBJECT is quoted text
            head.fields.setdefault(which, []).append(at)
            self.open = which
            return self._put(BlockKind.FIELD)
        if is_page_line(text):
            head.pages.append(at)
            return self._put(BlockKind.PAGE_BREAK)
        label = read_label(text)
        if label and label.printed:
            return False
        if self.open and self._continues(text, label):
            head.fields[self.open].append(at)
            return self._put(BlockKind.FIELD)
        if captions := read_captions(text, self.lines.begin(at)):
            head.captions.extend(captions)
            return self._put(BlockKind.FIELD)
        if head.class_line and not head.fields and not _is_rule(text):
            head.passing.append(at)
            return self._put(BlockKind.FIELD)
        if head.fields.keys() <= {Field.EXECUTIVE_ORDER} and head.class_line and len(text) < 90:
            head.passing.append(at)
            return self._put(BlockKind.FIELD)
        return False

    def _continues(self, text: str, label: Label | None) -> bool:
        """Whether an unlabelled line goes on with the open field."""
        if _is_rule(text) or self.open is None or len(self.head.fields[self.open]) >= _MOST_LINES:
            return False
        if self.open is Field.REFERENCES:
            if label and label.printed is None and not _CITES.search(text, 0, 80):
                return False
            return not self.blank_before or bool(_ITEM_LETTER.match(text))
        if self.blank_before or (label and len(text) > 20):
            return False
        if self.open is Field.SUBJECT:
            return not _SUMMARY.match(text)
        if self.open is Field.TAGS:
            return continues_tags(text)
        if self.open is Field.CLASSIFIED_BY:
            return len(self.head.fields[self.open]) < 8
        return not read_captions(text, 0)


def continues_tags(text: str) -> bool:
    """Whether a line below TAGS holds nothing but tags: ``BM, VT, LA, TH, CB``."""
    words = text.replace(",", " ").split()
    return len(text) < 200 and all(_TAG_LIKE.match(word) for word in words) and text.upper() == text


_TAG_LIKE = re.compile(r"\(?[\[\]A-Z0-9#()&-]{2,16}\)?$")


def _is_rule(text: str) -> bool:
    return not text.strip("-=*_ ")

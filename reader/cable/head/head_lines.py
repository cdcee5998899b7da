"""From the first line to the first paragraph: which line belongs to what.

Order in a whole cable: transmission header, classification line, captions and passing instructions, E.O.,
TAGS, SUBJECT, REF, Classified By. Each is optional, a dozen cables in a thousand depart from the order, and
the text may be a fragment, so lines are told by their own form first and by their place second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.cable.head.classification import ClassLine, read_captions, read_class_line
from reader.cable.head.start import ROUTES, first_line, last_header, part_glued
from reader.cable.head_model import Caption
from reader.cable.model import BlockKind
from reader.cable.source.head_labels import PARTIAL, SPELLED_DATE, Field, field_of
from reader.cable.source.page_lines import is_page_line
from reader.cable.source.paragraph_labels import Label, read_label
from reader.cable.source.source_lines import Lines
from reader.cable.span import Span

_MOST_LINES = 40
"""Lines a field may have; a REF line of 19 is the longest known."""
_SUMMARY = re.compile(r"(?:BEGIN )?SUMMARY\b|COUNTRY TEAM|ACTION REQUEST", re.IGNORECASE)
_CONTAINER_MRN = re.compile(r"\d{2}[A-Z]{3,30}\d{1,7}\s*$")
_CONTAINER_DATE = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d [+-]\d{4} \d{4}$")
_ITEM_LETTER = re.compile(r"(?:REF \(?[B-Z][.):]?|¶? ?\(?[B-Z][.):])\s")
_CITES = re.compile(r"[A-Z]{3,} {0,2}\d{2,6}\b")


class Container(NamedTuple):
    """Three of the five lines of a text conversion, which stand above the cable."""

    mrn: str
    date: str
    classification: str
    span: Span
    """Of the classification."""


@dataclass(slots=True)
class Head:
    """Lines of the head by what they belong to; ``body`` is the first line after it."""

    kinds: list[BlockKind] = field(default_factory=list)
    body: int = 0
    header: list[int] = field(default_factory=list)
    class_line: ClassLine | None = None
    class_span: Span | None = None
    captions: list[Caption] = field(default_factory=list)
    passing: list[int] = field(default_factory=list)
    fields: dict[Field, list[int]] = field(default_factory=dict)
    """The lines of each labelled field, blank ones and page lines left out."""
    pages: list[int] = field(default_factory=list)
    container: Container | None = None
    spelled_date: int | None = None
    partial: bool = False


def read_head(lines: Lines) -> Head:
    """Sort the lines up to the first paragraph. May cut ``lines`` where header and body are glued."""
    first = first_line(lines)
    if first is None:
        return Head()
    first = last_header(lines, first)
    head = _walk(lines, first)
    if (head.class_line is None or head.partial) and part_glued(lines, first):
        return _walk(lines, first)
    return head


def _walk(lines: Lines, first: int) -> Head:
    """Walk down the head from its first line."""
    head = Head()
    head.kinds = [BlockKind.PREAMBLE] * first
    if first >= 5 and _CONTAINER_MRN.match(lines.text[0]) and _CONTAINER_DATE.match(lines.text[2]):
        head.container = Container(lines.text[0], lines.text[2], lines.text[3], lines.span(3, 3))
    walk = _Walk(lines, head)
    for at in range(first, len(lines)):
        kind = walk.kind(at)
        if kind is None:
            break
        head.kinds.append(kind)
    # Blank lines at the end are the body's as much as ours: they stay blank either way.
    head.body = len(head.kinds)
    return head


# To look up the member of an enumeration costs ten times as much as a name.
_BLANK, _HEADER, _FIELD = BlockKind.BLANK, BlockKind.HEADER, BlockKind.FIELD


class _Walk:
    """The state of the walk down the head: what was seen, which field is open."""

    def __init__(self, lines: Lines, head: Head) -> None:
        self.lines = lines
        self.head = head
        self.open: Field | None = None
        self.in_header = True
        self.blank_before = False
        self.repeated = 0
        """The line after a subject that was set twice."""

    def kind(self, at: int) -> BlockKind | None:
        """What line ``at`` is, its place in the head given to it; None where the body begins with it."""
        text = self.lines.text[at]
        if not text:
            self.blank_before = True
            if self.open is not Field.REFERENCES:
                self.open = None
            return _BLANK
        if at < self.repeated:
            return _FIELD
        kind = self._header(at, text) if self.in_header else self._field(at, text)
        self.blank_before = False
        return kind

    def _header(self, at: int, text: str) -> BlockKind | None:
        head = self.head
        if text[:2] in ROUTES:  # an addressee: two of three lines of a header
            head.header.append(at)
            return _HEADER
        line = read_class_line(text)
        if line and (line.serial is not None or (not line.more and self._has_header())):
            head.class_line, head.class_span = line, self.lines.span(at, at)
            self.in_header = False
            if line.more:
                head.captions.extend(read_captions(line.more, self.lines.end(at) - len(line.more)))
            return _FIELD
        if field_of(text) or ((label := read_label(text)) and label.printed):
            self.in_header = False
            return self._field(at, text)
        if self.blank_before and (captions := read_captions(text, self.lines.begin(at))):
            head.captions.extend(captions)  # there is no classification line
            return _FIELD
        if text.startswith(PARTIAL):
            head.partial = True
            return _HEADER
        if SPELLED_DATE.match(text):
            head.spelled_date = at
            return _HEADER
        head.header.append(at)
        return _HEADER

    def _has_header(self) -> bool:
        return bool(self.head.header) or self.head.spelled_date is not None or self.head.partial

    def _field(self, at: int, text: str) -> BlockKind | None:
        head = self.head
        if found := field_of(text):
            which, _ = found
            if which is Field.DERIVED and Field.CLASSIFIED_BY in head.fields:
                which = Field.CLASSIFIED_BY
            above = head.fields.get(which, ()) if which is not Field.CLASSIFIED_BY else ()
            goes_on = which is Field.REFERENCES and self.open is which  # REF: (A) ... REF: (B) ...
            if above and which is Field.SUBJECT and (end := self._set_twice(at, above)):
                self.open, self.repeated = None, end
                return _FIELD
            if above and not (goes_on and len(above) < _MOST_LINES):
                return None  # a second TAGS or SUBJECT is quoted text
            head.fields.setdefault(which, []).append(at)
            self.open = which
            return _FIELD
        line = read_class_line(text)
        if line and line.serial is not None and self._begins(at, line):
            head.class_line, head.class_span = line, self.lines.span(at, at)
            head.fields.clear()  # what stands above the classification line is a copyist's
            self.open = None
            return _FIELD
        if is_page_line(text) or (line and self._tops_page(at, line)):
            head.pages.append(at)
            return BlockKind.PAGE_BREAK
        if "day, " in text and SPELLED_DATE.match(text):
            self.open = None
            return _HEADER
        label = read_label(text)
        if label and label.printed:
            return None
        if self.open and self._continues(at, text, label):
            head.fields[self.open].append(at)
            return _FIELD
        begin = self.lines.begin(at)
        if text.startswith("Captions:"):  # the message format after 2010
            begin, text = begin + len("Captions: "), text[len("Captions: ") :]
            head.captions.extend(read_captions(text, begin))
            return _FIELD
        if captions := read_captions(text.upper() if text.isascii() else text, begin):
            head.captions.extend(captions)
            return _FIELD
        if head.class_line and not head.fields and not _is_rule(text):
            head.passing.append(at)
            return _FIELD
        if head.fields.keys() <= {Field.EXECUTIVE_ORDER} and head.class_line and len(text) < 90:
            head.passing.append(at)
            return _FIELD
        if label is None and self._is_subject_broken(at, text):
            head.fields[Field.SUBJECT].append(at)
            self.open = Field.SUBJECT
            return _FIELD
        return None

    def _set_twice(self, at: int, above: Sequence[int]) -> int:
        """The line after a subject that says the one above once more; 0 where it says something else."""
        texts = self.lines.text
        end = next((line for line in range(at, len(texts)) if not texts[line]), len(texts))
        return end if _words_of(texts[at:end]) == _words_of([texts[line] for line in above]) else 0

    def _begins(self, at: int, line: ClassLine) -> bool:
        """Whether a classification line opens the head: the first one, or one above the same fields again."""
        if self.head.class_line is None:
            return True
        return line.serial == self.head.class_line.serial and any(
            found[0] in self.head.fields
            for text in self.lines.text[at + 1 : at + 6]
            if (found := field_of(text))
        )

    def _tops_page(self, at: int, line: ClassLine) -> bool:
        """Whether a classification stands above a page line: ``CONFIDENTIAL``."""
        following = self._below(at)
        return not line.more and following.startswith("PAGE ") and is_page_line(following)

    def _is_subject_broken(self, at: int, text: str) -> bool:
        """Whether capitals go on with a subject above blank lines: the next field stands shortly below."""
        above = self.head.fields.get(Field.SUBJECT)
        if not above or not text.isupper() or any(self.lines.text[above[-1] + 1 : at]):
            return False
        below = map(field_of, self.lines.text[at + 1 : at + 6])
        return any(found and found[0] not in self.head.fields for found in below)

    def _is_ruled(self, at: int) -> bool:
        """Whether a rule stands below a line, which then is the first heading."""
        below = self._below(at)
        return len(below) > 2 and _is_rule(below)

    def _below(self, at: int) -> str:
        return self.lines.text[at + 1] if at + 1 < len(self.lines) else ""

    def _continues(self, at: int, text: str, label: Label | None) -> bool:
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
            return len(self.head.fields[self.open]) < 8 and not self._is_ruled(at)
        return not read_captions(text, 0)


def _words_of(subject: Sequence[str]) -> str:
    """The letters of a subject, its label left out."""
    text = " ".join(subject)
    found = field_of(text)
    return "".join(filter(str.isalnum, text[found[1] if found else 0 :])).casefold()


def continues_tags(text: str) -> bool:
    """Whether a line below TAGS holds nothing but tags: ``BM, VT, LA, TH, CB``."""
    words = text.replace(",", " ").split()
    return len(text) < 200 and all(_TAG_LIKE.match(word) for word in words) and text.upper() == text


_TAG_LIKE = re.compile(r"\(?[\[\]A-Z0-9#()&-]{2,16}\)?$")


def _is_rule(text: str) -> bool:
    return not text.strip("-=*_ ")

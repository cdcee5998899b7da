"""Read the labelled lines of the head: E.O., TAGS, SUBJECT, REF, Classified By."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cable.head.authority import read_classified_by
from reader.cable.head.executive_order import ExecutiveOrder, read_executive_order
from reader.cable.head.head_lines import Head
from reader.cable.head.references import Citing, read_references
from reader.cable.head.tags import read_tags
from reader.cable.head_model import Caption, ClassifiedBy, Reference, Tag
from reader.cable.source.clean_text import one_line
from reader.cable.source.head_labels import (
    CLASSIFIED_BY,
    EXECUTIVE_ORDER,
    REFERENCES,
    SUBJECT,
    TAGS,
    Field,
    field_of,
)
from reader.cable.source.portions import portion_of_subject
from reader.cable.source.source_lines import Lines
from reader.cable.span import Span
from reader.cable.text_model import Portion

_CORRECTED = re.compile(r"\bC ?O ?R ?R ?E ?C ?T ?E ?D\s{1,4}C ?O ?P ?Y\b")
_SUBJECTS = re.compile(r"\A(?:\s*(?:\([A-Z/]{1,6}\)\s*)?SUBJ(?:ECT)?\s*:)+", re.IGNORECASE)
"""The label, printed once or twice: ``SUBJECT: SUBJECT: A VISIT``."""


def executive_order(lines: Lines, head: Head) -> ExecutiveOrder | None:
    """The executive-order line."""
    at = head.fields.get(EXECUTIVE_ORDER)
    return read_executive_order(_one_line(lines, at)) if at else None


def tags(lines: Lines, head: Head) -> tuple[Tag, ...]:
    """The TAGS, over all their lines."""
    span = _value(lines, head, TAGS)
    return read_tags(lines.source, *span) if span else ()


def subject(lines: Lines, head: Head) -> tuple[str | None, Span | None]:
    """The subject on one line, and its span."""
    span = _value(lines, head, SUBJECT)
    parts = [one_line(lines.source, *part) for part in _stretches(lines, head, span)] if span else []
    text = _SUBJECTS.sub("", " ".join(filter(None, parts))).strip(" \\")
    return (text, span) if text and span else (None, None)


def subject_portion(subject: str | None) -> Portion | None:
    """The portion mark that a subject begins or ends with: ``(C) TALKS``, ``TALKS (C)``."""
    return portion_of_subject(subject) if subject else None


def corrected_copy(source: str, subject: Span | None) -> tuple[Caption, ...]:
    """The caption ``CORRECTED COPY`` in a subject, letter-spaced or not."""
    found = _CORRECTED.search(source, *subject) if subject else None
    return (Caption("CORRECTED COPY", Span(*found.span())),) if found else ()


def _stretches(lines: Lines, head: Head, span: Span) -> Iterator[Span]:
    """The subject without the page lines inside it."""
    start = span.start
    for page in head.pages:
        if span.start < lines.starts[page] < span.end:
            yield Span(start, lines.starts[page])
            start = lines.starts[page + 1]
    yield Span(start, span.end)


def printed_references(lines: Lines, head: Head) -> str:
    """The REF lines as printed."""
    return "\n".join(lines.text[line] for line in head.fields.get(REFERENCES, ()))


def references(lines: Lines, head: Head, citing: Citing) -> tuple[Reference, ...]:
    """The items of the REF line; text between its lines is blanked out."""
    at = head.fields.get(REFERENCES)
    span = _value(lines, head, REFERENCES)
    if not at or not span:
        return ()
    parts: list[str] = []
    end = span.start
    for line in at:
        begin = max(lines.starts[line], end)
        parts += ["\n" * (begin - end), lines.source[begin : lines.end(line)]]
        end = max(lines.end(line), begin)
    return read_references("".join(parts), span.start, citing)


def classified_by(lines: Lines, head: Head) -> ClassifiedBy | None:
    """The Classified By lines."""
    at = head.fields.get(CLASSIFIED_BY)
    if not at:
        return None
    span = lines.span(at[0], at[-1])
    return read_classified_by(_one_line(lines, at), span)


def _one_line(lines: Lines, at: list[int]) -> str:
    """A field's lines as one, with single spaces: some patterns are slow on long runs of spaces."""
    return " ".join(" ".join(lines.text[line] for line in at).split())


def _value(lines: Lines, head: Head, which: Field) -> Span | None:
    """The span of a field's value without its label."""
    at = head.fields.get(which)
    if not at:
        return None
    label = field_of(lines.text[at[0]])
    span = lines.span(at[0], at[-1])
    start = span.start + (label[1] if label else 0)
    while start < span.end and lines.source[start] in " \n":
        start += 1
    return Span(start, span.end) if start < span.end else None

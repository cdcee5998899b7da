"""Builds the records of headings and paragraphs from the parts of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from reader.cable.annotate.citations import links_of
from reader.cable.annotate.entities import marks_of
from reader.cable.annotate.later import each_later
from reader.cable.body.assemble import HEADING, Part
from reader.cable.head.references import Citing
from reader.cable.head_model import Reference
from reader.cable.source.clean_text import Clean, clean, has_markup, one_line
from reader.cable.source.multi_search import join
from reader.cable.source.portions import LONGEST, is_entire_text, read_portion
from reader.cable.span import Span
from reader.cable.text_model import Heading, Link, Mark, Paragraph, Portion

_RULE_INSIDE = re.compile(r" [-=*_]{3,} ")
"""The rule below the first line of a heading."""


def build(
    source: str, parts: list[Part], references: tuple[Reference, ...], citing: Citing
) -> tuple[tuple[Heading, ...], tuple[Paragraph, ...]]:
    """Headings and paragraphs, each in the order of the text."""
    markup = has_markup(source)
    headings = tuple(_heading(source, part) for part in parts if part.role is HEADING)
    parts = [part for part in parts if part.role is not HEADING]
    texts = [clean(source, part.runs, markup=markup) for part in parts]
    plain = [text.text for text in texts]
    links = [links for joined in join(plain) for links in links_of(joined, references, citing)]
    marks = each_later(partial(_marks, plain), len(plain))
    paragraphs: list[Paragraph] = []
    used: dict[int, int] = {}
    entire: Portion | None = None  # an ENTIRE TEXT mark applies to the paragraphs below
    for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
        occurrence = 1
        if part.number is not None:
            occurrence = used[part.number] = used.get(part.number, 0) + 1
        paragraph = _paragraph(part, at + 1, occurrence, entire, text, marks[at], links[at])
        paragraphs.append(paragraph)
        if not entire and (portion := entire_text(paragraph)):
            entire = portion._replace(inherited=True)
    return headings, tuple(paragraphs)


def _marks(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    return [marks for joined in join(texts) for marks in marks_of(joined)]


def entire_text(paragraph: Paragraph) -> Portion | None:
    """The mark of a paragraph that applies to all: ``(C - ENTIRE TEXT)``, ``SECRET - ENTIRE TEXT.``"""
    if paragraph.portion:
        return paragraph.portion if is_entire_text(paragraph.portion.printed) else None
    if len(paragraph.text) > LONGEST or "ENTIRE" not in paragraph.text.upper():
        return None
    return read_portion(paragraph.text.strip(" .()"))


def _heading(source: str, part: Part) -> Heading:
    chunk = part.chunk
    label = chunk.label
    portion = label.portion if label and label.printed is None else None
    line = one_line(source, part.start + (label.text if label and portion else 0), part.end)
    line = _RULE_INSIDE.sub(" ", line) if chunk.before_rule else line
    level = 1 if chunk.before_rule or chunk.after_rule else 2
    return Heading(line.strip("#*_-=/ ") or line, level, Span(part.start, part.end), portion)


def _paragraph(
    part: Part,
    ordinal: int,
    occurrence: int,
    entire: Portion | None,
    text: Clean,
    marks: Sequence[Mark],
    links: tuple[Link, ...],
) -> Paragraph:
    label = part.chunk.label
    taken = label is not None and (part.number is not None or label.printed is None or not text.text)
    start = part.start + (label.start if label and taken else 0)
    return Paragraph(
        ordinal,
        part.number,
        label.printed.rstrip() if label and taken and label.printed else None,
        part.number_source,
        (label.portion if label and taken else None) or entire,
        text.text,
        Span(start, max(part.end, start)),
        text.map,
        text.items,
        marks,
        links,
        text.verbatim,
        occurrence,
    )

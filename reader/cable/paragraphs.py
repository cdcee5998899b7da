"""The parts of a body become the records of headings and paragraphs."""

from __future__ import annotations

from dataclasses import replace

from reader.cable.assemble import HEADING, Part
from reader.cable.clean import Clean, clean, one_line
from reader.cable.lines import Lines
from reader.cable.links import links_of
from reader.cable.marks import marks_of
from reader.cable.model import Heading, Link, Mark, Paragraph, Portion, Reference, Span
from reader.cable.portions import LONGEST, is_entire_text, read_portion
from reader.cable.references import Citing
from reader.cable.spread import join


def build(
    lines: Lines, parts: list[Part], references: tuple[Reference, ...], citing: Citing, *, markup: bool
) -> tuple[tuple[Heading, ...], tuple[Paragraph, ...]]:
    """Headings and paragraphs, each in the order of the text."""
    headings = tuple(_heading(lines, part) for part in parts if part.role is HEADING)
    parts = [part for part in parts if part.role is not HEADING]
    texts = [clean(lines.source, part.runs, markup=markup) for part in parts]
    joined = join(text.text for text in texts)
    marks = marks_of(joined)
    links = links_of(joined, references, citing)
    paragraphs: list[Paragraph] = []
    entire: Portion | None = None  # an ENTIRE TEXT mark speaks for the paragraphs below
    for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
        paragraph = _paragraph(lines, part, at + 1, entire, text, marks[at], links[at])
        paragraphs.append(paragraph)
        if not entire and (portion := entire_text(paragraph)):
            entire = replace(portion, inherited=True)
    return headings, tuple(paragraphs)


def entire_text(paragraph: Paragraph) -> Portion | None:
    """The mark of a paragraph that speaks for all: ``(C - ENTIRE TEXT)``, ``SECRET - ENTIRE TEXT.``"""
    if paragraph.portion:
        return paragraph.portion if is_entire_text(paragraph.portion.printed) else None
    if len(paragraph.text) > LONGEST or "ENTIRE" not in paragraph.text.upper():
        return None
    return read_portion(paragraph.text.strip(" .()"))


def _heading(lines: Lines, part: Part) -> Heading:
    chunk = part.chunk
    span = lines.span(chunk.first, chunk.last)
    label = chunk.label
    portion = label.portion if label and label.printed is None else None
    start = span.start + (label.text if label and portion else 0)
    text = one_line(lines.source, start, span.end).strip("#*_-=/ ")
    level = 1 if chunk.before_rule or chunk.after_rule else 2
    return Heading(text or one_line(lines.source, start, span.end), level, span, portion)


def _paragraph(
    lines: Lines,
    part: Part,
    ordinal: int,
    entire: Portion | None,
    text: Clean,
    marks: tuple[Mark, ...],
    links: tuple[Link, ...],
) -> Paragraph:
    label = part.chunk.label
    taken = label is not None and (part.number is not None or label.printed is None)
    start = lines.begin(part.chunk.first) + (label.start if label and taken else 0)
    return Paragraph(
        ordinal,
        part.number,
        label.printed.rstrip() if label and taken and label.printed else None,
        part.found,
        (label.portion if label and taken else None) or entire,
        text.text,
        Span(start, max(part.runs[-1].end, start)),
        text.map,
        text.items,
        marks,
        links,
        text.verbatim,
    )

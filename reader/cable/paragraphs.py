"""The parts of a body become the records of headings and paragraphs."""

from __future__ import annotations

from reader.cable.assemble import Part, Role
from reader.cable.clean import clean, one_line
from reader.cable.lines import Lines
from reader.cable.model import Found, Heading, Paragraph, Portion, Span
from reader.cable.portions import is_entire_text


def build(
    lines: Lines, parts: list[Part], *, markup: bool
) -> tuple[tuple[Heading, ...], tuple[Paragraph, ...]]:
    """Headings and paragraphs, each in the order of the text."""
    headings: list[Heading] = []
    paragraphs: list[Paragraph] = []
    entire: Portion | None = None
    for part in parts:
        if part.role is Role.HEADING:
            headings.append(_heading(lines, part))
            continue
        paragraph = _paragraph(lines, part, len(paragraphs) + 1, entire, markup=markup)
        paragraphs.append(paragraph)
        if paragraph.portion and not entire and is_entire_text(paragraph.portion.printed):
            portion = paragraph.portion
            entire = Portion(
                portion.printed, portion.normal, portion.level, portion.dissemination, portion.release, True
            )
    return tuple(headings), tuple(paragraphs)


def _heading(lines: Lines, part: Part) -> Heading:
    chunk = part.chunks[0]
    span = lines.span(chunk.first, chunk.last)
    label = chunk.label
    portion = label.portion if label and label.printed is None else None
    start = span.start + (label.text if label and portion else 0)
    text = one_line(lines.source, start, span.end).strip("#*_-=/ ")
    level = 1 if chunk.before_rule or chunk.after_rule else 2
    return Heading(text or one_line(lines.source, start, span.end), level, span, portion)


def _paragraph(lines: Lines, part: Part, ordinal: int, entire: Portion | None, *, markup: bool) -> Paragraph:
    first, last = part.chunks[0], part.chunks[-1]
    label = first.label
    taken = label is not None and (part.number is not None or label.printed is None)
    text = clean(lines.source, part.runs, markup=markup)
    start = lines.begin(first.first) + (label.start if label and taken else 0)
    return Paragraph(
        ordinal,
        part.number,
        label.printed.rstrip() if label and taken and label.printed else None,
        part.found,
        (label.portion if label and taken else None) or entire,
        text.text,
        Span(start, max(lines.end(last.last), start)),
        text.map,
        text.items,
    )


__all__ = ["Found", "build"]

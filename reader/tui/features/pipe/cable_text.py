"""A cable as plain text for other programs: a short header, then its paragraphs, each on one line. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cable.model import Cable, Heading, Paragraph
from reader.terminal_text import terminal_safe

BETWEEN = "\n\n" + "-" * 72 + "\n\n"
"""Between two cables."""


def plain_cable(cable: Cable, mrn: str) -> str:
    """The text of a cable, with a line end at its end."""
    return terminal_safe("\n".join(_lines(cable, mrn)).rstrip() + "\n")


def _lines(cable: Cable, mrn: str) -> Iterator[str]:
    yield f"{mrn} {cable.level_words}" if cable.level else mrn
    if cable.title:
        yield f"Subject: {cable.title}"
    if cable.date:
        yield f"Date: {cable.date:%Y-%m-%d}"
    if cable.origin:
        yield f"From: {cable.origin}"
    if cable.tags:
        yield f"Tags: {', '.join(tag.code for tag in cable.tags)}"
    references = [reference.mrn or reference.printed for reference in cable.references]
    if references:
        yield f"Refs: {'; '.join(references)}"
    for part in cable.body:
        yield ""
        yield part.text if isinstance(part, Heading) else _paragraph(part)


def _paragraph(paragraph: Paragraph) -> str:
    number = f"{paragraph.number}. " if paragraph.number is not None else ""
    portion = paragraph.portion
    mark = f"({portion.normal}) " if portion and not portion.inherited else ""
    return f"{number}{mark}{paragraph.text}"

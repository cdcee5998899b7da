"""A cable as lines of plain text: level, subject, header, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce

from reader.cable.model import Cable, DateSource, Heading, MrnSource, Paragraph, Reference
from reader.cable.reference.tables import tag
from reader.cli.output import Paint, wrap
from reader.notes.queries.counts import NO_NOTES, NoteCounts
from reader.terminal_text import one_line

GUTTER = 7
"""Columns left of the text: a sign for notes, the paragraph number, a space."""
SIGN = "*"
LABELS = 10
"""Columns for the names of the header fields."""


def readable(
    cable: Cable,
    mrn: str,
    noted: Mapping[int | None, NoteCounts],
    *,
    columns: int,
    paint: Paint,
    full: bool = False,
) -> Iterator[str]:
    """The lines, without line ends.

    ``noted``: the number of notes on each paragraph, by ordinal; under None those elsewhere. ``columns``:
    terminal cells to wrap to. ``full``: print the header as sent instead of explaining its fields.
    """
    remark = " (year inferred)" if cable.mrn_source is MrnSource.INFERRED else ""
    level = _level(cable)
    yield f"{paint.level(paint.bold(level), cable.level)}{' · ' if level else ''}{mrn}{remark}"
    yield ""
    if full:
        yield from _as_sent(cable)
    else:
        if cable.title:
            yield from (paint.bold(line) for line in wrap(one_line(cable.title), columns))
        yield from _header(cable, columns, paint)
    for part in cable.body:
        yield ""
        if isinstance(part, Heading):
            yield from (paint.bold(line) for line in _indented(part.text, columns))
        else:
            yield from _paragraph(part, noted.get(part.ordinal, 0), columns, paint)
    if cable.signers:
        yield ""
        yield " " * GUTTER + ", ".join(cable.signers)
    yield from _remarks(cable, mrn, noted, columns, paint)


def _level(cable: Cable) -> str:
    """The level in words; if a portion is marked higher than the classification line, both are shown."""
    words = cable.level_words
    if cable.classification is None or words is None:
        return words or ""
    if cable.classification.level is cable.level:
        return cable.classification.name
    return f"{words} (marked {cable.classification.name})"


def _as_sent(cable: Cable) -> Iterator[str]:
    """Everything above the text, line by line."""
    start = cable.body[0].span.start if cable.body else len(cable.source)
    yield from cable.source[:start].strip("\n").split("\n")


def _header(cable: Cable, columns: int, paint: Paint) -> Iterator[str]:
    fields = {
        "Date": _date(cable),
        "From": cable.origin or "",
        "To": ", ".join(one.name for one in cable.recipients),
        "Info": ", ".join(one.name for one in cable.info),
        "Captions": ", ".join(one.name for one in cable.captions),
        "Tags": ", ".join(_tag(one.code) for one in cable.tags),
        "Refs": "; ".join(_reference(one) for one in cable.references),
    }
    for name, value in fields.items():
        if value:
            lines = wrap(value, columns, first=" " * LABELS, rest=" " * LABELS)
            first = next(lines)
            yield paint.dim(f"{name}:".ljust(LABELS)) + first[LABELS:]
            yield from lines


def _date(cable: Cable) -> str:
    if cable.date:
        precedence = f" · {cable.precedence}" if cable.precedence else ""
        if cable.date_source is DateSource.GIVEN:
            return f"{cable.date:%Y-%m-%d}{precedence}"
        return f"{cable.date:%Y-%m-%d %H:%M} UTC{precedence}"
    return f"about {cable.estimated_date:%Y-%m} (inferred)" if cable.estimated_date else ""


def _tag(code: str) -> str:
    fact = tag(code)
    return f"{code} ({fact.description})" if fact and fact.description else code


def _reference(reference: Reference) -> str:
    letter = f"{reference.letter}. " if reference.letter else ""
    target = one_line(reference.mrn or reference.printed)
    others = [mrn for mrn in reference.candidates if mrn != reference.mrn]
    or_other = f" (or {', '.join(others)})" if others else ""
    return f"{letter}{target}{or_other}"


def _paragraph(paragraph: Paragraph, notes: int, columns: int, paint: Paint) -> Iterator[str]:
    """The number is in the gutter; tables are printed as they are; bulleted lines are indented."""
    sign = SIGN if notes else " "
    gutter = f"{sign}{paragraph.address.short:>{GUTTER - 2}} "
    portion = paragraph.portion
    mark = f"({portion.normal}) " if portion and not portion.inherited else ""
    text = mark + paragraph.text
    indents = {item.span.start: item.body - item.span.start for item in paragraph.items}
    tables = [span for span in paragraph.verbatim if span.end > span.start]
    at = -len(mark)
    for index, line in enumerate(text.split("\n")):
        before = gutter if index == 0 else " " * GUTTER
        if any(span.start < at + len(line) and at < span.end for span in tables):
            printed = [before + line]
        else:
            hang = " " * (GUTTER + min(indents.get(max(at, 0), 0), 8))
            printed = list(wrap(line, columns, first=before, rest=hang))
        if portion and mark and index == 0:
            printed[0] = printed[0].replace(mark.rstrip(), paint.level(mark.rstrip(), portion.level), 1)
        yield from printed
        at += len(line) + 1


def _indented(text: str, columns: int) -> Iterator[str]:
    yield from wrap(text, columns, first=" " * GUTTER, rest=" " * GUTTER)


def _remarks(
    cable: Cable, mrn: str, noted: Mapping[int | None, NoteCounts], columns: int, paint: Paint
) -> Iterator[str]:
    """Remarks below the text."""
    remarks = [problem.what for problem in cable.problems]
    if cable.partial:
        remarks.insert(0, "This is an extract, not the whole cable.")
    if counts := reduce(NoteCounts.plus, noted.values(), NO_NOTES):
        remarks.append(f"{counts.words} ({SIGN}): cables notes {mrn}")
    if remarks:
        yield ""
        for remark in remarks:
            yield from (paint.dim(line) for line in wrap(one_line(remark), columns, first="-- ", rest="   "))

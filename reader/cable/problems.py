"""What a reader of the cable should know: contradictions, gaps, text that is missing or cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.cable.frus import split_frus
from reader.cable.head.classification import level_named
from reader.cable.head.executive_order import ExecutiveOrder
from reader.cable.head.head_lines import Head
from reader.cable.head.tags import near_tag
from reader.cable.head.transmission import Header
from reader.cable.head_model import Classification, DeclassifyKind, Tag
from reader.cable.level import Level
from reader.cable.model import Problem
from reader.cable.span import Span
from reader.cable.text_model import NumberSource, PageBreak, Paragraph

_STATION_SERIALS = 10_000
"""A station line has the last four digits of a serial."""
_LONGEST_QUOTED = 60
"""Characters of a line quoted in a message."""


def problems_of(
    head: Head,
    header: Header,
    order: ExecutiveOrder | None,
    classification: Classification | None,
    paragraphs: Sequence[Paragraph],
    pages: Sequence[PageBreak],
    filed: str | None,
    tags: Sequence[Tag] = (),
) -> tuple[Problem, ...]:
    """The problems in the order of the text; ``filed``: the classification that the container gave."""
    found = [
        *_serials(head, header),
        *_levels(head, classification, paragraphs, filed),
        *_dates(order),
        # The editors of FRUS leave paragraphs out, and many of the numbers count the items of a list.
        *(() if header.mrn and split_frus(header.mrn) else _numbers(paragraphs, extract=head.partial)),
        *_parts(head, pages),
        *_misspelt_tags(tags),
    ]
    return tuple(sorted(found, key=lambda problem: problem.span))


def _serials(head: Head, header: Header) -> Iterator[Problem]:
    """The station line repeats the last four digits of the serial, in all of 1,120 cables."""
    line = head.class_line
    if (
        line
        and line.serial
        and header.station_serial is not None
        and line.serial % _STATION_SERIALS != header.station_serial
    ):
        yield Problem(
            f"The header belongs to number {header.station_serial:04}, the text to {line.serial}.",
            head.class_span or Span(0, 0),
        )


def _levels(
    head: Head, classification: Classification | None, paragraphs: Sequence[Paragraph], filed: str | None
) -> Iterator[Problem]:
    """The higher of two levels counts; the message names both."""
    if classification is None:
        return
    level = level_named(filed) if filed else None
    if level is not None and level is not classification.level:
        span = head.container.span if head.container else classification.span
        yield Problem(f"Filed as {filed}, but the text is {classification.name}.", span)
    # Unclassified cables with SBU paragraphs are nearly always as they were sent.
    highest = max(classification.level, Level.SBU)
    for paragraph in paragraphs:
        if paragraph.portion and paragraph.portion.level > highest:
            yield Problem(
                f"{paragraph.label} is marked ({paragraph.portion.printed}), above the cable's "
                f"{classification.level.words.lower()}.",
                paragraph.span,
            )


def _dates(order: ExecutiveOrder | None) -> Iterator[Problem]:
    declassify = order.declassify if order else None
    if (
        order
        and declassify
        and declassify.kind is DeclassifyKind.OTHER
        and any(map(str.isdigit, declassify.text))
    ):
        yield Problem(
            f"The declassification date cannot be read: {declassify.text[:_LONGEST_QUOTED]}", Span(0, 0)
        )


def _numbers(paragraphs: Sequence[Paragraph], *, extract: bool) -> Iterator[Problem]:
    """Gaps and repeats in the drafter's count; an extract leaves paragraphs out on purpose."""
    last = 0
    above: Paragraph | None = None
    for paragraph in paragraphs:
        number = paragraph.number
        if number is None:
            continue
        missing = range(last + 1, number)
        if missing and not _is_guess(above):
            named = f"¶{missing[0]}" if len(missing) == 1 else f"¶{missing[0]} to ¶{missing[-1]}"
            what = f"This extract leaves out {named}." if extract else f"There is no {named}."
            yield Problem(what, Span(paragraph.span.start, paragraph.span.start))
        elif number == last and above is not None:
            yield Problem(f"The drafter used ¶{number} more than once.", paragraph.span)
        last, above = max(last, number), paragraph


def _is_guess(paragraph: Paragraph | None) -> bool:
    """Whether a number was given to a text that had none, so that a gap below it may be one too many."""
    return (
        paragraph is not None
        and paragraph.number_source is NumberSource.INFERRED
        and bool(paragraph.text.strip("Xx "))
    )


def _misspelt_tags(tags: Sequence[Tag]) -> Iterator[Problem]:
    """A code in no table that is one letter away from a known one; it is left as printed."""
    for tag in tags:
        if meant := near_tag(tag.code):
            yield Problem(f"The TAG {tag.code} is not known; {meant} may be meant.", tag.span)


def _parts(head: Head, pages: Sequence[PageBreak]) -> Iterator[Problem]:
    """The class line and the page lines name the same number of parts."""
    line = head.class_line
    for page in pages:
        if line and line.of and page.of and page.of != line.of:
            yield Problem(
                f"The page line names {page.of} parts, the classification line {line.of}.", page.span
            )
            return

"""Parse the text of a cable into a record. The stages, in order, are the lines of ``parse``."""

from __future__ import annotations

from reader.cable.blocks import tile
from reader.cable.body.assemble import assemble
from reader.cable.body.chunks import Body, gather
from reader.cable.body.paragraphs import build
from reader.cable.body.regions import regions_of, summary_of
from reader.cable.frus import is_frus_text
from reader.cable.head import fields
from reader.cable.head.authority import classified_by_in
from reader.cable.head.classification import (
    classification_of,
    higher_classification,
    transmission_classification,
)
from reader.cable.head.head_lines import Head
from reader.cable.head.identity import identify
from reader.cable.head.read_head import read_head
from reader.cable.head.transmission import Header, read_header
from reader.cable.head_model import Caption, Classification, ClassifiedBy
from reader.cable.model import Cable
from reader.cable.normalise import normalise
from reader.cable.problems import problems_of
from reader.cable.source.lost_breaks import lost_breaks
from reader.cable.source.page_lines import read_page_line
from reader.cable.source.source_lines import Lines
from reader.cable.tail.frus_end import read_frus_end
from reader.cable.tail.signature import is_cut, read_tail
from reader.cable.text_model import PageBreak, Paragraph

__all__ = ["parse"]


def parse(
    text: str, *, mrn: str | None = None, year: int | None = None, classification: str | None = None
) -> Cable:
    """Read a cable, or a fragment of one, from its whole text.

    ``mrn``: the number given by the container; the one in the text wins, and a difference is recorded as a
    problem. ``year`` (two or four digits): used where neither the text nor ``mrn`` has one.
    ``classification``: the container's words, ``SECRET//NOFORN``; the higher level counts, and a difference
    is a problem too.
    Never fails: any string gives a record. Linear in the length of the text; about a millisecond for 10 KB.
    """
    source = normalise(text)
    lines = Lines(source)
    of_frus = is_frus_text(source)
    if not of_frus:  # the lines of one are the paragraphs of the volume
        lines.break_at(lost_breaks(lines))
    head = read_head(lines)
    header = read_header(lines, head.header)
    order = fields.executive_order(lines, head)
    identity = identify(
        lines, head, header, order, fields.printed_references(lines, head), given=mrn, year=year
    )
    classified_by = fields.classified_by(lines, head)
    classifier = classified_by.classifier if classified_by else None
    tail = read_frus_end(lines, head.body) if of_frus else read_tail(lines, head.body, classifier)
    body = gather(lines, head.body, tail.end, frozenset(tail.furniture))
    parts = assemble(lines, body.chunks)
    blocks = tile(lines, head, body, parts, tail)
    references = fields.references(lines, head, identity.citing)
    filed = classification or (head.container.classification if head.container else None)
    printed = _classification(lines, head, header)
    page_breaks = _page_breaks(lines, head, body)
    subject, subject_span = fields.subject(lines, head)
    tags = fields.tags(lines, head)
    passing = tuple(lines.text[at] for at in head.passing)
    del lines, body  # three times the size of the text
    headings, paragraphs = build(source, parts, references, identity.citing)
    regions = regions_of(source, headings, paragraphs)
    return Cable(
        source=source,
        blocks=blocks,
        mrn=identity.mrn,
        mrn_source=identity.source,
        transmission_id=header.transmission_id,
        precedence=header.precedence,
        date=identity.date,
        date_source=identity.date_source,
        estimated_date=identity.estimated,
        origin=header.origin,
        recipients=tuple(header.recipients),
        info=tuple(header.info),
        classification=higher_classification(printed, filed) if filed else printed,
        captions=_first_of_each([*head.captions, *fields.corrected_copy(source, subject_span)]),
        passing=passing,
        executive_order=order.order if order else None,
        declassify_on=order.declassify if order else None,
        tags=tags,
        subject=subject,
        subject_span=subject_span,
        subject_portion=fields.subject_portion(subject),
        references=references,
        classified_by=classified_by or _classified_by_in(source, paragraphs),
        summary=summary_of(regions),
        headings=headings,
        paragraphs=paragraphs,
        regions=regions,
        page_breaks=page_breaks,
        signers=tail.signers,
        sections=(head.class_line.of or 1) if head.class_line else None,
        partial=head.partial or is_cut(source, tail),
        problems=identity.problems
        + problems_of(head, header, order, printed, paragraphs, page_breaks, filed, tags),
    )


def _first_of_each(captions: list[Caption]) -> tuple[Caption, ...]:
    """Each caption at its first occurrence; SIPDIS is printed twice in one cable of five."""
    first: dict[str, Caption] = {}
    for caption in captions:
        first.setdefault(caption.name, caption)
    return tuple(first.values())


def _classification(lines: Lines, head: Head, header: Header) -> Classification | None:
    if head.class_line is None or head.class_span is None:
        if header.level is None:
            return None
        level, span = header.level
        return transmission_classification(level, lines.source[span.start : span.end], span)
    return classification_of(head.class_line, (caption.name for caption in head.captions), head.class_span)


def _classified_by_in(source: str, paragraphs: tuple[Paragraph, ...]) -> ClassifiedBy | None:
    """The classifier named in the first paragraph, where no line names one."""
    if not paragraphs:
        return None
    span = paragraphs[0].span
    return classified_by_in(source, span.start, span.end)


def _page_breaks(lines: Lines, head: Head, body: Body) -> tuple[PageBreak, ...]:
    at = (*head.pages, *body.pages)
    found = ((line, read_page_line(lines.text[line])) for line in at)
    return tuple(PageBreak(page.part, page.of, lines.span(line, line)) for line, page in found if page)

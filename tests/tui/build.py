"""Small cables made by hand for the page: only what a test is about has to be said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.cable.model import (
    Block,
    BlockKind,
    Cable,
    Classification,
    Heading,
    Item,
    Level,
    Link,
    LinkKind,
    Mark,
    MarkKind,
    NumberSource,
    OffsetMap,
    Paragraph,
    Portion,
    Reference,
    ReferenceKind,
    Span,
    Tag,
)

NOWHERE = Span(0, 0)


@dataclass
class Draft:
    """A paragraph to be: its clean text, and which words in it are what."""

    text: str
    portion: str | None = "SBU"
    number: int | None = None
    number_source: NumberSource = NumberSource.PRINTED
    redactions: Sequence[str] = ()
    acronyms: Sequence[str] = ()
    refs: dict[str, str] = field(default_factory=dict)
    """Words that cite, and the MRN they point at."""
    paras: dict[str, int] = field(default_factory=dict)
    table: str | None = None


def cable_of(
    *parts: Draft | str,
    subject: str | None = "REGIONAL PROGRESS",
    level: Level | None = Level.SBU,
    tags: str = "",
    references: Sequence[str] = (),
    mrn: str | None = "06PHNOMPENH977",
    **more: object,
) -> Cable:
    """A cable of these paragraphs (a ``Draft``, or just text) and headings (text beginning with ``# ``)."""
    source: list[str] = []
    at = 0

    def write(text: str) -> Span:
        nonlocal at
        source.append(text)
        at += len(text)
        return Span(at - len(text), at)

    blocks = [Block(BlockKind.FIELD, write(f"SUBJECT: {subject or ''}\n\n"))]
    headings: list[Heading] = []
    paragraphs: list[Paragraph] = []
    for part in parts:
        if isinstance(part, str) and part.startswith("# "):
            span = write(part[2:] + "\n\n")
            headings.append(Heading(part[2:], 1, span))
            blocks.append(Block(BlockKind.HEADING, span))
            continue
        draft = Draft(part) if isinstance(part, str) else part
        ordinal = len(paragraphs) + 1
        number = draft.number if draft.number is not None else ordinal
        mark = f"({draft.portion}) " if draft.portion else ""
        start = write(f"{number}. {mark}").start
        text = write(draft.text)
        end = write("\n\n").end
        made = _paragraph(draft, ordinal, number, Span(start, end), text)
        used = sum(one.number == made.number for one in paragraphs) if made.number is not None else 0
        paragraphs.append(made._replace(occurrence=used + 1))
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, end)))
    return Cable(
        source="".join(source),
        blocks=tuple(blocks),
        mrn=mrn,
        subject=subject,
        classification=_classification(level) if level else None,
        tags=tuple(Tag(code, code, NOWHERE) for code in tags.split()),
        references=tuple(
            Reference(chr(65 + n), ReferenceKind.CABLE, one, one, (), (), NOWHERE)
            for n, one in enumerate(references)
        ),
        headings=tuple(headings),
        paragraphs=tuple(paragraphs),
        **more,  # type: ignore[arg-type]
    )


def _classification(level: Level) -> Classification:
    return Classification(level, level.words, (), level.words, NOWHERE)


def _paragraph(draft: Draft, ordinal: int, number: int, span: Span, text: Span) -> Paragraph:
    marks = [Mark(MarkKind.REDACTION, _find(draft.text, word), word) for word in draft.redactions]
    marks += [Mark(MarkKind.ACRONYM, _find(draft.text, word), word) for word in draft.acronyms]
    links = [Link(LinkKind.REF, _find(draft.text, word), (mrn,)) for word, mrn in draft.refs.items()]
    links += [
        Link(LinkKind.PARAGRAPH, _find(draft.text, word), (), (), (number,))
        for word, number in draft.paras.items()
    ]
    items = [
        Item(found[1], Span(found.start(), found.end()), found.start(2))
        for found in re.finditer(r"^(--|-|\d\)) +(.*)$", draft.text, re.MULTILINE)
    ]
    return Paragraph(
        ordinal=ordinal,
        number=number if draft.number != 0 else None,
        printed=f"{number}.",
        number_source=draft.number_source,
        portion=_portion(draft.portion) if draft.portion else None,
        text=draft.text,
        span=span,
        map=OffsetMap((0,), (text.start,), (len(draft.text),)),
        items=tuple(items),
        marks=tuple(sorted(marks, key=lambda mark: mark.span)),
        links=tuple(links),
        verbatim=(_find(draft.text, draft.table),) if draft.table else (),
    )


def _portion(mark: str) -> Portion:
    return Portion(mark, mark, Level[mark.split("/")[0]])


def _find(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))

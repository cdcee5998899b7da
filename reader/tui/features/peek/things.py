"""What there is to look at in a paragraph, or in the head of a cable. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from reader.cable.frus import explained_in
from reader.cable.model import Cable, MarkKind, Paragraph, Span
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.cable.placement import SIGNS
from reader.tui.page.roles import page_links, reference_choices


class ThingKind(Enum):
    """What a thing is; the value is its name for the user."""

    CABLE = "cable"
    PARAGRAPH = "paragraph"
    CODE = "code"
    TAG = "TAG"
    POST = "post"
    SIGNER = "signer"
    EXPLAINED = "as the volume explains it"


class Thing(NamedTuple):
    """Something to look at, and where it is."""

    kind: ThingKind
    words: str
    """As printed."""
    value: str
    """What to look up: the code, the name, the MRN."""
    span: Span | None = None
    """In the clean text of the paragraph; None outside of it."""
    choices: tuple[str, ...] = ()
    """The cables a reference may mean, the likelier first."""
    number: int | None = None
    """The drafter's number of the paragraph that is cited."""


_CODES = (MarkKind.ACRONYM, MarkKind.CAPTION, MarkKind.OFFICE)


def things_in(cable: Cable, ordinal: int | None) -> list[Thing]:
    """The things of a paragraph, in the order of its text; of the head of the cable for None. Each once."""
    paragraph = cable.paragraph(ordinal) if ordinal is not None else None
    if paragraph is None:
        return list(_once((*_in_head(cable), *_signers(cable))))
    in_text = sorted(
        (*_references(paragraph), *_marked(cable, paragraph)), key=lambda one: one.span or (0, 0)
    )
    last = _signers(cable) if paragraph.ordinal == len(cable.paragraphs) else ()
    return list(_once((*in_text, *last, *_portion(paragraph))))


def thing_at(things: Iterable[Thing], span: Span, words: str) -> Thing:
    """The thing that selected words are part of; else these words as a code."""
    for thing in things:
        if thing.span is not None and thing.span.start < span.end and span.start < thing.span.end:
            return thing
    return Thing(ThingKind.CODE, words, words, span)


def thing_under(cable: Cable, ordinal: int | None, offset: int, text: str) -> Thing | None:
    """The thing that a character of a paragraph is part of; outside of them, a character of ``text``."""
    paragraph = cable.paragraph(ordinal) if ordinal is not None else None
    if paragraph is not None:
        things = (*_references(paragraph), *_marked(cable, paragraph))
        return next((one for one in things if one.span and one.span.start <= offset < one.span.end), None)
    found = (one for one in (*_in_head(cable), *_signers(cable)) if _has_at(text, one.words, offset))
    return max(found, key=lambda one: len(one.words), default=None)


def _has_at(text: str, words: str, offset: int) -> bool:
    """Whether a character of a text belongs to these words, which are no part of longer ones."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return any(found.start() <= offset < found.end() for found in re.finditer(pattern, text))


def linked(notes: Iterable[Entry], ordinal: int | None) -> list[Thing]:
    """The other ends of the user's own links at a paragraph, or at the whole cable."""
    return [
        Thing(
            ThingKind.CABLE,
            f"{SIGNS[entry.kind]} {entry.other.mrn}",
            entry.other.mrn,
            None,
            (entry.other.mrn,),
            entry.other.number,
        )
        for entry in notes
        if entry.other is not None and entry.ordinal == ordinal and not entry.lost
    ]


def _references(paragraph: Paragraph) -> Iterator[Thing]:
    for link in page_links(paragraph):
        span, words = Span(link.start, link.end), paragraph.text[link.start : link.end]
        if link.choices:
            yield Thing(ThingKind.CABLE, words, link.choices[0], span, link.choices, link.paragraph)
        elif link.paragraph is not None:
            yield Thing(ThingKind.PARAGRAPH, words, str(link.paragraph), span, (), link.paragraph)


def _marked(cable: Cable, paragraph: Paragraph) -> Iterator[Thing]:
    """Acronyms, captions and offices; in a FRUS document also what its volume explains."""
    for mark in paragraph.marks:
        if mark.kind in _CODES:
            words = paragraph.text[mark.span.start : mark.span.end]
            yield Thing(ThingKind.CODE, words, mark.value or words, mark.span)
    for one in explained_in(cable.source):
        at = paragraph.text.find(one.words)
        if at >= 0:
            yield Thing(ThingKind.EXPLAINED, one.words, one.meaning, Span(at, at + len(one.words)))


def _portion(paragraph: Paragraph) -> Iterator[Thing]:
    if paragraph.portion is not None:
        normal = paragraph.portion.normal.strip("()")
        yield Thing(ThingKind.CODE, f"({paragraph.portion.printed})", normal)


def _in_head(cable: Cable) -> Iterator[Thing]:
    if cable.origin:
        yield Thing(ThingKind.POST, cable.origin, cable.origin)
    for caption in cable.captions:
        yield Thing(ThingKind.CODE, caption.name, caption.name)
    for tag in cable.tags:
        yield Thing(ThingKind.TAG, tag.code, tag.code)
    for reference in cable.references:
        if choices := reference_choices(reference):
            words = f"REF {reference.letter}" if reference.letter else "REF"
            yield Thing(ThingKind.CABLE, words, choices[0], None, choices)
    for addressee in cable.recipients:
        yield Thing(ThingKind.POST, addressee.name, addressee.name)


def _signers(cable: Cable) -> Iterator[Thing]:
    return (Thing(ThingKind.SIGNER, name, name) for name in cable.signers)


def _once(things: Iterable[Thing]) -> Iterator[Thing]:
    seen = set()
    for thing in things:
        if (key := (thing.kind, thing.value.upper(), thing.number)) not in seen:
            seen.add(key)
            yield thing

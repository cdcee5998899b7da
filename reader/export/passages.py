"""The notes of a cable grouped by passage, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from reader.cable.model import Cable, Paragraph
from reader.notes.anchoring.anchor import Locator
from reader.notes.model import Anchor, Annotation, Code, Confidence, CrossReference, Record, Target

Locate = Callable[[Target, Cable], Anchor]


class NotesOfCable(Protocol):
    """The live records about one cable."""

    @property
    def annotations(self) -> Sequence[Annotation]:
        """Notes on the cable, its paragraphs and words in them."""

    @property
    def outgoing(self) -> Sequence[CrossReference]:
        """Links from this cable."""

    @property
    def incoming(self) -> Sequence[CrossReference]:
        """Links from other cables to this one."""


@dataclass(frozen=True, slots=True)
class Coded:
    """The notes of a cable with some codes; its links are left out."""

    annotations: tuple[Annotation, ...]
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in a cable and the notes and links on it."""

    target: Target
    """As the first note recorded it."""
    anchor: Anchor | None
    """Where it is in the current text; None if the cable is not in the library."""
    paragraph: Paragraph | None
    """The paragraph that contains it now; None for the whole cable and when the place is unknown."""
    annotations: tuple[Annotation, ...] = ()
    links: tuple[CrossReference, ...] = ()

    @property
    def label(self) -> str:
        """``¶4`` in the current text, or as recorded when the place is unknown; empty for the whole cable."""
        return self.paragraph.label if self.paragraph else self.target.label

    def words(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The quoted words, and the half-open spans in them that are tables; empty for the whole cable.

        Taken from the current text if the place is known, otherwise from the note itself.
        """
        if self.paragraph is None or self.anchor is None:
            return _recorded_words(self.target), ()
        text = self.paragraph.text
        start = self.anchor.start if self.anchor.start is not None else 0
        end = self.anchor.end if self.anchor.end is not None else len(text)
        tables = (
            (max(first, start) - start, min(last, end) - start) for first, last in self.paragraph.verbatim
        )
        return text[start:end], tuple((first, last) for first, last in tables if first < last)

    def codes(self, codes: Mapping[str, Code]) -> tuple[str, ...]:
        """The names of the codes on this passage, without duplicates, in the order they were applied."""
        ids = (code for annotation in self.annotations for code in annotation.codes)
        return tuple(dict.fromkeys(codes[code].name for code in ids if code in codes))


def locator_of(cable: Cable | None) -> Locate:
    """Locates targets in one cable, hashing and folding its text once."""
    locator = Locator(cable) if cable else None
    return lambda target, other: (locator if locator and other is cable else Locator(other)).locate(target)


OPENING_LENGTH = 160
"""Characters of a paragraph that a note on the whole paragraph records."""


def _recorded_words(target: Target) -> str:
    if target.quote is None:
        return ""
    cut = target.is_paragraph and len(target.quote.exact) >= OPENING_LENGTH
    return f"{target.quote.exact.rstrip()} [...]" if cut else target.quote.exact


def group_passages(cable: Cable | None, notes: NotesOfCable, locate: Locate) -> tuple[Passage, ...]:
    """Group a cable's annotations and outgoing links by passage.

    The whole cable comes first, then passages in the order of the text, then those whose place is unknown.
    Cost: one ``locate`` per distinct target.
    """
    groups: dict[object, tuple[Target, Anchor | None, list[Annotation], list[CrossReference]]] = {}
    anchors: dict[Target, Anchor | None] = {}

    def group(target: Target) -> tuple[Target, Anchor | None, list[Annotation], list[CrossReference]]:
        if target not in anchors:
            anchors[target] = locate(target, cable) if cable else None
        anchor = anchors[target]
        located = anchor is not None and anchor.confidence in (Confidence.EXACT, Confidence.MOVED)
        return groups.setdefault(anchor if located else target, (target, anchor, [], []))

    for annotation in _by_time(notes.annotations):
        if not annotation.deleted:
            group(annotation.target)[2].append(annotation)
    for link in _by_time(notes.outgoing):
        if not link.deleted:
            group(link.source)[3].append(link)
    found = (
        Passage(target, anchor, _paragraph(cable, anchor), tuple(annotations), tuple(links))
        for target, anchor, annotations, links in groups.values()
    )
    return tuple(sorted(found, key=_position))


_AnyRecord = TypeVar("_AnyRecord", bound=Record)


def _by_time(records: Iterable[_AnyRecord]) -> list[_AnyRecord]:
    return sorted(records, key=lambda record: (record.created, record.id))


def _paragraph(cable: Cable | None, anchor: Anchor | None) -> Paragraph | None:
    if cable is None or anchor is None or anchor.ordinal is None:
        return None
    if anchor.confidence not in (Confidence.EXACT, Confidence.MOVED):
        return None
    return cable.paragraph(anchor.ordinal)


def _position(passage: Passage) -> tuple[int, int, int, int]:
    target, anchor = passage.target, passage.anchor
    if target.is_cable:
        return (0, 0, 0, 0)
    if passage.paragraph and anchor:
        return (1, passage.paragraph.ordinal, _or(anchor.start, -1), _or(anchor.end, -1))
    return (2, _or(target.ordinal, 0), _or(target.start, -1), _or(target.end, -1))


def _or(value: int | None, default: int) -> int:
    return default if value is None else value

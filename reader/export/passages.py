"""This is where the notes of a cable are put in the order of its text, those on the same words together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from reader.cable.model import Cable, Paragraph
from reader.notes.model import Anchor, Annotation, Code, Confidence, CrossReference, Record, Target

Locate = Callable[[Target, Cable], Anchor]


class NotesOfCable(Protocol):
    """The live records that concern one cable."""

    @property
    def annotations(self) -> Sequence[Annotation]:
        """Those on the cable, its paragraphs and their words."""

    @property
    def outgoing(self) -> Sequence[CrossReference]:
        """Links drawn from it."""

    @property
    def incoming(self) -> Sequence[CrossReference]:
        """Links drawn to it from elsewhere."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in a cable and what the user wrote about it."""

    target: Target
    """As it was noted first."""
    anchor: Anchor | None
    """Where that is now; None where the cable is not held."""
    paragraph: Paragraph | None
    """The paragraph it lies in now; None for the whole cable and where the place is not known."""
    annotations: tuple[Annotation, ...] = ()
    links: tuple[CrossReference, ...] = ()

    @property
    def label(self) -> str:
        """``¶4`` as it is now, else as it was noted; empty for the whole cable."""
        return self.paragraph.label if self.paragraph else self.target.label

    def words(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The words it is about and which stretches of them are set as a table; empty for the cable.

        From the cable as it is where the place is known, else those kept with the note.
        """
        if self.paragraph is None or self.anchor is None:
            return _kept(self.target), ()
        text = self.paragraph.text
        start = self.anchor.start if self.anchor.start is not None else 0
        end = self.anchor.end if self.anchor.end is not None else len(text)
        tables = ((max(at, start) - start, min(to, end) - start) for at, to in self.paragraph.verbatim)
        return text[start:end], tuple((at, to) for at, to in tables if at < to)

    def codes(self, codes: Mapping[str, Code]) -> tuple[str, ...]:
        """The names of all codes given here, each once, in the order they were given."""
        ids = (code for annotation in self.annotations for code in annotation.codes)
        return tuple(dict.fromkeys(codes[code].name for code in ids if code in codes))


OPENING = 160
"""Characters of a paragraph that a note on the whole of it keeps."""


def _kept(target: Target) -> str:
    if target.quote is None:
        return ""
    cut = target.is_paragraph and len(target.quote.exact) >= OPENING
    return f"{target.quote.exact.rstrip()} [...]" if cut else target.quote.exact


def passages(cable: Cable | None, notes: NotesOfCable, locate: Locate) -> tuple[Passage, ...]:
    """The cable's annotations and outgoing links by place.

    The whole cable first, then down the text, and last what has lost its place. Cost: one ``locate`` for
    each different target.
    """
    groups: dict[object, tuple[Target, Anchor | None, list[Annotation], list[CrossReference]]] = {}
    anchors: dict[Target, Anchor | None] = {}

    def group(target: Target) -> tuple[Target, Anchor | None, list[Annotation], list[CrossReference]]:
        if target not in anchors:
            anchors[target] = locate(target, cable) if cable else None
        anchor = anchors[target]
        sure = anchor is not None and anchor.confidence in (Confidence.EXACT, Confidence.MOVED)
        return groups.setdefault(anchor if sure else target, (target, anchor, [], []))

    for annotation in _in_time(notes.annotations):
        if not annotation.deleted:
            group(annotation.target)[2].append(annotation)
    for link in _in_time(notes.outgoing):
        if not link.deleted:
            group(link.source)[3].append(link)
    found = (
        Passage(target, anchor, _paragraph(cable, anchor), tuple(annotations), tuple(links))
        for target, anchor, annotations, links in groups.values()
    )
    return tuple(sorted(found, key=_position))


_Made = TypeVar("_Made", bound=Record)


def _in_time(records: Iterable[_Made]) -> list[_Made]:
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

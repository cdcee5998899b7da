"""A cable with its protected names masked everywhere: in its source, its paragraphs and all other fields.

Every span is moved, so that the masked cable is as sound as one that was published with masks: its blocks
tile its source, and the maps of its paragraphs lead to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from itertools import accumulate
from typing import Any, NamedTuple

from reader.cable.model import Block, Cable, Paragraph
from reader.cable.span import OffsetMap, Span
from reader.export.protection.names import MASK, Names, Why

LEFT_OUT = "[paragraph left out, to protect a name]"


class Cut(NamedTuple):
    """A half-open stretch of the source, and what is put in its place."""

    start: int
    end: int
    words: str


def masked_cable(cable: Cable, names: Names, struck: Collection[int] = ()) -> Cable:
    """The cable with masks for the names; paragraphs with ordinals in ``struck`` are left out whole."""
    return _Masking(cable, names, frozenset(struck)).cable()


class _Masking:
    def __init__(self, cable: Cable, names: Names, struck: frozenset[int]) -> None:
        self._cable, self._names, self._struck = cable, names, struck
        cuts = [cut for paragraph in cable.paragraphs for cut in self._cuts(paragraph)]
        self._splice = Splice.of((*cuts, *masks_in(cable.source, names).cuts))

    def _cuts(self, paragraph: Paragraph) -> Iterator[Cut]:
        """Of a paragraph; its clean text is searched, as a page break may part a name in the source."""
        text, to_source = paragraph.text, paragraph.map.to_source
        if paragraph.ordinal in self._struck and text:
            yield Cut(to_source(0), to_source(len(text) - 1) + 1, LEFT_OUT)
            return
        for place in self._names.places(text):
            if place.why is not Why.UNNAMED:
                yield Cut(to_source(place.start), to_source(place.end - 1) + 1, MASK)

    def cable(self) -> Cable:
        """All fields, masked and moved; the number of the cable stays."""
        cable = self._cable
        changed = {
            field.name: self._value(getattr(cable, field.name))
            for field in fields(cable)
            if field.name not in ("source", "mrn", "transmission_id")
        }
        return replace(cable, source=self._splice.text(cable.source), **changed)

    def _value(self, value: Any) -> Any:
        if isinstance(value, Block):  # where two of them meet in a cut, they go on meeting
            return value._replace(span=Span(*map(self._splice.start, value.span)))
        if isinstance(value, Span):
            return self._splice.span(value)
        if isinstance(value, Paragraph):
            return self._paragraph(value)
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._names.mask(value).text
        if isinstance(value, tuple):
            parts = [self._value(part) for part in value]
            return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{one.name: self._value(getattr(value, one.name)) for one in fields(value)}
            )
        return value

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        moved = paragraph._replace(span=self._splice.span(paragraph.span))
        if paragraph.ordinal in self._struck:
            at = self._splice.start(paragraph.map.to_source(0))
            whole = OffsetMap((0,), (at,), (len(LEFT_OUT),))
            return moved._replace(text=LEFT_OUT, map=whole, items=(), marks=(), links=(), verbatim=())
        clean = masks_in(paragraph.text, self._names)
        return moved._replace(
            text=clean.text(paragraph.text),
            map=self._map(paragraph, clean),
            items=tuple(
                one._replace(span=clean.span(one.span), body=clean.start(one.body)) for one in paragraph.items
            ),
            marks=tuple(
                one._replace(span=clean.span(one.span), value=self._names.mask(one.value).text)
                for one in paragraph.marks
            ),
            links=tuple(one._replace(span=clean.span(one.span)) for one in paragraph.links),
            verbatim=tuple(map(clean.span, paragraph.verbatim)),
        )

    def _map(self, paragraph: Paragraph, clean: Splice) -> OffsetMap:
        old, splice = paragraph.map, self._splice
        pieces: list[tuple[int, int, int]] = []
        for at, source, length in zip(old.clean, old.source, old.length, strict=True):
            for offset in range(length):
                if clean.is_kept(at + offset) and splice.is_kept(source + offset):
                    pieces.append((clean.start(at + offset), splice.start(source + offset), 1))
        for cut in clean.cuts:
            pieces.append((clean.start(cut.start), splice.start(old.to_source(cut.start)), len(cut.words)))
        joined: list[tuple[int, int, int]] = []
        for at, source, length in sorted(pieces):
            last = joined[-1] if joined else (-1, -1, 0)
            if last[0] + last[2] == at and last[1] + last[2] == source:
                joined[-1] = (last[0], last[1], last[2] + length)
            else:
                joined.append((at, source, length))
        columns = tuple(zip(*joined, strict=True)) or ((), (), ())
        return OffsetMap(*columns)


def masks_in(text: str, names: Names) -> Splice:
    """The masks in a text, and where everything else is with them."""
    return Splice.of(
        Cut(place.start, place.end, MASK) for place in names.places(text) if place.why is not Why.UNNAMED
    )


@dataclass(frozen=True, slots=True)
class Splice:
    """Cuts in a text, in order and apart from each other, and where everything else is afterwards."""

    cuts: tuple[Cut, ...]
    starts: tuple[int, ...]
    grown: tuple[int, ...]
    """By how much the text has grown before each cut, and at its end."""

    @classmethod
    def of(cls, cuts: Iterable[Cut]) -> Splice:
        """Of cuts in any order; of two that overlap, the first one."""
        apart: list[Cut] = []
        for cut in sorted(cuts, key=lambda one: (one.start, -one.end)):
            if not apart or cut.start >= apart[-1].end:
                apart.append(cut)
            elif cut.end > apart[-1].end:  # two names that share words: nothing of either may stay
                apart[-1] = apart[-1]._replace(end=cut.end)
        grown = accumulate((len(cut.words) - (cut.end - cut.start) for cut in apart), initial=0)
        return cls(tuple(apart), tuple(cut.start for cut in apart), tuple(grown))

    def text(self, text: str) -> str:
        """The text with the cuts made."""
        pieces, end = [], 0
        for cut in self.cuts:
            pieces += [text[end : cut.start], cut.words]
            end = cut.end
        return "".join((*pieces, text[end:]))

    def is_kept(self, offset: int) -> bool:
        """Whether the character at an offset is outside all cuts."""
        at = bisect_right(self.starts, offset) - 1
        return at < 0 or offset >= self.cuts[at].end

    def start(self, offset: int) -> int:
        """Where an offset is afterwards; in a cut, the start of what is there now."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return offset
        cut = self.cuts[at]
        return (offset + self.grown[at + 1]) if offset >= cut.end else cut.start + self.grown[at]

    def end(self, offset: int) -> int:
        """Where the end of a span is afterwards; in a cut, the end of what is there now."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0 or offset == self.cuts[at].start:
            return self.start(offset)
        cut = self.cuts[at]
        return max(cut.end, offset) + self.grown[at + 1]

    def span(self, span: Span) -> Span:
        """Where a span is afterwards."""
        return Span(self.start(span.start), max(self.start(span.start), self.end(span.end)))

"""What is done with protected names in an export or a copy, and what was found on the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from reader.cable.model import Cable
from reader.export.passages import NotesOfCable, Passage
from reader.export.protection.names import NOBODY, Masked, Names, Place, Why, names_in
from reader.notes.model import Annotation, Code, CrossReference, Quote, Target


class Treatment(StrEnum):
    """What is done with protected names."""

    MASK = "mask"
    """Write ``[name protected]`` in their place. A passage whose plea names nobody is left out."""
    LEAVE_OUT = "leave-out"
    """Leave the passage out."""
    KEEP = "keep"


class Found(NamedTuple):
    """A protected name in a passage."""

    mrn: str
    label: str
    """``¶4``; empty for the title, or for notes on the whole cable."""
    words: str
    """The name, or the plea that names nobody."""
    why: Why
    doubtful: bool


QUERY_MASK = "[a query with a protected name]"
_WORD = re.compile(r"\w{3,}")
VERSION = 1
"""Raised when the same cable gets other masks, so that pages are made again."""


class Protection:
    """One export's treatment of protected names, and what it has found so far."""

    def __init__(self, treatment: Treatment = Treatment.KEEP, listed: Iterable[str] = ()) -> None:
        self.treatment = treatment
        self.listed = tuple(dict.fromkeys(listed))
        """The user's list."""
        self.found: dict[Found, int] = {}
        """How often each name was found, in the order of the export."""
        self.left_out: dict[tuple[str, str], None] = {}
        """The cables and paragraphs of the passages that were left out."""

    def again(self) -> Protection:
        """The same treatment, for what is written a second time: nothing is counted twice."""
        return Protection(self.treatment, self.listed)

    @property
    def key(self) -> str:
        """Treatment and list: what differs between two exports of the same notes."""
        names = "\n".join(self.listed).encode("utf-8", "surrogatepass")
        return f"{self.treatment}-{VERSION}-{hashlib.sha256(names).hexdigest()[:12]}"

    def of(self, mrn: str, cable: Cable | None, notes: NotesOfCable | None = None) -> CableProtection:
        """The protection of one cable. Without the cable, its notes say what it quotes."""
        words: list[str] = []
        if cable is None and notes is not None:
            targets = (*(note.target for note in notes.annotations), *(one.source for one in notes.outgoing))
            words = [one.quote.prefix + one.quote.exact + one.quote.suffix for one in targets if one.quote]
        return CableProtection(self, mrn, names_in(cable, self.listed, words))

    def query(self, query: str) -> str:
        """A query as it may be written: as typed, unless it has a word of a protected name, in any case."""
        if self.treatment is Treatment.KEEP:
            return query
        names = (*self.listed, *(one.words for one in self.found))
        words = {word for name in names for word in _WORD.findall(name.casefold())}
        return QUERY_MASK if words.intersection(_WORD.findall(query.casefold())) else query

    def codes(self, codes: Iterable[Code]) -> list[Code]:
        """The codebook, with the names of the user's list masked in it."""
        listed = CableProtection(self, "", names_in(None, self.listed))
        return [
            replace(code, name=listed.text(code.name), definition=listed.text(code.definition))
            for code in codes
        ]


@dataclass(frozen=True, slots=True)
class CableProtection:
    """Protects everything that is written about one cable."""

    protection: Protection
    mrn: str
    names: Names

    @property
    def _keeps(self) -> bool:
        return self.protection.treatment is Treatment.KEEP

    def text(self, text: str, label: str = "") -> str:
        """A title, comment or other text about the cable, masked unless names are kept."""
        if self.names is NOBODY or not text:
            return text
        masked = self.names.mask(text)
        self._count(masked.places, label)
        return text if self._keeps else masked.text

    def paragraph(self, text: str, label: str) -> Masked | None:
        """A whole paragraph of the cable as it may be written; None if it is left out."""
        masked = self.names.mask(text)
        if not self._may_write(masked.places, label):
            return None
        return Masked(text, ()) if self._keeps else masked

    def cable(self, cable: Cable | None) -> Cable | None:
        """The cable with its subject protected, as headings and citations print it; its text stays."""
        if cable is None or self.names is NOBODY or not cable.subject:
            return cable
        subject = self.text(cable.subject)
        return cable if subject == cable.subject else replace(cable, subject=subject)

    def passages(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """The passages as they may be written: masked, or without those that are left out."""
        if self.names is NOBODY:
            return tuple(passages)
        return tuple(kept for passage in passages if (kept := self._passage(passage)) is not None)

    def incoming(self, links: Sequence[CrossReference]) -> tuple[CrossReference, ...]:
        """Links from other cables with their comments masked; none of them quotes this one."""
        if self.names is NOBODY:
            return tuple(links)
        return tuple(replace(link, comment=self.text(link.comment)) for link in links)

    @property
    def remark(self) -> str:
        """A sentence in place of the passages of this cable that were left out; empty without any."""
        count = sum(mrn == self.mrn for mrn, _ in self.protection.left_out)
        if not count:
            return ""
        passages = "One passage is" if count == 1 else f"{count} passages are"
        return f"{passages} left out, to protect a name."

    def annotation(self, note: Annotation) -> Annotation | None:
        """A note as it may be written, with the words it quotes; None if it is left out."""
        if self.names is NOBODY:
            return note
        body = self.names.mask(note.body)
        target, places = self._target(note.target)
        if not self._may_write((*body.places, *places), note.target.label):
            return None
        return note if self._keeps else replace(note, body=body.text, target=target)

    def link(self, link: CrossReference) -> CrossReference | None:
        """A link as it may be written, protected on the side of this cable; None if it is left out."""
        if self.names is NOBODY:
            return link
        comment = self.names.mask(link.comment)
        source, places = self._target(link.source)
        target, others = self._target(link.target)
        if not self._may_write((*comment.places, *places, *others), link.source.label):
            return None
        if self._keeps:
            return link
        return replace(link, comment=comment.text, source=source, target=target)

    def _passage(self, passage: Passage) -> Passage | None:
        words, tables = passage.words()
        if passage.paragraph and passage.anchor:  # in its paragraph, as a name may be cut at the edge
            whole, start = passage.paragraph.text, passage.anchor.start or 0
            masked = self.names.mask(whole, start, start + len(words))
        else:
            masked = self.names.mask(words)
        notes = [self.names.mask(note.body) for note in passage.annotations]
        links = [self.names.mask(link.comment) for link in passage.links]
        places = [place for one in (masked, *notes, *links) for place in one.places]
        if not self._may_write(places, passage.label):
            return None
        if self._keeps or not places:
            return passage
        spans = tuple((masked.offset(start), masked.offset(end)) for start, end in tables)
        bodies = zip(passage.annotations, notes, strict=True)
        comments = zip(passage.links, links, strict=True)
        return replace(
            passage,
            protected=(masked.text, spans),
            annotations=tuple(replace(note, body=one.text) for note, one in bodies),
            links=tuple(replace(link, comment=one.text) for link, one in comments),
        )

    def _target(self, target: Target) -> tuple[Target, tuple[Place, ...]]:
        """The target with its quotation masked, the neighbours of the words included."""
        quote = target.quote
        if quote is None or target.mrn != self.mrn:
            return target, ()
        whole = quote.prefix + quote.exact + quote.suffix
        first, last = len(quote.prefix), len(quote.prefix) + len(quote.exact)
        parts = [self.names.mask(whole, *span) for span in ((0, first), (first, last), (last, len(whole)))]
        places = tuple(place for part in parts for place in part.places)
        if not places:
            return target, ()
        exact, prefix, suffix = parts[1].text, parts[0].text, parts[2].text
        # Neighbours begin and end anywhere, so with part of a name, too.
        prefix, suffix = prefix.partition(" ")[2], suffix.rpartition(" ")[0]
        return replace(target, quote=Quote(exact, prefix, suffix)), places

    def _may_write(self, places: Sequence[Place], label: str) -> bool:
        """Counts them; False if the passage is to be left out."""
        self._count(places, label)
        if not places or self._keeps:
            return True
        unnamed = any(place.why is Why.UNNAMED for place in places)
        if unnamed or self.protection.treatment is Treatment.LEAVE_OUT:
            self.protection.left_out[self.mrn, label] = None
            return False
        return True

    def _count(self, places: Sequence[Place], label: str) -> None:
        for place in places:
            one = Found(self.mrn, label, place.words, place.why, place.doubtful)
            self.protection.found[one] = self.protection.found.get(one, 0) + 1


KEEP = Protection().of("", None)
"""Nothing is protected."""

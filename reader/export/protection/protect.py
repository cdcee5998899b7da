"""One small function for all exports: a cable and its notes in, the same as they may be written out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.cable.model import Cable
from reader.export.passages import NotesOfCable, locator_of
from reader.export.protection.masked_cable import masked_cable, masks_in
from reader.export.protection.names import NOBODY, Names, Place, Why
from reader.export.protection.policy import Protection, Treatment
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Anchor, Annotation, Confidence, CrossReference, Quote, Target

_SURE = (Confidence.EXACT, Confidence.MOVED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cable and its notes as they may be written; ``NotesOfCable`` of an export."""

    cable: Cable | None
    annotations: Sequence[Annotation] = ()
    outgoing: Sequence[CrossReference] = ()
    incoming: Sequence[CrossReference] = ()
    left_out: int = 0
    """Passages that were left out."""
    names: Names = NOBODY
    """The names that are protected in this cable."""

    @property
    def remark(self) -> str:
        """A sentence in place of what was left out; empty if nothing was."""
        if not self.left_out:
            return ""
        passages = "One passage is" if self.left_out == 1 else f"{self.left_out} passages are"
        return f"{passages} left out, to protect a name."


def protect(
    protection: Protection, mrn: str, cable: Cable | None, notes: NotesOfCable, *, whole: bool = False
) -> Shown:
    """What may be written of a cable and its notes; what is found is counted in ``protection``.

    Without protected names, and if they are kept, it is what was given. Otherwise the cable is masked
    everywhere, and the notes have targets that fit it. ``whole``: the whole text of the cable is written,
    so that names outside the passages with notes count, too.
    """
    kept = protection.treatment is Treatment.KEEP
    names = NOBODY if kept else protection.names(cable, notes)
    if names is NOBODY:
        return Shown(cable, notes.annotations, notes.outgoing, notes.incoming)
    return _Protecting(protection, mrn, cable, names, whole=whole).shown(notes)


class _Protecting:
    def __init__(
        self, protection: Protection, mrn: str, cable: Cable | None, names: Names, *, whole: bool
    ) -> None:
        self._whole = whole
        self._struck: frozenset[int] = frozenset()
        """Ordinals of the paragraphs that are left out whole."""
        self._protection, self._mrn, self._cable, self._names = protection, mrn, cable, names
        self._locate = locator_of(cable)
        self._masked = cable
        self._seen: set[Target] = set()
        """Targets whose words have been counted."""
        self._left_out: set[Target] = set()
        if cable and not protection.keeps:
            leaves_out = whole and protection.treatment is Treatment.LEAVE_OUT
            places = {one.ordinal: names.places(one.text) for one in cable.paragraphs}
            struck = (at for at, some in places.items() if _has_unnamed(some) or (leaves_out and some))
            self._struck = frozenset(struck)
            self._masked = masked_cable(cable, names, self._struck)

    def shown(self, notes: NotesOfCable) -> Shown:
        """The cable and the notes that may be written."""
        cable, keeps = self._cable, self._protection.keeps
        if cable and cable.subject:
            self._count("", self._names.places(cable.subject))
        if self._whole and cable:
            for paragraph in cable.paragraphs:
                self._count(paragraph.label, self._names.places(paragraph.text))
        annotations = [
            note if keeps else replace(note, body=self._text(note.body), target=target)
            for note in notes.annotations
            if (target := self._target(note.target, note.body))
        ]
        outgoing = [
            link if keeps else self._link(link, source)
            for link in notes.outgoing
            if (source := self._target(link.source, link.comment))
        ]
        incoming = [self._incoming(link) for link in notes.incoming]
        self._protection.left_out.update(dict.fromkeys((self._mrn, target) for target in self._left_out))
        return Shown(self._masked, annotations, outgoing, incoming, len(self._left_out), self._names)

    def _link(self, link: CrossReference, source: Target) -> CrossReference:
        comment, relation = self._text(link.comment), self._text(link.relation)
        return replace(link, comment=comment, relation=relation, source=source)

    def _incoming(self, link: CrossReference) -> CrossReference:
        """A link from another cable; where it points to is printed as an address only."""
        self._count(link.target.label, self._names.places(link.comment))
        if self._protection.keeps:
            return link
        target = self._moved(link.target) if link.target.mrn == self._mrn else link.target
        return replace(link, comment=self._text(link.comment), target=target)

    def _target(self, target: Target, written: str) -> Target | None:
        """The target in the masked cable; None if the passage is to be left out."""
        words = self._places(target)
        own = self._names.places(written)
        if target not in self._seen and not self._whole:
            self._count(target.label, words)
        self._seen.add(target)
        self._count(target.label, own)
        if self._protection.keeps:
            return target
        places = (*words, *own)
        anchor = self._anchor(target)
        is_struck = anchor is not None and anchor.ordinal in self._struck
        if (
            is_struck
            or _has_unnamed(places)
            or (places and self._protection.treatment is Treatment.LEAVE_OUT)
        ):
            self._left_out.add(target)
            return None
        return self._moved(target)

    def _anchor(self, target: Target) -> Anchor | None:
        return self._locate(target, self._cable) if self._cable and not target.is_cable else None

    def _places(self, target: Target) -> tuple[Place, ...]:
        """The names in the words of a target, and requests without a name in its paragraph."""
        anchor = self._anchor(target)
        paragraph = (
            self._cable.paragraph(anchor.ordinal) if self._cable and anchor and anchor.ordinal else None
        )
        if anchor is None or paragraph is None or anchor.confidence not in _SURE:
            return self._names.places(target.quote.exact) if target.quote else ()
        places = self._names.places(paragraph.text)
        start = anchor.start or 0
        end = len(paragraph.text) if anchor.end is None else anchor.end
        return tuple(one for one in places if one.why is Why.UNNAMED or (one.start < end and one.end > start))

    def _moved(self, target: Target) -> Target:
        """Where a target is in the masked cable."""
        anchor = self._anchor(target)
        if self._cable is None or self._masked is None or anchor is None or anchor.ordinal is None:
            return self._with_masks(target)
        paragraph = self._cable.paragraph(anchor.ordinal)
        if anchor.confidence is not Confidence.EXACT or paragraph is None:
            return self._with_masks(target)
        if anchor.start is None or anchor.end is None:
            return target_for(self._masked, anchor.ordinal, mrn=target.mrn)
        masks = masks_in(paragraph.text, self._names)
        start, end = masks.start(anchor.start), masks.end(anchor.end)
        return target_for(self._masked, anchor.ordinal, start, end, mrn=target.mrn)

    def _with_masks(self, target: Target) -> Target:
        """The target with its quotation masked, where its place is not known for sure."""
        if target.quote is None:
            return target
        quote = target.quote
        whole = quote.prefix + quote.exact + quote.suffix
        first, last = len(quote.prefix), len(quote.prefix) + len(quote.exact)
        spans = ((0, first), (first, last), (last, len(whole)))
        prefix, exact, suffix = (self._names.mask(whole, *span).text for span in spans)
        # The neighbours begin and end anywhere, so perhaps within a name.
        return replace(target, quote=Quote(exact, prefix.partition(" ")[2], suffix.rpartition(" ")[0]))

    def _text(self, text: str) -> str:
        return self._names.mask(text).text

    def _count(self, label: str, places: Iterable[Place]) -> None:
        self._protection.count(self._mrn, label, places)


def _has_unnamed(places: Iterable[Place]) -> bool:
    return any(place.why is Why.UNNAMED for place in places)

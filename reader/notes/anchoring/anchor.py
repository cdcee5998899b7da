"""Finding the place of a note in the current text of a cable, and making the target of a new note. Pure.

A note keeps its words and the text around them. If they are found in the same paragraph, that is its place;
if they are found in exactly one other place, it has moved there. In all other cases the user decides. A note
is never silently attached to similar text: if a changed text has the words and their context twice, the place
is unsure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from reader.cable.model import Cable, Paragraph
from reader.cable.normalise import text_hash
from reader.notes.anchoring.folded_text import FoldedCable, fold
from reader.notes.anchoring.similarity import QuoteFinder, is_redaction, is_similar
from reader.notes.model import Anchor, Confidence, Quote, Target

CONTEXT = 32
"""Characters kept before and after the words."""
OPENING = 160
"""Characters of a paragraph by which it is recognised."""
_DISTINCT = 24
"""Folded characters that two passages of a cable are unlikely to share by chance."""
_ENOUGH_CONTEXT = 8
"""Folded characters of context that count as evidence."""
_MOST_PLACES = 64
"""Places examined for one note; words that occur more often are not evidence."""
CANDIDATES = 9
"""Places shown to the user, who chooses one with a digit key."""


def target_for(
    cable: Cable,
    ordinal: int | None = None,
    start: int | None = None,
    end: int | None = None,
    *,
    mrn: str | None = None,
) -> Target:
    """The target for a whole cable, a paragraph (``ordinal``, from 1), or words in it.

    ``start``, ``end``: offsets in the clean text of the paragraph, half-open, in either order; an empty range
    means the whole paragraph. ``mrn``: for a cable without one. Raises ValueError if there is no such
    paragraph.
    """
    name = mrn or cable.mrn or ""
    digest = text_hash(cable.source)
    if ordinal is None:
        return Target(name, digest)
    paragraph = cable.paragraph(ordinal)
    if paragraph is None:
        raise ValueError(f"{name} has no paragraph {ordinal}")
    text = paragraph.text
    if start is not None and end is not None:
        first, last = (min(max(place, 0), len(text)) for place in sorted((start, end)))
        if first < last:
            quote = Quote(
                text[first:last], text[max(first - CONTEXT, 0) : first], text[last : last + CONTEXT]
            )
            which = paragraph.occurrence
            return Target(name, digest, paragraph.number, ordinal, quote, first, last, which)
    return Target(
        name, digest, paragraph.number, ordinal, Quote(_opening(text)), occurrence=paragraph.occurrence
    )


def locate(target: Target, cable: Cable) -> Anchor:
    """Where the target is in the cable. For many targets of one cable, ``Locator`` is faster."""
    return Locator(cable).locate(target)


class Locator:
    """Finds the places of any number of notes in one cable; each in time linear in the text."""

    def __init__(self, cable: Cable) -> None:
        self._cable = cable

    def locate(self, target: Target) -> Anchor:
        """Where the target is."""
        if target.is_cable:
            return Anchor(Confidence.EXACT)
        unchanged = target.text_hash == self._hash
        if unchanged and (anchor := self._unmoved(target)):
            return anchor
        if target.quote is None or not target.quote.exact.strip():
            return self._by_address(target)
        if target.is_paragraph:
            return self._paragraph(target, target.quote)
        return self._words(target, target.quote)

    @cached_property
    def _hash(self) -> str:
        return text_hash(self._cable.source)

    @cached_property
    def _folded(self) -> FoldedCable:
        return FoldedCable.of(self._cable)

    @cached_property
    def _quote_finder(self) -> QuoteFinder:
        return QuoteFinder(self._folded.text)

    # -- the same text -------------------------------------------------------------------------------

    def _unmoved(self, target: Target) -> Anchor | None:
        """The place at the same offsets, if the words are there; parsing may have changed since."""
        paragraph = self._cable.paragraph(target.ordinal or 0)
        if paragraph is None:
            return None
        if target.start is None or target.end is None:
            same = target.quote is None or paragraph.text.startswith(target.quote.exact)
            return Anchor(Confidence.EXACT, target.ordinal) if same else None
        if target.end > len(paragraph.text):
            return None
        same = target.quote is None or paragraph.text[target.start : target.end] == target.quote.exact
        return Anchor(Confidence.EXACT, target.ordinal, target.start, target.end) if same else None

    def _by_address(self, target: Target) -> Anchor:
        """The place of a target without words: only its number is known."""
        if target.number is not None:
            found = [p for p in self._cable.paragraphs if p.number == target.number]
            if target.occurrence > 1:
                found = [p for p in found if p.occurrence == target.occurrence]
        else:
            found = [p for p in self._cable.paragraphs if p.ordinal == target.ordinal]
        if len(found) == 1 and target.is_paragraph and not target.text_hash:
            return Anchor(Confidence.EXACT, found[0].ordinal)
        return _unsure_paragraph(found)

    # -- paragraphs ----------------------------------------------------------------------------------

    def _paragraph(self, target: Target, quote: Quote) -> Anchor:
        opening = fold(quote.exact).strip()
        texts = self._folded
        same = []
        for paragraph in self._cable.paragraphs:
            start, end = texts.paragraph(paragraph.ordinal)
            if texts.text.startswith(opening, start) and (
                len(opening) > _DISTINCT or end - start == len(opening)
            ):
                same.append(paragraph)
        if len(same) == 1:
            if self._is_own_paragraph(target, same[0]):
                return Anchor(Confidence.EXACT, same[0].ordinal)
            if len(opening) >= _DISTINCT:
                return Anchor(Confidence.MOVED, same[0].ordinal)
        if same:
            return _unsure_paragraph(self._own_first(target, same))
        return self._changed_paragraph(target, opening)

    def _changed_paragraph(self, target: Target, opening: str) -> Anchor:
        """No paragraph begins with these words: a similar one with the same number, or all similar ones."""
        similar = []
        for paragraph in self._cable.paragraphs:
            start, end = self._folded.paragraph(paragraph.ordinal)
            beginning = self._folded.text[start : min(end, start + len(opening))]
            if is_similar(opening, beginning) or is_redaction(opening, beginning):
                similar.append(paragraph)
        if len(similar) == 1 and self._is_own_paragraph(target, similar[0]) and len(opening) >= _DISTINCT:
            return Anchor(Confidence.MOVED, similar[0].ordinal)
        if not similar and (place := self._quote_finder.find("", opening, "")):
            found = self._cable.paragraph(self._folded.ordinal(place[0]))
            similar = [found] if found else []
        return _unsure_paragraph(self._own_first(target, similar))

    # -- words ---------------------------------------------------------------------------------------

    def _words(self, target: Target, quote: Quote) -> Anchor:
        exact, before, after = _parts(quote)
        texts = self._folded
        found = [at + len(before) for at in texts.hits(before + exact + after, _MOST_PLACES)]
        if len(found) == 1:
            span = texts.span(found[0], found[0] + len(exact))
            if self._is_own_paragraph(target, self._cable.paragraphs[span[0] - 1]):
                return Anchor(Confidence.EXACT, *span)
            if len(before + exact + after) >= _DISTINCT:
                return Anchor(Confidence.MOVED, *span)
        if found:
            return self._at_same_offset(target, found, exact) or self._choice(target, found, exact)
        found = texts.hits(exact, _MOST_PLACES)
        if found:
            return self._other_context(target, found, exact, before, after)
        return self._changed_words(target, exact, before, after)

    def _at_same_offset(self, target: Target, found: Sequence[int], exact: str) -> Anchor | None:
        """The one of several places with the same paragraph and offset, if no other has the same offset.

        If similar text had replaced the paragraph, the words would be at the same offset in another one too.
        """
        spans = [self._folded.span(at, at + len(exact)) for at in found]
        same_offset = [span for span in spans if span[1] == target.start]
        if len(same_offset) != 1 or len(found) == _MOST_PLACES or same_offset[0][0] != target.ordinal:
            return None
        is_own = self._is_own_paragraph(target, self._cable.paragraphs[same_offset[0][0] - 1])
        return Anchor(Confidence.EXACT, *same_offset[0]) if is_own else None

    def _other_context(
        self, target: Target, found: Sequence[int], exact: str, before: str, after: str
    ) -> Anchor:
        """The words are there, but not with all of their context."""
        text = self._folded.text
        with_context = [
            at
            for at in found
            if (len(before) >= _ENOUGH_CONTEXT and text.endswith(before, 0, at))
            or (len(after) >= _ENOUGH_CONTEXT and text.startswith(after, at + len(exact)))
        ]
        if len(with_context) == 1:
            at = with_context[0]
            is_own = self._is_own_paragraph(target, self._cable.paragraphs[self._folded.ordinal(at) - 1])
            if is_own or (len(found) == 1 and len(exact) >= _DISTINCT):
                return Anchor(Confidence.MOVED, *self._folded.span(at, at + len(exact)))
        return self._choice(target, with_context or found, exact)

    def _changed_words(self, target: Target, exact: str, before: str, after: str) -> Anchor:
        """The words are not there: the place is between their contexts, or where the text is similar."""
        between = self._between(exact, before, after)
        if len(between) == 1:
            start, end = between[0]
            now = self._folded.text[start:end]
            is_own = self._is_own_paragraph(target, self._cable.paragraphs[self._folded.ordinal(start) - 1])
            if is_own and (is_similar(exact, now) or is_redaction(exact, now)):
                return Anchor(Confidence.MOVED, *self._folded.span(start, end))
        if between:
            return _unsure([self._folded.span(start, end) for start, end in between])
        place = self._quote_finder.find(before, exact, after)
        return _unsure([self._folded.span(*place)] if place else [])

    def _between(self, exact: str, before: str, after: str) -> list[tuple[int, int]]:
        """The ranges between the text before and the text after, if they are of about the same size."""
        if len(before) < _ENOUGH_CONTEXT or len(after) < _ENOUGH_CONTEXT:
            return []
        texts = self._folded
        longest = 2 * len(exact) + 80
        found = []
        for at in texts.hits(before, _MOST_PLACES):
            start = at + len(before)
            _, end = texts.paragraph(texts.ordinal(at))
            stop = texts.text.find(after, start, min(end, start + longest + len(after)))
            if stop > start:
                found.append((start, stop))
        return found

    # -- several places -- ----------------------------------------------------------------------------

    def _choice(self, target: Target, found: Sequence[int], exact: str) -> Anchor:
        """Several places to choose from; for a very short quote, only those in its own paragraph."""
        spans = [self._folded.span(at, at + len(exact)) for at in found]
        if len(exact) < _ENOUGH_CONTEXT:
            spans = [s for s in spans if self._is_own_paragraph(target, self._cable.paragraphs[s[0] - 1])]
        distance = {
            p.ordinal: index for index, p in enumerate(self._own_first(target, self._cable.paragraphs))
        }
        spans.sort(key=lambda s: (distance[s[0]], abs(s[1] - (target.start or 0))))
        return _unsure(spans)

    def _is_own_paragraph(self, target: Target, paragraph: Paragraph) -> bool:
        """True for the paragraph of the target, as far as its number or ordinal shows."""
        if target.number is not None:
            return paragraph.number == target.number
        return paragraph.number is None and paragraph.ordinal == target.ordinal

    def _own_first(self, target: Target, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
        ordinal = target.ordinal or 0
        return sorted(
            paragraphs, key=lambda p: (not self._is_own_paragraph(target, p), abs(p.ordinal - ordinal))
        )


def _opening(text: str) -> str:
    """The first words of a paragraph, cut between words."""
    if len(text) <= OPENING:
        return text
    cut = text[: OPENING + 1]
    return cut[: max(cut.rfind(" "), cut.rfind("\n"))] if " " in cut or "\n" in cut else text[:OPENING]


def _parts(quote: Quote) -> tuple[str, str, str]:
    """The words, the text before and the text after, folded; white space between them goes to the context."""
    words = quote.exact.strip()
    lead = quote.exact[: quote.exact.index(words)]
    trail = quote.exact[len(lead) + len(words) :]
    return fold(words), fold(quote.prefix + lead).lstrip(), fold(trail + quote.suffix).rstrip()


def _unsure(spans: Sequence[tuple[int, int, int]]) -> Anchor:
    """Unsure, the likeliest place first; lost if there is none."""
    if not spans:
        return Anchor(Confidence.LOST)
    return Anchor(Confidence.UNSURE, *spans[0], candidates=tuple(dict.fromkeys(spans))[:CANDIDATES])


def _unsure_paragraph(paragraphs: Sequence[Paragraph]) -> Anchor:
    """The same for a whole paragraph."""
    anchor = _unsure([(p.ordinal, 0, len(p.text)) for p in paragraphs])
    return replace(anchor, start=None, end=None)

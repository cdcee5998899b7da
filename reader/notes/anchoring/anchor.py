"""Where a note belongs in a cable as it is now, and what a new note is about. Pure.

A note keeps its words with their neighbours. The same words between the same neighbours in the same
paragraph are its place; the same elsewhere, once and unmistakably, are where it moved to; everything less
is put to the user. Nothing is attached to a look-alike in silence: where a changed text has the words and
their neighbours twice, there is no telling which, and the note says so.
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
"""Characters of a paragraph that stand for the whole of it."""
_DISTINCT = 24
"""Folded characters that two passages of one cable hardly share by chance."""
_SIDE = 8
"""Folded characters of a neighbour that count as evidence."""
_MOST = 64
"""Places looked at for one note; words that occur more often are no evidence."""
CANDIDATES = 9
"""Places put to the user, one key each."""


def target_for(
    cable: Cable,
    ordinal: int | None = None,
    start: int | None = None,
    end: int | None = None,
    *,
    mrn: str | None = None,
) -> Target:
    """The target for a whole cable, a paragraph (``ordinal``, 1..), or words in it.

    ``start``, ``end``: clean-text offsets in the paragraph, half-open, either way round; nothing between
    them means the paragraph. ``mrn`` for a cable that does not know its own. Raises ValueError for an
    ordinal the cable does not have.
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
    """Where the target lies in the cable. For many targets of one cable, ``Locator`` is cheaper."""
    return Locator(cable).locate(target)


class Locator:
    """Finds the places of any number of notes in one cable; linear in the text for each."""

    def __init__(self, cable: Cable) -> None:
        self._cable = cable

    def locate(self, target: Target) -> Anchor:
        """Where the target lies."""
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
        """The place by its offsets, when the same words are there; the reading of a text may change."""
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
        """A target without words: the number is all there is to go by."""
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
            if self._is_home(target, same[0]):
                return Anchor(Confidence.EXACT, same[0].ordinal)
            if len(opening) >= _DISTINCT:
                return Anchor(Confidence.MOVED, same[0].ordinal)
        if same:
            return _unsure_paragraph(self._home_first(target, same))
        return self._changed_paragraph(target, opening)

    def _changed_paragraph(self, target: Target, opening: str) -> Anchor:
        """No paragraph begins like that: one at home that begins much alike, or those that look like it."""
        likely = []
        for paragraph in self._cable.paragraphs:
            start, end = self._folded.paragraph(paragraph.ordinal)
            beginning = self._folded.text[start : min(end, start + len(opening))]
            if is_similar(opening, beginning) or is_redaction(opening, beginning):
                likely.append(paragraph)
        if len(likely) == 1 and self._is_home(target, likely[0]) and len(opening) >= _DISTINCT:
            return Anchor(Confidence.MOVED, likely[0].ordinal)
        if not likely and (place := self._quote_finder.find("", opening, "")):
            found = self._cable.paragraph(self._folded.ordinal(place[0]))
            likely = [found] if found else []
        return _unsure_paragraph(self._home_first(target, likely))

    # -- words ---------------------------------------------------------------------------------------

    def _words(self, target: Target, quote: Quote) -> Anchor:
        exact, before, after = _parts(quote)
        texts = self._folded
        found = [at + len(before) for at in texts.hits(before + exact + after, _MOST)]
        if len(found) == 1:
            span = texts.span(found[0], found[0] + len(exact))
            if self._is_home(target, self._cable.paragraphs[span[0] - 1]):
                return Anchor(Confidence.EXACT, *span)
            if len(before + exact + after) >= _DISTINCT:
                return Anchor(Confidence.MOVED, *span)
        if found:
            return self._undisturbed(target, found, exact) or self._choice(target, found, exact)
        found = texts.hits(exact, _MOST)
        if found:
            return self._other_neighbours(target, found, exact, before, after)
        return self._changed_words(target, exact, before, after)

    def _undisturbed(self, target: Target, found: Sequence[int], exact: str) -> Anchor | None:
        """The one of several places that has the whole address, when no other is as deep in its paragraph.

        A look-alike that has come to stand in the paragraph's place would have left its own twin, or the
        one meant, at the same depth in another paragraph.
        """
        spans = [self._folded.span(at, at + len(exact)) for at in found]
        as_deep = [span for span in spans if span[1] == target.start]
        if len(as_deep) != 1 or len(found) == _MOST or as_deep[0][0] != target.ordinal:
            return None
        home = self._is_home(target, self._cable.paragraphs[as_deep[0][0] - 1])
        return Anchor(Confidence.EXACT, *as_deep[0]) if home else None

    def _other_neighbours(
        self, target: Target, found: Sequence[int], exact: str, before: str, after: str
    ) -> Anchor:
        """The words are there, but not between the neighbours they had."""
        text = self._folded.text
        beside = [
            at
            for at in found
            if (len(before) >= _SIDE and text.endswith(before, 0, at))
            or (len(after) >= _SIDE and text.startswith(after, at + len(exact)))
        ]
        if len(beside) == 1:
            at = beside[0]
            home = self._is_home(target, self._cable.paragraphs[self._folded.ordinal(at) - 1])
            if home or (len(found) == 1 and len(exact) >= _DISTINCT):
                return Anchor(Confidence.MOVED, *self._folded.span(at, at + len(exact)))
        return self._choice(target, beside or found, exact)

    def _changed_words(self, target: Target, exact: str, before: str, after: str) -> Anchor:
        """The words are nowhere: what stands between their neighbours, or what looks much like them."""
        between = self._between(exact, before, after)
        if len(between) == 1:
            start, end = between[0]
            now = self._folded.text[start:end]
            home = self._is_home(target, self._cable.paragraphs[self._folded.ordinal(start) - 1])
            if home and (is_similar(exact, now) or is_redaction(exact, now)):
                return Anchor(Confidence.MOVED, *self._folded.span(start, end))
        if between:
            return _unsure([self._folded.span(start, end) for start, end in between])
        place = self._quote_finder.find(before, exact, after)
        return _unsure([self._folded.span(*place)] if place else [])

    def _between(self, exact: str, before: str, after: str) -> list[tuple[int, int]]:
        """The stretches that lie between both neighbours, where something of that size does."""
        if len(before) < _SIDE or len(after) < _SIDE:
            return []
        texts = self._folded
        longest = 2 * len(exact) + 80
        found = []
        for at in texts.hits(before, _MOST):
            start = at + len(before)
            _, end = texts.paragraph(texts.ordinal(at))
            stop = texts.text.find(after, start, min(end, start + longest + len(after)))
            if stop > start:
                found.append((start, stop))
        return found

    # -- which of several ----------------------------------------------------------------------------

    def _choice(self, target: Target, found: Sequence[int], exact: str) -> Anchor:
        """Several places, to be chosen from; for a word or letter, only those in its own paragraph."""
        spans = [self._folded.span(at, at + len(exact)) for at in found]
        if len(exact) < _SIDE:
            spans = [s for s in spans if self._is_home(target, self._cable.paragraphs[s[0] - 1])]
        away = {p.ordinal: index for index, p in enumerate(self._home_first(target, self._cable.paragraphs))}
        spans.sort(key=lambda s: (away[s[0]], abs(s[1] - (target.start or 0))))
        return _unsure(spans)

    def _is_home(self, target: Target, paragraph: Paragraph) -> bool:
        """True for the paragraph that the note was made on, as far as its address tells."""
        if target.number is not None:
            return paragraph.number == target.number
        return paragraph.number is None and paragraph.ordinal == target.ordinal

    def _home_first(self, target: Target, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
        home = target.ordinal or 0
        return sorted(paragraphs, key=lambda p: (not self._is_home(target, p), abs(p.ordinal - home)))


def _opening(text: str) -> str:
    """The opening words, cut between words."""
    if len(text) <= OPENING:
        return text
    cut = text[: OPENING + 1]
    return cut[: max(cut.rfind(" "), cut.rfind("\n"))] if " " in cut or "\n" in cut else text[:OPENING]


def _parts(quote: Quote) -> tuple[str, str, str]:
    """Words, what is before and what is after, folded; white space at the joints goes to the neighbours."""
    words = quote.exact.strip()
    lead = quote.exact[: quote.exact.index(words)]
    trail = quote.exact[len(lead) + len(words) :]
    return fold(words), fold(quote.prefix + lead).lstrip(), fold(trail + quote.suffix).rstrip()


def _unsure(spans: Sequence[tuple[int, int, int]]) -> Anchor:
    """To be asked about, the likeliest place first; lost when there is none."""
    if not spans:
        return Anchor(Confidence.LOST)
    return Anchor(Confidence.UNSURE, *spans[0], candidates=tuple(dict.fromkeys(spans))[:CANDIDATES])


def _unsure_paragraph(paragraphs: Sequence[Paragraph]) -> Anchor:
    """The same for a whole paragraph."""
    anchor = _unsure([(p.ordinal, 0, len(p.text)) for p in paragraphs])
    return replace(anchor, start=None, end=None)

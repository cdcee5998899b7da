"""The place of an annotation of another program, found as the places of notes are. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reader.cable.model import Cable
from reader.cable.normalise import text_hash
from reader.notes.anchoring.anchor import CONTEXT, Locator, target_for
from reader.notes.anchoring.folded_text import fold
from reader.notes.model import Anchor, Confidence, Quote, Target
from reader.notes.web_annotations.model import Place

ENOUGH = 8
"""Characters of words that are taken for the annotated ones if they are in the cable only once."""


class Found(StrEnum):
    """How certain a place is."""

    PLACED = "placed"
    UNSURE = "unsure"
    """It is one of several, or the text is only similar: ``cables review`` offers them."""
    LOST = "lost"
    """The words are not in the cable: the note is on the whole cable and quotes them."""
    OUTSIDE = "outside"
    """The cable is not in the library."""


class Placed(NamedTuple):
    """The target of a note, and how certain it is."""

    target: Target
    found: Found
    quoted: str = ""
    """Words that the target does not have, for the text of the note."""


def find_place(place: Place, mrn: str, cable: Cable | None, locator: Locator | None) -> Placed:
    """The target for a place in a cable. ``locator``: of the cable, which is None outside the library."""
    if cable is None or locator is None:
        return _outside(place, mrn)
    if place.is_whole:
        return Placed(target_for(cable, mrn=mrn), Found.PLACED)
    if _is_as_described(place, cable):
        return Placed(target_for(cable, place.paragraph, place.start, place.end, mrn=mrn), Found.PLACED)
    if not place.exact.strip():
        paragraph = cable.paragraph(place.paragraph or 0)
        if paragraph is None:
            return Placed(target_for(cable, mrn=mrn), Found.LOST, f"paragraph {place.paragraph}")
        blanks = f"blanks in paragraph {place.paragraph}" if place.exact else ""
        found = Found.LOST if blanks else Found.PLACED
        return Placed(target_for(cable, paragraph.ordinal, mrn=mrn), found, blanks)
    anchor = locator.locate(_described(place, mrn, cable))
    if anchor.confidence in (Confidence.EXACT, Confidence.MOVED) or _is_only_one(anchor, place, cable):
        return Placed(target_for(cable, anchor.ordinal, anchor.start, anchor.end, mrn=mrn), Found.PLACED)
    if anchor.confidence is Confidence.UNSURE:
        # Without the number of a paragraph the place stays unsure until the user has chosen it.
        words = len(place.exact)
        unsure = Target(mrn, _other_text(place), None, anchor.ordinal, _quote(place), 0, words)
        if locator.locate(unsure).confidence is Confidence.UNSURE:
            return Placed(unsure, Found.UNSURE)
    return Placed(target_for(cable, mrn=mrn), Found.LOST, place.exact)


def _is_as_described(place: Place, cable: Cable) -> bool:
    """True if the paragraph has the words and the text around them at the very offsets."""
    paragraph = cable.paragraph(place.paragraph or 0)
    if paragraph is None:
        return False
    text = paragraph.text
    if place.start is None or place.end is None:
        return bool(place.exact) and text.startswith(place.exact) and not place.prefix
    around = text[: place.start].endswith(place.prefix) and text[place.end :].startswith(place.suffix)
    return around and text[place.start : place.end] == place.exact


def _described(place: Place, mrn: str, cable: Cable) -> Target:
    """The place as the target of a note that was made in another text."""
    paragraph = cable.paragraph(place.paragraph) if place.paragraph else None
    start, end = place.start, place.end
    if place.paragraph is None:
        start, end = 0, len(place.exact)
    return Target(
        mrn,
        number=paragraph.number if paragraph else None,
        ordinal=place.paragraph or 0,
        quote=_quote(place),
        start=start,
        end=end,
        occurrence=paragraph.occurrence if paragraph else 1,
    )


def _is_only_one(anchor: Anchor, place: Place, cable: Cable) -> bool:
    """True if the words are in the cable once, whatever surrounded them on the annotated page."""
    words = fold(place.exact).strip()
    if len(anchor.candidates) != 1 or len(words) < ENOUGH:
        return False
    ordinal, start, end = anchor.candidates[0]
    return fold(cable.paragraphs[ordinal - 1].text[start:end]).strip() == words


def _outside(place: Place, mrn: str) -> Placed:
    if place.is_whole:
        return Placed(Target(mrn), Found.OUTSIDE)
    if place.paragraph is None:
        return Placed(Target(mrn), Found.OUTSIDE, place.exact)
    quote = _quote(place) if place.exact else None
    start, end = (place.start, place.end) if quote else (None, None)
    target = Target(mrn, _other_text(place), None, place.paragraph, quote, start, end)
    return Placed(target, Found.OUTSIDE)


def _other_text(place: Place) -> str:
    """In place of the hash of the annotated page, which is unknown; so that the place is reviewed."""
    return text_hash(place.exact) if place.exact else ""


def _quote(place: Place) -> Quote:
    return Quote(place.exact, place.prefix[-CONTEXT:], place.suffix[:CONTEXT])

"""Texts in capitals that the page shows in sentence case; as long as they were sent, so that offsets hold."""

from __future__ import annotations

from reader.cable.annotate.sentence_case import kept_spans, sentence_case, small_share
from reader.cable.annotate.word_forms import WordForms
from reader.cable.model import Cable, Paragraph

_MOST_SMALL = 0.1
"""The share of small letters up to which a cable is in capitals; redactions and garbles bring a few."""
_ENOUGH = 4_000
"""Characters of the paragraphs that are looked at."""


def in_capitals(cable: Cable) -> bool:
    """Whether a cable was sent in capitals, by the beginning of its text."""
    text = ""
    for paragraph in cable.paragraphs:
        text += paragraph.text[:_ENOUGH]
        if len(text) >= _ENOUGH:
            break
    share = small_share(text)
    return share is not None and share <= _MOST_SMALL


def shown_paragraph(paragraph: Paragraph, text: str, forms: WordForms | None) -> str:
    """The text of a paragraph, with its repairs, in sentence case; as it is without forms."""
    return sentence_case(text, forms, kept_spans(paragraph)) if forms is not None else text


def shown_heading(text: str, forms: WordForms | None) -> str:
    """The text of a heading in sentence case; as it is without forms."""
    return sentence_case(text, forms) if forms is not None else text

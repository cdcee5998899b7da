"""Texts in capitals that the page shows in sentence case; as long as they were sent, so that offsets hold.

Most readers never ask for it, so what makes sentence case is imported when it is wanted, not at the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cable.model import Cable, Paragraph

if TYPE_CHECKING:
    from reader.cable.annotate.word_forms import WordForms

_MOST_SMALL = 0.1
"""The share of small letters up to which a cable is in capitals; redactions and garbles bring a few."""
_ENOUGH = 4_000
"""Characters of the paragraphs that are looked at."""


def in_capitals(cable: Cable) -> bool:
    """Whether a cable was sent in capitals, by the beginning of its text."""
    small = capital = looked_at = 0
    for paragraph in cable.paragraphs:
        text = paragraph.text[:_ENOUGH]
        small += sum(map(str.islower, text))
        capital += sum(map(str.isupper, text))
        looked_at += len(text)
        if looked_at >= _ENOUGH:
            break
    return capital > 0 and small <= _MOST_SMALL * (small + capital)


def shown_paragraph(paragraph: Paragraph, text: str, forms: WordForms | None) -> str:
    """The text of a paragraph, with its repairs, in sentence case; as it is without forms."""
    if forms is None:
        return text
    from reader.cable.annotate.sentence_case import kept_spans, sentence_case

    return sentence_case(text, forms, kept_spans(paragraph))


def shown_heading(text: str, forms: WordForms | None) -> str:
    """The text of a heading in sentence case; as it is without forms."""
    if forms is None:
        return text
    from reader.cable.annotate.sentence_case import sentence_case

    return sentence_case(text, forms)

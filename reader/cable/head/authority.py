"""Who classified the cable and why: ``Classified By: COM Carmen Martinez for Reasons 1.4 (b,d)``."""

from __future__ import annotations

import re

from reader.cable.head_model import ClassifiedBy
from reader.cable.span import Span

_LABEL = re.compile(
    r"\s*(?:\([A-Z/]{1,6}\)\s*)?(?:CLASSIFIED\s+BY|CLASSIFIED|CLASSIFICATION\s+AUTHORITY|DERIVED\s+FROM)\s*[:.]?\s*"
    r"(?:(?:\([A-Z/]{1,6}\)\s*)?CLASSIFIED\s+BY\s*[:.]?\s*)*",  # the label printed again
    re.IGNORECASE,
)
# A hard wrap may cut the word: FOR REAS / ONS. The text has single spaces.
_REASON = re.compile(
    r"[,;.(]?\s?(?:(?:FOR|PER|UNDER)\s)?(?:THE\s)?(?:R\s?E\s?A\s?S\s?O\s?N\s?S?\b|SECTIONS?(?=[\s:.,;]{0,3}1\s?[./:]?\s?[45])|E\.?O\.?\s?\d{5}\b|1\s?[./:]\s?[45]\b|1[45](?=\s?\([a-h]\)))[\s:.,;]*",
    re.IGNORECASE,
)
_DERIVED = re.compile(r"\s*(?:\([A-Z/]{1,6}\)\s*)?DERIVED\s+FROM\b", re.IGNORECASE)
_DECLASSIFY = re.compile(r"\bDECLASSIFY\s+ON\b", re.IGNORECASE)
_REASON_LIST = re.compile(
    r"1(?:\s?[./:]\s?|(?=[45]\s?\([a-h]\)))(?P<article>[45])(?P<letters>(?:[\s,;/&().:-]|AND\b|[A-H]\b)*)",
    re.IGNORECASE,
)
_BARE_LIST = re.compile(
    r"\bREASONS?[\s:.,;]*(?P<letters>(?:\(?[A-H]\)?(?:[\s,;/&.]|AND\b)*)+)\Z", re.IGNORECASE
)
"""``for reasons (b) and (d)``: letters alone mean the article in force, 1.4."""
_BROKEN_AND = re.compile(r"\b(?:an d|a nd)\b", re.IGNORECASE)
_LETTER = re.compile(r"\b([A-H])\b", re.IGNORECASE)
_IN_TEXT = re.compile(r"\bclassified by:?\s+(?=[A-Z])", re.IGNORECASE)
_IN_TEXT_REASON = re.compile(r"\b1\.[45]\b")
_FURTHEST_REASON = 300
"""Characters behind ``Classified by`` in a paragraph that are searched for the reason."""


def is_derived(text: str) -> bool:
    """Whether a line says from which guide or cable the level was taken: ``Derived From: DSCG 05-1 B, D``.

    It stands in place of the classifier, or below his line.
    """
    return bool(_DERIVED.match(text))


def read_classified_by(text: str, span: Span) -> ClassifiedBy:
    """Read a Classified By line, label included; ``text`` has no line breaks."""
    label = _LABEL.match(text)
    value = text[label.end() :] if label else text
    value = value.strip()
    ends = [found.start() for found in (_REASON.search(value), _DECLASSIFY.search(value)) if found]
    classifier = value[: min(ends)] if ends else value
    return ClassifiedBy(value, classifier.strip(" ,;.:-("), reasons(value), span)


def reasons(text: str) -> tuple[str, ...]:
    """The reasons in ``text`` in normal form: ``1.4 (b) and (d)`` gives ``1.4(b)``, ``1.4(d)``.

    The letters are those of the executive order; 1.5 is the article before the amendment of 2003.
    """
    found: list[str] = []
    text = _BROKEN_AND.sub("and", text)
    if bare := _BARE_LIST.search(text):
        text = f"{text[: bare.start()]} 1.4 {bare['letters']}"
    for article in _REASON_LIST.finditer(text):
        for letter in _LETTER.findall(article["letters"]):
            reason = f"1.{article['article']}({letter.lower()})"
            if reason not in found:
                found.append(reason)
    return tuple(found)


def classified_by_in(source: str, start: int, end: int) -> ClassifiedBy | None:
    """The classifier named inside a paragraph: ``1. (U) Classified by Ambassador ... reasons 1.4 (b)``."""
    found = _IN_TEXT.search(source, start, end)
    if not found or not _IN_TEXT_REASON.search(source, found.end(), min(end, found.end() + _FURTHEST_REASON)):
        return None
    stop = min(end, found.end() + _FURTHEST_REASON)
    last = max(source.rfind(")", found.end(), stop), source.rfind(".", found.end(), stop)) + 1
    span = Span(found.start(), last or stop)
    return read_classified_by(" ".join(source[span.start : span.end].split()), span)

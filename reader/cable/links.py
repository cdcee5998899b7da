"""Citations in running text: ``ref A``, ``reftel``, ``septel``, ``08 MADRID 123``, ``paras 4-6 ref B``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reader.cable.model import Link, LinkKind, Reference, Span
from reader.cable.references import Citing, cited

_LETTER = r"\(?(?:[A-Z]\b|[a-z](?![\w'’]))\)?"
_LETTERS = rf"{_LETTER}(?:\s?(?:,|-|&|/|\band\b|\bAND\b|\bor\b)\s?(?:ref\s)?{_LETTER})*"
_REF = re.compile(
    rf"(?:ref|REF|Ref)(?:(?P<tel>tels?|TELS?|TELs)\b(?:\s(?P<of>{_LETTERS}))?|s?S?\.?:?\s?(?P<letters>{_LETTERS}))"
)
_SEPTEL = re.compile(r"[Ss](?:eptels?|EPTELS?)\b")
_PARAGRAPHS = re.compile(
    rf"""[Pp](?:ara|ARA)(?:graph|GRAPH)?[sS]?\.?\s(?P<numbers>\d{{1,2}}(?!\d|\.\d)(?:\s?(?:-|,|\band\b|\bAND\b|\bthrough\b|\bto\b)\s?
    \d{{1,2}}(?!\d))*)(?:,?\s(?:of|OF|in|IN)?\s?[Rr](?:ef|EF)(?:tel|TEL)?\s?(?P<letter>{_LETTER})?)?""",
    re.VERBOSE,
)
_NUMBERED_POST = re.compile(r"[A-Z][A-Z]{2,15}[ -]{1,2}\d{1,6}(?![\d,./]\d|\d)")
_SINGLE = re.compile(r"[A-Za-z]")
_WIDEST = 40
"""Characters from the year before a post to the post's last word."""


def links_of(text: str, references: Sequence[Reference], citing: Citing) -> tuple[Link, ...]:
    """The citations in one paragraph's clean text, in its order; spans count in ``text``.

    ``references``: the items of the REF line, to which letters and ``reftel`` are resolved.
    """
    found: list[Link] = []
    low = text.lower()
    if "ref" in low:
        found.extend(_refs(text, references))
    if "septel" in low:
        found.extend(Link(LinkKind.SEPTEL, Span(*septel.span())) for septel in _SEPTEL.finditer(text))
    if "para" in low:
        found.extend(_paragraphs(text, references))
    found.extend(_cables(text, citing))
    if len(found) > 1:
        found.sort(key=lambda link: (link.span.start, -link.span.end))
        found = [link for at, link in enumerate(found) if not at or link.span.start >= found[at - 1].span.end]
    return tuple(found)


def _refs(text: str, references: Sequence[Reference]) -> Iterator[Link]:
    for found in _REF.finditer(text):
        start = found.start()
        if start and text[start - 1].isalnum():
            continue
        letters = _letters(found["letters"] or found["of"])
        if found["tel"] and not letters:
            mrns = tuple(reference.mrn for reference in references if reference.mrn)
            yield Link(LinkKind.REFTEL, Span(start, found.end()), mrns)
        else:
            end = found.end() - (found[0][-1] == ")" and "(" not in found[0])
            yield Link(LinkKind.REF, Span(start, end), _resolved(letters, references), letters)


def _letters(text: str | None) -> tuple[str, ...]:
    """The letters named: ``A, C and E``; ``A-C`` is A, B, C."""
    if not text:
        return ()
    plain = re.sub(r"\b(?:and|AND|or|ref)\b", " ", text)
    found = [letter.upper() for letter in _SINGLE.findall(plain)]
    if "-" in plain and len(found) == 2 and found[0] < found[1]:
        found = [chr(code) for code in range(ord(found[0]), ord(found[1]) + 1)]
    return tuple(dict.fromkeys(found))


def _resolved(letters: Sequence[str], references: Sequence[Reference]) -> tuple[str, ...]:
    """The cables of the items with these letters; ``ref A`` may name the only item of an unlettered list."""
    mrns = tuple(r.mrn for r in references if r.mrn and r.letter in letters)
    if not mrns and letters == ("A",) and len(references) == 1 and references[0].mrn:
        return (references[0].mrn,)
    return mrns


def _paragraphs(text: str, references: Sequence[Reference]) -> Iterator[Link]:
    for found in _PARAGRAPHS.finditer(text):
        start = found.start()
        if start and text[start - 1].isalnum():
            continue
        letters = _letters(found["letter"])
        yield Link(
            LinkKind.PARAGRAPH,
            Span(start, found.end()),
            _resolved(letters, references) if letters else (),
            letters,
            _numbers(found["numbers"]),
        )


@lru_cache(maxsize=256)
def _numbers(text: str) -> tuple[int, ...]:
    """``4-6`` is 4, 5, 6; ``4, 7 and 9`` are three."""
    numbers: list[int] = []
    for found in re.finditer(r"(-|through|to)?\s?(\d{1,2})", text):
        number = int(found[2])
        if found[1] and numbers and numbers[-1] < number <= numbers[-1] + 30:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(dict.fromkeys(numbers))


def _cables(text: str, citing: Citing) -> Iterator[Link]:
    """Message reference numbers in running text: capitals only, and no year taken for a serial."""
    end = 0
    for hint in _NUMBERED_POST.finditer(text):
        if hint.start() < end:
            continue
        start = max(end, hint.start() - _WIDEST)
        for cable in cited(text, citing, start, min(len(text), hint.end() + 60)):
            serial = text[cable.start : cable.end]
            if cable.mrn and not (_ends_like_year(serial) and not serial[0].isdigit()):
                yield Link(
                    LinkKind.MRN, Span(cable.start, cable.end), (cable.mrn,), candidates=cable.candidates
                )
            end = max(end, cable.end)


def _ends_like_year(serial: str) -> bool:
    """``PARIS 1973`` in a sentence is a place and a year; so is a number of one or two digits no serial."""
    digits = re.search(r"\d+$", serial)
    return digits is None or len(digits[0]) < 3 or (len(digits[0]) == 4 and digits[0][:2] in ("19", "20"))

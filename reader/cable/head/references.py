"""The REF line: its items, their letters, and the cables they name.

``REF: A. RANGOON 1370 B. 03 PANAMA 2201 (NOTAL)``. A year left out is that of the citing cable (77 %). A post
is carried over to bare numbers (``MADRID 720 AND 707``); the next post name begins the next item. Words
before a number are a post only if they are in the table: ``PARIS POINTS JULY 15`` is a report, not a cable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from reader.cable.frus import frus_numbers
from reader.cable.head.transmission import full_year
from reader.cable.head_model import Reference, ReferenceKind
from reader.cable.mrn import post_of, post_pattern
from reader.cable.reference.post_names import post_in_id
from reader.cable.span import Span

_TITLE = r"(?:(?:AM|US)?EMB(?:ASSY)?|AMCONSUL(?:ATE)?|AMCONGEN|USMISSION|MISSION|CONSULATE)"
_LETTER = re.compile(
    r"""(?:^|(?<=[\s;,.:)]))¶?\ ?[(\[]?(?P<letter>[A-Za-z])
    (?:[.)]\s\(?(?P=letter)[.):] | [)\]]\.? | \.(?!\s?[A-Z]\.)\)? | :)\s*  # also twice: A. A)""",
    re.VERBOSE,
)
_QUALIFIER = re.compile(
    r"NOTAL|EXDIS|NODIS|LIMDIS|NOFORN|CIRCULAR|(?:AND )?(?:PREVIOUS|OTHERS)|ET AL\b|CORRECTED COPY|SERIES",
    re.IGNORECASE,
)
_LABEL_AGAIN = re.compile(r"^ {0,9}REFS?:?\s\(?(?P<letter>[B-Z])[.):]{0,2}\s", re.MULTILINE)
_NONE = re.compile(r"\s*(?:NONE|N/?A|NIL)\.?\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s{0,9}(?:[;\n]|,(?=\s)|\bAND\b|&)\s*", re.IGNORECASE)
_KINDS = (
    (ReferenceKind.INTELLIGENCE_REPORT, re.compile(r"\bI\.?I\.?R\b|\bTD[- ]?\d|\bTDX?\b|\bCIR\b", re.I)),
    (ReferenceKind.OSC, re.compile(r"\b(?:OSC|FBIS|[A-Z]{3}20\d{11,12})\b")),
    (ReferenceKind.EMAIL, re.compile(r"E-?\s?MAIL|\bMSG\b.*@|@", re.I)),
    (ReferenceKind.DTG, re.compile(r"\b\d{6}Z\b")),
    (ReferenceKind.TELEPHONE, re.compile(r"\bTELCON|TELEPHONE|PHONE|\bCALLS?\b", re.I)),
    (ReferenceKind.REPORT, re.compile(r"REPORT|POINTS|MEMO|LETTER|PAPER|FAX|DAILY|REVIEW|CABLE|NOTE", re.I)),
    (ReferenceKind.BOOK, re.compile(r"\bISBN\b|\bBOOK\b", re.I)),
)


_COMPANION = 10
"""How far a serial may be above the citing cable's own where both were sent together."""


_SHORTEST_REMAINDER = 7
"""Characters of the shortest text behind the last cable of an item that is an item itself: a report."""


_FIGURES_OF_SLIP = 3
"""Digits of a year that has one too many: ``094``."""
_ZERO_IN_WORD = re.compile(r"0(?=[A-Z])(?:(?<=[A-Z]0)|(?<!\w0)(?=[A-Z]{3}))")
_LETTER_IN_NUMBER = re.compile(r"\bO(?=\d)")
"""O and 0 for each other: ``L0NDON``, ``O7 PARIS``."""
_FIGURE_IN_WORD = re.compile(r"[15](?<=[A-Z].)(?=[A-Z])")
"""A figure that a scanner read for a letter: ``PAR1S``, ``MO5COW``."""
_GUESSABLE = re.compile(
    r"(?:['’]?(?P<year>\d{4}|\d\d)[ -]{1,3})?(?P<post>[A-Z][A-Z' .]{0,24}?)[ :-]{1,3}(?P<serial>\d{1,6})\b"
)
_SHORT_FORMS = {
    "PAP": "PORTAUPRINCE",
    "PORT A": "PORTAUPRINCE",
    "BA": "BUENOSAIRES",
    "VAT": "VATICAN",
    "SECTSTATE": "STATE",
    "USUNESCO": "UNESCOPARIS",
}
"""Short forms used only in lists of references; in running text they are words."""


class Citing(NamedTuple):
    """The cable whose references are read, as far as it is known: a year left out is its own."""

    year: int | None
    post: str | None
    serial: int | None
    month: int | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A message reference number found in a text."""

    mrn: str | None
    candidates: tuple[str, ...]
    start: int
    end: int


@cache
def _numbered() -> re.Pattern[str]:
    """A post and a serial with what may name the year, before or after."""
    return re.compile(
        rf"""(?<![A-Z0-9-])
        (?:\(?['’]?(?P<before>\d{{4}}|\d\d|0\d\d)\)?(?:\s{{0,8}}|-))?
        (?:{_TITLE}\s{{1,2}})?
        (?P<post>{post_pattern()})(?:\s{{1,2}}WASHDC)?\s{{0,3}}[-:\#]?\s{{0,2}}(?P<serial>\d{{1,7}})(?![\d/]|\.\d)
        (?:\s{{0,2}}\(?['’]?(?P<after>(?<=\()\d\d|(?<=\()\d{{4}})\))?
        """,
        re.VERBOSE,
    )


_MORE = re.compile(
    r"\s{0,2}(?:,|;|&|/|\bAND\b)\s{0,3}(?:AND\s)?(?P<serial>\d{2,7})(?![\d/-])(?!\s{0,2}[A-Z]{4})"
)


def cited(text: str, citing: Citing, start: int = 0, end: int | None = None) -> Iterator[Cited]:
    """Every message reference number named in ``text`` (upper case), bare numbers after one included."""
    end = len(text) if end is None else end
    for found in _numbered().finditer(text, start, end):
        post = post_of(found["post"])
        if not post:
            continue
        year = found["before"] or found["after"]
        at = found.end()
        yield _cited(post, found["serial"], year, citing, found.start(), at)
        while more := _MORE.match(text, at, end):
            yield _cited(post, more["serial"], year, citing, more.start("serial"), more.end())
            at = more.end()


def _cited(post: str, serial: str, year: str | None, citing: Citing, start: int, end: int) -> Cited:
    number = int(serial)
    # 094 PARIS: a figure too many behind the year.
    named = full_year(int(year[:2] if len(year) == _FIGURES_OF_SLIP else year)) if year else citing.year
    if named is None or not number:
        return Cited(None, (), start, end)
    mrn = f"{named % 100:02}{post}{number}"
    if year:
        return Cited(mrn, (), start, end)
    # A serial well above the citing cable's own, of the same post, is last year's; in January any may be.
    last = f"{(named - 1) % 100:02}{post}{number}"
    if post == citing.post and citing.serial is not None and number > citing.serial:
        near = number - citing.serial <= _COMPANION
        likely = (mrn, last) if near else (last, mrn)
        return Cited(likely[0], likely, start, end)
    return Cited(mrn, (mrn, last) if citing.month == 1 and post != citing.post else (), start, end)


def read_references(text: str, offset: int, citing: Citing) -> tuple[Reference, ...]:
    """The items of a REF value; none for ``NONE`` and ``N/A``.

    ``text``: the value as printed, with page-break lines blanked out, so that offsets stay valid.
    ``offset``: where it begins in the source.
    """
    references: list[Reference] = []
    if _NONE.fullmatch(text):
        return ()
    if documents := frus_numbers(text):
        return tuple(
            Reference(None, ReferenceKind.CABLE, mrn, mrn, (), (), Span(offset + at, offset + at + len(mrn)))
            for mrn, at in documents
        )
    text = _without_labels(text)
    typed = _as_typed(text.upper())
    for letter, start, end in _lettered(text):
        found = list(cited(typed, citing, start, end))
        references.extend(_item(text, found, letter, start, end, offset, citing))
    return tuple(references)


def _without_labels(text: str) -> str:
    """``REF A PARIS 12``, ``REF B PARIS 13``: every item labelled; the letters are left, set with a colon."""
    plain, labels = _LABEL_AGAIN.subn(lambda found: f"{found['letter']}:".rjust(len(found[0])), text)
    return f"A:{plain[2:]}" if labels and text.startswith("A ") else plain


def _lettered(text: str) -> Iterator[tuple[str | None, int, int]]:
    """The lettered stretches of the list; letters count only in order, so ``U. S.`` is no item."""
    expected = "A"
    letter: str | None = None
    at = 0
    for found in _LETTER.finditer(text):
        # A letter printed twice (``B) ... B) ...``) begins an item each time; ``A. A)`` is one.
        named = found["letter"].upper()
        again = named == letter and text[at : found.start()].strip()
        if named != expected and not again:
            continue
        if text[at : found.start()].strip():
            yield letter, at, found.start()
        letter, at = named, found.end()
        expected = chr(ord(letter) + 1)
    if text[at:].strip() or letter:
        yield letter, at, len(text)


def _item(
    text: str, found: list[Cited], letter: str | None, start: int, end: int, offset: int, citing: Citing
) -> Iterator[Reference]:
    """The references of one lettered stretch: each cable ``found`` in it, or the text where there is none."""
    before = found[0].start if found else end
    guessed = [
        reference
        for first, last in _separate(text, start, before, split=True)
        if (reference := _guess(text, letter, first, last, offset, citing))
    ]
    yield from guessed
    if not found:
        if guessed:
            return
        for first, last in _separate(text, start, end, split=letter is None):
            if last - first > 1:  # a letter alone is an empty item
                yield _other(text, letter, first, last, offset)
        return
    for at, cable in enumerate(found):
        # The text up to the next cable may qualify this one.
        stop = found[at + 1].start if at + 1 < len(found) else end
        tail = text[cable.end : stop]
        qualifiers = tuple(" ".join(word.upper().split()) for word in _QUALIFIER.findall(tail))
        span = Span(offset + cable.start, offset + cable.end)
        printed = " ".join(text[cable.start : cable.end].split())
        yield Reference(letter, ReferenceKind.CABLE, cable.mrn, printed, qualifiers, cable.candidates, span)
        if at + 1 == len(found):
            for first, last in _separate(text, cable.end, end, split=True):
                rest = text[first:last]
                if guess := _guess(text, letter, first, last, offset, citing):
                    yield guess
                    continue
                if len(rest) >= _SHORTEST_REMAINDER and _kind(rest) is not ReferenceKind.UNKNOWN:
                    yield _other(text, letter, first, last, offset)


def _as_typed(text: str) -> str:
    """The text with figures typed for letters, and letters for figures, corrected; as long as before."""
    if "1" in text or "5" in text:
        text = _FIGURE_IN_WORD.sub(lambda figure: "I" if figure[0] == "1" else "S", text)
    text = _ZERO_IN_WORD.sub("O", text) if "0" in text else text
    return _LETTER_IN_NUMBER.sub("0", text) if "O" in text else text


def _guess(
    text: str, letter: str | None, start: int, end: int, offset: int, citing: Citing
) -> Reference | None:
    """A cable whose post is misspelt by one letter or is a short form; it is its own only candidate."""
    found = _GUESSABLE.match(_as_typed(text[start:end].upper()))
    if not found:
        return None
    name = found["post"].strip()
    post = _SHORT_FORMS.get(name) or post_in_id(name, of_archive=False)
    if not post:
        return None
    cable = _cited(post, found["serial"], found["year"], citing, start, start + found.end())
    if cable.mrn is None:
        return None
    printed = " ".join(text[start : cable.end].split())
    qualifiers = tuple(" ".join(word.upper().split()) for word in _QUALIFIER.findall(text, cable.end, end))
    span = Span(offset + start, offset + cable.end)
    candidates = cable.candidates or (cable.mrn,)
    return Reference(letter, ReferenceKind.CABLE, cable.mrn, printed, qualifiers, candidates, span)


def _separate(text: str, start: int, end: int, *, split: bool) -> Iterator[tuple[int, int]]:
    """The parts between separators, without spaces and stops around them; the whole where not ``split``."""
    cuts = (
        [start, *(at for m in _SEPARATOR.finditer(text, start, end) for at in m.span()), end]
        if split
        else [start, end]
    )
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        part = text[first:last]
        first += len(part) - len(part.lstrip(" \n.,;:()"))
        last -= len(part) - len(part.rstrip(" \n.,;:("))
        if last > first:
            yield first, last


def _other(text: str, letter: str | None, start: int, end: int, offset: int) -> Reference:
    words = " ".join(text[start:end].split())
    qualifiers = tuple(word.upper() for word in _QUALIFIER.findall(words))
    return Reference(letter, _kind(words), None, words, qualifiers, (), Span(offset + start, offset + end))


def _kind(words: str) -> ReferenceKind:
    return next((kind for kind, form in _KINDS if form.search(words)), ReferenceKind.UNKNOWN)

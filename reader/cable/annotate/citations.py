"""Citations in running text: ``ref A``, ``reftel``, ``septel``, ``08 MADRID 123``, ``paras 4-6 ref B``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reader.cable.frus import split_frus
from reader.cable.head.references import Citing, cited
from reader.cable.head_model import Reference
from reader.cable.source.literal_search import occurrences
from reader.cable.source.multi_search import Joined, by_paragraph
from reader.cable.span import Span
from reader.cable.text_model import Link, LinkKind

# A list of letters is of one case; a parenthesis that it did not open ends it: ``(ref A), a split``.
# After the first a small ``a`` is the article: ``ref b, a source said``.
_BETWEEN = r"\s?(?:,\s?(?:and|or)\b|[,&/-]|(?:and|AND|or)\b)\s?(?:ref\s)?"


def _list_of(first: str, further: str) -> str:
    one, more = (rf"(?:\({letter}\)|{letter}(?![\w'’]))" for letter in (first, further))
    return rf"\({one}(?:{_BETWEEN}{more})+\)|{one}(?:{_BETWEEN}{more})*"


_LETTERS = rf"(?:{_list_of('[A-Z]', '[A-Z]')}|{_list_of('[a-z]', '[b-z]')})"
_REF_TAIL = rf"(?:(?P<tel>tels?|TELS?|TELs)\b(?:\s(?P<of>{_LETTERS}))?|s?S?\.?:?\s?(?P<letters>{_LETTERS}))"
_REF = re.compile(rf"(?:[Rr]ef|REF){_REF_TAIL}")
_SEPTEL = re.compile(r"(?:[Ss]eptels?|SEPTELS?)\b")
_PARAGRAPH_WORDS = frozenset(("para", "paras", "paragraph", "paragraphs"))
_PARAGRAPHS = re.compile(
    r"""(?P<numbers>\d{1,2}(?!\d|\.\d)(?:\s?(?:-|,|\band\b|\bAND\b|\bthrough\b|\bto\b)\s?\d{1,2}(?!\d))*)
    (?:,?\s(?:of|OF|in|IN)?\s?[Rr](?:ef|EF)(?:tel|TEL)?\s?(?P<letter>\(?[A-Za-z](?![\w'’])\)?)?)?""",
    re.VERBOSE,
)
_ARTICLE = re.compile(
    r"\b(?:article|section|chapter|annex|resolution|unscr|rule|operative|preambular)"
    r"(?: [\divx.()a-z]{1,8},?)? $",
    re.IGNORECASE,
)
"""Before a paragraph of something else: ``Article 4 paragraph 1``."""
_REF_BEFORE = re.compile(r"\b[Rr](?:ef|EF)(?:tel|TEL)? (\(?[A-Z]\)?),? (?:at )?$")
"""Before a paragraph of that item: ``ref B, paras 7-11``."""
_SERIAL = re.compile(r"\d{3,6}(?![\d,./]\d|\d)")
_CONNECTIVE = re.compile(r"\b(?:and|AND|or|ref)\b")
_RANGE = re.compile(r"(-|through|to)?\s?(\d{1,2})")
_DOCUMENT = re.compile(r"[1-9][0-9]{0,3}[A-Za-z]?")
_DOCUMENTS = re.compile(
    rf"\bDocuments? (?P<numbers>{_DOCUMENT.pattern}\b(?:(?:,? and |, |[-–]){_DOCUMENT.pattern}\b){{0,20}})"
)
"""``Document 12``, ``Documents 3, 4, and 9``: documents of a FRUS volume."""
_SINGLE = re.compile(r"[A-Za-z]")
_NAME_IN_TEXT = re.compile(r"(?:\d{2,4}[ -])?(?:[A-Z][a-z'’.-]{1,20} ){1,4}\d{3,6}")
"""A post and a serial in small letters, with or without the year: 5 times in the 395 cables of the corpus."""
_ENDS_REFERENCE = re.compile(r"[);:\]]|[.,](?:\s|\Z)| --|\Z")
"""What follows a serial and not a count of something: ``Nairobi 1237;`` but ``Kabul 500 men``."""
_LONGEST_NAME = 40
"""Characters from the year before a post to the post's last word."""
_LONGEST_LIST = 60
"""Characters behind a serial that are searched for more serials and the year: ``720, 707 AND 64 (08)``."""
_ARTICLE_WITHIN = 24
"""Characters before ``para`` that are searched for the document whose paragraph it is."""
_REF_WITHIN = 14
"""Characters before ``para`` that are searched for an item of the REF line."""
_WIDEST_RANGE = 30
"""Paragraphs that ``paras 4-9`` may cover; a longer range is a slip, and gives only its two ends."""
_SHORTEST_POST = 2
"""Letters of the last word of a post's name."""
_SHORTEST_SERIAL = 3
"""Digits of a serial in running text; a shorter number behind a place counts something."""
_CENTURIES = ("19", "20")
"""First digits of a number of four digits that is a year rather than a serial."""


_Finding = tuple[int, int, LinkKind, tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[str, ...]]
"""Start and end in the joined text, kind, cables, letters, paragraphs, candidates."""


def links_of(joined: Joined, references: Sequence[Reference], citing: Citing) -> list[tuple[Link, ...]]:
    """The citations of each paragraph in the order of its text; spans count in the paragraph's text.

    ``references``: the items of the REF line, to which letters and ``reftel`` are resolved.
    """
    return [
        tuple(Link(f[2], Span(f[0] - base, f[1] - base), *f[3:]) for f in links)
        for base, links in by_paragraph(_find(joined, references, citing), joined)
    ]


def _find(joined: Joined, references: Sequence[Reference], citing: Citing) -> list[_Finding]:
    septels = occurrences(_SEPTEL, joined.text, b"septel", joined.low)
    return [
        *_refs(joined, references),
        *((*septel.span(), LinkKind.SEPTEL, (), (), (), ()) for septel in septels),
        *_paragraphs(joined, references),
        *_cables(joined, citing),
        *_documents(joined, references),
    ]


def _documents(joined: Joined, references: Sequence[Reference]) -> Iterator[_Finding]:
    """``Document 12`` in a FRUS volume: the document with this number among those that are linked.

    Of several the first is meant: documents of the same volume are listed before others.
    """
    linked: dict[str, str] = {}
    for reference in references:
        if reference.mrn and (parts := split_frus(reference.mrn)):
            linked.setdefault(parts.document, reference.mrn)
    if not linked:
        return
    for found in _DOCUMENTS.finditer(joined.text):
        for number in _DOCUMENT.finditer(joined.text, found.start("numbers"), found.end()):
            if mrn := linked.get(number[0].upper()):
                start = found.start() if number.start() == found.start("numbers") else number.start()
                yield start, number.end(), LinkKind.MRN, (mrn,), (), (), ()


def _refs(joined: Joined, references: Sequence[Reference]) -> Iterator[_Finding]:
    for found in occurrences(_REF, joined.text, b"ref", joined.low):
        start, end = found.span()
        if start and joined.text[start - 1].isalnum():
            continue
        letters = _letters(found["letters"] or found["of"])
        if found["tel"] and not letters:
            mrns = tuple(reference.mrn for reference in references if reference.mrn)
            yield start, end, LinkKind.REFTEL, mrns, (), (), ()
        else:
            yield start, end, LinkKind.REF, _resolved(letters, references), letters, (), ()


def _letters(text: str | None) -> tuple[str, ...]:
    """The letters named: ``A, C and E``; ``A-C`` is A, B, C."""
    if not text:
        return ()
    plain = _CONNECTIVE.sub(" ", text)
    found = [letter.upper() for letter in _SINGLE.findall(plain)]
    if "-" in plain and len(found) == 2 and found[0] < found[1]:
        found = [chr(code) for code in range(ord(found[0]), ord(found[1]) + 1)]
    return tuple(dict.fromkeys(found))


def _resolved(letters: Sequence[str], references: Sequence[Reference]) -> tuple[str, ...]:
    """The cables of the items with these letters; in a list without letters they count its items."""
    mrns = tuple(r.mrn for r in references if r.mrn and r.letter in letters)
    if not mrns and not any(reference.letter for reference in references):
        places = [ord(letter) - ord("A") for letter in letters]
        in_order = [references[at] for at in places if at < len(references)]
        return tuple(reference.mrn for reference in in_order if reference.mrn)
    return mrns


def _paragraphs(joined: Joined, references: Sequence[Reference]) -> Iterator[_Finding]:
    for word, at in joined.numbers:
        if word.rstrip(".").lower() not in _PARAGRAPH_WORDS:
            continue
        found = _PARAGRAPHS.match(joined.text, at)
        if not found:
            continue
        start = at - 1 - len(word)
        if _ARTICLE.search(joined.text, max(0, start - _ARTICLE_WITHIN), start):
            continue
        letters = _letters(found["letter"])
        if not letters and (ref := _REF_BEFORE.search(joined.text, max(0, start - _REF_WITHIN), start)):
            letters = _letters(ref[1])
        mrns = _resolved(letters, references) if letters else ()
        yield start, found.end(), LinkKind.PARAGRAPH, mrns, letters, _numbers(found["numbers"]), ()


@lru_cache(maxsize=256)
def _numbers(text: str) -> tuple[int, ...]:
    """``4-6`` is 4, 5, 6; ``4, 7 and 9`` are three."""
    numbers: list[int] = []
    for found in _RANGE.finditer(text):
        number = int(found[2])
        if found[1] and numbers and numbers[-1] < number <= numbers[-1] + _WIDEST_RANGE:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(dict.fromkeys(numbers))


def _cables(joined: Joined, citing: Citing) -> Iterator[_Finding]:
    """Message reference numbers in running text, ``BAMAKO 619`` or ``Bamako 619``; years are no serials."""
    text, end = joined.text, 0
    for word, at in joined.numbers:
        if at >= end and word[:1].isupper() and word[1:].islower():
            if found := _mixed_case(text, at, max(end, at - _LONGEST_NAME), citing):
                yield found
                end = found[1]
            continue
        if (
            at < end
            or not word.isupper()
            or len(word) < _SHORTEST_POST
            or not (serial := _SERIAL.match(text, at))
        ):
            continue
        for cable in cited(
            text, citing, max(end, at - _LONGEST_NAME), min(len(text), serial.end() + _LONGEST_LIST)
        ):
            named = text[cable.start : cable.end]
            if cable.mrn and (named[0].isdigit() or not _ends_like_year(named)):
                yield cable.start, cable.end, LinkKind.MRN, (cable.mrn,), (), (), cable.candidates
            end = max(end, cable.end)


def _mixed_case(text: str, at: int, begin: int, citing: Citing) -> _Finding | None:
    """``see Bamako 619``, ``05 Paris 5459``: the year before it or the sentence's signs behind it show it."""
    serial = _SERIAL.match(text, at)
    if serial is None or _ends_like_year(serial[0]):
        return None
    stretch = text[begin : serial.end()]
    capitals = stretch.upper()
    if len(capitals) != len(stretch):
        return None
    cable = next((each for each in cited(capitals, citing) if each.end == len(stretch)), None)
    if cable is None or cable.mrn is None:
        return None
    start = cable.start + stretch.startswith("(", cable.start)
    named = stretch[start:]
    if not _NAME_IN_TEXT.fullmatch(named):
        return None
    if not (named[0].isdigit() or _ENDS_REFERENCE.match(text, serial.end())):
        return None
    return begin + start, serial.end(), LinkKind.MRN, (cable.mrn,), (), (), cable.candidates


def _ends_like_year(serial: str) -> bool:
    """``PARIS 1973`` in a sentence is a place and a year; so is a number of one or two digits no serial."""
    digits = serial[len(serial.rstrip("0123456789")) :]
    if len(digits) < _SHORTEST_SERIAL:
        return True
    return len(digits) == len("1973") and digits.startswith(_CENTURIES)

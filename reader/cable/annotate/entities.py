"""Stretches of clean text that are shown in a style of their own: acronyms, redactions, dates, money ...

A quick search for each kind decides whether its pattern has to run at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.cable.head.classification import CAPTIONS
from reader.cable.reference import tables
from reader.cable.source.literal_search import occurrences
from reader.cable.source.multi_search import Joined, by_paragraph
from reader.cable.source.portions import read_portion
from reader.cable.span import Span, new
from reader.cable.text_model import Mark, MarkKind

_CAPITALS = re.compile(rb"A[A0-]+")  # in the joined text's shape
_PARTED = re.compile(r"[A-Z][A-Z0-9]+(?:[/-][A-Z0-9]+)*|[A-Z](?:/[A-Z0-9]+)+")
_OFFICERS = ((b"off", re.compile(r"[oO]ff(?<=[lnb].ff)s?\b")), (b"amcit", re.compile(r"[aA]mcits?\b")))
_OFFICER = re.compile(r"(?:pol|econ|poleon|polecon|emb|con|fon)off|amcit", re.IGNORECASE)
_NO_WORD = re.compile(r"\W")
_REDACTION = re.compile(r"XXXX+|xxxx+")
_REMOVED = re.compile(r"\[[A-Z]{3,12} REMOVED\]")  # a newspaper's: [NAME REMOVED]
_PARENTHESIS = re.compile(r"\(([A-Z][^()\n]{0,30})\)")
_PROTECT_TAIL = r"(?: (?:strictly|source|throughout)| ?[-,;][^()\[\]]{1,40})?[)\]]"
_PROTECT = re.compile(rf"(?:rotect|ROTECT)(?i:{_PROTECT_TAIL})")
_PROTECT_START = re.compile(r"[(\[](?:again, )?(?:please |strictly |pls )*p$", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"((?:[A-Z][\w'’.-]{0,59}+|x{4,60}+)(?: (?:[A-Z][\w'’.-]{0,59}+|x{4,60}+|al|bin|de|van|von)){0,3}),? ?$"
)
"""The name before ``(protect)``; no word of it is longer than the stretch that is searched."""
_MONTH_NAMES = [
    word
    for month in """January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""".split()  # noqa: SIM905
    for word in (month, month.upper())
]
_MONTHS = frozenset((*_MONTH_NAMES, *(f"{month}." for month in _MONTH_NAMES)))
_DAY_AND_MONTH = re.compile(
    rf"\d{{1,2}}(?:-\d{{1,2}})? (?:{'|'.join(_MONTH_NAMES)})\b(?:,? \d{{4}}\b)?|"
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b"
)
_DAYS = re.compile(r"\d{1,2}(?!\d)(?:-\d{1,2}(?!\d))?(?:, \d{4}\b)?|\d{4}\b")
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:-\d{1,2})? $")
_SCALE = r"(?:thousand|million|billion|trillion|mln|bn|THOUSAND|MILLION|BILLION|TRILLION)\b"
_AMOUNT = rf"\d[\d,.]*(?<=\d)(?: ?{_SCALE}|[MBKmbk]\b)?"
_SIGNED = {sign: re.compile(rf"{re.escape(sign)} ?{_AMOUNT}") for sign in "$€£"}
_AMOUNT_AFTER = re.compile(_AMOUNT)
_CURRENCIES = ("USD", "EUR", "US$", "$")
_NAMED = ((b"dollars", re.compile(r"(?:.ollars|DOLLARS)\b")), (b"euros", re.compile(r"(?:.uros|EUROS)\b")))
_AMOUNT_BEFORE = re.compile(rf"(?<![\d.,])\d[\d,.]{{0,20}} (?:{_SCALE} )?$")

# The bureaus and offices before the slash of an office symbol: EUR/WE, S/CT, EAP/MLS.
_BUREAUS = frozenset(
    """AC AF ARA CA D DRL DS E EAP EB ECA EEB EUR F G H HR IIP INL INM INR IO ISN L M NEA NP OES OIG P PA PM
    PRM R S SA SCA SP T VC VCI WHA""".split()  # noqa: SIM905 - a list of forty strings is harder to read
)
_WORDS_WITH_CAPTION = frozenset(name for name in CAPTIONS if " " not in name and name != "SENSITIVE")
_ALSO_WORDS = frozenset(
    """AID ANA AU CA CLASS COIN COM COMMIT DAS EC GOT HOM ICE IV LES LOU NAM PA PAS PM REO SAG START TAGS TIP
    WHO""".split()  # noqa: SIM905 - as above
)
"""Acronyms of the table that are words, names or times of the day as well: in a text that is all capitals
nothing tells which."""
_SMALL_LETTERS = re.compile(r"[a-wyz]{3}")
"""A word in small letters that is not a redaction: the text is not all capitals."""
_LONGEST_OFFICER = 8
"""Letters before ``off`` in ``PolEconOff``, with room for what precedes the word."""
_PROTECT_WITHIN = 40
"""Characters before ``rotect`` searched for its opening parenthesis: ``(again, please strictly p``."""
_NAME_WITHIN = 60
"""Characters before ``(protect)`` that are searched for the name."""
_DAY_WITHIN = 6
"""Characters before a month: ``12-14 ``."""
_AMOUNT_WITHIN = 40
"""Characters before ``dollars`` that are searched for the amount."""


# Looking up an enum member takes ten times as long as looking up a name.
_ACRONYM, _DATE, _MONEY, _REDACTED = MarkKind.ACRONYM, MarkKind.DATE, MarkKind.MONEY, MarkKind.REDACTION
_Finding = tuple[int, int, MarkKind, str]
"""Start and end in the joined text, kind, value."""


def marks_of(joined: Joined) -> list[tuple[Mark, ...]]:
    """The marks of each paragraph in the order of its text; spans count in the paragraph's text."""
    return [
        tuple(
            [
                new(Mark, (kind, new(Span, (start - base, end - base)), value))
                for start, end, kind, value in marks
            ]
        )
        for base, marks in by_paragraph(_find(joined), joined)
    ]


def _find(joined: Joined) -> list[_Finding]:
    text = joined.text
    found = [*_words(joined), *_protected(joined), *_officers(joined), *_dates(joined), *_sums(joined)]
    for parenthesis in _PARENTHESIS.finditer(text):
        if portion := read_portion(parenthesis[1]):
            found.append((*parenthesis.span(), MarkKind.PORTION, portion.normal))
    for redaction in occurrences(_REDACTION, text, b"xxxx", joined.low):
        found.append((*redaction.span(), _REDACTED, ""))
    if "[" in text:
        found += ((*removed.span(), _REDACTED, "") for removed in _REMOVED.finditer(text))
    return found


def _words(joined: Joined) -> Iterator[_Finding]:
    """Words in capitals: captions, acronyms, the symbols of offices."""
    text, kinds = joined.text, _kinds()
    skipped = frozenset[str]() if _SMALL_LETTERS.search(text) else _ALSO_WORDS
    for capitals in _CAPITALS.finditer(joined.shape):
        start, end = capitals.span()
        word = text[start:end]
        if known := kinds.get(word):
            if word not in skipped:
                yield start, end, *known
        elif not word.isalnum():
            for part in _PARTED.finditer(text, start, end):
                known = kinds.get(part[0]) or _office(part[0])
                if known and part[0] not in skipped:
                    yield *part.span(), *known


@cache
def _kinds() -> dict[str, tuple[MarkKind, str]]:
    """For each known word in capitals its kind and the word itself, so that all marks share one string."""
    kinds = dict.fromkeys(tables.acronyms(), _ACRONYM) | dict.fromkeys(_WORDS_WITH_CAPTION, MarkKind.CAPTION)
    return {word: (kind, word) for word, kind in kinds.items()}


def _office(word: str) -> tuple[MarkKind, str] | None:
    """The word, if it is the symbol of an office: ``EUR/WE``."""
    bureau, _, office = word.partition("/")
    known = bureau in _BUREAUS and len(office) > 1 and not read_portion(word)
    return (MarkKind.OFFICE, word) if known else None


def _officers(joined: Joined) -> Iterator[_Finding]:
    """``poloff``, ``PolEconOffs``: acronyms that are also written in small letters."""
    text = joined.text
    for literal, form in _OFFICERS:
        for ending in occurrences(form, text, literal, joined.low):
            start = max(0, ending.start() - _LONGEST_OFFICER)
            word = _NO_WORD.split(text[start : ending.end()])[-1]
            officer = _OFFICER.match(word)
            if officer and (known := _kinds().get(officer[0].upper())):
                yield ending.end() - len(word), ending.end(), *known


def _protected(joined: Joined) -> Iterator[_Finding]:
    text = joined.text
    for protect in occurrences(_PROTECT, text, b"rotect", joined.low):
        begin = _PROTECT_START.search(text, max(0, protect.start() - _PROTECT_WITHIN), protect.start())
        if begin:
            name = _NAME_BEFORE.search(text, max(0, begin.start() - _NAME_WITHIN), begin.start())
            yield begin.start(), protect.end(), MarkKind.PROTECT, name[1] if name else ""


def _dates(joined: Joined) -> Iterator[_Finding]:
    text = joined.text
    for word, at in joined.numbers:
        if word in _MONTHS and (days := _DAYS.match(text, at)):
            start = at - 1 - len(word)
            if day := _DAY_BEFORE.search(text, max(0, start - _DAY_WITHIN), start):
                start = day.start()
            yield start, days.end(), _DATE, text[start : days.end()]
        elif day := _DAY_AND_MONTH.match(text, at):
            yield *day.span(), _DATE, day[0]


def _sums(joined: Joined) -> Iterator[_Finding]:
    """``$20 million``, ``USD 750``, ``10 million Euros``."""
    text = joined.text
    for word, at in joined.numbers:
        if word in _CURRENCIES and (amount := _AMOUNT_AFTER.match(text, at)):
            start = at - 1 - len(word)
            yield start, amount.end(), _MONEY, text[start : amount.end()]
    for sign, form in _SIGNED.items():
        if sign in text:
            for money in form.finditer(text):
                yield *money.span(), _MONEY, money[0]
    for literal, form in _NAMED:
        for name in occurrences(form, text, literal, joined.low):
            if amount := _AMOUNT_BEFORE.search(text, max(0, name.start() - _AMOUNT_WITHIN), name.start()):
                yield amount.start(), name.end(), _MONEY, text[amount.start() : name.end()]

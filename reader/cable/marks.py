"""Stretches of clean text that a reader sees apart: acronyms, redactions, portions, dates, money ...

One quick look per kind says whether its pattern need run at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.cable import facts
from reader.cable.classification import CAPTIONS
from reader.cable.model import Mark, MarkKind, Span
from reader.cable.portions import read_portion
from reader.cable.spread import Joined, occurrences, spread

_CAPITALS = re.compile(r"[A-Z][A-Z0-9/-]+")
_PARTED = re.compile(r"[A-Z][A-Z0-9]+(?:[/-][A-Z0-9]+)*|[A-Z](?:/[A-Z0-9]+)+")
# Patterns begin with letters that stand for themselves, for which the search is fastest; what must stand
# before them is looked back for.
_OFFICERS = {
    "ff": re.compile(r"ff(?<=[lnb][oO]ff)s?\b"),
    "mcit": re.compile(r"mcits?\b"),
}
_OFFICER = re.compile(r"(?:pol|econ|poleon|polecon|emb|con|fon)off|amcit", re.IGNORECASE)
_REDACTIONS = {"XXXX": re.compile(r"XXXX+"), "xxxx": re.compile(r"xxxx+")}
_PARENTHESIS = re.compile(r"\(([A-Z][^()\n]{0,30})\)")
_PROTECT_TAIL = r"(?: (?:strictly|source|throughout)| ?[-,;][^()\[\]]{1,40})?[)\]]"
_PROTECTS = {word: re.compile(rf"{word}(?i:{_PROTECT_TAIL})") for word in ("rotect", "ROTECT")}
_PROTECT_START = re.compile(r"[(\[](?:again, )?(?:please |strictly |pls )*p$", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"((?:[A-Z][\w'’.-]*|X{4,}|x{4,})(?: (?:[A-Z][\w'’.-]*|X{4,}|x{4,}|al|bin|de|van|von)){0,3}),? ?$"
)
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
_NAMED = {name: re.compile(rf"{name}\b") for name in ("ollars", "uros", "DOLLARS", "EUROS")}
_AMOUNT_BEFORE = re.compile(rf"(?<![\d.,])\d[\d,.]{{0,20}} (?:{_SCALE} )?$")

# The bureaus and offices that stand before the slash of an office symbol: EUR/WE, S/CT, EAP/MLS.
_BUREAUS = frozenset(
    """AC AF ARA CA D DRL DS E EAP EB ECA EEB EUR F G H HR IIP INL INM INR IO ISN L M NEA NP OES OIG P PA PM
    PRM R S SA SCA SP T VC VCI WHA""".split()  # noqa: SIM905 - a list of forty strings is harder to read
)
_WORDS_WITH_CAPTION = frozenset(name for name in CAPTIONS if " " not in name and name != "SENSITIVE")
_SMALL_LETTERS = re.compile(r"[a-wyz]{3}")


class _Found(NamedTuple):
    start: int
    end: int
    kind: MarkKind
    value: str


def marks_of(joined: Joined) -> list[tuple[Mark, ...]]:
    """The marks of each paragraph in the order of its text; spans count in the paragraph's text."""
    return [
        tuple(Mark(mark.kind, Span(mark.start - base, mark.end - base), mark.value) for mark in marks)
        for base, marks in zip(joined.starts, spread(_find(joined), joined), strict=True)
    ]


def _find(joined: Joined) -> list[_Found]:
    text = joined.text
    found: list[_Found] = []
    kinds = _kinds()
    # In a text all of capitals an acronym looks like any word: IN, US, WHO.
    mixed = _SMALL_LETTERS.search(text) is not None
    for capitals in _CAPITALS.finditer(text):
        word = capitals[0]
        if word in kinds:
            if mixed or kinds[word] is not MarkKind.ACRONYM:
                found.append(_Found(*capitals.span(), kinds[word], word))
        elif not word.isalnum():
            for part in _PARTED.finditer(text, *capitals.span()):
                kind = kinds.get(part[0]) or _office(part[0])
                if kind and (mixed or kind is not MarkKind.ACRONYM):
                    found.append(_Found(*part.span(), kind, part[0]))
    for parenthesis in _PARENTHESIS.finditer(text):
        if portion := read_portion(parenthesis[1]):
            found.append(_Found(*parenthesis.span(), MarkKind.PORTION, portion.normal))
    found += [_Found(*run.span(), MarkKind.REDACTION, "") for run in occurrences(_REDACTIONS, text)]
    found += _protected(text)
    found += _officers(text)
    found += _dates(joined)
    found += _sums(joined)
    return found


@cache
def _kinds() -> dict[str, MarkKind]:
    """What a word of capitals is: a caption or a known acronym."""
    acronyms = dict.fromkeys(facts.acronyms(), MarkKind.ACRONYM)
    return acronyms | dict.fromkeys(_WORDS_WITH_CAPTION, MarkKind.CAPTION)


def _office(word: str) -> MarkKind | None:
    """Whether a word is the symbol of an office, ``EUR/WE``."""
    bureau, _, office = word.partition("/")
    known = bureau in _BUREAUS and len(office) > 1 and not read_portion(word)
    return MarkKind.OFFICE if known else None


def _officers(text: str) -> Iterator[_Found]:
    """``poloff``, ``PolEconOffs``: the acronyms that are written in small letters too."""
    for ending in occurrences(_OFFICERS, text):
        start = max(0, ending.start() - 9)
        word = re.split(r"\W", text[start : ending.end()])[-1]
        officer = _OFFICER.match(word)
        if officer and (name := officer[0].upper()) in _kinds():
            yield _Found(ending.end() - len(word), ending.end(), MarkKind.ACRONYM, name)


def _protected(text: str) -> Iterator[_Found]:
    for protect in occurrences(_PROTECTS, text):
        begin = _PROTECT_START.search(text, max(0, protect.start() - 40), protect.start())
        if begin:
            name = _NAME_BEFORE.search(text, max(0, begin.start() - 60), begin.start())
            yield _Found(begin.start(), protect.end(), MarkKind.PROTECT, name[1] if name else "")


def _dates(joined: Joined) -> Iterator[_Found]:
    text = joined.text
    for word, at in joined.numbers:
        if word in _MONTHS and (days := _DAYS.match(text, at)):
            start = at - 1 - len(word)
            if day := _DAY_BEFORE.search(text, max(0, start - 6), start):
                start = day.start()
            yield _Found(start, days.end(), MarkKind.DATE, text[start : days.end()])
        elif day := _DAY_AND_MONTH.match(text, at):
            yield _Found(*day.span(), MarkKind.DATE, day[0])


def _sums(joined: Joined) -> Iterator[_Found]:
    """``$20 million``, ``USD 750``, ``10 million Euros``."""
    text = joined.text
    for word, at in joined.numbers:
        if word in _CURRENCIES and (amount := _AMOUNT_AFTER.match(text, at)):
            start = at - 1 - len(word)
            yield _Found(start, amount.end(), MarkKind.MONEY, text[start : amount.end()])
    for money in occurrences(_SIGNED, text):
        yield _Found(*money.span(), MarkKind.MONEY, money[0])
    for name in occurrences(_NAMED, text):
        first = name.start() - (name[0][0].islower())
        if amount := _AMOUNT_BEFORE.search(text, max(0, first - 40), first):
            yield _Found(amount.start(), name.end(), MarkKind.MONEY, text[amount.start() : name.end()])

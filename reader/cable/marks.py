"""Stretches of clean text that a reader sees apart: acronyms, redactions, portions, dates, money ...

One quick look per kind says whether its pattern need run at all; most paragraphs have few kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.cable import facts
from reader.cable.classification import CAPTIONS
from reader.cable.model import Mark, MarkKind, Span
from reader.cable.portions import read_portion

_CAPITALS = re.compile(r"[A-Z][A-Z0-9]+(?:[/-][A-Z0-9]+)*|[A-Z](?:/[A-Z0-9]+)+")
_OFFICER = re.compile(
    r"[PEFCApefca](?P<rest>(?:ol|con|ol[Ee]con|mb|on)[Oo]ff|mcit|OL(?:ECON)?OFF|CONOFF|MBOFF|ONOFF|MCIT)[sS]?\b"
)
_OFFICER_HINTS = ("loff", "lOff", "LOFF", "noff", "nOff", "NOFF", "boff", "bOff", "BOFF", "mcit", "MCIT")
_REDACTION = re.compile(r"X{4,}|x{4,}")
_PARENTHESIS = re.compile(r"\(([A-Z][^()\n]{0,40})\)")
_PROTECT = re.compile(
    r"[(\[](?:please |strictly |pls )*protect(?: (?:strictly|source|throughout))?[)\]]", re.IGNORECASE
)
_NAME_BEFORE = re.compile(
    r"((?:[A-Z][\w'’.-]*|X{4,})(?: (?:[A-Z][\w'’.-]*|X{4,}|al|bin|de|van|von)){0,3}),? ?$"
)
# Patterns begin with a set of letters: the search for a first letter is the fast part of a regular expression.
_DATE = re.compile(
    r"""[JFMASOND](?:anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember
    |ANUARY|EBRUARY|ARCH|PRIL|AY|UNE|ULY|UGUST|EPTEMBER|CTOBER|OVEMBER|ECEMBER)\ \d
    (?:\d?(?!\d)(?:-\d{1,2}(?!\d))?(?:,\ \d{4}\b)?|\d{3}\b)""",
    re.VERBOSE,
)
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:-\d{1,2})? $")
_SCALE = r"(?:thousand|million|billion|trillion|mln|bn|THOUSAND|MILLION|BILLION|TRILLION)\b"
_MONEY = re.compile(rf"[$€£UE](?:(?<=U)S\$|(?<=U)SD ?|(?<=E)UR ?|(?<![UE]) ?)\d[\d,.]*(?<=\d)(?: ?{_SCALE})?")
_SUM = re.compile(rf"\d[\d,.]{{0,20}} (?:{_SCALE} )?(?:[Dd]ollars|[Ee]uros|DOLLARS|EUROS|USD|EUR)\b")
_CURRENCY = ("$", "€", "£", "USD", "EUR")

# The bureaus and offices that stand before the slash of an office symbol: EUR/WE, S/CT, EAP/MLS.
_BUREAUS = frozenset(
    (
        *(
            "A",
            "AC",
            "AF",
            "ARA",
            "CA",
            "D",
            "DRL",
            "DS",
            "E",
            "EAP",
            "EB",
            "ECA",
            "EEB",
            "EUR",
            "F",
            "G",
            "H",
        ),
        *(
            "HR",
            "IIP",
            "INL",
            "INM",
            "INR",
            "IO",
            "ISN",
            "L",
            "M",
            "NEA",
            "NP",
            "OES",
            "OIG",
            "P",
            "PA",
            "PM",
        ),
        *("PRM", "R", "S", "SA", "SCA", "SP", "T", "VC", "VCI", "WHA"),
    )
)
_WORDS_WITH_CAPTION = frozenset(name for name in CAPTIONS if " " not in name and name != "SENSITIVE")


def marks_of(text: str) -> tuple[Mark, ...]:
    """The marks of one paragraph's clean text, in its order; spans count in ``text``."""
    found: list[Mark] = []
    # In a text all of capitals an acronym looks like any word: IN, US, WHO.
    shouted = text.isupper()
    for word in _CAPITALS.finditer(text):
        if mark := _capitals(word[0], word.span(), shouted):
            found.append(mark)
    if "(" in text:
        for parenthesis in _PARENTHESIS.finditer(text):
            if len(parenthesis[1]) < 31 and (portion := read_portion(parenthesis[1])):
                found.append(Mark(MarkKind.PORTION, Span(*parenthesis.span()), portion.normal))
    if "XXXX" in text or "xxxx" in text:
        for run in _REDACTION.finditer(text):
            found.append(Mark(MarkKind.REDACTION, Span(*run.span()), ""))
    if "rotect" in text or "PROTECT" in text:
        found.extend(_protected(text))
    if any(hint in text for hint in _OFFICER_HINTS):
        found.extend(_officers(text))
    found.extend(_dates(text))
    if any(sign in text for sign in _CURRENCY):
        found.extend(Mark(MarkKind.MONEY, Span(*sum_.span()), sum_[0]) for sum_ in _MONEY.finditer(text))
    if "ollars" in text or "uros" in text or "DOLLARS" in text or "EUROS" in text:
        found.extend(Mark(MarkKind.MONEY, Span(*sum_.span()), sum_[0]) for sum_ in _SUM.finditer(text))
    return tuple(_apart(found))


def _capitals(word: str, span: tuple[int, int], shouted: bool) -> Mark | None:
    """What a word of capitals is: a caption, an office symbol, a known acronym, or nothing known."""
    if word in _WORDS_WITH_CAPTION:
        return Mark(MarkKind.CAPTION, Span(*span), word)
    if not shouted and word in _known():
        return Mark(MarkKind.ACRONYM, Span(*span), word)
    bureau, slash, office = word.partition("/")
    if slash and bureau in _BUREAUS and len(office) > 1 and not read_portion(word):
        return Mark(MarkKind.OFFICE, Span(*span), word)
    return None


@cache
def _known() -> frozenset[str]:
    return frozenset(facts.acronyms())


def _officers(text: str) -> Iterator[Mark]:
    """``poloff``, ``PolEconOffs``: the acronyms that are written in small letters too."""
    for officer in _OFFICER.finditer(text):
        word = officer[0].upper().removesuffix("S")
        if word in _known() and not (officer.start() and text[officer.start() - 1].isalnum()):
            yield Mark(MarkKind.ACRONYM, Span(*officer.span()), word)


def _protected(text: str) -> Iterator[Mark]:
    for protect in _PROTECT.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, protect.start() - 60), protect.start())
        yield Mark(MarkKind.PROTECT, Span(*protect.span()), name[1] if name else "")


def _dates(text: str) -> Iterator[Mark]:
    for date in _DATE.finditer(text):
        start = date.start()
        day = _DAY_BEFORE.search(text, max(0, start - 6), start)
        yield Mark(MarkKind.DATE, Span(day.start() if day else start, date.end()), date[0])


def _apart(found: list[Mark]) -> Iterator[Mark]:
    """The marks in order; of two that overlap, the one that begins first, the longer of two that begin alike."""
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    end = 0
    for mark in found:
        if mark.span.start >= end:
            yield mark
            end = mark.span.end

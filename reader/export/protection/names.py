"""The protected names of a cable: where a text mentions them, and the text with them masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from reader.cable.model import Cable
from reader.export.protection.own_names import NO_NAMES, OwnNames
from reader.export.protection.requests_to_protect import fuller_names, requests_in
from reader.export.protection.title_words import PARTICLES, ROLES

MASK = "[name protected]"
SHORTEST = 3
"""Letters of a surname that is looked for by itself; shorter ones are words of every language."""
_AROUND = 24
"""Characters on either side by which a request is recognised in part of its paragraph."""


class Why(StrEnum):
    """Why a name is protected."""

    REQUEST = "request"
    """The cable says ``(protect)``."""
    LIST = "list"
    """It is on the user's list."""
    UNNAMED = "unnamed"
    """The cable says ``(protect)`` without a name before it: only a reader can tell who is meant."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a protected name in a text, half-open."""

    start: int
    end: int
    words: str
    why: Why
    doubtful: bool = False
    """Whether the request may be for another name."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its protected names masked."""

    text: str
    places: tuple[Place, ...]
    """In the text before."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names protected in one cable. Pure: the same cable and list give the same masks."""

    pattern: re.Pattern[str] | None = None
    why: dict[str, tuple[Why, bool]] = field(default_factory=dict)
    """By folded mention: why, and whether in doubt."""
    unnamed: tuple[str, ...] = ()
    """Requests without a name, each with some characters on either side."""

    def places(self, text: str) -> tuple[Place, ...]:
        """The mentions in a text: a paragraph of the cable, part of one, or what a user wrote about it."""
        found = [Place(*span, text[slice(*span)], Why.UNNAMED, True) for span in self._unnamed_in(text)]
        if self.pattern:
            for mention in self.pattern.finditer(_without_accents(text)):
                why, doubtful = self.why[_key(mention.group())]
                found.append(Place(*mention.span(), text[slice(*mention.span())], why, doubtful))
        return tuple(sorted(found, key=lambda place: place.start))

    def mask(self, text: str, start: int = 0, end: int | None = None) -> Masked:
        """The text, or part of it, with every mention replaced.

        A name that runs over the edge of the part is masked, too. Requests without a name stay: nobody knows
        whose it is.
        """
        end = len(text) if end is None else end
        places = tuple(
            replace(place, start=max(place.start, start) - start, end=min(place.end, end) - start)
            for place in self.places(text)
            if place.start < end and place.end > start
        )
        part = text[start:end]
        pieces, done = [], 0
        for place in places:
            if place.why is not Why.UNNAMED:
                pieces += [part[done : place.start], MASK]
                done = place.end
        return Masked("".join((*pieces, part[done:])), places)

    def _unnamed_in(self, text: str) -> Iterable[tuple[int, int]]:
        if not self.unnamed:
            return
        for request in requests_in(text):
            around = text[max(0, request.start - _AROUND) : request.end + _AROUND]
            if any(around in context for context in self.unnamed):
                yield request.start, request.end


NOBODY = Names()


def names_in(cable: Cable | None, own: OwnNames = NO_NAMES, words: Iterable[str] = ()) -> Names:
    """The names protected in a cable, in all spellings: by its requests, and those of the user's list.

    ``words`` are the passages kept with the notes, where the cable itself is not in the library.
    """
    texts: list[str] = []
    if cable and "rotect" in cable.source.lower():
        texts = [paragraph.text for paragraph in cable.paragraphs]
        texts += [cable.subject or "", *(heading.text for heading in cable.headings)]
    texts.extend(words)
    found: dict[str, tuple[Why, bool]] = dict.fromkeys(own.protected, (Why.LIST, False))
    unnamed = []
    for text in texts:
        named_here = False
        for request in requests_in(text):
            for name in request.names:
                found.setdefault(name, (Why.REQUEST, request.doubtful))
            named_here = named_here or bool(request.names)
            if not (request.names or request.struck or named_here):
                unnamed.append(text[max(0, request.start - 2 * _AROUND) : request.end + 2 * _AROUND])
    if not found and not unnamed:
        return NOBODY
    for name, reason in tuple(found.items()):
        if reason[0] is Why.REQUEST:
            for text in texts:
                for fuller in fuller_names(name, text):
                    found.setdefault(fuller, reason)
    for name, reason in tuple(found.items()):
        for spelling in own.with_spellings([name]) if reason[0] is Why.REQUEST else ():
            found.setdefault(spelling, reason)
    whole = cable.source if cable else "\n".join(texts)
    pattern, why = _mentions(found, _without_accents(whole))
    return Names(pattern, why, tuple(unnamed))


def _mentions(
    names: dict[str, tuple[Why, bool]], whole: str
) -> tuple[re.Pattern[str] | None, dict[str, tuple[Why, bool]]]:
    """A pattern for the names, whole and as surnames, and why each is protected."""
    patterns: dict[str, str] = {}
    why: dict[str, tuple[Why, bool]] = {}
    for name, reason in names.items():
        words = _without_accents(name).split()
        forms = [words] if words else []
        full = re.compile(_words(words)) if words else None
        # A surname alone is protected where the cable says whose it is.
        if full and len(words) > 1 and words[-1].lower() not in ROLES and full.search(whole):
            forms.append(words[-1:])
            if len(words) > 2 and words[-2] in PARTICLES:
                forms.append(words[-2:])
        for form in forms:
            if form is words or len(form[-1]) >= SHORTEST:
                patterns.setdefault(_key(" ".join(form)), _words(form))
                why.setdefault(_key(" ".join(form)), reason)
    if not patterns:
        return None, {}
    longest_first = sorted(patterns.values(), key=len, reverse=True)
    return re.compile("|".join(longest_first)), why


def _words(words: Sequence[str]) -> str:
    """The words as typed, capitalised or in capitals, with any white space between them."""
    spelt = (f"(?:{'|'.join(map(re.escape, _forms(word)))})" for word in words)
    return r"(?<!\w)" + r"\s+".join(spelt) + r"(?!\w)"


def _forms(word: str) -> Iterable[str]:
    """``Rice`` and ``RICE``, for each of them and for ``rice``."""
    capitalised = word.capitalize() if word.isupper() else word[:1].upper() + word[1:]
    return dict.fromkeys((word, capitalised, word.upper()))


def _key(mention: str) -> str:
    return " ".join(mention.split()).lower()


@lru_cache(maxsize=4096)
def _base(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _without_accents(text: str) -> str:
    """The text with its letters without accents, as long as before."""
    return text if text.isascii() else "".join(map(_base, text))

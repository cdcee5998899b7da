"""Reference tables for TAGS, posts, routes, markings, acronyms.

The tables are read on first use. A code that is not in them is unknown: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reader.cable.level import Level
from reader.cable.reference.data import rows


@dataclass(frozen=True, slots=True)
class TagFact:
    """One code of the TAGS line (traffic analysis by geography and subject)."""

    code: str
    kind: str
    """subject | program | geographic | organization"""
    description: str
    """Empty where the code is in use, but its meaning is unknown."""
    reviewed: bool
    """False where the description was not checked against a published list."""


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post, named as in message reference numbers."""

    mrn_name: str
    display_name: str
    kind: str
    """embassy | consulate | mission | department | other"""
    city: str
    country: str
    iso2: str
    """ISO 3166 code, not the geographic TAG."""
    reviewed: bool = True

    @property
    def where(self) -> str:
        """City and country, as far as they are known."""
        return ", ".join(part for part in (self.city, self.country) if part)


@dataclass(frozen=True, slots=True)
class MarkingFact:
    """A classification, portion mark, caption or dissemination control."""

    token: str
    kind: str
    """classification | portion | caption | dissemination"""
    level: Level | None
    """The level it stands for; None where it has none."""
    meaning: str


@dataclass(frozen=True, slots=True)
class AcronymFact:
    """An acronym of the cables' text."""

    acronym: str
    expansion: str


@dataclass(frozen=True, slots=True)
class RouteFact:
    """A routing indicator."""

    route: str
    names: str
    """Who received messages with it, as printed in headers, the most frequent first: ``A; B``."""


@cache
def tags() -> dict[str, TagFact]:
    """All TAGS by code."""
    return {
        code: TagFact(code, kind, description, reviewed == "yes")
        for code, kind, description, reviewed in rows("tags")
    }


@cache
def posts() -> dict[str, PostFact]:
    """All posts by their name in message reference numbers; those closed before 1990 are not reviewed."""
    return {
        name: PostFact(name, display_name, kind, city, country, iso2, reviewed)
        for table, reviewed in (("former_posts", False), ("posts", True))
        for name, display_name, kind, city, country, iso2 in rows(table)
    }


@cache
def markings() -> dict[str, MarkingFact]:
    """All markings by token."""
    return {
        token: MarkingFact(token, kind, Level[level] if level else None, meaning)
        for token, kind, level, meaning in rows("markings")
    }


@cache
def acronyms() -> dict[str, AcronymFact]:
    """All acronyms by their upper-case letters."""
    return {acronym: AcronymFact(acronym, expansion) for acronym, expansion in rows("acronyms")}


@cache
def routes() -> dict[str, RouteFact]:
    """All routing indicators."""
    return {route: RouteFact(route, names) for route, names in rows("routes")}


def tag(code: str) -> TagFact | None:
    """The TAG with this code, in either case."""
    return tags().get(code.upper())


def post(mrn_name: str) -> PostFact | None:
    """The post with exactly this name in message reference numbers: ``PHNOMPENH``."""
    return posts().get(mrn_name)


def marking(token: str, kind: str | None = None) -> MarkingFact | None:
    """The marking with this token, in either case; with ``kind``, only if it is of that kind."""
    found = markings().get(token.upper())
    return found if found and kind in (None, found.kind) else None


def route(indicator: str) -> RouteFact | None:
    """The routing indicator, in either case: ``RUEHC``."""
    return routes().get(indicator.upper())


def acronym(word: str) -> AcronymFact | None:
    """The acronym, in the upper case it is printed in; lower-case words are words."""
    return acronyms().get(word)

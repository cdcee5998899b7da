"""What the codes of a cable mean: TAGS, posts, markings, acronyms.

The tables are read on first use. A code that is not in them is unknown: nothing here guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reader.cable.data import rows
from reader.cable.level import Level


@dataclass(frozen=True, slots=True)
class TagFact:
    """One code of the TAGS line (traffic analysis by geography and subject)."""

    code: str
    kind: str
    """subject | program | geographic | organization"""
    description: str
    """Empty where the code is known to be in use, but not what it stands for."""
    reviewed: bool
    """False where the description was not checked against a published list."""


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post, as it stands in message reference numbers."""

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
    """The level it stands for; None where it says nothing of the level."""
    meaning: str


@dataclass(frozen=True, slots=True)
class AcronymFact:
    """An acronym of the cables' text."""

    acronym: str
    expansion: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One meaning of a code, in words for the user."""

    code: str
    """As the table writes it; not always as it was asked."""
    what: str
    """``subject TAG``, ``post``, ``portion mark``, ``caption``, ``acronym`` ..."""
    meaning: str
    reviewed: bool
    """False where the meaning was not checked against a source; to be shown beside it."""


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


def acronym(word: str) -> AcronymFact | None:
    """The acronym, in the upper case it is printed in; lower-case words are words."""
    return acronyms().get(word)


_MARKING_WORDS = {"portion": "portion mark", "dissemination": "dissemination control"}
_RELEASE = re.compile(r"((?:SBU|C|S|TS)//?REL)\b")
_MEANING_UNKNOWN = "in use as a TAG; what it stands for is not known"


def explain(code: str) -> tuple[Fact, ...]:
    """All that the tables know of a code as a user types it, in either case, parentheses or not.

    TAGS first, then the post (also by its other names), marking and acronym. Empty when the code is
    unknown. The tables hold no routing indicators, so those are unknown.
    """
    asked = " ".join(code.split()).upper()
    if len(asked) > 2 and asked[0] == "(" and asked[-1] == ")":
        asked = asked[1:-1].strip()
    return (*_tag_facts(asked), *_post_facts(asked), *_marking_facts(asked), *_acronym_facts(asked))


def _tag_facts(asked: str) -> tuple[Fact, ...]:
    found = tag(asked)
    if not found:
        return ()
    return (Fact(found.code, f"{found.kind} TAG", found.description or _MEANING_UNKNOWN, found.reviewed),)


def _post_facts(asked: str) -> tuple[Fact, ...]:
    from reader.cable.post_names import post_of  # whose index is built from the table above

    name = post_of(asked)
    found = post(name) if name else None
    if not found:
        return ()
    meaning = "; ".join(
        part for part in (found.display_name or found.mrn_name, found.kind, found.where) if part
    )
    return (Fact(found.mrn_name, "post", meaning, found.reviewed),)


def _marking_facts(asked: str) -> tuple[Fact, ...]:
    found = marking(asked)
    if not found and (release := _RELEASE.match(asked)):
        found = marking(release[1])
    if not found:
        return ()
    return (Fact(found.token, _MARKING_WORDS.get(found.kind, found.kind), found.meaning, True),)


def _acronym_facts(asked: str) -> tuple[Fact, ...]:
    found = acronym(asked)
    return (Fact(found.acronym, "acronym", found.expansion, True),) if found else ()

"""What a code means, in words for the user: a TAG, post, route, marking or acronym. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from reader.cable.reference import tables
from reader.cable.reference.post_names import post_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One meaning of a code, in words for the user."""

    code: str
    """As the table spells it, which may differ from the query."""
    what: str
    """``subject TAG``, ``post``, ``portion mark``, ``caption``, ``acronym`` ..."""
    meaning: str
    reviewed: bool
    """False where the meaning was not checked against a source, which is shown beside it."""


_MARKING_WORDS = {"portion": "portion mark", "dissemination": "dissemination control"}
_RELEASE = re.compile(r"((?:SBU|C|S|TS)//?REL)\b")
_MEANING_UNKNOWN = "in use as a TAG; what it stands for is not known"


def explain(code: str) -> tuple[Fact, ...]:
    """All that the tables say about a code as a user types it, in either case, with or without parentheses.

    TAGS first, then the post (also by its other names), route, marking and acronym. Empty when the code
    is unknown.
    """
    code = " ".join(code.split()).upper()
    if len(code) > 2 and code[0] == "(" and code[-1] == ")":
        code = code[1:-1].strip()
    found = (_tag_facts, _post_facts, _route_facts, _marking_facts, _acronym_facts)
    return tuple(chain.from_iterable(facts_of(code) for facts_of in found))


def _tag_facts(code: str) -> tuple[Fact, ...]:
    found = tables.tag(code)
    if not found:
        return ()
    return (Fact(found.code, f"{found.kind} TAG", found.description or _MEANING_UNKNOWN, found.reviewed),)


def _post_facts(code: str) -> tuple[Fact, ...]:
    name = post_of(code)
    found = tables.post(name) if name else None
    if not found:
        return ()
    meaning = "; ".join(
        part for part in (found.display_name or found.mrn_name, found.kind, found.where) if part
    )
    return (Fact(found.mrn_name, "post", meaning, found.reviewed),)


def _route_facts(code: str) -> tuple[Fact, ...]:
    found = tables.route(code)
    return (Fact(found.route, "route", found.names, True),) if found else ()


def _marking_facts(code: str) -> tuple[Fact, ...]:
    found = tables.marking(code)
    if not found and (release := _RELEASE.match(code)):
        found = tables.marking(release[1])
    if not found:
        return ()
    return (Fact(found.token, _MARKING_WORDS.get(found.kind, found.kind), found.meaning, True),)


def _acronym_facts(code: str) -> tuple[Fact, ...]:
    found = tables.acronym(code)
    return (Fact(found.acronym, "acronym", found.expansion, True),) if found else ()

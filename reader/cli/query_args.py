"""This is where the words of a command line become a query, and where it is said why nothing answers one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.output import message, one_line
from reader.errors import UsageError
from reader.library.library import Library
from reader.library.listing import Listing
from reader.library.order import Order
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.library.query.tree import Query

SAVED_PREFIX = "@"
"""Stands before the name of a saved query."""
PARTS = 8
"""Parts of a query that nothing answers whose own counts are told."""


def join_words(words: Sequence[str]) -> str:
    """The query as meant: a single argument is one as it stands; of several each is a word or a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(_requoted(word) for word in words)


def _requoted(word: str) -> str:
    """The quotes that the shell took off: ``from:PHNOM PENH`` was typed as ``from:"PHNOM PENH"``."""
    if " " not in word or '"' in word:
        return word
    field, value = re.fullmatch(r"([a-z]+:)?(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
    return f'{field or ""}"{value}"'


def resolve_query(library: Library, words: Sequence[str]) -> str:
    """The query, with saved ones (``@NAME``) in the place of their names. Raises UsageError."""
    if not any(word.startswith(SAVED_PREFIX) for word in words):
        return join_words(words)
    saved = [_saved(library, word) if word.startswith(SAVED_PREFIX) else None for word in words]
    if len(words) == 1:
        return saved[0] or ""
    # Brackets, as a saved query may say OR.
    parts = [_requoted(word) if one is None else f"({one})" for word, one in zip(words, saved, strict=True)]
    return " ".join(part for part in parts if part != "()")


def _saved(library: Library, word: str) -> str:
    from reader.library.upkeep.history import saved_queries

    name = word.removeprefix(SAVED_PREFIX).strip().casefold()
    known = {one.name.casefold(): one for one in saved_queries(library)}
    if found := known.get(name):
        return found.query
    from difflib import get_close_matches

    near = ", ".join(f"{SAVED_PREFIX}{known[each].name}" for each in get_close_matches(name, known, 3))
    raise UsageError(
        "No query is saved under this name",
        where=one_line(word),
        advice=f"Nearest: {near}." if near else "`cables saved` lists them.",
    )


def matching(opened: Workspace, query: str, order: Order = Order.NEWEST) -> Listing:
    """The cables that answer the query, which may ask for the user's notes. Raises QueryError."""
    return opened.library.listing(query, order, notes=opened.about_notes)


def explain_no_match(opened: Workspace, query: str) -> None:
    """On standard error: what was searched for, how often each part of it is found, and what may be meant."""
    total = opened.library.count()
    if not total:
        message(
            "The library is empty.\nTo fill it: cables import PATH. To look around first: cables samples."
        )
        return
    from reader.library.discovery.suggest import suggestions
    from reader.library.query import syntax

    message(f"No cable answers {query!r}; {total:,} were searched.")
    if parts := list(_counted(opened, syntax.parse(query))):
        message("Each by itself: " + ", ".join(f"{part} {count:,}" for part, count in parts))
    found = suggestions(opened.library, query)
    if words := [f"{one.instead} ({one.found:,})" for one in found if not one.is_post]:
        message(f"Spelt nearly so: {', '.join(words)}")
    if posts := [one.instead for one in found if one.is_post]:
        message(f"Posts spelt nearly so: {', '.join(posts)}")


def _counted(opened: Workspace, query: Query) -> Iterator[tuple[str, int]]:
    """How many cables answer each part of a query whose parts must all hold."""
    from reader.library.errors import QueryError
    from reader.library.query.tree import And

    children: Iterable[object] = query.root.children if isinstance(query.root, And) else ()
    for part in list(children)[:PARTS]:
        try:
            yield str(part), len(matching(opened, str(part)))
        except QueryError:  # signs only, which the whole does without
            continue

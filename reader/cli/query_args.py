"""Queries and MRNs from the command line, and the explanation of an empty result."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.output import message, problem
from reader.errors import ExitCode, UnknownCable, UsageError
from reader.joined.typed_cables import is_mrn, resolve_query
from reader.library.listing import Listing, Row
from reader.library.order import Order
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.library.query.tree import Query

STANDARD_INPUT = "-"
MOST_PARTS = 8
"""Parts of a query without matches that are counted separately."""


class Selection(NamedTuple):
    """Cables chosen on the command line."""

    mrns: list[str]
    query: str = ""
    """The query in normal form; empty if the cables were named by MRN."""
    missing: int = 0
    """MRNs that are not in the library."""

    @property
    def exit_code(self) -> int:
        """The exit code of a command that did its work on all cables that were found."""
        if self.missing:
            return ExitCode.PARTLY if self.mrns else ExitCode.NOT_FOUND
        return ExitCode.DONE if self.mrns else ExitCode.NOT_FOUND


def select(opened: Workspace, words: Sequence[str]) -> Selection:
    """The cables named by MRN or matching a query; prints which are missing or why nothing matches.

    If one of the words is an MRN, all are taken as MRNs. Raises QueryError and UnknownCable.
    """
    if _is_standard_input(words):
        return named(opened, mrns_from_input())
    if any(is_mrn(opened, word) for word in words):
        return named(opened, words)
    listing = matching(opened, words)
    if not len(listing):
        return Selection([], listing.query)
    from reader.library import bulk_lookup

    return Selection(bulk_lookup.mrns(opened.library, listing.ids), listing.query)


def named(opened: Workspace, words: Iterable[str]) -> Selection:
    """The cables with these MRNs; prints which are missing. Raises no UnknownCable."""
    words = list(dict.fromkeys(words))
    present = opened.library.present(words)
    mrns: list[str] = []
    missing = 0
    for word in words:
        try:
            mrns.append(word if word in present else opened.mrn_of(word))
        except UnknownCable as error:
            missing += 1
            problem(str(error))
    return Selection(list(dict.fromkeys(mrns)), "", missing)


def _is_standard_input(words: Sequence[str]) -> bool:
    if STANDARD_INPUT in words and len(words) > 1:
        raise UsageError(
            "- cannot be combined with other arguments", advice="Pass all MRNs on standard input."
        )
    return list(words) == [STANDARD_INPUT]


def single_mrn(word: str) -> str:
    """The MRN given to a command that takes one; ``-`` reads it from standard input. Raises UsageError."""
    if word != STANDARD_INPUT:
        return word
    mrns = mrns_from_input()
    if len(mrns) != 1:
        raise UsageError(f"Standard input has {len(mrns):,} MRNs", advice="This command takes one MRN.")
    return mrns[0]


def mrns_from_input() -> list[str]:
    """The MRNs on standard input: the first column of each line."""
    return [mrn for line in sys.stdin if (mrn := line.split("\t")[0].strip())]


def matching(
    opened: Workspace, words: Sequence[str], order: str | None = None, *, most: int | None = None
) -> Listing:
    """The cables matching the query on the command line, or whose MRNs are on standard input.

    ``most``: how many are needed at most, which by date are found without the rest. Prints why nothing
    matches. Raises QueryError.
    """
    if _is_standard_input(words):
        if order is not None:
            raise UsageError("--order cannot be used with -", advice="The order of the input is kept.")
        return _listing_of(opened, named(opened, mrns_from_input()).mrns)
    query = resolve_query(opened, words)
    library, by, notes = opened.library, Order.named(order or Order.NEWEST), opened.about_notes
    if most:
        listing = _listing_of_rows(opened, library.first_rows(query, by, most, notes=notes))
    else:
        listing = library.listing(query, by, notes=notes)
    if not len(listing):
        explain_no_match(opened, query)
    return listing


def _listing_of(opened: Workspace, mrns: Sequence[str]) -> Listing:
    return _listing_of_rows(opened, map(opened.library.row, mrns))


def _listing_of_rows(opened: Workspace, rows: Iterable[Row | None]) -> Listing:
    return Listing(array("q", [row.id for row in rows if row]), opened.library.rows, lambda _: ())


def explain_no_match(opened: Workspace, query: str) -> None:
    """Print how often each part of the query matches, and what may have been meant, on standard error."""
    total = opened.library.count()
    if not total:
        message(
            "The library is empty.\n"
            "To import cables: cables import PATH. To try the samples first: cables samples."
        )
        return
    from reader.library.discovery.suggest import suggestions
    from reader.library.query import syntax

    message(f"No matches for {query!r} in {total:,} cables.")
    if parts := list(_counted(opened, syntax.parse(query))):
        message("Each part alone: " + ", ".join(f"{part} {count:,}" for part, count in parts))
    found = suggestions(opened.library, query)
    if words := [f"{one.instead} ({one.found:,})" for one in found if not one.is_post]:
        message(f"Similar words: {', '.join(words)}")
    if posts := [one.instead for one in found if one.is_post]:
        message(f"Similar posts: {', '.join(posts)}")


def _counted(opened: Workspace, query: Query) -> Iterator[tuple[str, int]]:
    """How many cables match each part of a query whose parts must all match."""
    from reader.library.errors import QueryError
    from reader.library.query.tree import And

    children: Iterable[object] = query.root.children if isinstance(query.root, And) else ()
    for part in list(children)[:MOST_PARTS]:
        try:
            yield str(part), len(opened.library.listing(str(part), notes=opened.about_notes))
        except QueryError:  # punctuation only, which the whole query ignores
            continue

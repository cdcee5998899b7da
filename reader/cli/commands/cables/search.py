"""``cables search`` and ``cables saved``: search results with the matching text, and saved queries."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from reader.cli.cable_rows import line, note_counts, rows, shape
from reader.cli.context import open_workspace
from reader.cli.marked_lines import marked_lines
from reader.cli.output import Paint, is_terminal, message, print_line, problem, text_width
from reader.cli.parser_base import (
    JSON_LINES,
    MOST_DIGITS,
    QUERY,
    Parser,
    add_dry_run,
    add_json,
    add_order,
)
from reader.cli.query_args import STANDARD_INPUT, matching
from reader.errors import CablesError, ExitCode, UsageError
from reader.joined.typed_cables import SAVED_PREFIX
from reader.library.library import Library
from reader.library.listing import Listing, Row
from reader.library.search.snippets import Snippet
from reader.terminal_text import one_line
from reader.workspace import Workspace

if TYPE_CHECKING:  # TinyDB takes some 40 ms to import
    from reader.notes.repository import Notes

WINDOW = 50
"""Rows read at a time: few, as unpacking a text for its snippet takes a millisecond."""
MOST_CHARACTERS = 5000
"""Most characters around a hit."""
INDENT = " " * 12
"""Before a snippet at a terminal, so that it is below the MRN."""


SEARCH_EXAMPLES = """\
  cables search trafficking
  cables search 'commit -from:beijing date:2006..2008'
  cables search trafficking 'from:"PHNOM PENH"' --order best --limit 20
  cables search --save mekong 'mekong OR trafficking'
  cables search @mekong from:beijing
  cables search --ids @mekong | cables show -
  cables search --json 'class:U trafficking' | jq -r .snippet.text

All words must occur; OR, -word, "a phrase", begin*, NEAR(a b, 5) and brackets work, and the fields
from: to: tag: class: caption: portion: date: year: subject: ref: cites: mrn: signer: people: place: version:
length: note: code: author: changed: has: is: disagreed:. Put -- before a query that begins with -.
In a pipe, tab-separated: the columns of `cables list`, then the text around the first hits.
Hits in the JSON snippet are [start, end) in characters of its text.
"""
SAVED_EXAMPLES = """\
  cables saved
  cables search --save mekong 'mekong OR trafficking'
  cables search @mekong
  cables saved --forget mekong

In a pipe, tab-separated: name, query, time it was saved.
"""


def declare_search(parser: Parser) -> None:
    """The arguments of ``cables search``."""
    parser.add_argument("query", nargs="+", metavar="QUERY", help=QUERY)
    form = parser.add_mutually_exclusive_group()
    add_json(form, JSON_LINES)
    form.add_argument("--ids", action="store_true", help="print only MRNs")
    form.add_argument("--count", action="store_true", help="print only the number of matches")
    parser.add_argument(
        "--context",
        type=_characters,
        default=160,
        metavar="N",
        help="approximate number of characters around hits; 0 for none (default: %(default)s)",
    )
    add_order(parser)
    parser.add_argument("--save", metavar="NAME", help="save the query under this name")
    add_dry_run(parser)
    parser.runs(run, examples=SEARCH_EXAMPLES)


def declare_saved(parser: Parser) -> None:
    """The arguments of ``cables saved``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("--forget", nargs="+", metavar="NAME", help="delete these saved queries")
    add_dry_run(parser)
    parser.runs(saved, examples=SAVED_EXAMPLES)


def _characters(text: str) -> int:
    if not (text.isdecimal() and len(text) <= MOST_DIGITS) or int(text) > MOST_CHARACTERS:
        raise argparse.ArgumentTypeError(f"must be a whole number up to {MOST_CHARACTERS}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Print the matches and add the search to the research log."""
    name = None if arguments.save is None else _name(arguments.save)
    with open_workspace(arguments) as opened:
        listing = matching(opened, arguments.query, arguments.order)
        is_query = arguments.query != [STANDARD_INPUT]
        try:
            if name is not None:
                _save(opened.notes, name, listing.query, dry_run=arguments.dry_run)
            _print(opened, listing, arguments)
            sys.stdout.flush()  # as the log may have to wait for a running import
        finally:  # even if the other end of a pipe is closed early
            if is_query and not arguments.dry_run:
                _log(opened, listing.query, len(listing))
    return ExitCode.DONE if len(listing) else ExitCode.NOT_FOUND


def _print(opened: Workspace, listing: Listing, arguments: argparse.Namespace) -> None:
    if arguments.count:
        print(len(listing))
    elif arguments.ids:
        for row in rows(listing, arguments.limit, 10 * WINDOW):
            print(one_line(row.mrn))
    else:
        count_of = note_counts(opened)
        found = rows(listing, arguments.limit, WINDOW)
        for row, snippet in _with_snippets(opened.library, found, listing.query, arguments.context):
            count = count_of(row.mrn)
            if arguments.json:
                print_line({**shape(row, count), "snippet": snippet_shape(snippet)})
            elif is_terminal():
                print(line(row, count))
                for each in marked_lines(snippet, text_width(), Paint(), INDENT) if snippet else ():
                    print(each)
            else:
                print(f"{line(row, count)}\t{one_line(snippet.text) if snippet else ''}")


def _with_snippets(
    library: Library, found: Iterator[Row], query: str, width: int
) -> Iterator[tuple[Row, Snippet | None]]:
    """The rows, each with about ``width`` characters around its hits; None for 0 and without hits."""
    while window := list(islice(found, WINDOW)):
        snippets: Sequence[Snippet | None] = (
            library.snippets(window, query, width=width) if width else [None] * len(window)
        )
        yield from zip(window, snippets, strict=True)


def snippet_shape(snippet: Snippet | None) -> object:
    """A snippet as JSON; hits are [start, end) in characters of its text."""
    if snippet is None:
        return None
    return {
        "text": snippet.text,
        "hits": [[hit.start, hit.end] for hit in snippet.hits],
        "paragraph": snippet.ordinal,
    }


def _name(text: str) -> str:
    name = one_line(text.removeprefix(SAVED_PREFIX))
    if not name:
        raise UsageError(
            "A saved query needs a name", advice=f"For example --save vodka, then {SAVED_PREFIX}vodka"
        )
    return name


def _save(notes: Notes, name: str, query: str, *, dry_run: bool) -> None:
    from reader.notes.reports.saved_queries import find_query, save_query

    before = find_query(notes, name)
    if not dry_run:
        save_query(notes, name, query)
    replaced = f", replacing: {before.query}" if before and before.query != query else ""
    message(f"{'Would save' if dry_run else 'Saved'} as {SAVED_PREFIX}{name}{replaced}")


def _log(opened: Workspace, query: str, found: int) -> None:
    """Add the search to the log; the results have been printed even if this fails."""
    from reader.notes.reports.research_log import log_search  # takes 40 ms to import, so after printing

    try:
        log_search(opened.notes, query, found)
    except CablesError as error:
        problem(f"The search was not added to the log. {error.what}.")


def saved(arguments: argparse.Namespace) -> int:
    """Print the saved queries, or delete some."""
    from reader.notes.reports.saved_queries import saved_queries

    with open_workspace(arguments) as opened:
        if arguments.forget:
            return _forget(opened.notes, arguments.forget, dry_run=arguments.dry_run)
        found = saved_queries(opened.notes)
    longest = max((len(one.name) for one in found), default=0)
    for one in found:
        name, query = one_line(one.name), one_line(one.query)
        if arguments.json:
            print_line({"name": one.name, "query": one.query, "saved": one.saved.isoformat()})
        elif is_terminal():
            print(f"{SAVED_PREFIX}{name:<{longest}}  {query}")
        else:
            print(f"{name}\t{query}\t{one.saved.isoformat()}")
    if not found:
        message("No saved queries. To save one: cables search --save NAME QUERY")
    return ExitCode.DONE


def _forget(notes: Notes, names: Sequence[str], *, dry_run: bool) -> int:
    from reader.notes.reports.saved_queries import delete_query, find_query

    chosen = [find_query(notes, _name(name)) for name in names]
    if unknown := [name for name, one in zip(names, chosen, strict=True) if one is None]:
        raise CablesError(
            "No such saved query",
            where=", ".join(map(one_line, unknown)),
            advice="Nothing was deleted. `cables saved` lists the saved queries.",
        )
    for one in filter(None, chosen):
        if not dry_run:
            delete_query(notes, one.name)
        message(f"{'Would delete' if dry_run else 'Deleted'} {SAVED_PREFIX}{one.name}: {one.query}")
    return ExitCode.DONE

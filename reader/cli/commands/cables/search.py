"""``cables search`` and ``cables saved``: queries, what they found, and those with names."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice

from reader.cli.cable_rows import line, note_counts, rows, shape
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, json_text, message, one_line, terminal_safe, text_width
from reader.cli.parser_base import JSON_LINES, MOST_DIGITS, QUERY, Parser, add_json, add_order
from reader.cli.query_args import SAVED_PREFIX, explain_no_match, matching, resolve_query
from reader.errors import CablesError, UsageError
from reader.library.library import Library
from reader.library.listing import Listing, Row
from reader.library.order import Order
from reader.library.search.snippets import Snippet
from reader.library.upkeep import history
from reader.workspace import Workspace

WINDOW = 50
"""Rows read at a time: unpacking a text for its snippet takes a millisecond, and the first are awaited."""
MOST_CHARACTERS = 5000
"""Around a hit."""
INDENT = " " * 12
"""Before a snippet at a terminal: under the number."""


SEARCH_EXAMPLES = """\
  cables search 'vodka -caviar date:2006..2008'
  cables search trafficking 'from:"PHNOM PENH"' --order best --limit 20
  cables search --save drinks 'vodka OR caviar', then: cables search @drinks from:moscow
  cables search --ids @drinks | xargs cables show
  cables search --json 'portion:S vodka' | jq -r '.snippet.text'

Words beside each other must all occur; OR, -word, "a phrase", begin*, NEAR(a b, 5) and brackets work, and
the fields from: to: tag: class: caption: portion: date: year: subject: ref: cites: mrn: signer: version:
length: note: code: author: changed: has: is:. A query that begins with - comes after --.
In a pipe the columns are separated by tabs: those of `cables list`, then the words around the first hits.
--json gives for each cable the fields of `cables list` and snippet: text, hits ([start, end) in characters
of it), paragraph (its ordinal, or null).
"""


def declare_search(parser: Parser) -> None:
    """The arguments of ``cables search``."""
    parser.add_argument("query", nargs="+", metavar="QUERY", help=QUERY)
    form = parser.add_mutually_exclusive_group()
    add_json(form, JSON_LINES)
    form.add_argument("--ids", action="store_true", help="only the numbers")
    form.add_argument("--count", action="store_true", help="only how many")
    parser.add_argument(
        "--context",
        type=_characters,
        default=160,
        metavar="N",
        help="characters around the hits, about (default: %(default)s; 0: none)",
    )
    add_order(parser)
    parser.add_argument("--save", metavar="NAME", help="save the query under this name")
    parser.runs(run, examples=SEARCH_EXAMPLES)


SAVED_EXAMPLES = """\
  cables search --save drinks 'vodka OR caviar'
  cables search @drinks
  cables saved
  cables saved --forget drinks

In a pipe, between tabs: name, query, when it was saved. --json gives: name, query, saved.
"""


def declare_saved(parser: Parser) -> None:
    """The arguments of ``cables saved``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("--forget", nargs="+", metavar="NAME", help="take these names away")
    parser.runs(saved, examples=SAVED_EXAMPLES)


def _characters(text: str) -> int:
    if not (text.isdecimal() and len(text) <= MOST_DIGITS) or int(text) > MOST_CHARACTERS:
        raise argparse.ArgumentTypeError(f"a whole number up to {MOST_CHARACTERS} is wanted")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Print what answers the query and note in the log that it was asked."""
    name = None if arguments.save is None else _name(arguments.save)
    with open_workspace(arguments) as opened:
        query = resolve_query(opened.library, arguments.query)
        listing = matching(opened, query, Order.named(arguments.order))
        try:
            if name is not None:
                _save(opened.library, name, listing.query)
            _print(opened, query, listing, arguments)
            if not len(listing):
                explain_no_match(opened, query)
            sys.stdout.flush()  # the log may have to wait for an import that is writing
        finally:  # also where the reader at the other end of a pipe has seen enough
            _log(opened, query, len(listing))
    return 0 if len(listing) else 1


def _print(opened: Workspace, query: str, listing: Listing, arguments: argparse.Namespace) -> None:
    if arguments.count:
        print(len(listing))
    elif arguments.ids:
        for row in rows(listing, arguments.limit, 10 * WINDOW):
            print(one_line(row.mrn))
    else:
        notes = note_counts(opened)
        found = rows(listing, arguments.limit, WINDOW)
        for row, snippet in _with_snippets(opened.library, found, query, arguments.context):
            count = notes.get(row.mrn, 0)
            if arguments.json:
                print(json_text({**shape(row, count), "snippet": snippet_shape(snippet)}, indent=None))
            elif is_terminal():
                print(line(row, count))
                for each in _marked(snippet, text_width(), Paint()) if snippet else ():
                    print(each)
            else:
                print(f"{line(row, count)}\t{one_line(snippet.text) if snippet else ''}")


def _with_snippets(
    library: Library, found: Iterator[Row], query: str, width: int
) -> Iterator[tuple[Row, Snippet | None]]:
    """The rows, each with some ``width`` characters around its hits; for 0, and without hits, with None."""
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


def _marked(snippet: Snippet, columns: int, paint: Paint) -> Iterator[str]:
    """The snippet as lines, its hits in bold; a hit may run from one line to the next."""
    at = 0
    for text in textwrap.wrap(snippet.text, max(columns - len(INDENT), 10), break_on_hyphens=False):
        at = snippet.text.index(text, at)
        pieces, done = [], at
        for hit in snippet.hits:
            start, end = max(hit.start, done), min(hit.end, at + len(text))
            if start < end:
                pieces += [
                    terminal_safe(snippet.text[done:start]),
                    paint.bold(terminal_safe(snippet.text[start:end])),
                ]
                done = end
        at += len(text)
        yield INDENT + "".join([*pieces, terminal_safe(snippet.text[done:at])])


def _name(text: str) -> str:
    name = one_line(text.removeprefix(SAVED_PREFIX))
    if not name:
        raise UsageError(
            "A saved query needs a name", advice=f"For example --save vodka, then {SAVED_PREFIX}vodka"
        )
    return name


def _save(library: Library, name: str, query: str) -> None:
    before = {one.name.casefold(): one for one in history.saved_queries(library)}.get(name.casefold())
    if before and before.name != name:
        history.forget_query(library, before.name)
    history.save_query(library, name, query, _now())
    was = f"; before it was: {before.query}" if before and before.query != query else ""
    message(f"Saved as {SAVED_PREFIX}{name}{was}")


def _log(opened: Workspace, query: str, found: int) -> None:
    """A search that cannot be noted has still been answered."""
    from reader.notes.reports.research_log import (
        log_search,  # with the notes some 40 ms, when everything is printed
    )

    try:
        log_search(opened.notes, " ".join(query.split()), found)
    except CablesError as error:
        message(f"cables: The search was not noted in the log. {error.what}.")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def saved(arguments: argparse.Namespace) -> int:
    """Print the saved queries, or forget some."""
    with open_workspace(arguments) as opened:
        if arguments.forget:
            return _forget(opened.library, arguments.forget)
        found = history.saved_queries(opened.library)
    longest = max((len(one.name) for one in found), default=0)
    for one in found:
        name, query = one_line(one.name), one_line(one.query)
        if arguments.json:
            print(
                json_text({"name": one.name, "query": one.query, "saved": one.saved.isoformat()}, indent=None)
            )
        elif is_terminal():
            print(f"{SAVED_PREFIX}{name:<{longest}}  {query}")
        else:
            print(f"{name}\t{query}\t{one.saved.isoformat()}")
    if not found:
        message("No query is saved yet. To save one: cables search --save NAME QUERY")
    return 0 if found else 1


def _forget(library: Library, names: Sequence[str]) -> int:
    known = {one.name.casefold(): one for one in history.saved_queries(library)}
    chosen = [known.get(_name(name).casefold()) for name in names]
    if unknown := [name for name, one in zip(names, chosen, strict=True) if one is None]:
        raise CablesError(
            "No query is saved under this name",
            where=", ".join(map(one_line, unknown)),
            advice="None was forgotten. `cables saved` lists them.",
        )
    for one in filter(None, chosen):
        history.forget_query(library, one.name)
        message(f"Forgotten: {SAVED_PREFIX}{one.name}, which was: {one.query}")
    return 0

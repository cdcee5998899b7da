"""``cables people``: the persons named in matching cables, and how many cables name each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice

from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, message, print_object
from reader.cli.parser_base import QUERY, Parser, add_json, add_limit
from reader.cli.query_args import matching
from reader.errors import ExitCode
from reader.export.protection.own_list import listed_names
from reader.joined.listed import is_listed
from reader.library.discovery.names import Person, people_in
from reader.terminal_text import one_line

SHOWN = 40
"""Persons shown at a terminal by default."""
PEOPLE_EXAMPLES = """\
  cables people
  cables people tag:PHUM date:2006
  cables people --json place:cambodia | jq -r '.people[].name'
  cables search people:"sar kheng"

Persons are found by a title before a name in capitals: President Sarkozy, Dr. Noor, MFA Director Wu Baocai.
Those who classified a cable and those explained in FRUS are among them. In a pipe, tab-separated: number of
cables, name, and "protected" where the name is on the list of `cables protect`.
"""


def declare_people(parser: Parser) -> None:
    """The arguments of ``cables people``."""
    add_json(parser)
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f"{QUERY}; all cables if omitted")
    add_limit(parser, f"maximum number of persons (default: {SHOWN} at a terminal)")
    parser.runs(run, examples=PEOPLE_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the persons, the most frequent first."""
    with open_workspace(arguments) as opened:
        listing = matching(opened, arguments.query)
        if not len(listing):
            return ExitCode.NOT_FOUND if arguments.query else ExitCode.DONE
        found = people_in(opened.library, listing.ids)
    most = arguments.limit or (SHOWN if is_terminal() and not arguments.json else None)
    listed = listed_names()
    shown = list(islice(found.persons, most))
    if arguments.json:
        print_object(
            {
                "query": listing.query,
                "cables": found.of,
                "counted": found.counted,
                "people": [
                    {"name": name, "cables": cables, "protected": is_listed(name, listed)}
                    for name, cables in shown
                ],
            }
        )
    else:
        for line in _lines(shown, listed):
            print(line)
    if found.counted < found.of:
        message(f"Counted in {found.counted:,} of {found.of:,} cables, evenly spaced.")
    if len(found.persons) > len(shown):
        message(f"{len(found.persons) - len(shown):,} more: --limit N")
    if not found.persons:
        message(
            "No person is named in these cables. For cables imported by an earlier version: "
            "cables repair --index"
        )
    return ExitCode.DONE if found.persons else ExitCode.NOT_FOUND


def _lines(persons: list[Person], listed: tuple[str, ...]) -> Iterator[str]:
    for name, cables in persons:
        protected = is_listed(name, listed)
        if is_terminal():
            yield f"{cables:>9,}  {one_line(name)}{'  (protected)' if protected else ''}"
        else:
            yield f"{cables}\t{one_line(name)}\t{'protected' if protected else ''}"

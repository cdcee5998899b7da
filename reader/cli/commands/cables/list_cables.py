"""``cables list``: the cables that answer a query, a line each."""

from __future__ import annotations

import argparse

from reader.cli.cable_rows import line, note_counts, rows, shape
from reader.cli.context import open_workspace
from reader.cli.output import json_text
from reader.cli.parser_base import JSON_LINES, Parser, add_json, add_order
from reader.cli.query_args import explain_no_match, matching, resolve_query
from reader.library.order import Order

WINDOW = 500


LIST_EXAMPLES = """\
  cables list
  cables list trafficking 'from:"PHNOM PENH"' --order oldest
  cables list --json 'tag:KTIP' | jq -r .mrn

In a pipe the columns are separated by tabs: date (~ before a guessed one), number, level, notes, subject.
--json gives for each cable: mrn, date, estimated_date, level, subject, origin, size (characters), notes.
"""


def declare_list(parser: Parser) -> None:
    """The arguments of ``cables list``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    add_order(parser)
    parser.runs(run, examples=LIST_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each cable."""
    with open_workspace(arguments) as opened:
        query = resolve_query(opened.library, arguments.query)
        listing = matching(opened, query, Order.named(arguments.order))
        if not len(listing):
            explain_no_match(opened, query)
            return 1
        notes = note_counts(opened)
        for row in rows(listing, arguments.limit, WINDOW):
            count = notes.get(row.mrn, 0)
            print(json_text(shape(row, count), indent=None) if arguments.json else line(row, count))
    return 0

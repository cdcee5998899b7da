"""``cables list``: the cables matching a query, a line each."""

from __future__ import annotations

import argparse
import sys

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.cli.cable_rows import COLUMNS, fields, line, note_counts, rows, shape
from reader.cli.context import open_workspace
from reader.cli.output import print_line
from reader.cli.parser_base import JSON_LINES, QUERY, Parser, add_json, add_order
from reader.cli.query_args import matching
from reader.errors import ExitCode
from reader.notes.queries.counts import NO_NOTES
from reader.terminal_text import one_line

WINDOW = 500
"""Rows read at a time."""
LIST_EXAMPLES = """\
  cables list
  cables list trafficking 'from:"PHNOM PENH"' --order oldest
  cables list --count tag:KTIP
  cables list --csv year:2006 > 2006.csv
  cables list --json tag:PHUM | jq -r .mrn
  cables search --ids trafficking | cables list -

In a pipe, tab-separated: date (~ before an estimated one), MRN, level, notes, subject.
"""


def declare_list(parser: Parser) -> None:
    """The arguments of ``cables list``."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f"{QUERY}; all cables if omitted")
    form = parser.add_mutually_exclusive_group()
    add_json(form, JSON_LINES)
    form.add_argument("--ids", action="store_true", help="print only MRNs")
    form.add_argument("--count", action="store_true", help="print only the number of matches")
    form.add_argument("--csv", action="store_true", help="print CSV for spreadsheets")
    add_order(parser)
    parser.runs(run, examples=LIST_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each cable."""
    with open_workspace(arguments) as opened:
        most = None if arguments.count else arguments.limit
        listing = matching(opened, arguments.query, arguments.order, most=most)
        if arguments.count:
            print(len(listing))
        else:
            count_of = None if arguments.ids else note_counts(opened)
            if arguments.csv:
                sys.stdout.writelines(csv_safe.write([COLUMNS]))
            for row in rows(listing, arguments.limit, WINDOW):
                count = count_of(row.mrn) if count_of else NO_NOTES
                if arguments.json:
                    print_line(shape(row, count))
                elif arguments.ids:
                    print(one_line(row.mrn))
                elif arguments.csv:
                    sys.stdout.writelines(csv_safe.write([tuple(map(normalise, fields(row, count)))]))
                else:
                    print(line(row, count))
    return ExitCode.DONE if len(listing) or not arguments.query else ExitCode.NOT_FOUND

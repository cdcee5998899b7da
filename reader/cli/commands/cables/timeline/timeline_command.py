"""The arguments of ``cables timeline``, and the choice of cables and form."""

from __future__ import annotations

import argparse
import sys
from array import array

from reader.cli.commands.cables.timeline.timeline_lines import cable_lines, cable_rows, lines, page
from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, message, print_object, result
from reader.cli.parser_base import MRN, QUERY, Parser, add_json, whole_number
from reader.cli.query_args import matching
from reader.errors import CablesError, ExitCode, UsageError
from reader.joined.timeline.periods import Unit
from reader.joined.timeline.splitting import TOP, Split, SplitTimeline, read_timeline
from reader.library.listing import Listing, Row
from reader.library.order import Order
from reader.paths import typed_path
from reader.workspace import Workspace

TIMELINE_EXAMPLES = """\
  cables timeline trafficking
  cables timeline --cables code:trafficking
  cables timeline --chain 04RANGOON1422 --hops 3
  cables timeline date:2006 --by post --csv > 2006.csv
  cables timeline --by tag --svg tags.svg
  cables timeline --json | jq -r '.peaks[].query'

The time from the first to the last cable decides between days, months and years. A gap is at least one of
them without cables; a peak is higher than its neighbours and at least twice as high as usual.
In a pipe, tab-separated: period, cables; with --by: period, group, cables; with --cables: the columns of
`cables list`, then the days since the cable before.
"""


def declare_timeline(parser: Parser) -> None:
    """The arguments of ``cables timeline``."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f"{QUERY}; all cables if omitted")
    form = parser.add_mutually_exclusive_group()
    add_json(form)
    form.add_argument("--csv", action="store_true", help="print CSV for spreadsheets")
    form.add_argument("--svg", metavar="FILE", help="write a picture; FILE must not exist yet")
    parser.add_argument("--by", choices=tuple(Split), help="split the counts by post, TAG or code")
    parser.add_argument(
        "--top", type=whole_number, metavar="N", default=TOP, help="groups to show (default: %(default)s)"
    )
    parser.add_argument("--unit", choices=tuple(Unit), help="length of a period (default: by the time shown)")
    parser.add_argument("--cables", action="store_true", help="list the cables by date, with the gaps")
    parser.add_argument("--chain", metavar="MRN", help=f"the cables linked to this one: {MRN}")
    parser.add_argument(
        "--hops", type=whole_number, default=2, metavar="N", help="with --chain: hops (default: %(default)s)"
    )
    parser.runs(run, examples=TIMELINE_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the timeline."""
    if arguments.chain and arguments.query:
        raise UsageError("Give either a query or --chain, not both")
    if arguments.cables and (arguments.by or arguments.svg or arguments.unit):
        raise UsageError("--cables lists cables; --by, --unit and --svg count them")
    with open_workspace(arguments) as opened:
        listing = _chosen(opened, arguments)
        if not len(listing):
            return ExitCode.NOT_FOUND if arguments.query or arguments.chain else ExitCode.DONE
        if arguments.cables:
            return _print_cables(arguments, listing)
        split = Split(arguments.by) if arguments.by else None
        unit = Unit(arguments.unit) if arguments.unit else None
        found = read_timeline(opened, listing.ids, split, unit=unit, top=arguments.top)
    return _print_counts(arguments, found, listing.query, split)


def _chosen(opened: Workspace, arguments: argparse.Namespace) -> Listing:
    """The cables of the query or of the chain, oldest first."""
    if arguments.chain is None:
        is_input = list(arguments.query) == ["-"]
        return matching(opened, arguments.query, None if is_input else Order.OLDEST)
    from reader.joined.cable_links import outline

    start = opened.mrn_of(arguments.chain)
    mrns = dict.fromkeys(line.mrn for line in outline(opened, start, arguments.hops))
    rows = [row for mrn in mrns if (row := opened.library.row(mrn))]
    if missing := len(mrns) - len(rows):
        message(f"{missing:,} of the {len(mrns):,} cables of the chain are not in the library.")
    return Listing(array("q", sorted(row.id for row in rows)), opened.library.rows, lambda _: ())


def _print_cables(arguments: argparse.Namespace, listing: Listing) -> int:
    rows = sorted(listing.window(0, len(listing)), key=_when)
    if arguments.csv:
        sys.stdout.writelines(cable_rows(rows))
    elif arguments.json:
        from reader.cli.commands.cables.timeline.timeline_lines import cable_shapes

        print_object({"query": listing.query, "cables": list(cable_shapes(rows))})
    else:
        for line in cable_lines(rows):
            print(line)
    return ExitCode.DONE


def _when(row: Row) -> tuple[bool, int]:
    """Dated cables in order of time, then the others; ids are in the order of dates."""
    return row.date is None and row.estimated is None, row.id


def _print_counts(
    arguments: argparse.Namespace, found: SplitTimeline, query: str, split: Split | None
) -> int:
    if not found.line.periods:
        message("None of these cables has a date.")
        return ExitCode.NOT_FOUND
    if arguments.svg:
        return _write_picture(arguments.svg, found, query)
    if arguments.csv:
        from reader.joined.timeline.table import csv

        sys.stdout.writelines(csv(found))
    elif arguments.json:
        from reader.joined.timeline.table import shape

        print_object({"query": query, "by": arguments.by, **shape(found)})
    else:
        for line in page(found, split) if is_terminal() else lines(found):
            print(line)
    return ExitCode.DONE


def _write_picture(name: str, found: SplitTimeline, query: str) -> int:
    from reader.export.data.new_file import write_new
    from reader.joined.timeline.svg import MOST_BARS, svg

    path = typed_path(name)
    if len(found.line.periods) > MOST_BARS:
        raise CablesError(
            f"A picture of {len(found.line.periods):,} {found.line.unit}s cannot be read",
            where=str(path),
            advice="Choose longer periods: --unit month or --unit year.",
        )
    write_new(path, [svg(found, f"Cables over time: {query}" if query else "Cables over time")])
    result(str(path))
    return ExitCode.DONE

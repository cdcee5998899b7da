"""``cables log``: what was searched, how much was found, and what was judged."""

from __future__ import annotations

import argparse
import sys

from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, json_text, message, one_line
from reader.cli.parser_base import JSON_LINES, Parser, add_json, whole_number
from reader.notes.reports.research_log import Line, csv, lines

SHOWN = 100
"""Lines at a terminal, unless told otherwise."""


LOG_EXAMPLES = """\
  cables log
  cables log --json | jq -r 'select(.found == 0) | .query'
  cables log --judgements --csv > log.csv

Every search is noted, also one that found nothing, with how many cables were judged for it since and how
many of them are kept. In a pipe, between tabs: when, how many were found, the query, judged, kept, author; of
a judgement: when, verdict, the query, cable, nothing, author. --json gives: at, author, query, and found,
judged, kept or cable, verdict.
"""


def declare_log(parser: Parser) -> None:
    """The arguments of ``cables log``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("--csv", action="store_true", help="all of it as a table for spreadsheets")
    parser.add_argument("--judgements", action="store_true", help="with the judgements of cables")
    parser.add_argument(
        "--limit", type=whole_number, metavar="N", help="at most (default: 100 at a terminal)"
    )
    parser.runs(run, examples=LOG_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the log, the latest first; as a table for spreadsheets all of it, the first first."""
    with open_workspace(arguments) as opened:
        entries = lines(opened.notes, judgements=arguments.judgements)
    if arguments.csv:
        sys.stdout.writelines(csv(entries))
        return 0 if entries else 1
    most = arguments.limit or (SHOWN if is_terminal() else None)
    for one in list(reversed(entries))[:most]:
        if arguments.json:
            print(json_text(_shape(one), indent=None))
        elif is_terminal():
            print(_line(one))
        else:
            print("\t".join(_columns(one)))
    if not entries:
        message("No search was noted yet.")
    return 0 if entries else 1


def _line(one: Line) -> str:
    query = one_line(one.query)
    at = f"{one.at.astimezone():%Y-%m-%d %H:%M}"
    if one.found is None:
        for_query = f"  for {query}" if query else ""
        return f"{at}  {one.verdict or '':>9}  {one_line(one.mrn)}{for_query}"
    judged = f"  ({one.judged:,} judged, {one.kept:,} kept)" if one.judged else ""
    return f"{at}  {one.found:>9,}  {query}{judged}"


def _columns(one: Line) -> tuple[str, ...]:
    query, author = one_line(one.query), one_line(one.author)
    if one.found is None:
        return one.at.isoformat(), str(one.verdict), query, one_line(one.mrn), "", author
    return one.at.isoformat(), str(one.found), query, str(one.judged), str(one.kept), author


def _shape(one: Line) -> dict[str, object]:
    fields: dict[str, object] = {"at": one.at.isoformat(), "author": one.author, "query": one.query}
    if one.found is None:
        return fields | {"cable": one.mrn, "verdict": str(one.verdict)}
    return fields | {"found": one.found, "judged": one.judged, "kept": one.kept}

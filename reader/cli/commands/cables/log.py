"""``cables log``: past searches, how many cables they found, and judgements."""

from __future__ import annotations

import argparse
import sys

from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, message, print_line
from reader.cli.parser_base import JSON_LINES, Parser, add_json, add_limit
from reader.errors import ExitCode
from reader.notes.reports.research_log import Line, csv, lines
from reader.terminal_text import one_line

SHOWN = 100
"""Lines shown at a terminal by default."""


LOG_EXAMPLES = """\
  cables log
  cables log --json | jq -r 'select(.found == 0) | .query'
  cables log --judgements --csv > log.csv

Every search is logged, even one without results, with the number of cables judged for it since and how many
of them were kept. In a pipe, tab-separated: time, number of matches, query, judged, kept, author; for a
judgement: time, verdict, query, MRN, an empty column, author.
"""


def declare_log(parser: Parser) -> None:
    """The arguments of ``cables log``."""
    form = parser.add_mutually_exclusive_group()
    add_json(form, JSON_LINES)
    form.add_argument("--csv", action="store_true", help="print the whole log as CSV for spreadsheets")
    parser.add_argument("--judgements", action="store_true", help="include judgements of cables")
    add_limit(parser, "maximum number of lines (default: 100 at a terminal)")
    parser.runs(run, examples=LOG_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the log, newest first; as CSV all of it, oldest first."""
    with open_workspace(arguments) as opened:
        entries = lines(opened.notes, judgements=arguments.judgements)
    if arguments.csv:
        sys.stdout.writelines(csv(entries))
        return ExitCode.DONE
    most = arguments.limit or (SHOWN if is_terminal() else None)
    for one in list(reversed(entries))[:most]:
        if arguments.json:
            print_line(_shape(one))
        elif is_terminal():
            print(_line(one))
        else:
            print("\t".join(_columns(one)))
    if not entries:
        message("The log is empty.")
    return ExitCode.DONE


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

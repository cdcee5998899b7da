"""``cables imports``: the record of past imports."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_line, problem, text_width, wrap
from reader.cli.parser_base import JSON_LINES, Parser, add_json, whole_number
from reader.errors import ExitCode
from reader.library.upkeep import history
from reader.terminal_text import cut, one_line

if TYPE_CHECKING:
    from reader.library.sources import Skipped
    from reader.library.upkeep.history import ImportRun

NAMED = 5
"""Skipped files listed for each import in the list of imports."""
IMPORTS_EXAMPLES = """\
  cables imports
  cables imports 1
  cables imports --json | jq '.skipped[]'

In a pipe, tab-separated: number of the import, start, end (empty if it was interrupted or is still running),
added, other versions, already in the library, skipped, paths; with a number: file and reason.
"""


def declare_imports(parser: Parser) -> None:
    """The arguments of ``cables imports``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "run_id", nargs="?", type=whole_number, metavar="N", help="list everything that import N skipped"
    )
    parser.runs(runs, examples=IMPORTS_EXAMPLES)


def runs(arguments: argparse.Namespace) -> int:
    """Print past imports and what they skipped, or everything that one of them skipped."""
    with open_workspace(arguments) as opened:
        found = history.imports(opened.library)
        if arguments.run_id is not None:
            found = [run for run in found if run.id == arguments.run_id]
        for run in found:
            skipped = history.skipped(opened.library, run.id) if run.skipped else []
            if arguments.json:
                print_line(_run_shape(run, skipped))
            elif arguments.run_id is not None:
                for each in skipped:
                    print(f"{one_line(each.place)}\t{one_line(each.reason)}")
            elif is_terminal():
                _print_run(run, skipped)
            else:
                print("\t".join(_run_columns(run)))
    if arguments.run_id is not None and not found:
        problem(f"No such import: {arguments.run_id}")
        return ExitCode.NOT_FOUND
    if not found:
        message("Nothing has been imported yet.")
    elif arguments.run_id is not None and not found[0].skipped:
        message("Nothing was skipped.")
    return ExitCode.DONE


def _run_columns(run: ImportRun) -> Iterator[str]:
    yield str(run.id)
    yield run.started.isoformat()
    yield run.finished.isoformat() if run.finished else ""
    yield from map(str, (run.added, run.versions, run.unchanged, run.skipped))
    yield ", ".join(map(one_line, run.paths))


def _print_run(run: ImportRun, skipped: Sequence[Skipped]) -> None:
    columns = text_width()
    counts = f"{run.added:,} added, {run.versions:,} other versions, {run.unchanged:,} already in the library"
    state = "" if run.finished else " (interrupted, or still running)"
    print(Paint().bold(f"{run.id:>4}  {run.started.astimezone():%Y-%m-%d %H:%M}  {counts}{state}"))
    for path in (*run.paths, *(f"--map {named}" for named in run.columns)):
        print(cut(f"      {one_line(path)}", columns))
    for each in skipped[:NAMED]:
        for part in wrap(
            f"skipped {one_line(each.place)}: {one_line(each.reason)}",
            columns,
            first=" " * 6,
            rest=" " * 8,
        ):
            print(part)
    if len(skipped) > NAMED:
        print(f"      and {len(skipped) - NAMED:,} more skipped: cables imports {run.id}")


def _run_shape(run: ImportRun, skipped: Sequence[Skipped]) -> dict[str, object]:
    return {
        "id": run.id,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "paths": list(run.paths),
        "columns": list(run.columns),
        "added": run.added,
        "versions": run.versions,
        "unchanged": run.unchanged,
        "skipped": [{"place": each.place, "reason": each.reason} for each in skipped],
    }

"""``cables import`` and ``cables imports``: cables come into the library, and how that went."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.context import existing_paths, open_workspace
from reader.cli.output import Paint, cut, is_terminal, json_text, message, one_line, text_width, wrap
from reader.cli.parser_base import JSON_LINES, PATH, Parser, add_json, whole_number
from reader.cli.progress import ImportProgress
from reader.library.ingest.import_report import no_cable_found

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.library.sources import Skipped
    from reader.library.upkeep.history import ImportRun

LISTED = 20
"""Skipped places named; the count tells the rest."""

NAMED = 5
"""Skipped places named of each import where several are told."""


IMPORT_EXAMPLES = """\
  cables import cables.csv
  cables import ~/Downloads/cables --library ~/phd/library
  cables import --json cables.csv | jq 'select(.event == "skipped")'

It may be stopped at any time, and goes on where it was when it is run again.
--json gives events: progress (texts, bytes, bytes_in_all, added, versions, unchanged, skipped, place,
seconds, seconds_left), skipped (place, reason), and as the last one done or stopped (added, versions,
unchanged, skipped, seconds, cables).
"""


def declare_import(parser: Parser) -> None:
    """The arguments of ``cables import``."""
    add_json(parser, f"what happens, {JSON_LINES}")
    parser.add_argument("paths", nargs="+", metavar="PATH", help=PATH)
    parser.runs(run, examples=IMPORT_EXAMPLES)


IMPORTS_EXAMPLES = """\
  cables imports
  cables imports 3
  cables imports --json | jq '.skipped[]'

In a pipe, between tabs: number of the import, begun, ended (empty where it was stopped or still runs),
added, other versions, held already, skipped, paths; with a number: place and reason.
--json gives for each: id, started, finished, paths, added, versions, unchanged, skipped (place, reason).
"""


def declare_imports(parser: Parser) -> None:
    """The arguments of ``cables imports``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "run_id", nargs="?", type=whole_number, metavar="N", help="all that this import skipped"
    )
    parser.runs(runs, examples=IMPORTS_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Import the paths and report."""
    paths = existing_paths(arguments.paths)
    with open_workspace(arguments) as opened:
        with ImportProgress() as progress:
            report = opened.import_paths(
                paths,
                on_progress=_event if arguments.json else progress.update,
                cancelled=progress.cancelled,
            )
        if not (report.added or report.unchanged or report.versions or report.cancelled):
            raise no_cable_found(report, paths)
        total = opened.library.count()
    if arguments.json:
        _last_events(report, total)
    else:
        _print_report(report, total)
    return 130 if report.cancelled else 0


def _event(progress: Progress) -> None:
    """How far the import is, for a program that watches it."""
    left = progress.left
    event = {
        "event": "progress",
        "texts": progress.texts,
        "bytes": progress.bytes,
        "bytes_in_all": progress.total,
        "added": progress.added,
        "versions": progress.versions,
        "unchanged": progress.unchanged,
        "skipped": progress.skipped,
        "place": progress.place,
        "seconds": round(progress.seconds, 3),
        "seconds_left": None if left is None else round(left, 3),
    }
    print(json_text(event, indent=None), flush=True)


def _last_events(report: ImportReport, total: int) -> None:
    for each in report.skipped:
        print(json_text({"event": "skipped", "place": each.place, "reason": each.reason}, indent=None))
    event = {
        "event": "stopped" if report.cancelled else "done",
        "added": report.added,
        "versions": report.versions,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
        "seconds": round(report.seconds, 3),
        "cables": total,
    }
    print(json_text(event, indent=None))


def runs(arguments: argparse.Namespace) -> int:
    """Print the imports there were and what they skipped; all that one of them skipped."""
    from reader.library.upkeep import history

    with open_workspace(arguments) as opened:
        found = history.imports(opened.library)
        if arguments.run_id is not None:
            found = [run for run in found if run.id == arguments.run_id]
        for run in found:
            skipped = history.skipped(opened.library, run.id) if run.skipped else []
            if arguments.json:
                print(json_text(_run_shape(run, skipped), indent=None))
            elif arguments.run_id is not None:
                for each in skipped:
                    print(f"{one_line(each.place)}\t{one_line(each.reason)}")
            elif is_terminal():
                _print_run(run, skipped)
            else:
                print("\t".join(_run_columns(run)))
    if not found:
        message("There is no such import." if arguments.run_id else "Nothing was imported yet.")
    elif arguments.run_id is not None and not found[0].skipped:
        message("It skipped nothing.")
    return 0 if found else 1


def _run_columns(run: ImportRun) -> Iterator[str]:
    yield str(run.id)
    yield run.started.isoformat()
    yield run.finished.isoformat() if run.finished else ""
    yield from map(str, (run.added, run.versions, run.unchanged, run.skipped))
    yield ", ".join(map(one_line, run.paths))


def _print_run(run: ImportRun, skipped: Sequence[Skipped]) -> None:
    columns = text_width()
    counts = f"{run.added:,} added, {run.versions:,} other versions, {run.unchanged:,} held already"
    state = "" if run.finished else " (stopped, or still running)"
    print(Paint().bold(f"{run.id:>4}  {run.started.astimezone():%Y-%m-%d %H:%M}  {counts}{state}"))
    for path in run.paths:
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
        "added": run.added,
        "versions": run.versions,
        "unchanged": run.unchanged,
        "skipped": [{"place": each.place, "reason": each.reason} for each in skipped],
    }


def _print_report(report: ImportReport, total: int) -> None:
    parts = [f"{report.added:,} added"]
    if report.versions:
        parts.append(f"{report.versions:,} other versions of cables held")
    if report.unchanged:
        parts.append(f"{report.unchanged:,} held already")
    if report.skipped:
        parts.append(f"{len(report.skipped):,} skipped")
    print(f"{', '.join(parts)}; {total:,} {'cable' if total == 1 else 'cables'} in the library.")
    for each in report.skipped[:LISTED]:
        print(f"  skipped {one_line(each.place)}: {one_line(each.reason)}", file=sys.stderr)
    if len(report.skipped) > LISTED:
        print(f"  and {len(report.skipped) - LISTED:,} more", file=sys.stderr)
    if report.cancelled:
        message("Stopped. What was read until now is kept; run it again to go on.")

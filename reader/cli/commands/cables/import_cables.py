"""``cables import`` and ``cables imports``: cables come into the library, and how that went."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.context import existing, workspace
from reader.cli.output import Paint, cut, is_terminal, json_text, measure, on_one_line, say, wrap
from reader.cli.progress import Telling
from reader.library.ingest.import_report import no_cable_found

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.library.sources import Skipped
    from reader.library.upkeep.history import ImportRun

LISTED = 20
"""Skipped places named; the count tells the rest."""

NAMED = 5
"""Skipped places named of each import where several are told."""


def run(arguments: argparse.Namespace) -> int:
    """Import the paths and report."""
    paths = existing(arguments.paths)
    with workspace(arguments) as opened:
        with Telling() as telling:
            report = opened.import_paths(
                paths,
                on_progress=_event if arguments.json else telling.progress,
                cancelled=telling.cancelled,
            )
        if not (report.added or report.unchanged or report.versions or report.cancelled):
            raise no_cable_found(report, paths)
        total = opened.library.count()
    if arguments.json:
        _last_events(report, total)
    else:
        _tell(report, total)
    return 130 if report.cancelled else 0


def _event(progress: Progress) -> None:
    """How far the import is, for a program that watches it."""
    left = progress.left
    said = {
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
    print(json_text(said, indent=None), flush=True)


def _last_events(report: ImportReport, total: int) -> None:
    for each in report.skipped:
        print(json_text({"event": "skipped", "place": each.place, "reason": each.reason}, indent=None))
    said = {
        "event": "stopped" if report.cancelled else "done",
        "added": report.added,
        "versions": report.versions,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
        "seconds": round(report.seconds, 3),
        "cables": total,
    }
    print(json_text(said, indent=None))


def runs(arguments: argparse.Namespace) -> int:
    """Print the imports there were and what they skipped; all that one of them skipped."""
    from reader.library.upkeep import history

    with workspace(arguments) as opened:
        found = history.imports(opened.library)
        if arguments.run_id is not None:
            found = [run for run in found if run.id == arguments.run_id]
        for run in found:
            skipped = history.skipped(opened.library, run.id) if run.skipped else []
            if arguments.json:
                print(json_text(_run_shape(run, skipped), indent=None))
            elif arguments.run_id is not None:
                for each in skipped:
                    print(f"{on_one_line(each.place)}\t{on_one_line(each.reason)}")
            elif is_terminal():
                _tell_run(run, skipped)
            else:
                print("\t".join(_run_columns(run)))
    if not found:
        say("There is no such import." if arguments.run_id else "Nothing was imported yet.")
    elif arguments.run_id is not None and not found[0].skipped:
        say("It skipped nothing.")
    return 0 if found else 1


def _run_columns(run: ImportRun) -> Iterator[str]:
    yield str(run.id)
    yield run.started.isoformat()
    yield run.finished.isoformat() if run.finished else ""
    yield from map(str, (run.added, run.versions, run.unchanged, run.skipped))
    yield ", ".join(map(on_one_line, run.paths))


def _tell_run(run: ImportRun, skipped: Sequence[Skipped]) -> None:
    columns = measure()
    said = f"{run.added:,} added, {run.versions:,} other versions, {run.unchanged:,} held already"
    state = "" if run.finished else " (stopped, or still running)"
    print(Paint().bold(f"{run.id:>4}  {run.started.astimezone():%Y-%m-%d %H:%M}  {said}{state}"))
    for path in run.paths:
        print(cut(f"      {on_one_line(path)}", columns))
    for each in skipped[:NAMED]:
        for part in wrap(
            f"skipped {on_one_line(each.place)}: {on_one_line(each.reason)}",
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


def _tell(report: ImportReport, total: int) -> None:
    said = [f"{report.added:,} added"]
    if report.versions:
        said.append(f"{report.versions:,} other versions of cables held")
    if report.unchanged:
        said.append(f"{report.unchanged:,} held already")
    if report.skipped:
        said.append(f"{len(report.skipped):,} skipped")
    print(f"{', '.join(said)}; {total:,} {'cable' if total == 1 else 'cables'} in the library.")
    for each in report.skipped[:LISTED]:
        print(f"  skipped {on_one_line(each.place)}: {on_one_line(each.reason)}", file=sys.stderr)
    if len(report.skipped) > LISTED:
        print(f"  and {len(report.skipped) - LISTED:,} more", file=sys.stderr)
    if report.cancelled:
        say("Stopped. What was read until now is kept; run it again to go on.")

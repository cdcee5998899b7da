"""``cables import``: bring cables into the library."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.opening import existing, workspace
from reader.cli.output import on_one_line, say
from reader.cli.progress import Telling
from reader.workspace import nothing_found

if TYPE_CHECKING:
    from reader.library.importer import ImportReport

LISTED = 20
"""Skipped places named; the count tells the rest."""


def run(arguments: argparse.Namespace) -> int:
    """Import the paths and report."""
    paths = existing(arguments.paths)
    with workspace(arguments) as opened:
        with Telling() as telling:
            report = opened.import_paths(paths, on_progress=telling.progress, cancelled=telling.cancelled)
        if not (report.added or report.unchanged or report.versions or report.cancelled):
            raise nothing_found(report, paths)
        total = opened.library.count()
    _tell(report, total)
    return 130 if report.cancelled else 0


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

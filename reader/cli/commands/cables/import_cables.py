"""``cables import``: importing cables."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.cli.confirm import counted
from reader.cli.context import library_folder
from reader.cli.output import (
    message,
    print_line,
    problem,
    result,
)
from reader.cli.parser_base import (
    PATH,
    Parser,
    add_dry_run,
    add_json,
    add_map,
    columns_of,
)
from reader.cli.progress import ImportProgress
from reader.errors import CablesError, ExitCode
from reader.library.ingest.import_report import no_cable_found
from reader.paths import library_home
from reader.terminal_text import one_line
from reader.workspace import NOTES, Workspace

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.library.sources.column_map import Field

LISTED = 20
"""Skipped files listed after an import; the others are counted."""
IMPORT_EXAMPLES = """\
  cables import cables.csv
  cables import ~/Downloads/cables --library ~/phd/library
  cables import frus1969-76v22.xml
  cables import telegrams.csv --map body=Text,id=DocNum
  cables import --dry-run cables.csv
  cables import --json cables.csv | jq 'select(.event == "skipped")'

An import can be interrupted at any time; run it again to continue. Paths that do not exist are reported, and
the others are imported (exit code 4). Symbolic links that lead out of a folder are not followed.
--json prints events: progress, columns, skipped, missing, and at the end done or stopped.

Files are recognised by content, also inside zip, tar, gzip, bzip2, xz and 7z archives:
  texts     plain texts, web pages, e-mails (.eml, mbox) and what is attached, e-books (epub), PDF with a text
            layer. The number is the one in the text, otherwise the file's name.
  archives  telegrams of the National Archives 1973-79 and PlusD records. Entries without a text
            (withdrawal cards, microfilm) become cables that say so.
  records   cables.csv of 2011; other CSV, JSON, JSON Lines and XML. Which column or key is the text, the
            number or the date is guessed from its name, and reported; others are named with --map: body (the
            text), header, id, date, from, to, classification, subject, tags, references, film, concepts,
            locator, handling. They are remembered when the same path is imported again.
  FRUS      volumes of Foreign Relations of the United States as TEI. Each document becomes a cable.
PDF and 7z need an extra package: pip install "cable-reader[pdf,7z]"
"""


def declare_import(parser: Parser) -> None:
    """The arguments of ``cables import``."""
    add_json(parser, "print events as JSON Lines")
    parser.add_argument("paths", nargs="+", metavar="PATH", help=PATH)
    add_map(parser)
    add_dry_run(parser)
    parser.runs(run, examples=IMPORT_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Import the paths and report."""
    columns = columns_of(arguments)
    missing = [path for path in arguments.paths if path != "-" and not os.path.lexists(path)]
    paths = [path for path in arguments.paths if path not in missing]
    if not paths:
        raise CablesError(
            "No such file or folder",
            where=", ".join(missing),
            advice="Nothing was imported. Check the spelling, or drag the file into the terminal.",
        )
    for path in missing:
        problem(f"No such file or folder: {path}")
        if arguments.json:
            print_line({"event": "missing", "place": path})
    if arguments.dry_run:
        return _dry_run(arguments, paths, missing, columns)
    with Workspace.open(library_folder(arguments)) as opened:
        report = _import(opened, paths, columns, as_json=arguments.json)
        total = opened.library.count()
    if arguments.json:
        _print_last_events(report, total)
    else:
        _print_report(report, total)
    return _exit_code(report, missing)


def _import(
    opened: Workspace, paths: Sequence[str], columns: Mapping[Field, str] | None, *, as_json: bool
) -> ImportReport:
    with ImportProgress() as progress:
        on_progress: Callable[[Progress], None] = _print_event if as_json else progress.update
        report = opened.import_paths(
            paths, on_progress=on_progress, cancelled=progress.cancelled, columns=columns
        )
    if not (report.added or report.unchanged or report.versions or report.cancelled):
        raise no_cable_found(report, paths)
    return report


def _exit_code(report: ImportReport, missing: Sequence[str]) -> int:
    if report.cancelled:
        return ExitCode.INTERRUPTED
    return ExitCode.PARTLY if missing else ExitCode.DONE


def _dry_run(
    arguments: argparse.Namespace,
    paths: Sequence[str],
    missing: Sequence[str],
    columns: Mapping[Field, str] | None,
) -> int:
    """Read the paths into a library that is deleted afterwards, and count what would be new."""
    from reader.library.library import FILE, Library

    folder = library_folder(arguments) or library_home()
    with Workspace(Library.temporary(), folder / NOTES, "dry run") as scratch:
        report = _import(scratch, paths, columns, as_json=arguments.json)
        mrns = [row.mrn for row in scratch.library.rows(scratch.library.listing().ids)]
    held: set[str] = set()
    if (folder / FILE).exists():
        with Library.open(folder, read_only=True) as library:
            held = library.present(mrns)
    message("Dry run: nothing is written.")
    if arguments.json:
        _print_last_events(report, len(mrns), new=len(set(mrns) - held))
    else:
        new = len(set(mrns) - held)
        result(f"{counted(len(mrns), 'cable')} found, {new:,} of them not yet in the library.")
        _print_notices(report)
        _print_skipped(report)
    return _exit_code(report, missing)


def _print_event(progress: Progress) -> None:
    """Print a progress event for another program."""
    left = progress.left
    print_line(
        {
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
    )


def _print_last_events(report: ImportReport, total: int, **more: int) -> None:
    for notice in report.notices:
        print_line({"event": "columns", "place": notice.place, "columns": notice.words})
    for each in report.skipped:
        print_line({"event": "skipped", "place": each.place, "reason": each.reason})
    print_line(
        {
            "event": "stopped" if report.cancelled else "done",
            "added": report.added,
            "versions": report.versions,
            "unchanged": report.unchanged,
            "skipped": len(report.skipped),
            "seconds": round(report.seconds, 3),
            "cables": total,
            **more,
        }
    )


def _print_report(report: ImportReport, total: int) -> None:
    parts = [f"{report.added:,} added"]
    if report.versions:
        parts.append(f"{counted(report.versions, 'other version')} of cables in the library")
    if report.unchanged:
        parts.append(f"{report.unchanged:,} already in the library")
    if report.skipped:
        parts.append(f"{len(report.skipped):,} skipped")
    state = "Stopped" if report.cancelled else "Done"
    result(f"{state}: {', '.join(parts)}. The library now has {counted(total, 'cable')}.")
    _print_notices(report)
    _print_skipped(report)
    if report.cancelled:
        message("What was read so far is kept. Run the import again to continue.")


def _print_notices(report: ImportReport) -> None:
    """How tables were read."""
    for each in report.notices[:LISTED]:
        message(f"  {one_line(each.place)}: {one_line(each.words)}")
    if report.notices:
        message("  Other columns are named with --map FIELD=COLUMN.")


def _print_skipped(report: ImportReport) -> None:
    for each in report.skipped[:LISTED]:
        message(f"  skipped {one_line(each.place)}: {one_line(each.reason)}")
    if len(report.skipped) > LISTED:
        message(f"  and {len(report.skipped) - LISTED:,} more")

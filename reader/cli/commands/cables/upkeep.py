"""``cables remove`` and ``cables backup``."""

from __future__ import annotations

import argparse

from reader.cli.confirm import confirm, counted
from reader.cli.context import open_workspace
from reader.cli.output import file_size, message, result
from reader.cli.parser_base import MRN, Parser, add_dry_run, add_yes
from reader.cli.query_args import STANDARD_INPUT, mrns_from_input, named
from reader.errors import CablesError, ExitCode
from reader.library.upkeep import maintenance
from reader.paths import typed_path
from reader.terminal_text import one_line

REMOVE_EXAMPLES = """\
  cables remove --dry-run 06PHNOMPENH977
  cables search --ids 'from:BEIJING' | cables remove - --yes

All versions of a cable are removed. Your notes on it are kept, and reappear when it is imported again.
Cables that are not in the library are reported on standard error, and the others are removed (exit code 4).
"""
BACKUP_EXAMPLES = """\
  cables backup library-2026-03-01.db

The copy can be made while an import is running. To use it, name it library.db in a folder of its own and
open that folder with --library. An existing file is never overwritten. Notes are not included: copy the notes
folder that `cables where` shows, or use `cables bundle`.
"""


def declare_remove(parser: Parser) -> None:
    """The arguments of ``cables remove``."""
    parser.add_argument("mrn", metavar="MRN", nargs="+", help=f"{MRN}, or - for standard input")
    add_yes(parser)
    add_dry_run(parser)
    parser.runs(remove, examples=REMOVE_EXAMPLES)


def declare_backup(parser: Parser) -> None:
    """The arguments of ``cables backup``."""
    parser.add_argument("file", metavar="FILE", help="the file to create")
    add_dry_run(parser)
    parser.runs(backup, examples=BACKUP_EXAMPLES)


def remove(arguments: argparse.Namespace) -> int:
    """Remove cables after confirmation; prints which are not in the library."""
    with open_workspace(arguments) as opened:
        words = mrns_from_input() if arguments.mrn == [STANDARD_INPUT] else arguments.mrn
        if not words:
            message("No MRNs given; nothing was removed.")
            return ExitCode.DONE
        chosen = named(opened, words)
        mrns = chosen.mrns
        if not mrns:
            return chosen.exit_code
        for row in filter(None, map(opened.library.row, mrns)):
            message(f"{row.mrn}  {one_line(row.title or '')}")
        what = "this cable" if len(mrns) == 1 else f"these {len(mrns):,} cables"
        if not confirm(f"Remove {what} with all versions from the library?", arguments):
            return ExitCode.NOT_FOUND
        if arguments.dry_run:
            result(f"Would remove {counted(len(mrns), 'cable')}.")
            return chosen.exit_code
        removed = maintenance.remove(opened.library, mrns)
    result(f"{counted(removed, 'cable')} removed.")
    message("Your notes on them are kept. `cables notes MRN` shows them; import a cable to bring it back.")
    return chosen.exit_code


def backup(arguments: argparse.Namespace) -> int:
    """Copy the library to a new file."""
    target = typed_path(arguments.file)
    with open_workspace(arguments) as opened:
        if arguments.dry_run:
            if target.exists():
                raise CablesError("The file already exists", where=str(target), advice="Choose another name.")
            result(f"Would copy the library to {one_line(str(target))}.")
            return ExitCode.DONE
        size = maintenance.backup(opened.library, target)
    result(f"{one_line(str(target))}  {file_size(size)}")
    message(
        "Notes are not included: copy the notes folder that `cables where` shows, or use `cables bundle`."
    )
    return ExitCode.DONE

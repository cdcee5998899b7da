"""``cables check`` and ``cables repair``: damage in the library and in the notes.

``doctor`` and ``reindex`` are older names for parts of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sqlite3
import zlib
from pathlib import Path

from reader import paths
from reader.cli.confirm import counted
from reader.cli.notes_check import examination_shape, examine, print_examination, repair_notes
from reader.cli.output import message, print_object, result
from reader.cli.parser_base import Parser, add_dry_run, add_json, add_yes
from reader.cli.progress import CountProgress
from reader.errors import CablesError, ExitCode
from reader.library.errors import DamagedLibraryError, NotALibraryError, no_library
from reader.library.library import FILE, Library
from reader.library.upkeep import maintenance
from reader.terminal_text import one_line
from reader.workspace import NOTES

UNREADABLE = (DamagedLibraryError, zlib.error, LookupError, ValueError)
"""Errors that reading a damaged text may raise."""
CHECK_EXAMPLES = """\
  cables check
  cables check --quick
  cables check --json | jq .library.problems

Reads every table, index, link and text of the library, and all notes. Nothing is changed.
Exit code 3 if something is damaged.
"""
REPAIR_EXAMPLES = """\
  cables repair
  cables repair --index
  cables repair --notes notes-copy --yes

Without options: checks the library and, if needed, rebuilds its index, or renames the damaged file (it is
never deleted) and copies every readable text to a new library. Exit code 4 if some texts were lost.
An index can be rebuilt at any time; if interrupted, it stays as it was.
--notes lists what the copy would lack, asks, and writes it; the notes themselves are not changed.
"""
DOCTOR_EXAMPLES = """\
  cables doctor
  cables doctor --repair notes-copy --yes

Now part of `cables check` and `cables repair --notes DIR`.
"""
REINDEX_EXAMPLES = """\
  cables reindex

Now: cables repair --index
"""


def declare_check(parser: Parser) -> None:
    """The arguments of ``cables check``."""
    add_json(parser)
    parser.add_argument("--quick", action="store_true", help="do not unpack every text")
    parser.add_argument("--repair", action="store_true", help="the same as `cables repair`")
    add_dry_run(parser)
    parser.runs(check, examples=CHECK_EXAMPLES)


def declare_repair(parser: Parser) -> None:
    """The arguments of ``cables repair``."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--index", action="store_true", help="rebuild the index from the stored texts")
    what.add_argument("--notes", metavar="DIR", help="write a repaired copy of the notes to DIR")
    parser.set_defaults(quick=False, json=False)
    add_yes(parser)
    add_dry_run(parser)
    parser.runs(repair, examples=REPAIR_EXAMPLES)


def declare_doctor(parser: Parser) -> None:
    """The arguments of ``cables doctor``."""
    add_json(parser)
    parser.add_argument("--repair", metavar="DIR", help="write a repaired copy of the notes to DIR")
    add_yes(parser)
    add_dry_run(parser)
    parser.runs(doctor, examples=DOCTOR_EXAMPLES)


def declare_reindex(parser: Parser) -> None:
    """The arguments of ``cables reindex``."""
    add_dry_run(parser)
    parser.runs(reindex, examples=REINDEX_EXAMPLES)


# -- the library -------------------------------------------------------------------------------------


def check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with the library and with the notes."""
    if arguments.repair:
        return _repair_library(arguments)
    folder, notes_folder = _library_folder(arguments), _notes_folder(arguments)
    try:
        problems, cables = _problems(folder, texts=not arguments.quick, printed=not arguments.json)
    except (DamagedLibraryError, NotALibraryError) as error:
        _raise_unless_damaged(error)
        raise DamagedLibraryError("The library file is damaged", where=error.where, advice=_ADVICE) from error
    notes = examine(notes_folder) if notes_folder.exists() else None
    if arguments.json:
        print_object(
            {
                "library": {"folder": str(folder), "cables": cables, "problems": problems},
                "notes": examination_shape(notes_folder, notes) if notes else None,
            }
        )
    if problems:
        message(f"{counted(len(problems), 'problem')}. {_ADVICE}")
    if notes and not arguments.json:
        print_examination(notes_folder, notes)
    return ExitCode.DAMAGED if problems or (notes and not notes.is_whole) else ExitCode.DONE


def repair(arguments: argparse.Namespace) -> int:
    """Repair the library, rebuild its index, or write a repaired copy of the notes."""
    if arguments.notes is not None:
        return repair_notes(arguments, _notes_folder(arguments), arguments.notes)
    return reindex(arguments) if arguments.index else _repair_library(arguments)


def reindex(arguments: argparse.Namespace) -> int:
    """Rebuild the index from the stored texts."""
    with Library.open(_library_folder(arguments), read_only=arguments.dry_run) as library:
        if arguments.dry_run:
            result(f"Would rebuild the index of {counted(library.count(), 'cable')}.")
            return ExitCode.DONE
        done = _rebuild_index(library)
    result(f"Index rebuilt from {counted(done, 'text')}.")
    return ExitCode.DONE


def _rebuild_index(library: Library) -> int:
    try:
        with CountProgress("texts indexed") as progress:
            return maintenance.reindex(library, progress.update)
    except KeyboardInterrupt:
        message("Stopped. The index is unchanged.")
        raise


def _repair_library(arguments: argparse.Namespace) -> int:
    folder = _library_folder(arguments)
    try:
        problems, _ = _problems(folder, texts=not arguments.quick)
    except (DamagedLibraryError, NotALibraryError) as error:
        _raise_unless_damaged(error)
        problems = [f"{error.what}: {error.where}"]
        print(one_line(problems[0]))
        return _set_aside(folder, dry_run=arguments.dry_run)
    if not problems:
        return ExitCode.DONE
    if maintenance.INDEX_DAMAGED in problems:
        if arguments.dry_run:
            result("Would rebuild the index.")
            return ExitCode.DONE
        if _index_repaired(folder, arguments):
            return ExitCode.DONE
    return _set_aside(folder, dry_run=arguments.dry_run)


_ADVICE = (
    "Run `cables repair`: it rebuilds a damaged index; a damaged file is renamed, never deleted, and every"
    " readable cable is copied to a new library. Your notes are stored separately and are safe."
)


def _raise_unless_damaged(error: CablesError) -> None:
    """Raise the error unless the file is damaged: to SQLite, a badly damaged file is no database."""
    if isinstance(error, NotALibraryError) and not isinstance(error.__cause__, sqlite3.DatabaseError):
        raise error


def _library_folder(arguments: argparse.Namespace) -> Path:
    """The folder of an existing library. Raises NoLibraryError."""
    folder = paths.library_home(arguments.library)
    if not (folder / FILE).exists():
        raise no_library(folder / FILE)
    return folder


def _problems(folder: Path, *, texts: bool, printed: bool = True) -> tuple[list[str], int]:
    """What is wrong, printed as it is found, and the number of cables."""
    problems = []
    with Library.open(folder) as library:  # writable, as SQLite checks a full-text index by a write
        for problem in maintenance.check(library, texts=texts):
            problems.append(problem)
            if printed:
                print(one_line(problem))
        cables = library.count()
        if printed and not problems:
            what = "tables, indexes, links and texts" if texts else "tables, indexes and links"
            result(f"The library is sound: {what} of {counted(cables, 'cable')} checked.")
    return problems, cables


def _index_repaired(folder: Path, arguments: argparse.Namespace) -> bool:
    """Rebuild the index; False if that does not repair everything."""
    message("Rebuilding the index.")
    try:
        with Library.open(folder) as library:
            _rebuild_index(library)
        return not _problems(folder, texts=not arguments.quick)[0]
    except UNREADABLE:
        return False


def _set_aside(folder: Path, *, dry_run: bool) -> int:
    from reader.library.upkeep.repair import repair

    if dry_run:
        result("Would rename the damaged file and copy every readable text to a new library.")
        return ExitCode.DONE
    message("Copying every readable text to a new library.")
    done = repair(folder, dt.datetime.now())
    lost = f"; {done.lost:,} could not be read" if done.lost else ""
    result(f"{counted(done.recovered, 'text')} recovered{lost}.")
    result(f"The damaged file is kept as {one_line(str(done.set_aside))}")
    message("Import the same files again to restore what is missing. Your notes are unchanged.")
    return ExitCode.PARTLY if done.lost else ExitCode.DONE


# -- the notes ---------------------------------------------------------------------------------------


def doctor(arguments: argparse.Namespace) -> int:
    """Check the notes only; with ``--repair`` write a repaired copy."""
    if arguments.repair is not None:
        return repair_notes(arguments, _notes_folder(arguments), arguments.repair)
    folder = _notes_folder(arguments)
    found = examine(folder)
    if arguments.json:
        print_object(examination_shape(folder, found))
    else:
        print_examination(folder, found)
    return ExitCode.DONE if found.is_whole else ExitCode.DAMAGED


def _notes_folder(arguments: argparse.Namespace) -> Path:
    return paths.library_home(arguments.library) / NOTES

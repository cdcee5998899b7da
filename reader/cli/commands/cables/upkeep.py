"""``cables remove``, ``reindex``, ``check`` and ``backup``: looking after the library's file."""

from __future__ import annotations

import argparse
import datetime as dt
import sqlite3
import zlib
from pathlib import Path

from reader import paths
from reader.cli.confirm import confirm
from reader.cli.context import open_workspace
from reader.cli.output import file_size, message, one_line
from reader.cli.parser_base import MRN, Parser, add_yes
from reader.cli.progress import CountProgress
from reader.errors import CablesError
from reader.library.errors import DamagedLibraryError, NotALibraryError
from reader.library.library import FILE, Library
from reader.library.upkeep import maintenance

UNREADABLE = (DamagedLibraryError, zlib.error, LookupError, ValueError)
"""What reading a damaged text may raise."""


CHECK_EXAMPLES = """\
  cables check
  cables check --quick
  cables check --repair

Looks at every table, index, link and text. --repair builds a damaged index anew. A damaged file it renames,
never deletes, and brings every text that can be read into a new library. Exit code 0: nothing is wrong, or it
was mended.
"""


def declare_check(parser: Parser) -> None:
    """The arguments of ``cables check``."""
    parser.add_argument("--quick", action="store_true", help="without unpacking every text")
    parser.add_argument("--repair", action="store_true", help="mend it; a damaged file is set aside")
    parser.runs(check, examples=CHECK_EXAMPLES)


REINDEX_EXAMPLES = """\
  cables reindex

For an index that is damaged, or was made by an earlier version of the program. It may be stopped at any
time; then the index is as it was before.
"""


def declare_reindex(parser: Parser) -> None:
    """The arguments of ``cables reindex``."""
    parser.runs(reindex, examples=REINDEX_EXAMPLES)


REMOVE_EXAMPLES = """\
  cables remove 06PHNOMPENH977
  cables search --ids 'from:nowhere' | xargs cables remove --yes

All versions of a cable go; your notes on it stay and are there again when it is imported again.
"""


def declare_remove(parser: Parser) -> None:
    """The arguments of ``cables remove``."""
    parser.add_argument("mrn", metavar="MRN", nargs="+", help=MRN)
    add_yes(parser)
    parser.runs(remove, examples=REMOVE_EXAMPLES)


BACKUP_EXAMPLES = """\
  cables backup ~/backup/library-2026-03-01.db

A copy that is a library in itself: as library.db in a folder of its own, --library opens it. It can be made
while an import runs. A file that is there is never written over.
"""


def declare_backup(parser: Parser) -> None:
    """The arguments of ``cables backup``."""
    parser.add_argument("file", metavar="FILE", help="the file to make")
    parser.runs(backup, examples=BACKUP_EXAMPLES)


def remove(arguments: argparse.Namespace) -> int:
    """Remove cables, once the user has said yes."""
    with open_workspace(arguments) as opened:
        mrns = list(dict.fromkeys(opened.mrn_of(text) for text in arguments.mrn))
        for row in filter(None, map(opened.library.row, mrns)):
            message(f"{row.mrn}  {one_line(row.subject or '')}")
        what = "This cable" if len(mrns) == 1 else f"These {len(mrns):,} cables"
        if not confirm(f"{what}, with all versions: remove from the library?", assume_yes=arguments.yes):
            message("Nothing was removed.")
            return 1
        removed = maintenance.remove(opened.library, mrns)
    print(f"{removed:,} removed.")
    message(
        "Your notes on them were not touched: `cables notes MRN` shows them, importing brings a cable back."
    )
    return 0


def reindex(arguments: argparse.Namespace) -> int:
    """Read every stored text anew."""
    with Library.open(_home(arguments)) as library:
        done = _reindex(library)
    print(f"{done:,} {'text' if done == 1 else 'texts'} read anew.")
    return 0


def _reindex(library: Library) -> int:
    try:
        with CountProgress("texts read anew") as progress:
            return maintenance.reindex(library, progress.update)
    except KeyboardInterrupt:
        message("Stopped. The index is as it was before.")
        raise


def check(arguments: argparse.Namespace) -> int:
    """Tell what is wrong with the library; with ``--repair`` mend it, setting a damaged file aside."""
    folder = _home(arguments)
    try:
        problems = _problems(folder, texts=not arguments.quick)
    except (DamagedLibraryError, NotALibraryError) as error:
        # SQLite gives up on what is no database at all; another program's database is none of our business.
        if isinstance(error, NotALibraryError) and not isinstance(error.__cause__, sqlite3.DatabaseError):
            raise
        if not arguments.repair:
            raise DamagedLibraryError(
                "The library file is damaged", where=error.where, advice=_ADVICE
            ) from error
        problems = [f"{error.what}: {error.where}"]
        print(one_line(problems[0]))
        return _set_aside(folder)
    if not problems:
        return 0
    if not arguments.repair:
        message(f"{len(problems):,} {'problem' if len(problems) == 1 else 'problems'}. {_ADVICE}")
        return 1
    if any("cables reindex" in problem for problem in problems) and _index_mended(folder, arguments):
        return 0
    return _set_aside(folder)


_ADVICE = (
    "Run `cables check --repair`: it builds a damaged index anew; a damaged file is set aside, never deleted,"
    " and brings over every cable that can still be read. Your notes are kept elsewhere and are safe."
)


def _home(arguments: argparse.Namespace) -> Path:
    """The folder of a library that is there. Raises CablesError."""
    folder = paths.library_home(arguments.library)
    if not (folder / FILE).exists():
        raise CablesError(
            "There is no library yet", where=str(folder), advice="`cables import PATH` makes one."
        )
    return folder


def _problems(folder: Path, *, texts: bool) -> list[str]:
    """What is wrong, printed as it is found."""
    problems = []
    with Library.open(folder) as library:
        for problem in maintenance.check(library, texts=texts):
            problems.append(problem)
            print(one_line(problem))
        if not problems:
            looked = "every table, index, link and text" if texts else "every table, index and link"
            print(f"Nothing is wrong with the library: {looked} of {library.count():,} cables.")
    return problems


def _index_mended(folder: Path, arguments: argparse.Namespace) -> bool:
    """Build the index anew; False where that was not all."""
    message("The index is built anew.")
    try:
        with Library.open(folder) as library:
            _reindex(library)
        return not _problems(folder, texts=not arguments.quick)
    except UNREADABLE:
        return False


def _set_aside(folder: Path) -> int:
    from reader.library.upkeep.repair import repair

    message("What can be read is brought into a new library.")
    done = repair(folder, dt.datetime.now())
    lost = f"; {done.lost:,} could not be read" if done.lost else ""
    print(f"{done.recovered:,} {'text' if done.recovered == 1 else 'texts'} brought over{lost}.")
    print(f"The damaged file is kept: {one_line(str(done.set_aside))}")
    message("Import the same files again to bring back what is missing. Your notes were not touched.")
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Copy the library to a new file."""
    target = Path(arguments.file).expanduser()
    with Library.open(_home(arguments)) as library:
        size = maintenance.backup(library, target)
    print(f"{one_line(str(target))}  {file_size(size)}")
    message("Only the cables are in it. Your notes: copy the folder that `cables where` names.")
    return 0

"""``cables bundle``, ``merge`` and ``plain``: sharing notes through files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.cli.confirm import confirm, counted
from reader.cli.context import open_workspace
from reader.cli.output import (
    file_size,
    message,
    print_object,
    problem,
    result,
)
from reader.cli.parser_base import Parser, add_dry_run, add_json, add_yes
from reader.errors import CablesError, ExitCode, UsageError
from reader.notes.merge import apply, bundle, bundle_files
from reader.notes.merge.apply import Preview, Side
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from reader.paths import typed_path
from reader.terminal_text import one_line

RENAME = "Choose another name."
NAMED = 5
"""Skipped lines printed; the others are counted."""

BUNDLE_EXAMPLES = """\
  cables bundle notes.jsonl
  cables bundle | ssh archive 'cables merge - --yes'
  cables bundle --format tinydb notes.json
  cables bundle --per-cable notes

A bundle is plain text, one record per line, sorted: the same notes always give the same bytes, so git can
store, compare and merge it. `cables merge` reads both formats.
--per-cable writes a bundle for each cable into a folder that you share with git. Records in the folder that
you have not merged yet are kept. To merge what others pushed: cables merge DIR. Once for each clone, run the
lines that `cables merge --git-driver` prints, so that git merges notes record by record.
"""
MERGE_EXAMPLES = """\
  cables merge --dry-run colleague.jsonl
  cables merge colleague.jsonl
  cables merge --yes --keep theirs colleague.jsonl
  cables merge --git-driver

Shows what is new and asks. The merge is one change (`cables undo`), made after a backup. Where a note was
changed on both sides, both versions are kept until you choose: see `cables conflicts`.
Reads bundles, folders of bundles, backups of notes and TinyDB files.
--driver is what git runs: it merges THEIRS into OURS without opening your notes, and ends with 1 if a record
was changed on both sides. The file then has both versions: merge it, choose, and write it again:
  cables merge DIR; cables conflicts --keep 1 NOTE; cables bundle --per-cable DIR; git add DIR; git commit
"""
PLAIN_EXAMPLES = """\
  cables plain notes.json
  cables plain --read notes.json --library ~/elsewhere

Now: cables bundle --format tinydb FILE
"""
FORMATS = ("jsonl", "tinydb")


def declare_bundle(parser: Parser) -> None:
    """The arguments of ``cables bundle``."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default="-", help="the file to write (default: standard output)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default=FORMATS[0], help="file format (default: %(default)s)"
    )
    parser.add_argument("--per-cable", metavar="DIR", help="write a file for each cable into this folder")
    add_dry_run(parser)
    parser.runs(write_bundle, examples=BUNDLE_EXAMPLES, writes_notes=True)


def declare_merge(parser: Parser) -> None:
    """The arguments of ``cables merge``."""
    add_json(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a bundle, a folder of bundles, a backup or a TinyDB file, or - for standard input",
    )
    parser.add_argument(
        "--keep", choices=("ours", "theirs"), help="resolve conflicts by keeping one side's version"
    )
    parser.add_argument("--preview", action="store_true", help="the same as --dry-run")
    parser.add_argument(
        "--git-driver", action="store_true", help="print the lines that make git merge bundles with cables"
    )
    parser.add_argument(
        "--driver", metavar=("BASE", "OURS", "THEIRS"), nargs=3, help="merge two versions of a file for git"
    )
    add_yes(parser)
    add_dry_run(parser)
    parser.runs(merge, examples=MERGE_EXAMPLES, writes_notes=True)


def declare_plain(parser: Parser) -> None:
    """The arguments of ``cables plain``."""
    parser.add_argument("file", metavar="FILE", help="the file to write or read")
    parser.add_argument("--read", action="store_true", help="read the file into a library without notes")
    add_dry_run(parser)
    parser.runs(plain, examples=PLAIN_EXAMPLES, writes_notes=True)


def write_bundle(arguments: argparse.Namespace) -> int:
    """Write all notes to a file, to a folder or to standard output."""
    if arguments.per_cable is not None:
        return _write_per_cable(arguments)
    path = typed_path(arguments.file)
    with open_workspace(arguments) as opened:
        if arguments.format != FORMATS[0]:
            return _write_tinydb(opened.notes, path, dry_run=arguments.dry_run)
        if path == bundle_files.STANDARD:
            sys.stdout.writelines(bundle.lines(opened.notes.tables()))
            return ExitCode.DONE
        if path.exists() and not bundle_files.is_bundle(path):
            raise CablesError("This file is not a notes bundle", where=str(path), advice=RENAME)
        if arguments.dry_run:
            result(f"Would write all notes to {one_line(str(path))}.")
            return ExitCode.DONE
        count = bundle_files.save(opened.notes, path)
    result(f"{one_line(str(path))}  {counted(count, 'record')}")
    return ExitCode.DONE


def merge(arguments: argparse.Namespace) -> int:
    """Print what the file would add, ask, and merge it; or serve git."""
    if arguments.git_driver:
        return _print_git_driver()
    if arguments.driver is not None:
        return _merge_for_git(*arguments.driver)
    if arguments.file is None:
        raise UsageError("No file given", advice="For example: cables merge colleague.jsonl")
    path = typed_path(arguments.file)
    with open_workspace(arguments) as opened:
        notes = opened.notes
        incoming = bundle_files.load(path)
        preview = apply.preview(notes, incoming)
        _print_skipped(preview.skipped)
        if not arguments.json:
            result(f"{preview.words or 'Nothing new in this file'}.")
        done = None
        if preview.words and not arguments.preview and not arguments.dry_run:
            if not confirm(f"Merge {one_line(path.name)}?", arguments):
                return ExitCode.NOT_FOUND
            keep = Side(arguments.keep) if arguments.keep else None
            done = apply.merge(notes, incoming, words=f"merge of {path.name}", keep=keep)
        if arguments.json:
            print_object(_merge_shape(done or preview))
        elif done:
            _print_merged(notes, done)
    return ExitCode.PARTLY if done and preview.skipped else ExitCode.DONE


def _write_per_cable(arguments: argparse.Namespace) -> int:
    from reader.notes.merge import per_cable

    if arguments.file != "-" or arguments.format != FORMATS[0]:
        raise UsageError("--per-cable takes neither FILE nor --format")
    folder = typed_path(arguments.per_cable)
    with open_workspace(arguments) as opened:
        done = per_cable.save(opened.notes, folder, dry_run=arguments.dry_run)
    changed = "would change" if arguments.dry_run else "changed"
    result(f"{one_line(str(folder))}  {counted(done.files, 'file')}, {done.changed:,} {changed}")
    if done.unmerged:
        message(
            f"{counted(done.unmerged, 'record')} in this folder not merged into your notes yet:"
            f" cables merge {one_line(str(folder))}"
        )
    return ExitCode.DONE


def _print_git_driver() -> int:
    from reader.notes.merge.git_driver import ATTRIBUTES, CONFIG

    print(f"# In .gitattributes in the folder of the bundles:\n{ATTRIBUTES}")
    print("\n".join(["# Once for each clone:", *CONFIG]))
    return ExitCode.DONE


def _merge_for_git(_base: str, ours: str, theirs: str) -> int:
    from reader.notes.merge.git_driver import merge_files

    conflicts = merge_files(Path(ours), Path(theirs))
    if conflicts:
        problem(f"{counted(conflicts, 'record')} changed on both sides; both versions are kept.")
    return ExitCode.NOT_FOUND if conflicts else ExitCode.DONE


def _print_merged(notes: Notes, done: Preview) -> None:
    message(f"Merged; `cables undo` undoes it. Backup: {one_line(str(done.backup))}")
    for name in map(one_line, notes.codebook().duplicate_names()):
        message(f'Several codes are named "{name}". To merge them: cables codes merge "{name}" "{name}"')
    if unresolved := sum(1 for _ in apply.both_sides(notes)):
        message(f"{counted(unresolved, 'conflict')} to resolve: cables conflicts")


def _print_skipped(skipped: Sequence[str]) -> None:
    for sentence in skipped[:NAMED]:
        problem(sentence)
    if len(skipped) > NAMED:
        problem(f"And {len(skipped) - NAMED:,} more lines that are not valid records.")


def _merge_shape(preview: Preview) -> dict[str, object]:
    return {
        "done": preview.backup is not None,
        "counts": {str(kind): number for kind, number in preview.counts.items()},
        "skipped": list(preview.skipped),
        "backup": str(preview.backup) if preview.backup else None,
    }


def plain(arguments: argparse.Namespace) -> int:
    """Write all notes to a TinyDB file, or read one into a library without notes."""
    path = typed_path(arguments.file)
    with open_workspace(arguments) as opened:
        if not arguments.read:
            return _write_tinydb(opened.notes, path, dry_run=arguments.dry_run)
        count = tinydb_export.read_into(opened.notes.storage, path)
    result(f"{counted(count, 'document')} read.")
    return ExitCode.DONE


def _write_tinydb(notes: Notes, path: Path, *, dry_run: bool) -> int:
    if path == bundle_files.STANDARD:
        raise UsageError("This format needs a file", advice="cables bundle --format tinydb notes.json")
    if path.exists():
        raise CablesError("The file already exists", where=str(path), advice=RENAME)
    if dry_run:
        result(f"Would write all notes to {one_line(str(path))}.")
        return ExitCode.DONE
    tinydb_export.write_plain(notes.storage, path)
    result(f"{one_line(str(path))}  {file_size(path.stat().st_size)}")
    return ExitCode.DONE

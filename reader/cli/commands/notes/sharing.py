"""``cables bundle``, ``merge``, ``conflicts`` and ``plain``: sharing notes through files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.confirm import confirm, counted
from reader.cli.context import open_workspace
from reader.cli.json_shapes import record_shape
from reader.cli.output import (
    Paint,
    file_size,
    is_terminal,
    message,
    print_line,
    print_object,
    problem,
    result,
    text_width,
    wrap,
)
from reader.cli.parser_base import JSON_LINES, Parser, add_dry_run, add_json, add_yes
from reader.errors import CablesError, ExitCode, UsageError
from reader.notes.merge import apply, bundle, bundle_files
from reader.notes.merge.apply import BothSides, Preview, Side
from reader.notes.model import Annotation, Code, CrossReference, Record
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from reader.notes.undo.step_wording import quoted, target_text
from reader.paths import typed_path
from reader.terminal_text import one_line, terminal_safe

RENAME = "Choose another name."
SHORT = 8
"""Characters of an id that identify a note on the command line."""
NAMED = 5
"""Skipped lines printed; the others are counted."""

BUNDLE_EXAMPLES = """\
  cables bundle notes.jsonl
  cables bundle | ssh archive 'cables merge - --yes'
  cables bundle --format tinydb notes.json

A bundle is plain text, one record per line, sorted: the same notes always give the same bytes, so git can
store, compare and merge it. `cables merge` reads both formats.
"""
MERGE_EXAMPLES = """\
  cables merge --dry-run colleague.jsonl
  cables merge colleague.jsonl
  cables merge --yes --keep theirs colleague.jsonl

Shows what is new and asks. The merge is one change (`cables undo`), made after a backup. Where a note was
changed on both sides, both versions are kept until you choose: see `cables conflicts`.
Reads bundles, backups of notes and TinyDB files.
"""
CONFLICTS_EXAMPLES = """\
  cables conflicts
  cables conflicts --keep 2 3f2a91c0
  cables conflicts --keep 1

In a pipe, tab-separated: id of the note, number of the version, time of the change, live or deleted, place,
text, author.
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
    add_dry_run(parser)
    parser.runs(write_bundle, examples=BUNDLE_EXAMPLES, writes_notes=True)


def declare_merge(parser: Parser) -> None:
    """The arguments of ``cables merge``."""
    add_json(parser)
    parser.add_argument(
        "file", metavar="FILE", help="a bundle, a backup or a TinyDB file, or - for standard input"
    )
    parser.add_argument(
        "--keep", choices=("ours", "theirs"), help="resolve conflicts by keeping one side's version"
    )
    parser.add_argument("--preview", action="store_true", help="the same as --dry-run")
    add_yes(parser)
    add_dry_run(parser)
    parser.runs(merge, examples=MERGE_EXAMPLES, writes_notes=True)


def declare_conflicts(parser: Parser) -> None:
    """The arguments of ``cables conflicts``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "--keep", metavar=("N", "NOTE"), nargs="+", help="keep version N of these notes, or of all"
    )
    add_dry_run(parser)
    parser.runs(conflicts, examples=CONFLICTS_EXAMPLES, writes_notes=True)


def declare_plain(parser: Parser) -> None:
    """The arguments of ``cables plain``."""
    parser.add_argument("file", metavar="FILE", help="the file to write or read")
    parser.add_argument("--read", action="store_true", help="read the file into a library without notes")
    add_dry_run(parser)
    parser.runs(plain, examples=PLAIN_EXAMPLES, writes_notes=True)


def write_bundle(arguments: argparse.Namespace) -> int:
    """Write all notes to a file or to standard output."""
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
    """Print what the file would add, ask, and merge it."""
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


def conflicts(arguments: argparse.Namespace) -> int:
    """Print the notes changed on both sides, each version with its number, or keep one version of each."""
    with open_workspace(arguments) as opened:
        pairs = list(apply.both_sides(opened.notes))
        if arguments.keep:
            return _keep(opened.notes, pairs, *arguments.keep)
        for pair in pairs:
            if arguments.json:
                versions = [record_shape(one) for one in pair.versions]
                print_line({"id": pair.id, "versions": versions})
            else:
                for line in (_page if is_terminal() else _rows)(pair):
                    print(line)
    if not pairs:
        message("No conflicts.")
        return ExitCode.DONE
    if is_terminal():
        message("To keep a version: cables conflicts --keep NUMBER [NOTE...]")
    return ExitCode.DONE


def _keep(notes: Notes, pairs: Sequence[BothSides], version: str, *chosen: str) -> int:
    if not version.isdecimal() or not 1 <= int(version) <= 99:
        raise UsageError("No version given", advice="For example: cables conflicts --keep 1 3f2a91c0")
    selected = [_of(pairs, one) for one in chosen] or list(pairs)
    for pair in selected:
        if int(version) > len(pair.versions):
            raise CablesError("No such version", where=f"{version} of {pair.id[:SHORT]}")
    for pair in selected:
        apply.choose(notes, pair.id, int(version) - 1)
    result(f"{counted(len(selected), 'conflict')} resolved.")
    return ExitCode.DONE


def _of(pairs: Sequence[BothSides], start: str) -> BothSides:
    found = [pair for pair in pairs if pair.id.startswith(start)]
    if len(found) != 1:
        raise CablesError("Several conflicts match" if found else "No such conflict", where=one_line(start))
    return found[0]


def _page(pair: BothSides) -> Iterator[str]:
    paint, columns = Paint(), text_width()
    yield paint.bold(f"{pair.id[:SHORT]}  {one_line(_place(pair.versions[0]))}")
    for number, record in enumerate(pair.versions, start=1):
        at = f"{record.changed.astimezone():%Y-%m-%d %H:%M}"
        yield f"  {number}  {one_line(record.last_hand)}, {at}{', deleted' if record.deleted else ''}"
        for line in terminal_safe(_text(record)).split("\n"):
            yield from wrap(line, columns, first="     ", rest="     ")
    yield ""


def _rows(pair: BothSides) -> Iterator[str]:
    for number, record in enumerate(pair.versions, start=1):
        state = "deleted" if record.deleted else "live"
        place, text = one_line(_place(record)), one_line(_text(record))
        yield "\t".join(
            (
                pair.id[:SHORT],
                str(number),
                record.changed.isoformat(),
                state,
                place,
                text,
                one_line(record.last_hand),
            )
        )


def _place(record: Record) -> str:
    match record:
        case Annotation():
            return target_text(record.target)
        case CrossReference():
            return f"{target_text(record.source)} → {target_text(record.target)}"
        case Code():
            return f"code {quoted([record.name])}"
    return ""


def _text(record: Record) -> str:
    match record:
        case Annotation():
            return record.body or "(codes only)"
        case CrossReference():
            comment = f": {record.comment}" if record.comment else ""
            return f"{record.outward} {target_text(record.target)}{comment}"
        case Code():
            return f"{record.name}{f': {record.definition}' if record.definition else ''}"
    return str(record)


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

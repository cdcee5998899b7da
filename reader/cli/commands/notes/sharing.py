"""``cables bundle``, ``merge``, ``conflicts`` and ``plain``: notes that go out and come in."""

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
    json_text,
    message,
    one_line,
    terminal_safe,
    text_width,
    wrap,
)
from reader.cli.parser_base import JSON_LINES, Parser, add_json, add_yes
from reader.errors import CablesError, UsageError
from reader.notes.merge import apply, bundle, bundle_files
from reader.notes.merge.apply import BothSides, Preview, Side
from reader.notes.model import Annotation, Code, CrossReference, Record
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from reader.notes.undo.step_wording import target_text

SHORT = 8
"""Characters of an id that tell a note in a command."""


BUNDLE_EXAMPLES = """\
  cables bundle notes.jsonl
  cables bundle | ssh archive 'cables merge - --yes'

Plain text, one record a line, sorted; the same notes make the same bytes, so git can keep, compare and merge
it. A colleague takes it in with `cables merge`.
"""


def declare_bundle(parser: Parser) -> None:
    """The arguments of ``cables bundle``."""
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="else standard output")
    parser.runs(write_bundle, examples=BUNDLE_EXAMPLES)


MERGE_EXAMPLES = """\
  cables merge --preview colleague.jsonl
  cables merge colleague.jsonl
  cables merge --yes --keep theirs colleague.jsonl

It says what is new first. Everything comes in or nothing, in one step (`cables undo`), after a backup. Of
what was changed on both sides both versions are kept until you choose: `cables conflicts`. A backup, a copy
that was set aside, and a plain TinyDB file are merged alike. --json gives: done, counts, skipped, backup.
"""


def declare_merge(parser: Parser) -> None:
    """The arguments of ``cables merge``."""
    add_json(parser)
    parser.add_argument("file", metavar="FILE", help="a bundle, a backup, or - for standard input")
    parser.add_argument("--keep", choices=("ours", "theirs"), help="of what was changed on both sides")
    parser.add_argument("--preview", action="store_true", help="only say what it would do")
    add_yes(parser)
    parser.runs(merge, examples=MERGE_EXAMPLES)


CONFLICTS_EXAMPLES = """\
  cables conflicts
  cables conflicts --keep 2 3f2a91c0
  cables conflicts --keep 1

In a pipe, between tabs: name of the note, number of the version, when it was changed, live or deleted, place,
text, by whom. --json gives: id, versions.
"""


def declare_conflicts(parser: Parser) -> None:
    """The arguments of ``cables conflicts``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "--keep", metavar=("N", "NOTE"), nargs="+", help="version N of these notes, or of all"
    )
    parser.runs(conflicts, examples=CONFLICTS_EXAMPLES)


PLAIN_EXAMPLES = """\
  cables plain notes.json
  cables plain --read notes.json --library ~/elsewhere

A file that `TinyDB("notes.json")` opens, with everything in it.
"""


def declare_plain(parser: Parser) -> None:
    """The arguments of ``cables plain``."""
    parser.add_argument("file", metavar="FILE", help="the file to make")
    parser.add_argument("--read", action="store_true", help="read it into a library that has no notes yet")
    parser.runs(plain, examples=PLAIN_EXAMPLES)


def write_bundle(arguments: argparse.Namespace) -> int:
    """Write the bundle to a file or to standard output."""
    path = Path(arguments.file).expanduser()
    with open_workspace(arguments) as opened:
        if path == bundle_files.STANDARD:
            sys.stdout.writelines(bundle.lines(opened.notes.tables()))
            return 0
        if path.exists() and not bundle_files.is_bundle(path):
            raise CablesError(
                "This file is no bundle, so it was not replaced", where=str(path), advice="Choose another."
            )
        count = bundle_files.save(opened.notes, path)
    print(f"{one_line(str(path))}  {counted(count, 'record')}")
    return 0


def merge(arguments: argparse.Namespace) -> int:
    """Say what the file would bring, ask, and take it in."""
    path = Path(arguments.file).expanduser()
    with open_workspace(arguments) as opened:
        notes = opened.notes
        parcel = bundle_files.load(path)
        preview = apply.preview(notes, parcel)
        _remark(preview.skipped)
        if not arguments.json:
            print(f"{preview.words or 'Nothing is new in it'}.")
        done = None
        if preview.words and not arguments.preview:
            if not confirm(f"Take it in from {one_line(path.name)}?", assume_yes=arguments.yes):
                message("Nothing was changed.")
                return 1
            keep = Side(arguments.keep) if arguments.keep else None
            done = apply.merge(notes, parcel, words=f"merge of {path.name}", keep=keep)
        if arguments.json:
            print(json_text(_merge_shape(done or preview)))
        elif done:
            waiting = sum(1 for _ in apply.both_sides(notes))
            message(f"Taken in; `cables undo` takes it back. Before it: {one_line(str(done.backup))}")
            for name in map(one_line, notes.codebook().twins()):
                message(
                    f'Several codes are named "{name}". To join them: cables codes merge "{name}" "{name}"'
                )
            if waiting:
                message(f"{counted(waiting, 'note')} to choose between both sides of: cables conflicts")
    return 0


def _remark(skipped: Sequence[str]) -> None:
    for sentence in skipped[:5]:
        message(sentence)
    if len(skipped) > 5:
        message(f"And {len(skipped) - 5:,} more lines are no records.")


def _merge_shape(preview: Preview) -> dict[str, object]:
    return {
        "done": preview.backup is not None,
        "counts": {str(kind): number for kind, number in preview.counts.items()},
        "skipped": list(preview.skipped),
        "backup": str(preview.backup) if preview.backup else None,
    }


def conflicts(arguments: argparse.Namespace) -> int:
    """Print the notes that were changed on both sides, each version with its number, or keep one of each."""
    with open_workspace(arguments) as opened:
        waiting = list(apply.both_sides(opened.notes))
        if arguments.keep:
            return _keep(opened.notes, waiting, *arguments.keep)
        for pair in waiting:
            if arguments.json:
                versions = [record_shape(one) for one in pair.versions]
                print(json_text({"id": pair.id, "versions": versions}, indent=None))
            else:
                for line in (_page if is_terminal() else _rows)(pair):
                    print(line)
    if not waiting:
        message("Nothing waits to be chosen.")
        return 1
    if is_terminal():
        message("To keep a version: cables conflicts --keep NUMBER NOTE... (all notes without one)")
    return 0


def _keep(notes: Notes, waiting: Sequence[BothSides], version: str, *chosen: str) -> int:
    if not version.isdecimal() or not 1 <= int(version) <= 99:
        raise UsageError("Which version?", advice="For example cables conflicts --keep 1 3f2a91c0")
    pairs = [_of(waiting, one) for one in chosen] or list(waiting)
    for pair in pairs:
        if int(version) > len(pair.versions):
            raise UsageError("It has no such version", where=f"{version} of {pair.id[:SHORT]}")
    for pair in pairs:
        apply.choose(notes, pair.id, int(version) - 1)
    print(f"{counted(len(pairs), 'choice')} made.")
    return 0 if pairs else 1


def _of(waiting: Sequence[BothSides], start: str) -> BothSides:
    found = [pair for pair in waiting if pair.id.startswith(start)]
    if len(found) != 1:
        raise UsageError(
            "Several could be meant" if found else "No such note waits to be chosen", where=one_line(start)
        )
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
            return f"code {record.name}"
    return ""


def _text(record: Record) -> str:
    match record:
        case Annotation():
            return record.body or "(codes alone)"
        case CrossReference():
            comment = f": {record.comment}" if record.comment else ""
            return f"{record.outward} {target_text(record.target)}{comment}"
        case Code():
            return f"{record.name}{f': {record.definition}' if record.definition else ''}"
    return str(record)


def plain(arguments: argparse.Namespace) -> int:
    """Write all notes as a plain TinyDB file, or read one into notes that are empty."""
    path = Path(arguments.file).expanduser()
    with open_workspace(arguments) as opened:
        if arguments.read:
            count = tinydb_export.read_into(opened.notes.storage, path)
            print(f"{counted(count, 'document')} read.")
            return 0
        if path.exists():
            raise CablesError("There is such a file already", where=str(path), advice="Choose another name.")
        tinydb_export.write_plain(opened.notes.storage, path)
    print(f"{one_line(str(path))}  {file_size(path.stat().st_size)}")
    return 0

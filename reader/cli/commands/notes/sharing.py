"""``cables bundle``, ``merge``, ``conflicts`` and ``plain``: notes that go out and come in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.confirm import agreed, many
from reader.cli.context import workspace
from reader.cli.json_shapes import record_shape
from reader.cli.output import (
    Paint,
    bytes_text,
    harmless,
    is_terminal,
    json_text,
    measure,
    on_one_line,
    say,
    wrap,
)
from reader.errors import CablesError, UsageError
from reader.notes.merge import apply, bundle, bundle_files
from reader.notes.merge.apply import BothSides, Preview, Side
from reader.notes.model import Annotation, Code, CrossReference, Record
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from reader.notes.undo.step_wording import target_text

SHORT = 8
"""Characters of an id that tell a note in a command."""


def bundle_(arguments: argparse.Namespace) -> int:
    """Write the bundle to a file or to standard output."""
    path = Path(arguments.file).expanduser()
    with workspace(arguments) as opened:
        if path == bundle_files.STANDARD:
            sys.stdout.writelines(bundle.lines(opened.notes.tables()))
            return 0
        if path.exists() and not bundle_files.is_bundle(path):
            raise CablesError(
                "This file is no bundle, so it was not replaced", where=str(path), advice="Choose another."
            )
        count = bundle_files.save(opened.notes, path)
    print(f"{on_one_line(str(path))}  {many(count, 'record')}")
    return 0


def merge(arguments: argparse.Namespace) -> int:
    """Say what the file would bring, ask, and take it in."""
    path = Path(arguments.file).expanduser()
    with workspace(arguments) as opened:
        notes = opened.notes
        parcel = bundle_files.load(path)
        preview = apply.preview(notes, parcel)
        _remark(preview.skipped)
        if not arguments.json:
            print(f"{preview.words or 'Nothing is new in it'}.")
        done = None
        if preview.words and not arguments.preview:
            if not agreed(f"Take it in from {on_one_line(path.name)}?", without=arguments.yes):
                say("Nothing was changed.")
                return 1
            keep = Side(arguments.keep) if arguments.keep else None
            done = apply.merge(notes, parcel, words=f"merge of {path.name}", keep=keep)
        if arguments.json:
            print(json_text(_merge_shape(done or preview)))
        elif done:
            waiting = sum(1 for _ in apply.both_sides(notes))
            say(f"Taken in; `cables undo` takes it back. Before it: {on_one_line(str(done.backup))}")
            for name in map(on_one_line, notes.codebook().twins()):
                say(f'Several codes are named "{name}". To join them: cables codes merge "{name}" "{name}"')
            if waiting:
                say(f"{many(waiting, 'note')} to choose between both sides of: cables conflicts")
    return 0


def _remark(skipped: Sequence[str]) -> None:
    for sentence in skipped[:5]:
        say(sentence)
    if len(skipped) > 5:
        say(f"And {len(skipped) - 5:,} more lines are no records.")


def _merge_shape(preview: Preview) -> dict[str, object]:
    return {
        "done": preview.backup is not None,
        "counts": {str(kind): number for kind, number in preview.counts.items()},
        "skipped": list(preview.skipped),
        "backup": str(preview.backup) if preview.backup else None,
    }


def conflicts(arguments: argparse.Namespace) -> int:
    """Print the notes that were changed on both sides, each version with its number, or keep one of each."""
    with workspace(arguments) as opened:
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
        say("Nothing waits to be chosen.")
        return 1
    if is_terminal():
        say("To keep a version: cables conflicts --keep NUMBER NOTE... (all notes without one)")
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
    print(f"{many(len(pairs), 'choice')} made.")
    return 0 if pairs else 1


def _of(waiting: Sequence[BothSides], start: str) -> BothSides:
    found = [pair for pair in waiting if pair.id.startswith(start)]
    if len(found) != 1:
        raise UsageError(
            "Several could be meant" if found else "No such note waits to be chosen", where=on_one_line(start)
        )
    return found[0]


def _page(pair: BothSides) -> Iterator[str]:
    paint, columns = Paint(), measure()
    yield paint.bold(f"{pair.id[:SHORT]}  {on_one_line(_place(pair.versions[0]))}")
    for number, record in enumerate(pair.versions, start=1):
        at = f"{record.changed.astimezone():%Y-%m-%d %H:%M}"
        yield f"  {number}  {on_one_line(record.last_hand)}, {at}{', deleted' if record.deleted else ''}"
        for line in harmless(_text(record)).split("\n"):
            yield from wrap(line, columns, first="     ", rest="     ")
    yield ""


def _rows(pair: BothSides) -> Iterator[str]:
    for number, record in enumerate(pair.versions, start=1):
        state = "deleted" if record.deleted else "live"
        place, text = on_one_line(_place(record)), on_one_line(_text(record))
        yield "\t".join(
            (
                pair.id[:SHORT],
                str(number),
                record.changed.isoformat(),
                state,
                place,
                text,
                on_one_line(record.last_hand),
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
            return f"{record.outward} {target_text(record.target)}{f': {record.comment}' if record.comment else ''}"
        case Code():
            return f"{record.name}{f': {record.definition}' if record.definition else ''}"
    return str(record)


def plain_(arguments: argparse.Namespace) -> int:
    """Write all notes as a plain TinyDB file, or read one into notes that are empty."""
    path = Path(arguments.file).expanduser()
    with workspace(arguments) as opened:
        if arguments.read:
            count = tinydb_export.read_into(opened.notes.storage, path)
            print(f"{many(count, 'document')} read.")
            return 0
        if path.exists():
            raise CablesError("There is such a file already", where=str(path), advice="Choose another name.")
        tinydb_export.write_plain(opened.notes.storage, path)
    print(f"{on_one_line(str(path))}  {bytes_text(path.stat().st_size)}")
    return 0

"""``cables conflicts``: the notes that were changed on both sides of a merge, and which version to keep."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cli.confirm import counted
from reader.cli.context import open_workspace
from reader.cli.json_shapes import record_shape
from reader.cli.output import Paint, is_terminal, message, print_line, result, text_width, wrap
from reader.cli.parser_base import JSON_LINES, Parser, add_dry_run, add_json
from reader.errors import CablesError, ExitCode, UsageError
from reader.notes.merge import apply
from reader.notes.merge.apply import BothSides
from reader.notes.model import Annotation, Code, CrossReference, Record
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import quoted, target_text
from reader.terminal_text import one_line, terminal_safe

SHORT = 8
"""Characters of an id that identify a note on the command line."""

CONFLICTS_EXAMPLES = """\
  cables conflicts
  cables conflicts --keep 2 3f2a91c0
  cables conflicts --keep 1

In a pipe, tab-separated: id of the note, number of the version, time of the change, live or deleted, place,
text, author.
"""


def declare_conflicts(parser: Parser) -> None:
    """The arguments of ``cables conflicts``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "--keep", metavar=("N", "NOTE"), nargs="+", help="keep version N of these notes, or of all"
    )
    add_dry_run(parser)
    parser.runs(conflicts, examples=CONFLICTS_EXAMPLES, writes_notes=True)


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

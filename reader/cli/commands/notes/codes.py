"""``cables codes``: the codebook with its counts, and what can be done to it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.cli.confirm import confirm, counted
from reader.cli.context import open_workspace
from reader.cli.output import cut, is_terminal, message, one_line, print_line, problem, width
from reader.cli.parser_base import JSON_LINES, Parser, add_dry_run, add_json, add_yes
from reader.cli.query_args import join_words
from reader.errors import CablesError, ExitCode, UsageError
from reader.joined.note_search import find
from reader.notes.codebook import files, import_plan, operations
from reader.notes.codebook.colours import COLOURS, hex_of, name_of
from reader.notes.codes import name_key, nearest
from reader.notes.errors import NotesError
from reader.notes.model import Annotation, Code
from reader.notes.repository import Notes
from reader.workspace import Workspace

INDENT = "  "


CODES_EXAMPLES = """\
  cables codes
  cables codes new visas
  cables codes rename visas 'visa policy'
  cables codes merge trafficking 'human trafficking' TIP
  cables codes split trafficking 'child labour' 'note:child OR note:minor'
  cables codes export book.qdc
  cables codes --together --csv > together.csv

In a pipe, tab-separated: number of notes, name, parent, colour, definition. Every change can be undone with
`cables undo`.
"""


def declare_codes(parser: Parser) -> None:
    """The arguments of ``cables codes``."""
    form = parser.add_mutually_exclusive_group()
    add_json(form, JSON_LINES)
    form.add_argument("--csv", action="store_true", help="print CSV for spreadsheets")
    parser.add_argument(
        "--together", action="store_true", help="count how often two codes are on the same passage"
    )
    parser.runs(run, examples=CODES_EXAMPLES, writes_notes=True)
    actions = parser.add_subparsers(metavar="ACTION", title="actions", dest="action")

    def action(name: str, help: str, *arguments: tuple[str, str], asks: bool = False) -> Parser:
        made = actions.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        for argument, nargs in arguments:
            made.add_argument(argument, metavar=argument.upper(), nargs=nargs or None)
        if asks:
            add_yes(made)
        add_dry_run(made)
        return made

    action("new", "create a code", ("name", ""))
    action("rename", "rename a code; the old name becomes an alias", ("code", ""), ("name", ""))
    action("define", "set the definition of a code", ("code", ""), ("definition", ""))
    action("colour", "set the colour: a name or #rrggbb; omit it to clear", ("code", ""), ("colour", "?"))
    action("alias", "add aliases; omit them to remove all", ("code", ""), ("names", "*"))
    action("move", "move a code under another; omit it to move to the top", ("code", ""), ("parent", "?"))
    merge = action("merge", "merge codes into one", ("into", ""), ("codes", "+"), asks=True)
    merge.add_argument(
        "--wider", action="store_true", help="of overlapping passages, keep the code on the wider one only"
    )
    action("split", "move notes matching a query to a new code", ("code", ""), ("name", ""), ("query", "+"))
    action("delete", "delete a code and remove it from all notes", ("code", ""), asks=True)
    action("export", "write the codebook to FILE.qdc (REFI-QDA) or FILE.csv", ("file", ""))
    action("import", "import a codebook from FILE.qdc or FILE.csv", ("file", ""), asks=True)


def run(arguments: argparse.Namespace) -> int:
    """Print the codebook, or change it."""
    with open_workspace(arguments) as opened:
        for warning in opened.notes.warnings:
            problem(warning)
        if arguments.action:
            return _ACTIONS[arguments.action](opened, arguments)
        if not opened.notes.codes():
            message("There are no codes yet. To create one: cables codes new NAME, or cables tag QUERY +NAME")
            return ExitCode.DONE
        return (_together if arguments.together else _list)(opened.notes, arguments)


def _list(notes: Notes, arguments: argparse.Namespace) -> int:
    if arguments.csv:
        sys.stdout.writelines(files.text(notes, files.CSV))
        return ExitCode.DONE
    usage = notes.usage()
    parents = {code.id: code.name for code in notes.codes()}
    if arguments.json:
        for code in notes.codes():
            print_line(_shape(code, usage.get(code.id, 0), parents))
        return ExitCode.DONE
    for code, depth in notes.codebook().tree():
        uses, name = usage.get(code.id, 0), one_line(code.name)
        definition = one_line(code.definition)
        if is_terminal():
            line = f"{uses:>7,}  {INDENT * depth}{name}{f': {definition}' if definition else ''}"
            print(cut(line, width()))
        else:
            above = one_line(parents.get(code.parent or "", ""))
            print("\t".join((str(uses), name, above, name_of(code.colour), definition)))
    return ExitCode.DONE


def _shape(code: Code, uses: int, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": code.id,
        "name": code.name,
        "definition": code.definition,
        "colour": code.colour,
        "parent": names.get(code.parent or ""),
        "aliases": list(code.aliases),
        "uses": uses,
        "author": code.author,
        "created": code.created.isoformat(),
        "changed": code.changed.isoformat(),
    }


def _together(notes: Notes, arguments: argparse.Namespace) -> int:
    """How often two codes are on the same passage, the most frequent pair first."""
    names = {code.id: code.name for code in notes.codes()}
    pairs: list[tuple[str, str, int]] = []
    for (one, other), count in operations.co_occurrence(notes).items():
        if one in names and other in names:
            first, second = sorted((names[one], names[other]), key=name_key)
            pairs.append((first, second, count))
    pairs.sort(key=lambda pair: (-pair[2], name_key(pair[0]), name_key(pair[1])))
    if arguments.json:
        for one, other, count in pairs:
            print_line({"codes": [one, other], "together": count})
    elif arguments.csv:
        rows = [("code", "other", "together"), *((one, other, str(count)) for one, other, count in pairs)]
        sys.stdout.writelines(csv_safe.write(map(normalise, row) for row in rows))
    for one, other, count in () if arguments.json or arguments.csv else pairs:
        one, other = one_line(one), one_line(other)
        print(f"{count:>7,}  {one} + {other}" if is_terminal() else f"{count}\t{one}\t{other}")
    if not pairs:
        message("No two codes are on the same passage.")
    return ExitCode.DONE


# -- changes -----------------------------------------------------------------------------------------


def _code(notes: Notes, name: str) -> Code:
    """The code with this name or alias. Raises CablesError with those nearest."""
    if code := notes.find_code(name):
        return code
    near = ", ".join(one_line(code.name) for code in nearest(notes.codes(), name))
    advice = f"Nearest: {near}." if near else "`cables codes` lists them."
    raise CablesError("No such code", where=one_line(name), advice=advice)


def _new(opened: Workspace, arguments: argparse.Namespace) -> int:
    operations.create(opened.notes, arguments.name)
    return _print_code(opened.notes, arguments.name)


def _rename(opened: Workspace, arguments: argparse.Namespace) -> int:
    operations.rename(opened.notes, _code(opened.notes, arguments.code).id, arguments.name)
    return _print_code(opened.notes, arguments.name)


def _define(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    operations.describe(opened.notes, code.id, definition=arguments.definition, colour=code.colour)
    return _print_code(opened.notes, code.name)


def _colour(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    colour = hex_of(arguments.colour) if arguments.colour else ""
    if colour is None:
        raise UsageError(
            "No such colour",
            where=one_line(arguments.colour),
            advice=f"Use {', '.join(COLOURS)}, or #rrggbb.",
        )
    operations.describe(opened.notes, code.id, definition=code.definition, colour=colour)
    return _print_code(opened.notes, code.name)


def _alias(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    operations.set_aliases(
        opened.notes, code.id, [*code.aliases, *arguments.names] if arguments.names else []
    )
    return _print_code(opened.notes, code.name)


def _move(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    above = _code(opened.notes, arguments.parent).id if arguments.parent else None
    operations.move(opened.notes, code.id, above)
    return _print_code(opened.notes, code.name)


def _merge(opened: Workspace, arguments: argparse.Namespace) -> int:
    notes = opened.notes
    into = _code(notes, arguments.into)
    named = [code for name in arguments.codes for code in notes.codebook().named(_code(notes, name).name)]
    others = [code for code in dict.fromkeys(named) if code.id != into.id]
    if not others:
        raise UsageError("No codes to merge", advice="For example: cables codes merge INTO CODE...")
    uses = notes.usage()
    sources = ", ".join(f'"{one_line(code.name)}" ({uses.get(code.id, 0):,})' for code in others)
    if pairs := len(operations.overlaps(notes, [into.id, *(code.id for code in others)])):
        left = "only the wider of each pair keeps the code" if arguments.wider else "both keep the code"
        message(f"{counted(pairs, 'pair')} of passages overlap; {left}.")
    question = f'Merge {sources} into "{one_line(into.name)}" ({uses.get(into.id, 0):,})?'
    if not confirm(question, arguments):
        return ExitCode.NOT_FOUND
    operations.merge(notes, into.id, [code.id for code in others], wider=arguments.wider)
    return _print_code(notes, into.name)


def _split(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    chosen = [
        note.id
        for note in find(opened, join_words(arguments.query))
        if isinstance(note, Annotation) and code.id in note.codes
    ]
    if not chosen:
        message(f'No note with "{one_line(code.name)}" matches the query; nothing was changed.')
        return ExitCode.NOT_FOUND
    operations.split(opened.notes, code.id, arguments.name, chosen)
    return _print_code(opened.notes, arguments.name)


def _delete(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    uses = counted(opened.notes.usage().get(code.id, 0), "note")
    if not confirm(f'Delete "{one_line(code.name)}" and remove it from {uses}?', arguments):
        return ExitCode.NOT_FOUND
    operations.delete(opened.notes, code.id)
    print(f'Deleted: "{one_line(code.name)}". `cables undo` restores it.')
    return ExitCode.DONE


def _export(opened: Workspace, arguments: argparse.Namespace) -> int:
    path = Path(arguments.file).expanduser()
    if arguments.dry_run:
        print(f"Would write {counted(len(opened.notes.codes()), 'code')} to {one_line(str(path))}.")
        return ExitCode.DONE
    count = files.save(opened.notes, path)
    print(f"{one_line(str(path))}  {counted(count, 'code')}")
    return ExitCode.DONE


def _import(opened: Workspace, arguments: argparse.Namespace) -> int:
    codebook, remarks = files.load(Path(arguments.file).expanduser())
    planned = import_plan.plan(opened.notes.codebook(), codebook)
    for remark in (*remarks, *planned.remarks):
        message(remark)
    if not planned.words:
        print("Nothing new in this codebook.")
        return ExitCode.DONE
    if not confirm(f"{planned.words}. Import?", arguments):
        return ExitCode.NOT_FOUND
    print(f"{import_plan.take_in(opened.notes, codebook).words}.")
    return ExitCode.DONE


def _print_code(notes: Notes, name: str) -> int:
    """Print a code after a change."""
    code = notes.find_code(name)
    if code is None:
        raise NotesError("The code no longer exists", where=one_line(name))
    above = notes.code(code.parent) if code.parent else None
    parts = [one_line(code.name)]
    if code.aliases:
        parts.append(f"also {', '.join(map(one_line, code.aliases))}")
    if above:
        parts.append(f"under {one_line(above.name)}")
    parts.append(f"on {counted(notes.usage().get(code.id, 0), 'note')}")
    print("; ".join(parts))
    return ExitCode.DONE


_ACTIONS: Mapping[str, Callable[[Workspace, argparse.Namespace], int]] = {
    "new": _new,
    "rename": _rename,
    "define": _define,
    "colour": _colour,
    "alias": _alias,
    "move": _move,
    "merge": _merge,
    "split": _split,
    "delete": _delete,
    "export": _export,
    "import": _import,
}

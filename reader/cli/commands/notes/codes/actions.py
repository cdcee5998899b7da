"""The actions of ``cables codes`` that change the codebook, write it to a file or import one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from reader.cli.commands.notes.codes.printing import print_code
from reader.cli.confirm import confirm, counted
from reader.cli.output import message, result
from reader.errors import CablesError, ExitCode, UsageError
from reader.joined.note_search import find
from reader.joined.typed_cables import join_words
from reader.notes.codebook import files, import_plan, operations
from reader.notes.codebook.colours import COLOURS, hex_of
from reader.notes.codes import nearest
from reader.notes.model import Annotation, Code
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import quoted
from reader.paths import typed_path
from reader.terminal_text import one_line
from reader.workspace import Workspace


def _code(notes: Notes, name: str) -> Code:
    """The code with this name or alias. Raises CablesError with those nearest."""
    if code := notes.find_code(name):
        return code
    near = one_line(quoted([code.name for code in nearest(notes.codes(), name)]))
    advice = f"Nearest: {near}." if near else "`cables codes` lists them."
    raise CablesError("No such code", where=one_line(name), advice=advice)


def _new(opened: Workspace, arguments: argparse.Namespace) -> int:
    operations.create(opened.notes, arguments.name)
    return print_code(opened.notes, arguments.name)


def _rename(opened: Workspace, arguments: argparse.Namespace) -> int:
    operations.rename(opened.notes, _code(opened.notes, arguments.code).id, arguments.name)
    return print_code(opened.notes, arguments.name)


def _define(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    operations.describe(opened.notes, code.id, definition=arguments.definition, colour=code.colour)
    return print_code(opened.notes, code.name)


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
    return print_code(opened.notes, code.name)


def _alias(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    operations.set_aliases(
        opened.notes, code.id, [*code.aliases, *arguments.names] if arguments.names else []
    )
    return print_code(opened.notes, code.name)


def _move(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    above = _code(opened.notes, arguments.parent).id if arguments.parent else None
    operations.move(opened.notes, code.id, above)
    return print_code(opened.notes, code.name)


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
    return print_code(notes, into.name)


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
    return print_code(opened.notes, arguments.name)


def _delete(opened: Workspace, arguments: argparse.Namespace) -> int:
    code = _code(opened.notes, arguments.code)
    uses = counted(opened.notes.usage().get(code.id, 0), "note")
    if not confirm(f'Delete "{one_line(code.name)}" and remove it from {uses}?', arguments):
        return ExitCode.NOT_FOUND
    operations.delete(opened.notes, code.id)
    result(f'Deleted: "{one_line(code.name)}". `cables undo` restores it.')
    return ExitCode.DONE


def _export(opened: Workspace, arguments: argparse.Namespace) -> int:
    path = typed_path(arguments.file)
    if arguments.dry_run:
        result(f"Would write {counted(len(opened.notes.codes()), 'code')} to {one_line(str(path))}.")
        return ExitCode.DONE
    count = files.save(opened.notes, path)
    result(f"{one_line(str(path))}  {counted(count, 'code')}")
    return ExitCode.DONE


def _import(opened: Workspace, arguments: argparse.Namespace) -> int:
    codebook, remarks = files.load(typed_path(arguments.file))
    planned = import_plan.plan(opened.notes.codebook(), codebook)
    for remark in (*remarks, *planned.remarks):
        message(remark)
    if not planned.words:
        result("Nothing new in this codebook.")
        return ExitCode.DONE
    if not confirm(f"{planned.words}. Import?", arguments):
        return ExitCode.NOT_FOUND
    result(f"{import_plan.import_entries(opened.notes, codebook).words}.")
    return ExitCode.DONE


ACTIONS: Mapping[str, Callable[[Workspace, argparse.Namespace], int]] = {
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
"""Each action by name: carries it out and returns the exit code."""

"""Printing the codebook: all codes, pairs of codes on the same passage, and one code after a change."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.cli.confirm import counted
from reader.cli.output import is_terminal, message, print_line, result, width
from reader.errors import ExitCode
from reader.notes.codebook import files, operations
from reader.notes.codebook.colours import name_of
from reader.notes.codes import name_key
from reader.notes.errors import NotesError
from reader.notes.model import Code
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import quoted
from reader.terminal_text import cut, one_line

INDENT = "  "


def print_codes(notes: Notes, arguments: argparse.Namespace) -> int:
    """Print the codes as a tree, a table, CSV or JSON Lines."""
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


def print_pairs(notes: Notes, arguments: argparse.Namespace) -> int:
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


def print_code(notes: Notes, name: str) -> int:
    """Print a code after a change."""
    code = notes.find_code(name)
    if code is None:
        raise NotesError("The code no longer exists", where=one_line(name))
    above = notes.code(code.parent) if code.parent else None
    parts = [quoted([code.name])]
    if code.aliases:
        parts.append(f"also {quoted(code.aliases)}")
    if above:
        parts.append(f"under {quoted([above.name])}")
    parts.append(f"on {counted(notes.usage().get(code.id, 0), 'note')}")
    result(one_line("; ".join(parts)))
    return ExitCode.DONE

"""``cables data``: notes as JSON Lines, CSV or web annotations, and JSON Lines back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from reader.atomic_files import write_atomically
from reader.cli.confirm import counted
from reader.cli.context import library_folder, open_workspace
from reader.cli.output import file_size, result
from reader.cli.parser_base import Parser, add_dry_run
from reader.errors import CablesError, ExitCode
from reader.export.data.json_lines import read_json_lines, restore, write_json_lines
from reader.export.data.passages_csv import passages_csv
from reader.export.data.web_annotation import web_annotations
from reader.paths import library_home, typed_path
from reader.terminal_text import one_line
from reader.workspace import Workspace

FORMATS = ("jsonl", "csv", "annotations")

DATA_EXAMPLES = """\
  cables data csv --to passages.csv
  cables data annotations | jq '.items[0]'
  cables data jsonl --to everything.jsonl
  cables data jsonl --read saved.jsonl --library ~/empty

jsonl is complete and can be read into a library that has no notes. csv has one row per
note with its passage and citation; annotations are W3C Web Annotations (JSON-LD).
"""


def declare_data(parser: Parser) -> None:
    """The arguments of ``cables data``."""
    parser.add_argument("format", choices=FORMATS, help="jsonl, csv or annotations")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--to", metavar="FILE", help="a new file; default: standard output")
    where.add_argument("--read", metavar="FILE", help="read JSON Lines into a library without notes")
    add_dry_run(parser)
    parser.runs(run, examples=DATA_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Write the notes, or read them."""
    if arguments.read:
        return _read(arguments)
    with open_workspace(arguments) as opened:
        text = "".join(_lines(opened, arguments.format))
    if arguments.to is None:
        sys.stdout.write(text)
        return ExitCode.DONE
    path = typed_path(arguments.to)
    if path.exists():
        raise CablesError("The file already exists", where=str(path), advice="Choose another name.")
    if arguments.dry_run:
        result(f"Would write {one_line(str(path))}.")
        return ExitCode.DONE
    written = text.encode("utf-8", "replace")  # as bytes, as CSV has its own line ends
    write_atomically(path, written)
    result(f"{one_line(str(path))}  {file_size(len(written))}")
    return ExitCode.DONE


def _lines(opened: Workspace, form: str) -> Iterator[str]:
    notes = opened.notes
    codes = {code.id: code for code in notes.codes()}
    if form == "jsonl":
        yield from write_json_lines(notes.tables())
    elif form == "csv":
        mrns = sorted(mrn for mrn, count in notes.counts().items() if count)
        yield from passages_csv(((mrn, opened.cable(mrn), notes.for_cable(mrn)) for mrn in mrns), codes)
    else:
        yield web_annotations([*notes.annotations(), *notes.cross_references()], codes)


def _read(arguments: argparse.Namespace) -> int:
    if arguments.format != "jsonl":
        raise CablesError("Only jsonl can be read", where=arguments.format)
    path = typed_path(arguments.read)
    try:
        tables = read_json_lines(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CablesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise CablesError("This is not a text file", where=str(path)) from error
    if arguments.dry_run:
        documents = counted(sum(map(len, tables.values())), "document")
        result(f"Would read {documents} into {one_line(str(library_home(arguments.library)))}.")
        return ExitCode.DONE
    with Workspace.open(library_folder(arguments)) as opened:
        count = restore(opened.notes.storage, tables)
    result(f"{counted(count, 'document')} read.")
    return ExitCode.DONE

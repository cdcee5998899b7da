"""``cables data``: notes, codes and links in the formats of other programs, and back from some of them."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from reader import __version__
from reader.cable.model import Cable
from reader.cli.confirm import counted
from reader.cli.context import library_folder, open_workspace
from reader.cli.output import file_size, message, problem, result
from reader.cli.parser_base import MRNS_OR_QUERY, Parser, add_dry_run
from reader.cli.protected import add_protected, say_protected
from reader.cli.query_args import Selection, select
from reader.errors import CablesError, ExitCode, UsageError
from reader.export.data.entries import Entries
from reader.export.data.json_lines import read_json_lines, restore, write_json_lines
from reader.export.data.new_file import check_new, new_file, write_new
from reader.export.data.passages_csv import passages_csv
from reader.export.data.protected_entries import ProtectedEntries
from reader.export.data.web_annotation import web_annotations
from reader.export.protection.documents import names_beside_cables, protected_tables
from reader.export.protection.policy import Protection
from reader.export.protection.report import ProtectedNames
from reader.joined.data_source import DataSource
from reader.joined.protection.protected import protection_for
from reader.paths import library_home, typed_path
from reader.terminal_text import one_line
from reader.workspace import Workspace

DATA_EXAMPLES = """\
  cables data csv --to passages.csv
  cables data qdpx tag:PHUM --to project.qdpx
  cables data dot | dot -Tsvg > cables.svg
  cables data annotations | jq '.items[0]'
  cables data annotations --read hypothesis.json
  cables data jsonl --to everything.jsonl
  cables data jsonl --read saved.jsonl --library ~/empty

jsonl        everything in the notes, complete; can be read into a library that has no notes
csv          one row per note with its passage and citation
annotations  W3C Web Annotations (JSON-LD); reads them too, and the JSON of Hypothesis
qdpx         REFI-QDA project with texts, codes and notes, for MAXQDA, NVivo, ATLAS.ti, QualCoder
graphml      cables, their references and your links, for Gephi, Cytoscape, networkx
dot          the same for Graphviz
sqlite       a database that Datasette can publish, with its metadata in a second file

Without cables, all that have notes or links are written. The codebook alone: cables codes export FILE.
"""


def _csv(entries: Entries) -> Iterator[str]:
    return passages_csv(((entry.mrn, entry.cable, entry) for entry in entries.chosen()), entries.codes)


def _annotations(entries: Entries) -> Iterator[str]:
    return web_annotations((record for entry in entries.chosen() for record in entry.records), entries.codes)


def _graphml(entries: Entries) -> Iterator[str]:
    from reader.export.data.graph.graphml import graphml
    from reader.export.data.graph.network import network

    return graphml(network(entries))


def _dot(entries: Entries) -> Iterator[str]:
    from reader.export.data.graph.dot import dot
    from reader.export.data.graph.network import network

    return dot(network(entries))


def _qdpx(path: Path, entries: Entries) -> None:
    from reader.export.data.refi.project import write_project

    with new_file(path) as temporary:
        write_project(temporary, entries, f"cables {__version__}")
    message("Not in this format: bookmarks, verdicts, trails, saved queries, aliases of codes.")


def _sqlite(path: Path, entries: Entries) -> None:
    from reader.export.data.sqlite.database import write_database
    from reader.export.data.sqlite.schema import metadata

    about = path.with_name(f"{path.stem}-metadata.json")
    check_new(about)
    with new_file(path) as temporary:
        write_database(temporary, entries)
    write_new(about, [metadata(path.stem)])
    names = " -m ".join(shlex.quote(one_line(one.name)) for one in (path, about))
    message(f"To publish them: datasette {names}")


TEXTS: Mapping[str, Callable[[Entries], Iterator[str]]] = {
    "csv": _csv,
    "annotations": _annotations,
    "graphml": _graphml,
    "dot": _dot,
}
"""The formats that are text, written in pieces."""
FILES: Mapping[str, Callable[[Path, Entries], None]] = {"qdpx": _qdpx, "sqlite": _sqlite}
"""The formats that are not, written to a file that does not exist yet."""
JSONL = "jsonl"
WHOLE_TEXTS = frozenset(("qdpx", "sqlite"))
"""The formats that have the whole text of each cable, not only the passages with notes."""


def declare_data(parser: Parser) -> None:
    """The arguments of ``cables data``."""
    formats = (JSONL, *TEXTS, *FILES)
    parser.add_argument("format", metavar="FORMAT", choices=formats, help=f"one of {', '.join(formats)}")
    parser.add_argument("cables", nargs="*", metavar="MRN|QUERY", help=MRNS_OR_QUERY)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--to", metavar="FILE", help="a new file; default: standard output")
    where.add_argument("--read", metavar="FILE", help="read jsonl or annotations")
    add_protected(parser)
    add_dry_run(parser)
    parser.runs(run, examples=DATA_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Write the notes, or read them."""
    if arguments.cables and (arguments.format == JSONL or arguments.read):
        raise UsageError("Cables cannot be chosen here", advice="jsonl has all notes; --read reads all.")
    if arguments.read:
        if arguments.format not in READERS:
            raise UsageError(f"{arguments.format} cannot be read", advice=f"These can: {', '.join(READERS)}.")
        return _read(arguments)
    path = typed_path(arguments.to) if arguments.to is not None else None
    if path is None and arguments.format in FILES:
        raise UsageError(f"{arguments.format} needs a file", advice=f"Add --to FILE.{arguments.format}")
    if path is not None:
        check_new(path)
        if arguments.dry_run:
            result(f"Would write {one_line(str(path))}.")
            return ExitCode.DONE
    with open_workspace(arguments) as opened:
        chosen = select(opened, arguments.cables) if arguments.cables else None
        return _write(opened, arguments.format, chosen, path, arguments.protected)


def _write(
    opened: Workspace, form: str, chosen: Selection | None, path: Path | None, protected: str | None
) -> int:
    if chosen is not None and not chosen.mrns:
        return chosen.exit_code
    mrns = chosen.mrns if chosen else None
    protection = protection_for(opened, protected, mrns, whole=form in WHOLE_TEXTS)
    entries = ProtectedEntries(DataSource(opened, mrns), protection, whole=form in WHOLE_TEXTS)
    if form in FILES and path:
        FILES[form](path, entries)
    else:
        pieces = _json_lines(opened, protection, protected) if form == JSONL else TEXTS[form](entries)
        if path:
            write_new(path, pieces)
        else:
            sys.stdout.writelines(pieces)
    if path:
        result(f"{one_line(str(path))}  {file_size(path.stat().st_size)}")
    say_protected(protection)
    return chosen.exit_code if chosen else ExitCode.DONE


def _json_lines(opened: Workspace, protection: Protection, protected: str | None) -> Iterator[str]:
    """All notes. Names in what is on no cable, such as a trail, count, too. Raises ProtectedNames."""
    if protection.keeps:
        beside = names_beside_cables(opened.notes.tables(), protection.own, opened.cable)
        if beside.found and protected is None:
            raise ProtectedNames(beside.found)
        protection.add(beside)
    return write_json_lines(protected_tables(opened.notes.tables(), protection, opened.cable))


def _read(arguments: argparse.Namespace) -> int:
    path = typed_path(arguments.read)
    try:
        file = path.open(encoding="utf-8-sig", newline="\n")
    except OSError as error:
        raise CablesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    with file:
        try:
            return READERS[arguments.format](arguments, file)
        except UnicodeDecodeError as error:
            raise CablesError("This is not a text file", where=str(path)) from error


def _read_lines(arguments: argparse.Namespace, file: TextIO) -> int:
    tables = read_json_lines(file)
    if arguments.dry_run:
        documents = counted(sum(map(len, tables.values())), "document")
        result(f"Would read {documents} into {one_line(str(library_home(arguments.library)))}.")
        return ExitCode.DONE
    with Workspace.open(library_folder(arguments)) as opened:
        count = restore(opened.notes.storage, tables)
    result(f"{counted(count, 'document')} read.")
    return ExitCode.DONE


def _read_annotations(arguments: argparse.Namespace, file: TextIO) -> int:
    from reader.notes.web_annotations.importing import import_annotations
    from reader.notes.web_annotations.placing import Found
    from reader.notes.web_annotations.reading import read

    with open_workspace(arguments) as opened:

        def cable_of(mrn: str) -> tuple[str, Cable | None]:
            held = opened.library.resolve(mrn) or mrn
            return held, opened.cable(held)

        report = import_annotations(opened.notes, read(file.read()), cable_of)
    for remark in report.remarks:
        problem(one_line(remark))
    result(f"{report.words or 'Nothing new'}.")
    if report.here:
        message(f"{report.here:,} were here already.")
    if unsure := report.found[Found.UNSURE]:
        message(f"{counted(unsure, 'place')} uncertain. To choose: cables review")
    if outside := report.found[Found.OUTSIDE]:
        message(f"{counted(outside, 'place')} in cables that are not in the library.")
    return ExitCode.PARTLY if report.skipped else ExitCode.DONE


READERS: Mapping[str, Callable[[argparse.Namespace, TextIO], int]] = {
    JSONL: _read_lines,
    "annotations": _read_annotations,
}
"""The formats that can be read."""

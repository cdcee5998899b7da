"""``cables export``: notes as Markdown."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from reader.cli.confirm import counted
from reader.cli.context import open_workspace
from reader.cli.output import message, one_line, problem
from reader.cli.parser_base import MRNS_OR_QUERY, Parser, add_dry_run
from reader.cli.query_args import select
from reader.errors import ExitCode, UsageError
from reader.export.writer import Action, Written
from reader.workspace import Workspace

EXPORT_EXAMPLES = """\
  cables export 06PHNOMPENH977
  cables export trafficking --to notes
  cables export --all --to ~/vault/cables
  cables search --ids has:notes | cables export -

Exporting again updates the files; what you wrote outside the markers is kept. If you edited a part between
the markers, your version stays and the new text is written to NAME.conflict.md (exit code 4).
"""


def declare_export(parser: Parser) -> None:
    """The arguments of ``cables export``."""
    parser.add_argument("cables", nargs="*", metavar="MRN|QUERY", help=MRNS_OR_QUERY)
    parser.add_argument("--all", action="store_true", help="export all cables with notes")
    parser.add_argument(
        "--to", metavar="DIR", default="~/cable-notes", help="the folder to write to (default: %(default)s)"
    )
    add_dry_run(parser)
    parser.runs(run, examples=EXPORT_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Write the files and print one line for each."""
    if not arguments.cables and not arguments.all:
        raise UsageError(
            "No cables given", advice="For example: cables export 06PHNOMPENH977, or cables export --all"
        )
    if arguments.cables and arguments.all:
        raise UsageError("Give either cables or --all, not both")
    folder = Path(arguments.to).expanduser()
    with open_workspace(arguments) as opened:
        for warning in opened.notes.warnings:
            problem(warning)
        code, mrns = ExitCode.DONE, None
        if not arguments.all:
            chosen = select(opened, arguments.cables)
            code, mrns = chosen.exit_code, chosen.mrns
            if chosen.query:  # a query stands for the matching cables that have notes
                mrns = [mrn for mrn in mrns if opened.notes.counts().get(mrn)]
            if not chosen.mrns:
                return code
        if arguments.dry_run:
            return _rehearse(opened, mrns, folder, code)
        written = opened.export(mrns, folder, on_written=_print_written)
    if not written:
        message("There are no notes to export.")
    return ExitCode.PARTLY if any(one.action is Action.CONFLICT for one in written) else code


def _rehearse(opened: Workspace, mrns: Sequence[str] | None, folder: Path, code: int) -> int:
    """Print which files would be written."""
    from reader.export.file_names import file_name

    chosen = [mrn for mrn, count in opened.notes.counts().items() if count] if mrns is None else mrns
    for mrn in sorted(chosen):
        print(one_line(str(folder / file_name(mrn))))
    print(f"Would write {counted(len(chosen), 'file')}.")
    return code


def _print_written(written: Written) -> None:
    print(f"{written.action:<9}  {one_line(str(written.path))}")
    if written.remark:
        message(written.remark)

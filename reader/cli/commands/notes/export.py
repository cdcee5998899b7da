"""``cables export``: notes as markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.context import open_workspace
from reader.cli.output import message, one_line
from reader.cli.parser_base import Parser
from reader.errors import UsageError
from reader.export.writer import Action, PageOutcome

EXPORT_EXAMPLES = """\
  cables export 06PHNOMPENH977
  cables export --all --to ~/vault/cables

Exporting again brings the new notes; what you wrote outside the markers stays. A part edited between the
markers is kept, and the new text lies beside it as NAME.conflict.md.
"""


def declare_export(parser: Parser) -> None:
    """The arguments of ``cables export``."""
    parser.add_argument("mrns", nargs="*", metavar="MRN", help="the cables whose notes to write")
    parser.add_argument("--all", action="store_true", help="all cables that have notes")
    parser.add_argument(
        "--to", metavar="DIR", default="~/cable-notes", help="the folder (default: %(default)s)"
    )
    parser.runs(run, examples=EXPORT_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Write the files; one line for each. 1 where there was nothing, or an edit of the user's was met."""
    if not arguments.mrns and not arguments.all:
        raise UsageError("Which notes?", advice="Name cables, `cables export 06PHNOMPENH977`, or use --all.")
    if arguments.mrns and arguments.all:
        raise UsageError("Either cables by number or --all, not both")
    folder = Path(arguments.to).expanduser()
    with open_workspace(arguments) as opened:
        for warning in opened.notes.warnings:
            message(f"cables: {warning}")
        mrns = None if arguments.all else [opened.mrn_of(text) for text in arguments.mrns]
        written = opened.export(mrns, folder, on_written=_print_report)
    if not written:
        message("There are no notes yet.")
        return 1
    return 1 if any(one.action is Action.CONFLICT for one in written) else 0


def _print_report(written: PageOutcome) -> None:
    print(f"{written.action:<9}  {one_line(str(written.path))}")
    if written.remark:
        message(written.remark)

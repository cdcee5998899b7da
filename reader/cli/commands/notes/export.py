"""``cables export``: notes as markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.context import open_workspace
from reader.cli.output import message, one_line
from reader.cli.parser_base import Parser
from reader.errors import UsageError
from reader.export.file_names import SUFFIX
from reader.export.styles.choice import DEFAULT_STYLE, STYLE_NAMES
from reader.export.writer import Action, PageOutcome

EXPORT_EXAMPLES = """\
  cables export 06PHNOMPENH977
  cables export --all --to ~/vault/cables
  cables export --all --preview
  cables export --all --style pandoc --to - | pandoc --citeproc -o notes.docx
  cables export --all --to notes.md

--to takes a folder, a file ending in .md for all cables in one, or - for standard output.
Exporting again brings the new notes; what you wrote outside the markers stays. A part edited between the
markers is kept, and the new text lies beside it as NAME.conflict.md.
"""


def declare_export(parser: Parser) -> None:
    """The arguments of ``cables export``."""
    parser.add_argument("mrns", nargs="*", metavar="MRN", help="the cables whose notes to write")
    parser.add_argument("--all", action="store_true", help="all cables that have notes")
    parser.add_argument(
        "--to", metavar="DIR", default="~/cable-notes", help="folder, FILE.md or - (default: %(default)s)"
    )
    parser.add_argument(
        "--style", choices=STYLE_NAMES, default=DEFAULT_STYLE, help="markdown for (default: %(default)s)"
    )
    parser.add_argument(
        "--citation-keys", action="store_true", help="in pandoc style, cite by key instead of in footnotes"
    )
    parser.add_argument("--preview", action="store_true", help="only show what would be written")
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
        exporter = opened.exporter(arguments.style, citation_keys=arguments.citation_keys)
        if arguments.to == "-":
            text = exporter.text(mrns)
            print(text, end="\n" if text else "")
            written = [Action.CREATED] if text else []
        elif folder.suffix == SUFFIX and not folder.is_dir():
            outcome = exporter.to_file(folder, mrns, preview=arguments.preview)
            _print_report(outcome)
            written = [outcome.action]
        else:
            written = []
            for outcome in exporter.to_folder(folder, mrns, preview=arguments.preview):
                _print_report(outcome)
                written.append(outcome.action)
    if not written:
        message("There are no notes yet.")
        return 1
    return 1 if Action.CONFLICT in written else 0


def _print_report(written: PageOutcome) -> None:
    print(f"{written.action:<9}  {one_line(str(written.path))}")
    if written.remark:
        message(written.remark)

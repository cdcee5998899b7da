"""``cables export``: notes as Markdown."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cli.context import open_workspace
from reader.cli.output import message
from reader.cli.parser_base import MRNS_OR_QUERY, Parser, add_dry_run
from reader.cli.protected import add_protected, say_protected
from reader.cli.query_args import select
from reader.config.config_files import load
from reader.errors import ExitCode, UsageError
from reader.export.exporter import Exporter
from reader.export.file_names import SUFFIX
from reader.export.styles.choice import STYLE_NAMES
from reader.export.writer import Action, PageOutcome
from reader.joined.protected import protection_for
from reader.paths import typed_path
from reader.terminal_text import one_line

STANDARD_OUTPUT = "-"
EXPORT_EXAMPLES = """\
  cables export 06PHNOMPENH977
  cables export trafficking --to notes
  cables export --all --to ~/vault/cables
  cables export --all --to notes.md
  cables export --all --style pandoc --to -
  cables search --ids has:notes | cables export -

--to takes a folder, a file ending in .md for all cables in one, or - for standard output.
Exporting again updates the files; what you wrote outside the markers is kept. If you edited a part between
the markers, your version stays and the new text is written to NAME.conflict.md (exit code 4).
"""


def declare_export(parser: Parser) -> None:
    """The arguments of ``cables export``."""
    config = load().config
    parser.add_argument("cables", nargs="*", metavar="MRN|QUERY", help=MRNS_OR_QUERY)
    parser.add_argument("--all", action="store_true", help="export all cables with notes")
    parser.add_argument(
        "--to",
        metavar="DIR",
        default=config.export_folder,
        help="folder, FILE.md or - for standard output (default: %(default)s)",
    )
    parser.add_argument(
        "--style",
        choices=STYLE_NAMES,
        default=config.export_style,
        help="Markdown style (default: %(default)s)",
    )
    parser.add_argument(
        "--citation-keys", action="store_true", help="in pandoc style, cite by key instead of in footnotes"
    )
    add_protected(parser)
    parser.add_argument("--preview", action="store_true", help="the same as --dry-run")
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
    with open_workspace(arguments) as opened:
        code, mrns = ExitCode.DONE, None
        if not arguments.all:
            chosen = select(opened, arguments.cables)
            code, mrns = chosen.exit_code, chosen.mrns
            if chosen.query:  # of the matching cables, those with notes
                mrns = [mrn for mrn in mrns if opened.notes.counts().get(mrn)]
            if not chosen.mrns:
                return code
        protection = protection_for(opened, arguments.protected, mrns)
        exporter = opened.exporter(arguments.style, citation_keys=arguments.citation_keys)
        exporter = exporter.protecting(protection)
        is_preview = arguments.preview or arguments.dry_run
        actions = list(_write(exporter, mrns, arguments.to, is_preview=is_preview))
    if not actions:
        message("There are no notes to export.")
    say_protected(protection)
    return ExitCode.PARTLY if Action.CONFLICT in actions else code


def _write(
    exporter: Exporter, mrns: Sequence[str] | None, target: str, *, is_preview: bool
) -> Iterator[Action]:
    """Write to a folder, a file or standard output; what was done to each file."""
    path = typed_path(target)
    if target == STANDARD_OUTPUT:
        if text := exporter.text(mrns):
            print(text)
            yield Action.CREATED
        return
    if path.suffix == SUFFIX and not path.is_dir():
        outcomes = iter([exporter.to_file(path, mrns, preview=is_preview)])
    else:
        outcomes = iter(exporter.to_folder(path, mrns, preview=is_preview))
    for outcome in outcomes:
        _print_outcome(outcome)
        yield outcome.action


def _print_outcome(outcome: PageOutcome) -> None:
    print(f"{outcome.action:<9}  {one_line(str(outcome.path))}")
    if outcome.remark:
        message(outcome.remark)

"""``cables cite``: citations and bibliography entries of cables."""

from __future__ import annotations

import argparse
import sys

from reader.cable.addresses import parse_address
from reader.cable.model import Cable
from reader.cli.context import open_workspace
from reader.cli.parser_base import MRNS_OR_QUERY, Parser
from reader.cli.protected import warn_of_titles
from reader.cli.query_args import Selection, select
from reader.errors import ExitCode, UsageError
from reader.export.bibliography.entry import bibliography_record
from reader.export.bibliography.formats import FORMATS
from reader.export.citation import bibliography_entry, footnote, short_note
from reader.export.frus import parse_frus
from reader.joined.protection.protected import own_names
from reader.terminal_text import terminal_safe

SHORT = "short"
"""The form without the title."""
TEXT_FORMS = ("note", SHORT, "bibliography")

CITE_EXAMPLES = """\
  cables cite 06PHNOMPENH977
  cables cite 06PHNOMPENH977 --paragraph 4 --as short
  cables cite 06PHNOMPENH977 --frus frus1969-76v20d265
  cables cite tag:PHUM --as bibliography
  cables cite --all --as biblatex > cables.bib

Telegrams of 1973-79 are cited as the National Archives recommend, others in Chicago style. csl is CSL-JSON.
"""


def declare_cite(parser: Parser) -> None:
    """The arguments of ``cables cite``."""
    parser.add_argument("cables", nargs="*", metavar="MRN|QUERY", help=MRNS_OR_QUERY)
    parser.add_argument("--all", action="store_true", help="cite all cables with notes")
    parser.add_argument(
        "--as",
        dest="form",
        choices=(*TEXT_FORMS, *FORMATS),
        default="note",
        help="what to print (default: %(default)s)",
    )
    parser.add_argument(
        "--paragraph", metavar="ADDRESS", default="", help='cite this paragraph: 4, or "6 second"'
    )
    parser.add_argument("--frus", metavar="ID", help="the document in FRUS, such as frus1969-76v17d203")
    parser.runs(run, examples=CITE_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print a citation for each cable."""
    if bool(arguments.cables) == arguments.all:
        raise UsageError("Give either cables or --all", advice="For example: cables cite 06PHNOMPENH977")
    if arguments.frus and len(arguments.cables) != 1:
        raise UsageError("--frus is for one cable")
    frus = parse_frus(arguments.frus) if arguments.frus else None
    address = parse_address(arguments.paragraph) if arguments.paragraph else None
    if arguments.paragraph and address is None:
        raise UsageError(f"{arguments.paragraph} is not a paragraph", advice="For example: --paragraph 4")
    paragraph = str(address) if address is not None else ""
    with open_workspace(arguments) as opened:
        if arguments.all:
            chosen = Selection(sorted(mrn for mrn, count in opened.notes.counts().items() if count))
        else:
            chosen = select(opened, arguments.cables)
        cables: list[tuple[str, Cable | None]] = [(mrn, opened.cable(mrn)) for mrn in chosen.mrns]
        own = own_names(opened.library)
    if arguments.form in FORMATS:
        entries = [bibliography_record(cable, mrn, frus=frus) for mrn, cable in cables]
        sys.stdout.write(FORMATS[arguments.form](entries))
    else:
        for mrn, cable in cables:
            if arguments.form == "bibliography":
                text = bibliography_entry(cable, mrn, frus=frus)
            elif arguments.form == SHORT:
                text = short_note(cable, mrn, paragraph)
            else:
                text = footnote(cable, mrn, paragraph, frus=frus)
            print(terminal_safe(text))
    if arguments.form != SHORT:
        warn_of_titles(dict(cables), own)
    return ExitCode.DONE if arguments.all else chosen.exit_code

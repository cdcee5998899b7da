"""The arguments of ``cables codes``."""

from __future__ import annotations

import argparse

from reader.cli.commands.notes.codes.actions import ACTIONS
from reader.cli.commands.notes.codes.printing import print_codes, print_pairs
from reader.cli.context import open_workspace
from reader.cli.output import message
from reader.cli.parser_base import JSON_LINES, Parser, add_common, add_dry_run, add_json, add_yes
from reader.errors import ExitCode

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
        add_common(made)
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
        if arguments.action:
            return ACTIONS[arguments.action](opened, arguments)
        if not opened.notes.codes():
            message("There are no codes yet. To create one: cables codes new NAME, or cables tag QUERY +NAME")
            return ExitCode.DONE
        return (print_pairs if arguments.together else print_codes)(opened.notes, arguments)

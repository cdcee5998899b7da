"""``cables protect``: the list of names that exports and copies protect."""

from __future__ import annotations

import argparse

from reader.cli.output import message
from reader.cli.parser_base import Parser
from reader.errors import ExitCode, UsageError
from reader.export.protection.own_list import add_names, list_file, listed_names, remove_names
from reader.terminal_text import one_line

ACTIONS = ("add", "list", "remove")
PROTECT_EXAMPLES = """\
  cables protect add "Judith Gough" "Tan Wei"
  cables protect list
  cables protect remove "Tan Wei"

Names beside which a cable says (protect) or (strictly protect) need not be on the list. A full name is
protected with the surname alone where both are in the same cable. What happens to protected names is said
with --protected when you export; without it, nothing is written if there are any.
"""


def declare_protect(parser: Parser) -> None:
    """The arguments of ``cables protect``."""
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", help="default: list")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="a name, in quotation marks if it has blanks"
    )
    parser.runs(run, examples=PROTECT_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print or change the list."""
    if arguments.action == "list":
        if arguments.names:
            raise UsageError("list takes no names", advice="For example: cables protect list")
        return _list()
    if not arguments.names:
        raise UsageError(
            f"{arguments.action} needs a name", advice='For example: cables protect add "Tan Wei"'
        )
    if arguments.action == "add":
        added = add_names(arguments.names)
        message(f"Added: {', '.join(added)}." if added else "Already on the list.")
        return ExitCode.DONE
    gone = remove_names(arguments.names)
    message(f"Removed: {', '.join(gone)}." if gone else "Not on the list.")
    return ExitCode.DONE


def _list() -> int:
    names = listed_names()
    for name in names:
        print(one_line(name))
    if not names:
        message(f"No names on the list ({one_line(str(list_file()))}).")
    return ExitCode.DONE

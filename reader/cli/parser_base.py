"""The argument parser of every command, and the argument types and options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from reader import paths
from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.library.sources.column_map import Field

MRN = "message reference number (MRN), in any common form"
MRN_OR_INPUT = f"{MRN}, or - to read it from standard input"
QUERY = "words and fields, @NAME for a saved query, or - to read MRNs from standard input"
MRNS_OR_QUERY = "MRNs, a query, @NAME for a saved query, or - to read MRNs from standard input"
PATH = "a file, a folder, or - for standard input"
JSON_OBJECT = "print a JSON object"
JSON_LINES = "print JSON Lines: one object per line"
MOST_DIGITS = 9
"""Most digits of a number; more can only be a mistake."""


class Parser(argparse.ArgumentParser):
    """An argument parser for one command, with examples below its options.

    Error messages contain no control characters.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=argparse.RawDescriptionHelpFormatter)
        self.rewrite: Callable[[Sequence[str]], Sequence[str]] | None = None
        """Rewrites the arguments before they are parsed, for a command with special syntax."""

    def error(self, message: str) -> NoReturn:
        """Print usage and message on standard error and exit with code 2."""
        from reader.terminal_text import terminal_safe

        super().error(terminal_safe(message))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """The arguments, rewritten first."""
        if args is not None and self.rewrite:
            args = self.rewrite(args)
        return super().parse_known_args(args, namespace)

    def runs(
        self,
        function: Callable[[argparse.Namespace], int],
        *,
        examples: str = "",
        writes_notes: bool = False,
    ) -> None:
        """Set the function that runs the command, and the examples in its help.

        ``writes_notes``: the command does not need a library, as it may write the first note.
        """
        self.set_defaults(run=function, writes_notes=writes_notes)
        if examples:
            self.epilog = f"examples:\n{examples}"


def add_linear(parser: argparse.ArgumentParser) -> None:
    """The option of commands that open the screen."""
    parser.add_argument(
        "--linear",
        action="store_true",
        default=argparse.SUPPRESS,
        help="for screen readers and braille: one panel at a time, no lines, the place in words",
    )


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options of every command."""
    parser.add_argument("--library", metavar="DIR", default=argparse.SUPPRESS, help="use the library in DIR")
    parser.add_argument(
        "--samples",
        dest="library",
        action="store_const",
        const=str(paths.samples_home()),
        default=argparse.SUPPRESS,
        help="use the library of the sample cables",
    )
    parser.add_argument(
        "--quiet", action="store_true", default=argparse.SUPPRESS, help="print no messages except errors"
    )


def add_json(parser: argparse._ActionsContainer, help: str = JSON_OBJECT) -> None:
    """The option for output that programs read."""
    parser.add_argument("--json", action="store_true", help=help)


def add_yes(parser: argparse.ArgumentParser) -> None:
    """The option of a command that asks for confirmation."""
    parser.add_argument(
        "--yes", action="store_true", default=argparse.SUPPRESS, help="do not ask for confirmation"
    )


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """The option of a command that writes."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show what would be done, without writing anything",
    )


def add_order(parser: argparse.ArgumentParser) -> None:
    """How a list of cables is sorted, and how long it may become."""
    from reader.library.order import Order  # only for commands that load the library anyway

    parser.add_argument("--order", choices=tuple(Order), help="sort order (default: newest)")
    add_limit(parser)


def add_map(parser: argparse.ArgumentParser) -> None:
    """How the columns of a table are called."""
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="name columns of a table that are not recognised: body=Text,id=DocNum",
    )


def columns_of(arguments: argparse.Namespace) -> dict[Field, str] | None:
    """The columns named by ``--map``; None without it. Raises UsageError."""
    if not arguments.map:
        return None
    from reader.library.sources.column_map import read_map

    try:
        return read_map(arguments.map)
    except ValueError as error:
        raise UsageError(
            "--map cannot be read", where=str(error), advice="For example: --map body=Text,id=DocNum"
        ) from error


def add_limit(
    parser: argparse.ArgumentParser, help: str = "maximum number of results", default: int | None = None
) -> None:
    """How many results to print."""
    if default is not None:
        help += " (default: %(default)s)"
    parser.add_argument("--limit", type=whole_number, default=default, metavar="N", help=help)


def whole_number(text: str) -> int:
    """A whole number of at least 1. Raises ArgumentTypeError."""
    if not (text.isdecimal() and len(text) <= MOST_DIGITS) or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number of at least 1")
    return int(text)

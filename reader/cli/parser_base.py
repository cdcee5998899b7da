"""The argument parser of every command, and the argument types and options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from reader import paths

MRN = "its number, however written"
QUERY = "words and fields, or @NAME for a saved query"
PATH = "a file, a folder, or - for standard input"
JSON_LINES = "one JSON object a line"
MOST_DIGITS = 9
"""Digits of a number that is taken; more can only be a mistake."""


class Parser(argparse.ArgumentParser):
    """An argument parser for one command, with examples below its options.

    Its complaints cannot drive the terminal.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=argparse.RawDescriptionHelpFormatter)
        self.rewrite: Callable[[Sequence[str]], Sequence[str]] | None = None
        """What to make of the arguments before they are parsed, where a command has signs of its own."""

    def error(self, message: str) -> NoReturn:
        """Usage and complaint on standard error, exit code 2."""
        from reader.cli.output import terminal_safe

        super().error(terminal_safe(message))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """The arguments, rewritten first."""
        if args is not None and self.rewrite:
            args = self.rewrite(args)
        return super().parse_known_args(args, namespace)

    def runs(self, function: Callable[[argparse.Namespace], int], *, examples: str = "") -> None:
        """Set the function that carries the command out, and the examples of its help."""
        self.set_defaults(run=function)
        if examples:
            self.epilog = f"examples:\n{examples}"


def add_library(parser: argparse.ArgumentParser) -> None:
    """The options that choose the library."""
    parser.add_argument(
        "--library", metavar="DIR", default=argparse.SUPPRESS, help="the library folder to use"
    )
    parser.add_argument(
        "--samples",
        dest="library",
        action="store_const",
        const=str(paths.samples_home()),
        default=argparse.SUPPRESS,
        help="use the library of the sample cables",
    )


def add_json(parser: argparse._ActionsContainer, help: str = "as JSON") -> None:
    """The option for output that programs read."""
    parser.add_argument("--json", action="store_true", help=help)


def add_yes(parser: argparse.ArgumentParser) -> None:
    """The option of a command that asks for confirmation."""
    parser.add_argument("--yes", action="store_true", help="without being asked")


def add_order(parser: argparse.ArgumentParser) -> None:
    """How a list of cables is sorted, and how long it may become."""
    from reader.library.order import Order  # only for commands that load the library anyway

    parser.add_argument(
        "--order", choices=tuple(Order), default=Order.NEWEST, help="how to sort (default: newest first)"
    )
    parser.add_argument("--limit", type=whole_number, metavar="N", help="list at most so many")


def whole_number(text: str) -> int:
    """A whole number of at least 1. Raises ArgumentTypeError."""
    if not (text.isdecimal() and len(text) <= MOST_DIGITS) or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of at least 1 is wanted")
    return int(text)

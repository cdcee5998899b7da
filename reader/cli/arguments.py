"""This is where the verbs and their options are declared."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import NoReturn

from reader import __version__, places
from reader.cli.examples import OF_VERBS
from reader.errors import UsageError

DESCRIPTION = "Read US diplomatic cables in the terminal, annotate them, export the notes as markdown."
EXAMPLES = """\
examples:
  cables samples                        read the five sample cables that come along
  cables open ~/Downloads/cables        read files or folders without importing them
  cables import cables.csv              bring cables into your library
  cables                                open your library
  cables search 'trafficking date:2006' find cables, with the words around the hits
  cables refs 06PHNOMPENH977            what it refers to, and what refers to it
  cables show 09MUNICH273 | less        read one cable without the screen
  cables notes --samples                print the notes made on the samples
  cables export --all --to ~/vault      write all notes as markdown

Your library is in the folder that `cables where` names. --library DIR or the environment
variable CABLES_LIBRARY choose another one, --samples that of the samples.
exit codes: 0 done, 1 failed or nothing there, 2 wrong request, 130 stopped with Ctrl+C
"""


AS_SET = argparse.RawDescriptionHelpFormatter
"""Keeps the examples as they are set."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints cannot drive the terminal."""

    def error(self, message: str) -> NoReturn:
        """Usage and complaint on standard error, exit code 2."""
        from reader.cli.output import harmless

        super().error(harmless(message))


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = Parser(prog="cables", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=AS_SET)
    top.set_defaults(run="screen:own", library=None)
    top.add_argument("--version", action="version", version=f"cables {__version__}")
    verbs = _Verbs(top)
    for declare in (_bringing, _finding, _reading, _noting, _keeping, _telling):
        declare(verbs)
    return top


class _Verbs:
    """Takes the verbs in; each gets the options that all have."""

    def __init__(self, top: argparse.ArgumentParser) -> None:
        self._common = Parser(add_help=False)
        for place in (top, self._common):
            place.add_argument(
                "--library", metavar="DIR", default=argparse.SUPPRESS, help="the library folder to use"
            )
            place.add_argument(
                "--samples",
                dest="library",
                action="store_const",
                const=str(places.samples_home()),
                default=argparse.SUPPRESS,
                help="use the library of the sample cables",
            )
        self._all = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def add(self, name: str, run: str, help: str) -> argparse.ArgumentParser:
        """A verb; ``run`` is ``module:function`` in this package, imported only when it is called."""
        examples = OF_VERBS.get(name)
        made = self._all.add_parser(
            name,
            help=help,
            description=f"{help[0].upper()}{help[1:]}.",
            epilog=f"examples:\n{examples}" if examples else None,
            formatter_class=AS_SET,
            parents=[self._common],
        )
        made.set_defaults(run=run)
        return made

    def with_json(self, name: str, run: str, help: str, said: str = "as JSON") -> argparse.ArgumentParser:
        """A verb that can say it as JSON."""
        made = self.add(name, run, help)
        made.add_argument("--json", action="store_true", help=said)
        return made


def _bringing(verbs: _Verbs) -> None:
    verbs.add("samples", "screen:samples", "open the five sample cables")
    for name, run, help in (
        ("open", "screen:read", "open files or folders of cables just to read them"),
        ("import", "importing:run", "bring cables into the library"),
    ):
        one = verbs.add(name, run, help)
        one.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    one.add_argument("--json", action="store_true", help="what happens, one JSON object a line")
    one = verbs.with_json("imports", "importing:runs", "tell what was imported, and what was skipped", A_LINE)
    one.add_argument("run_id", nargs="?", type=_number, metavar="N", help="all that this import skipped")


def _finding(verbs: _Verbs) -> None:
    one = verbs.add("search", "searching:run", "find cables, with the words around the hits")
    one.add_argument("query", nargs="+", metavar="QUERY", help="words and fields, or @NAME for a saved query")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=A_LINE)
    form.add_argument("--ids", action="store_true", help="only the numbers")
    form.add_argument("--count", action="store_true", help="only how many")
    one.add_argument(
        "--context",
        type=_characters,
        default=160,
        metavar="N",
        help="characters around the hits, about (default: %(default)s; 0: none)",
    )
    _ordered(one)
    one.add_argument("--save", metavar="NAME", help="save the query under this name")
    one = verbs.with_json("list", "listing:run", "list the cables that answer a query, or all", A_LINE)
    one.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    _ordered(one)
    one = verbs.with_json("facets", "counting:run", "count what answers a query by year, post, TAGS and more")
    one.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    one.add_argument("--limit", type=_number, metavar="N", help="of each kind (default: 10 at a terminal)")
    one = verbs.with_json("log", "research:run", "tell what was searched, and how much was found", A_LINE)
    one.add_argument("--csv", action="store_true", help="all of it as a table for spreadsheets")
    one.add_argument("--judgements", action="store_true", help="with the judgements of cables")
    one.add_argument("--limit", type=_number, metavar="N", help="at most (default: 100 at a terminal)")
    one = verbs.with_json("saved", "searching:saved", "tell the saved queries", A_LINE)
    one.add_argument("--forget", nargs="+", metavar="NAME", help="take these names away")


def _ordered(one: argparse.ArgumentParser) -> None:
    one.add_argument("--order", choices=ORDERS, default="newest", help="how to sort (default: newest first)")
    one.add_argument("--limit", type=_number, metavar="N", help="list at most so many")


def _reading(verbs: _Verbs) -> None:
    one = verbs.add("show", "show:run", "print a cable")
    one.add_argument("mrn", metavar="MRN", nargs="+", help=MRN)
    form = one.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="with the whole header, as sent")
    form.add_argument("--raw", action="store_true", help="the text as it was found, byte for byte in a pipe")
    form.add_argument("--json", action="store_true", help="everything that was read from it, as JSON")
    one = verbs.with_json("refs", "relating:refs", "tell what a cable refers to, and what refers to it")
    one.add_argument("mrn", nargs="?", metavar="MRN", help=MRN)
    one.add_argument("--ghosts", action="store_true", help="the cables cited most that are not held")
    one.add_argument(
        "--limit", type=_number, default=100, metavar="N", help="ghosts at most (default: %(default)s)"
    )
    one = verbs.with_json("similar", "relating:similar", "find cables like one, with what they share", A_LINE)
    one.add_argument("mrn", metavar="MRN", help=MRN)
    one.add_argument("--limit", type=_number, default=10, metavar="N", help="at most (default: %(default)s)")


def _noting(verbs: _Verbs) -> None:
    one = verbs.with_json("notes", "notes:run", "print the notes on a cable, or all")
    one.add_argument("mrn", metavar="MRN", nargs="*", help=MRN)
    one = verbs.add("export", "exporting:run", "write notes as markdown, one file for each cable")
    one.add_argument("mrns", nargs="*", metavar="MRN", help="the cables whose notes to write")
    one.add_argument("--all", action="store_true", help="all cables that have notes")
    one.add_argument("--to", metavar="DIR", default="~/cable-notes", help="the folder (default: %(default)s)")


def _keeping(verbs: _Verbs) -> None:
    one = verbs.add("remove", "upkeep:remove", "remove cables from the library")
    one.add_argument("mrn", metavar="MRN", nargs="+", help=MRN)
    one.add_argument("--yes", action="store_true", help="without being asked")
    verbs.add("reindex", "upkeep:reindex", "read all texts of the library anew")
    one = verbs.add("check", "upkeep:check", "tell whether the library is sound")
    one.add_argument("--quick", action="store_true", help="without unpacking every text")
    one.add_argument("--repair", action="store_true", help="mend it; a damaged file is set aside")
    one = verbs.add("backup", "upkeep:backup", "copy the library to a new file")
    one.add_argument("file", metavar="FILE", help="the file to make")


def _telling(verbs: _Verbs) -> None:
    verbs.with_json("where", "telling:where", "say where everything lies")
    one = verbs.with_json("explain", "telling:explain", "say what a code means")
    one.add_argument("code", nargs="+", metavar="CODE", help="a TAG, post, portion mark, caption or acronym")


A_LINE = "one JSON object a line"
MOST_CHARACTERS = 5000
MRN = "its number, however written"
ORDERS = ("newest", "oldest", "post", "level", "subject", "size", "best")
"""The orders of ``reader.library.order``, so that --help loads no library; a test compares."""


def _number(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10) or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of at least 1 is wanted")
    return int(text)


def _characters(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10) or int(text) > MOST_CHARACTERS:
        raise argparse.ArgumentTypeError(f"a whole number up to {MOST_CHARACTERS} is wanted")
    return int(text)


VERBS = (
    *("samples", "open", "import", "imports"),
    *("search", "list", "facets", "log", "saved"),
    *("show", "refs", "similar"),
    *("notes", "export"),
    *("remove", "reindex", "check", "backup"),
    *("where", "explain"),
)


def wrong_verb(given: Sequence[str]) -> UsageError | None:
    """A helpful complaint where the first word is no verb: perhaps a path, a number or a slip."""
    words = iter(given)
    for word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            break
    else:
        return None
    if word in VERBS:
        return None
    if os.sep in word or word.startswith((".", "~")) or os.path.lexists(word):
        return UsageError(
            "This is a path, not a command",
            where=word,
            advice=f"To read it: cables open {word}\nTo keep it in your library: cables import {word}",
        )
    from reader.cable.mrn import canonical

    if canonical(word):
        return UsageError(
            "This is a cable's number, not a command", where=word, advice=f"To print it: cables show {word}"
        )
    from difflib import get_close_matches

    near = get_close_matches(word, VERBS, 1)
    advice = f"Did you mean `cables {near[0]}`? " if near else ""
    return UsageError("No such command", where=word, advice=f"{advice}`cables --help` lists them.")

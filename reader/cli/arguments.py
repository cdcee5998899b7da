"""This is where the verbs and their options are declared."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import NoReturn

from reader import __version__, places
from reader.errors import UsageError

DESCRIPTION = "Read US diplomatic cables in the terminal, annotate them, export the notes as markdown."
EXAMPLES = """\
examples:
  cables samples                        read the five sample cables that come along
  cables open ~/Downloads/cables        read files or folders without importing them
  cables import cables.csv              bring cables into your library
  cables                                open your library
  cables list 'trafficking date:2006'   find cables
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
    _bringing(verbs)
    _reading(verbs)
    _noting(verbs)
    _telling(verbs)
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

    def add(self, name: str, run: str, help: str, examples: str = "") -> argparse.ArgumentParser:
        """A verb; ``run`` is ``module:function`` in this package, imported only when it is called."""
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


def _bringing(verbs: _Verbs) -> None:
    verbs.add("samples", "screen:samples", "open the five sample cables")
    for name, run, help, examples in (
        ("open", "screen:read", "open files or folders of cables just to read them", _OPEN),
        ("import", "importing:run", "bring cables into the library", _IMPORT),
    ):
        one = verbs.add(name, run, help, examples)
        one.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")


def _reading(verbs: _Verbs) -> None:
    one = verbs.add("list", "listing:run", "list the cables that answer a query, or all", _LIST)
    one.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    one.add_argument("--order", choices=ORDERS, default="newest", help="how to sort (default: newest first)")
    one.add_argument("--limit", type=_number, metavar="N", help="list at most so many")
    one.add_argument("--json", action="store_true", help="one JSON object a line")
    one = verbs.add("show", "show:run", "print a cable", _SHOW)
    one.add_argument("mrn", metavar="MRN", nargs="+", help="its number, however written")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="with the whole header, as sent")
    form.add_argument("--raw", action="store_true", help="the text as it was found, byte for byte in a pipe")
    form.add_argument("--json", action="store_true", help="everything that was read from it, as JSON")


def _noting(verbs: _Verbs) -> None:
    one = verbs.add("notes", "notes:run", "print the notes on a cable, or all", _NOTES)
    one.add_argument("mrn", metavar="MRN", nargs="*", help="its number, however written")
    one.add_argument("--json", action="store_true", help="as JSON")
    one = verbs.add("export", "exporting:run", "write notes as markdown, one file for each cable", _EXPORT)
    one.add_argument("mrns", nargs="*", metavar="MRN", help="the cables whose notes to write")
    one.add_argument("--all", action="store_true", help="all cables that have notes")
    one.add_argument("--to", metavar="DIR", default="~/cable-notes", help="the folder (default: %(default)s)")


def _telling(verbs: _Verbs) -> None:
    one = verbs.add("where", "telling:where", "say where everything lies")
    one.add_argument("--json", action="store_true", help="as JSON")
    one = verbs.add("explain", "telling:explain", "say what a code means", _EXPLAIN)
    one.add_argument("code", nargs="+", metavar="CODE", help="a TAG, post, portion mark, caption or acronym")
    one.add_argument("--json", action="store_true", help="as JSON")


ORDERS = ("newest", "oldest", "post", "level", "subject", "size", "best")
"""The orders of ``reader.library.order``, so that --help loads no library; a test compares."""

_OPEN = """\
  cables open 06PHNOMPENH977.txt
  cables open ~/Downloads/cables
  curl -s https://example.org/cable.txt | cables open -
"""
_IMPORT = """\
  cables import cables.csv
  cables import ~/Downloads/cables --library ~/phd/library
"""
_LIST = """\
  cables list
  cables list trafficking 'from:"PHNOM PENH"' --order oldest
  cables list --json 'tag:KTIP' | jq -r .mrn

In a pipe the columns are separated by tabs: date (~ before a guessed one), number, level, notes, subject.
--json gives for each cable: mrn, date, estimated_date, level, subject, origin, size (characters), notes.
"""
_SHOW = """\
  cables show 06PHNOMPENH977
  cables show 'phnom penh 977' --json | jq .cable.tags
  cables show 06PHNOMPENH977 --raw > cable.txt

--json gives: format, mrn, text_hash, imported, place, given (what its container said) and cable, with every
field that was read; spans are [start, end) in characters of cable.source.
"""
_NOTES = """\
  cables notes
  cables notes 06PHNOMPENH977
  cables notes --json | jq -r '.annotations[] | select(.codes[] == "trafficking") | .target.quote.exact'

--json gives: format, annotations (id, author, created, changed, target, body, codes) and links (id, author,
created, changed, source, target, relation, comment). A target has mrn, text_hash, number, ordinal, quote,
start, end.
"""
_EXPORT = """\
  cables export 06PHNOMPENH977
  cables export --all --to ~/vault/cables

Exporting again brings the new notes; what you wrote outside the markers stays. A part edited between the
markers is kept, and the new text lies beside it as NAME.conflict.md.
"""
_EXPLAIN = """\
  cables explain PHUM
  cables explain S/NF
"""


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of at least 1 is wanted")
    return int(text)


VERBS = ("samples", "open", "import", "list", "show", "notes", "export", "where", "explain")


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

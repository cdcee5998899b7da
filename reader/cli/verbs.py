"""This is where the verbs about cables are declared; ``noting`` has those about notes."""

from __future__ import annotations

import argparse

from reader.cli.parser import A_LINE, MRN, Verbs, number, with_yes
from reader.library.order import Order

PATH = "a file, a folder, or - for standard input"
MOST_CHARACTERS = 5000


def _characters(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10) or int(text) > MOST_CHARACTERS:
        raise argparse.ArgumentTypeError(f"a whole number up to {MOST_CHARACTERS} is wanted")
    return int(text)


def reading(verbs: Verbs) -> None:
    """Reading a cable."""
    verbs.add("samples", "cables.open_screen:samples", "open the five sample cables")
    one = verbs.add("open", "cables.open_screen:read", "open files or folders of cables just to read them")
    one.add_argument("paths", nargs="+", metavar="PATH", help=PATH)
    one = verbs.add("show", "cables.show:run", "print a cable")
    one.add_argument("mrn", metavar="MRN", nargs="+", help=MRN)
    form = one.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="with the whole header, as sent")
    form.add_argument("--raw", action="store_true", help="the text as it was found, byte for byte in a pipe")
    form.add_argument("--json", action="store_true", help="everything that was read from it, as JSON")
    one = verbs.with_json("explain", "cables.info:explain", "say what a code means")
    one.add_argument(
        "code", nargs="+", metavar="CODE", help="a TAG, post, route, portion mark, caption or acronym"
    )


def finding(verbs: Verbs) -> None:
    """Finding cables."""
    one = verbs.add("search", "cables.search:run", "find cables, with the words around the hits")
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
    one = verbs.with_json(
        "list", "cables.list_cables:run", "list the cables that answer a query, or all", A_LINE
    )
    one.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    _ordered(one)
    one = verbs.with_json(
        "facets", "cables.facets:run", "count what answers a query by year, post, TAGS and more"
    )
    one.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    one.add_argument("--limit", type=number, metavar="N", help="of each kind (default: 10 at a terminal)")
    one = verbs.with_json(
        "refs", "cables.references:refs", "tell what a cable refers to, and what refers to it"
    )
    one.add_argument("mrn", nargs="?", metavar="MRN", help=MRN)
    one.add_argument("--ghosts", action="store_true", help="the cables cited most that are not held")
    one.add_argument(
        "--limit", type=number, default=100, metavar="N", help="ghosts at most (default: %(default)s)"
    )
    one = verbs.with_json(
        "similar", "cables.references:similar", "find cables like one, with what they share", A_LINE
    )
    one.add_argument("mrn", metavar="MRN", help=MRN)
    one.add_argument("--limit", type=number, default=10, metavar="N", help="at most (default: %(default)s)")
    one = verbs.with_json("log", "cables.log:run", "tell what was searched, and how much was found", A_LINE)
    one.add_argument("--csv", action="store_true", help="all of it as a table for spreadsheets")
    one.add_argument("--judgements", action="store_true", help="with the judgements of cables")
    one.add_argument("--limit", type=number, metavar="N", help="at most (default: 100 at a terminal)")
    one = verbs.with_json("saved", "cables.search:saved", "tell the saved queries", A_LINE)
    one.add_argument("--forget", nargs="+", metavar="NAME", help="take these names away")


def _ordered(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--order",
        choices=[order.value for order in Order],
        default="newest",
        help="how to sort (default: newest first)",
    )
    one.add_argument("--limit", type=number, metavar="N", help="list at most so many")


def keeping(verbs: Verbs) -> None:
    """Bringing cables in, and looking after them and the notes."""
    one = verbs.with_json(
        "import", "cables.import_cables:run", "bring cables into the library", "what happens, " + A_LINE
    )
    one.add_argument("paths", nargs="+", metavar="PATH", help=PATH)
    one = verbs.with_json(
        "imports", "cables.import_cables:runs", "tell what was imported, and what was skipped", A_LINE
    )
    one.add_argument("run_id", nargs="?", type=number, metavar="N", help="all that this import skipped")
    one = verbs.add("check", "cables.upkeep:check", "tell whether the library is sound")
    one.add_argument("--quick", action="store_true", help="without unpacking every text")
    one.add_argument("--repair", action="store_true", help="mend it; a damaged file is set aside")
    one = verbs.with_json(
        "doctor", "notes.doctor:run", "tell whether the notes are sound, and mend a copy of them"
    )
    one.add_argument("--repair", metavar="DIR", help="write what can be read as new notes into this folder")
    with_yes(one)
    verbs.add("reindex", "cables.upkeep:reindex", "read all texts of the library anew")
    one = verbs.add("remove", "cables.upkeep:remove", "remove cables from the library")
    one.add_argument("mrn", metavar="MRN", nargs="+", help=MRN)
    with_yes(one)
    one = verbs.add("backup", "cables.upkeep:backup", "copy the library to a new file")
    one.add_argument("file", metavar="FILE", help="the file to make")
    verbs.with_json("where", "cables.info:where", "say where everything lies")

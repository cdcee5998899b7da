"""``cables people``: who and what is named in matching cables, and the spellings of persons."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Iterable, Iterator, Sequence

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, message, print_object
from reader.cli.parser_base import QUERY, Parser, add_dry_run, add_json, add_limit
from reader.cli.protected import TREATMENTS
from reader.cli.query_args import matching
from reader.errors import ExitCode
from reader.export.protection.names import MASK
from reader.library.discovery.name_queries import NameKind
from reader.library.discovery.names import Named, NamesFound, names_in
from reader.library.listing import Listing
from reader.terminal_text import one_line
from reader.workspace import Workspace

SHOWN = 40
"""Names shown at a terminal by default."""
COLUMNS = {
    NameKind.PERSON: ("cables", "name", "other spellings", "protected"),
    NameKind.PLACE: ("cables", "name"),
    NameKind.ORGANISATION: ("cables", "name", "meaning"),
}
"""Columns of the CSV."""
Marked = tuple[Named, bool]
"""A name, and whether it is protected."""
PEOPLE_EXAMPLES = """\
  cables people
  cables people tag:PHUM date:2006
  cables people --organisations date:2006..2009
  cables people --json place:cambodia | jq -r '.people[].name'
  cables search people:"sar kheng"
  cables people --suggest
  cables people --merge Gaddafi Qadhafi al-Qadhafi --as 'Muammar Gaddafi'
  cables people --split Qadhafi

Persons are found by a title before a name in capitals: President Sarkozy, Dr. Noor, MFA Director Wu Baocai.
Those who classified a cable and those explained in FRUS are among them. Of spellings that you have merged,
people: with one finds all. In a pipe, tab-separated: number of cables, name, "protected" where the name is on
the list of `cables protect` or a cable asks to protect it, other spellings.
"""


def declare_people(parser: Parser) -> None:
    """The arguments of ``cables people``."""
    form = parser.add_mutually_exclusive_group()
    add_json(form)
    form.add_argument("--csv", action="store_true", help="print CSV for spreadsheets")
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f"{QUERY}; all cables if omitted")
    add_limit(parser, f"maximum number of names (default: {SHOWN} at a terminal)")
    parser.add_argument(
        "--protected",
        choices=TREATMENTS,
        default="leave-out",
        help="protected names in --csv and --json: write [name protected], leave them out (default), or keep"
        " them",
    )
    action = parser.add_mutually_exclusive_group()
    for kind in (NameKind.PLACE, NameKind.ORGANISATION):
        action.add_argument(
            f"--{kind}", dest="kind", action="store_const", const=kind, help=f"list {kind}, not persons"
        )
    action.add_argument("--suggest", action="store_true", help="list names that may be one person's")
    action.add_argument("--merge", nargs="+", metavar="NAME", help="take these spellings for one person's")
    action.add_argument(
        "--split", nargs="+", metavar="NAME", help="take merged spellings apart; the name itself splits all"
    )
    parser.add_argument(
        "--as", dest="name", default="", metavar="NAME", help="with --merge: what to call the person"
    )
    add_dry_run(parser)
    parser.set_defaults(kind=NameKind.PERSON)
    parser.runs(run, examples=PEOPLE_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the names, the most frequent first, or change the spellings of one."""
    with open_workspace(arguments) as opened:
        if arguments.merge or arguments.split:
            from reader.cli.commands.cables.names.merging import change

            return change(opened, arguments)
        listing = matching(opened, arguments.query)
        if not len(listing):
            return ExitCode.NOT_FOUND if arguments.query else ExitCode.DONE
        found = names_in(opened.library, listing.ids, arguments.kind)
        is_export = arguments.json or arguments.csv
        most = arguments.limit or (SHOWN if is_terminal() and not is_export else None)
        if arguments.suggest:
            from reader.cli.commands.cables.names.merging import suggest

            return suggest(opened, found.names, listing.query, most, as_json=arguments.json)
        return _print(opened, listing, found, most, arguments)


def _print(
    opened: Workspace, listing: Listing, found: NamesFound, most: int | None, arguments: argparse.Namespace
) -> int:
    kind: NameKind = arguments.kind
    protected = _protected(opened, listing, found, kind)
    names: list[Marked] = [(named, named in protected) for named in found.names]
    if arguments.json or arguments.csv:
        names = list(_treated(names, arguments.protected))
    left_out = len(found.names) - len(names)
    shown = names[:most]
    if arguments.json:
        print_object(_shape(listing.query, found, shown, left_out, kind))
    elif arguments.csv:
        rows = (_cells(named, kind, is_protected=protected) for named, protected in shown)
        sys.stdout.writelines(csv_safe.write([COLUMNS[kind], *rows]))
    else:
        for named, is_protected in shown:
            print(_line(named, kind, is_protected=is_protected))
    if left_out:
        names_words = "1 protected name is" if left_out == 1 else f"{left_out:,} protected names are"
        message(f"{names_words} left out: --protected keep")
    if found.counted < found.of:
        message(f"Counted in {found.counted:,} of {found.of:,} cables, evenly spaced.")
    if len(names) > len(shown):
        message(f"{len(names) - len(shown):,} more: --limit N")
    if not found.names:
        message(_nobody(kind))
    return ExitCode.DONE if found.names else ExitCode.NOT_FOUND


def _protected(opened: Workspace, listing: Listing, found: NamesFound, kind: NameKind) -> Container[Named]:
    """Which of the names are protected; places and organisations are not."""
    if kind is not NameKind.PERSON or not found.names:
        return ()
    from reader.joined.protection.protected_persons import protected_persons

    protected = protected_persons(opened.library, listing.ids)
    if not protected.complete:
        message("Not all cables that ask to protect a name were read: refine the query.")
    return protected


def _treated(names: Iterable[Marked], treatment: str) -> Iterator[Marked]:
    """The names as they may be written."""
    for named, is_protected in names:
        if not is_protected or treatment == "keep":
            yield named, is_protected
        elif treatment == "mask":
            yield Named(MASK, named.cables), True


def _shape(
    query: str, found: NamesFound, shown: Sequence[Marked], left_out: int, kind: NameKind
) -> dict[str, object]:
    whole = {"query": query, "cables": found.of, "counted": found.counted}
    names = [({"name": each.name, "cables": each.cables}, each.also, mark) for each, mark in shown]
    match kind:
        case NameKind.PERSON:
            persons = [{**name, "protected": mark, "also": also} for name, also, mark in names]
            return {**whole, "people": persons, "left_out": left_out}
        case NameKind.PLACE:
            return {**whole, "places": [name for name, _, _ in names]}
        case NameKind.ORGANISATION:
            return {**whole, "organisations": [{**name, "meaning": also[0]} for name, also, _ in names]}


def _cells(named: Named, kind: NameKind, *, is_protected: bool) -> tuple[str, ...]:
    start = (str(named.cables), normalise(named.name))
    also = "; ".join(map(normalise, named.also))
    match kind:
        case NameKind.PERSON:
            return (*start, also, "protected" if is_protected else "")
        case NameKind.ORGANISATION:
            return (*start, also)
        case NameKind.PLACE:
            return start


def _line(named: Named, kind: NameKind, *, is_protected: bool) -> str:
    name, also = one_line(named.name), " = ".join(map(one_line, named.also))
    mark = "protected" if is_protected else ""
    if not is_terminal():
        fields = [str(named.cables), name]
        fields += [mark] if kind is NameKind.PERSON else []
        return "\t".join([*fields, also] if also else fields)
    link = " = " if kind is NameKind.PERSON else "  "
    whole = f"{named.cables:>9,}  {name}{link if also else ''}{also}"
    return f"{whole}  ({mark})" if mark else whole


def _nobody(kind: NameKind) -> str:
    if kind is NameKind.PERSON:
        return (
            "No person is named in these cables. For cables imported by an earlier version: "
            "cables repair --index"
        )
    return f"No {kind} of the tables are named in these cables."

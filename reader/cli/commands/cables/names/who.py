"""``cables who``: the passages in which a person, a place or an organisation is named."""

from __future__ import annotations

import argparse

from reader.cable.naming.places import places_named
from reader.cable.reference import tables
from reader.cli.cable_rows import fields, line, rows, shape
from reader.cli.context import open_workspace
from reader.cli.marked_lines import marked_lines
from reader.cli.output import Paint, is_terminal, message, print_line, text_width
from reader.cli.parser_base import JSON_LINES, QUERY, Parser, add_json, add_order
from reader.cli.query_args import matching
from reader.errors import ExitCode, UsageError
from reader.joined.protection.listed import is_listed
from reader.joined.protection.protected import own_names
from reader.library.discovery.name_queries import NameKind, name_query, passage_query
from reader.library.discovery.passages import Passage, passages
from reader.terminal_text import one_line
from reader.workspace import Workspace

WIDTH = 240
"""About how many characters of a passage are shown."""
WINDOW = 50
"""Cables read at a time."""
INDENT = " " * 4
WHO_EXAMPLES = """\
  cables who thaksin
  cables who "Sar Kheng" date:2009
  cables who Cambodia --limit 20
  cables who UNICEF --json | jq -r .mrn

A place of the tables is looked for by all its names and its TAGS code, an acronym as it is, any other name as
a person. In a pipe, tab-separated: MRN, paragraph, text. --limit is the number of cables.
"""


def declare_who(parser: Parser) -> None:
    """The arguments of ``cables who``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("name", metavar="NAME", help="a person, a place, or an acronym")
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f"{QUERY}; all cables if omitted")
    add_order(parser)
    parser.runs(run, examples=WHO_EXAMPLES)


def kind_of(name: str) -> NameKind:
    """What a name is the name of: a place or an acronym of the tables, otherwise a person."""
    if tables.acronym(name):
        return NameKind.ORGANISATION
    return NameKind.PLACE if places_named(name) else NameKind.PERSON


def run(arguments: argparse.Namespace) -> int:
    """Print the passages, cable by cable."""
    name = " ".join(arguments.name.replace('"', " ").split())
    if not any(map(str.isalnum, name)):
        raise UsageError(
            "A name needs a letter", where=one_line(arguments.name), advice="For example: cables who rice"
        )
    kind = kind_of(name)
    query, sought = name_query(kind, name), passage_query(kind, name)
    printed = 0
    with open_workspace(arguments) as opened:
        listing = matching(opened, [query, *arguments.query], arguments.order)
        if is_listed(name, own_names(opened.library).protected):
            message(f"{one_line(name)} is on the list of protected names.")
        found = list(rows(listing, arguments.limit, WINDOW))
        for start in range(0, len(found), WINDOW):
            window = found[start : start + WINDOW]
            last = None
            for passage in passages(opened.library, window, sought, width=WIDTH):
                _print(opened, passage, first=passage.row.mrn != last, as_json=arguments.json)
                last = passage.row.mrn
                printed += 1
    if len(listing):
        cables = f"{len(listing):,} {'cable' if len(listing) == 1 else 'cables'}"
        message(f"{printed:,} {'passage' if printed == 1 else 'passages'}; {cables} found by {query}")
    return ExitCode.DONE if len(listing) else ExitCode.NOT_FOUND


def _print(opened: Workspace, passage: Passage, *, first: bool, as_json: bool) -> None:
    row, found = passage
    cable = opened.cable(row.mrn)
    paragraph = cable.paragraph(found.ordinal or 0) if cable else None
    label = paragraph.label if paragraph else f"§{found.ordinal}"
    if as_json:
        hits = [[hit.start, hit.end] for hit in found.hits]
        print_line({**shape(row), "paragraph": label, "text": found.text, "hits": hits})
    elif not is_terminal():
        print(f"{fields(row, 0)[1]}\t{one_line(label)}\t{one_line(found.text)}")
    else:
        if first:
            print(line(row))
        for each in marked_lines(passage.snippet, text_width(), Paint(), f"{INDENT}{one_line(label):<6}"):
            print(each)

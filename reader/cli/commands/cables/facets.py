"""``cables facets``: matching cables counted by year, level, post, TAGS, signer and person."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from reader.cable.mrn import post_name
from reader.cable.reference import tables
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_object, width
from reader.cli.parser_base import QUERY, Parser, add_json, add_limit
from reader.cli.query_args import matching
from reader.errors import ExitCode
from reader.export.protection.own_list import listed_names
from reader.joined.protection.listed import is_listed
from reader.library.discovery.name_queries import NameKind
from reader.library.discovery.names import MOST_IN_FACETS, NamesFound, names_in
from reader.library.search.facets import Facets
from reader.terminal_text import cut, one_line

SHOWN = 10
"""Values of each kind shown at a terminal by default."""
MOST_PERSONS = 200
"""Persons that are listed; there are thousands, most in one cable."""
BAR = 20
"""Columns of the longest bar."""


FACETS_EXAMPLES = """\
  cables facets
  cables facets trafficking
  cables search --ids trafficking | cables facets -
  cables facets --json tag:PHUM | jq .months

In a pipe, tab-separated: kind, value, count.
"""


def declare_facets(parser: Parser) -> None:
    """The arguments of ``cables facets``."""
    add_json(parser)
    parser.add_argument("query", nargs="*", metavar="QUERY", help=f"{QUERY}; all cables if omitted")
    add_limit(parser, "maximum number of values of each kind (default: 10 at a terminal)")
    parser.runs(run, examples=FACETS_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts."""
    with open_workspace(arguments) as opened:
        listing = matching(opened, arguments.query)
        if not len(listing):
            return ExitCode.NOT_FOUND if arguments.query else ExitCode.DONE
        facets = opened.library.facets(listing, once=True)
        persons = names_in(opened.library, listing.ids, NameKind.PERSON, most=MOST_IN_FACETS)
    kinds = {**_kinds(facets), "person": _persons(persons)}
    if arguments.json:
        print_object({"query": listing.query, **_shape(facets, kinds), "persons_counted": persons.counted})
        return ExitCode.DONE
    for line in _page(facets, kinds, arguments.limit) if is_terminal() else _lines(kinds, arguments.limit):
        print(line)
    if persons.counted < persons.of:
        message(f"Persons: counted in {persons.counted:,} of {persons.of:,} cables, evenly spaced.")
    return ExitCode.DONE


def _persons(found: NamesFound) -> Mapping[str, int]:
    """The persons; names on the user's list are left out where the output may be kept."""
    listed = () if is_terminal() else listed_names()
    shown = (named for named in found.names if not any(is_listed(name, listed) for name in named.names))
    return {named.name: named.cables for named in islice(shown, MOST_PERSONS)}


def _kinds(facets: Facets) -> Mapping[str, Mapping[str, int]]:
    return {
        "year": {str(year): count for year, count in facets.years.items()},
        "level": {level.name: count for level, count in facets.levels.items()},
        "post": facets.posts,
        "tag": facets.tags,
        "signer": facets.signers,
    }


def _shape(facets: Facets, kinds: Mapping[str, Mapping[str, int]]) -> dict[str, object]:
    months = {f"{month.year:04}-{month.month:02}": count for month, count in facets.months.items()}
    return {
        "total": facets.total,
        **{f"{kind}s": counts for kind, counts in kinds.items()},
        "months": months,
    }


def _chosen(kind: str, counts: Mapping[str, int], most: int | None) -> list[tuple[str, int]]:
    """The most frequent first; all years and levels, in their own order."""
    return list(counts.items())[: None if kind in ("year", "level") else most]


def _lines(kinds: Mapping[str, Mapping[str, int]], most: int | None) -> Iterator[str]:
    for kind, counts in kinds.items():
        for name, count in _chosen(kind, counts, most):
            yield f"{kind}\t{one_line(name)}\t{count}"


def _page(facets: Facets, kinds: Mapping[str, Mapping[str, int]], most: int | None) -> Iterator[str]:
    paint, columns = Paint(), width()
    yield f"{facets.total:,} {'cable' if facets.total == 1 else 'cables'}"
    for kind, counts in kinds.items():
        chosen = _chosen(kind, counts, most or SHOWN)
        if not chosen:
            continue
        highest = max(counts.values())
        yield ""
        yield paint.bold(_TITLES[kind])
        for name, count in chosen:
            bar = "▇" * max(1, round(BAR * count / highest))
            meaning = _MEANINGS[kind](name) if kind in _MEANINGS else None
            label = f"{one_line(name)}  {one_line(meaning)}" if meaning else one_line(name)
            yield f"{count:>9,}  {paint.dim(f'{bar:<{BAR}}')}  {cut(label, max(columns - BAR - 13, 8))}"
        if len(counts) > len(chosen):
            yield f"{'':9}  and {len(counts) - len(chosen):,} more: --limit N"


def _tag(code: str) -> str | None:
    fact = tables.tag(code)
    return fact.description if fact else None


_TITLES = {
    "year": "Years",
    "level": "Levels",
    "post": "Posts",
    "tag": "TAGS",
    "signer": "Signed by",
    "person": "Persons",
}
_MEANINGS: Mapping[str, Callable[[str], str | None]] = {"post": post_name, "tag": _tag}

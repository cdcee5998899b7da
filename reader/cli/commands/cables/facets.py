"""``cables facets``: how what answers a query is spread over years, levels, posts, TAGS, signers."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping

from reader.cable.mrn import post_name
from reader.cable.reference import tables
from reader.cli.context import open_workspace
from reader.cli.output import Paint, cut, is_terminal, json_text, one_line, width
from reader.cli.parser_base import Parser, add_json, whole_number
from reader.cli.query_args import explain_no_match, matching, resolve_query
from reader.library.search.facets import Facets

SHOWN = 10
"""Of each kind at a terminal, unless told otherwise."""
BAR = 20
"""Cells of the longest bar."""


FACETS_EXAMPLES = """\
  cables facets trafficking
  cables facets --json 'tag:KTIP' | jq .months
  cables facets

In a pipe: kind, value and count between tabs. --json gives: query, total, years, levels, posts, tags,
signers, months; each an object with counts.
"""


def declare_facets(parser: Parser) -> None:
    """The arguments of ``cables facets``."""
    add_json(parser)
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and fields; all cables without one")
    parser.add_argument(
        "--limit", type=whole_number, metavar="N", help="of each kind (default: 10 at a terminal)"
    )
    parser.runs(run, examples=FACETS_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts."""
    with open_workspace(arguments) as opened:
        query = resolve_query(opened.library, arguments.query)
        listing = matching(opened, query)
        if not len(listing):
            explain_no_match(opened, query)
            return 1
        facets = opened.library.facets(listing)
    if arguments.json:
        print(json_text({"query": listing.query, **_shape(facets)}))
        return 0
    for line in _page(facets, arguments.limit) if is_terminal() else _lines(facets, arguments.limit):
        print(line)
    return 0


def _kinds(facets: Facets) -> Mapping[str, Mapping[str, int]]:
    return {
        "year": {str(year): count for year, count in facets.years.items()},
        "level": {level.name: count for level, count in facets.levels.items()},
        "post": facets.posts,
        "tag": facets.tags,
        "signer": facets.signers,
    }


def _shape(facets: Facets) -> dict[str, object]:
    months = {f"{month.year:04}-{month.month:02}": count for month, count in facets.months.items()}
    return {
        "total": facets.total,
        **{f"{kind}s": counts for kind, counts in _kinds(facets).items()},
        "months": months,
    }


def _chosen(kind: str, counts: Mapping[str, int], most: int | None) -> list[tuple[str, int]]:
    """The most frequent, first; years and levels in their own order, and all of them."""
    return list(counts.items())[: None if kind in ("year", "level") else most]


def _lines(facets: Facets, most: int | None) -> Iterator[str]:
    for kind, counts in _kinds(facets).items():
        for name, count in _chosen(kind, counts, most):
            yield f"{kind}\t{one_line(name)}\t{count}"


def _page(facets: Facets, most: int | None) -> Iterator[str]:
    paint, columns = Paint(), width()
    yield f"{facets.total:,} {'cable' if facets.total == 1 else 'cables'}"
    for kind, counts in _kinds(facets).items():
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


_TITLES = {"year": "Years", "level": "Levels", "post": "Posts", "tag": "TAGS", "signer": "Signed by"}
_MEANINGS: Mapping[str, Callable[[str], str | None]] = {"post": post_name, "tag": _tag}

"""``cables refs``: the citations of a cable, and the cables that are missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cable.mrn import canonical
from reader.cli.cable_rows import fields, line, shape
from reader.cli.commands.cables.references.ghost_lines import named, print_ghosts
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_object, text_width, wrap
from reader.cli.parser_base import JSON_OBJECT, MRN_OR_INPUT, Parser, add_json, add_limit
from reader.cli.query_args import single_mrn
from reader.errors import ExitCode, UnknownCable, UsageError
from reader.library.discovery.ghosts import GhostOrder
from reader.library.discovery.reference_graph import Citation, citations_of, references_from
from reader.terminal_text import one_line
from reader.workspace import Workspace

REFS_EXAMPLES = """\
  cables refs 04RANGOON1422
  cables refs --ghosts --limit 20
  cables refs --ghosts trafficking date:2006 --post bangkok --sort latest
  cables refs --json 04RANGOON1422 | jq -r '.out[] | select(.held | not) | .mrn'

A ghost is a cable that is cited but not in your library; with a query, by the matching cables.
In a pipe, tab-separated: out, ghost or in; date, MRN, level, letters in the REF line, paragraphs, subject.
With --ghosts: MRN, number of citing cables, their MRNs.
"""


def declare_refs(parser: Parser) -> None:
    """The arguments of ``cables refs``."""
    add_json(parser, f"{JSON_OBJECT}; with --ghosts, JSON Lines")
    parser.add_argument(
        "cables", nargs="*", metavar="MRN", help=f"{MRN_OR_INPUT}; with --ghosts, cables or a query"
    )
    parser.add_argument(
        "--ghosts", action="store_true", help="list the cables that are cited but not in your library"
    )
    parser.add_argument("--post", metavar="POST", help="with --ghosts: only those sent by this post")
    parser.add_argument(
        "--sort",
        choices=tuple(GhostOrder),
        default=GhostOrder.CITED,
        help="with --ghosts: most cited first, latest cited first, or by number (default: %(default)s)",
    )
    add_limit(parser, "maximum number of ghosts", 100)
    parser.runs(refs, examples=REFS_EXAMPLES)


def refs(arguments: argparse.Namespace) -> int:
    """Print the citations of a cable, or the ghosts."""
    if not arguments.ghosts and len(arguments.cables) != 1:
        raise UsageError("Give one MRN, or --ghosts", advice="For example: cables refs 04RANGOON1422")
    with open_workspace(arguments) as opened:
        if arguments.ghosts:
            return print_ghosts(opened, arguments)
        mrn, held = _number(opened, single_mrn(arguments.cables[0]))
        out, incoming = references_from(opened.library, mrn), citations_of(opened.library, mrn)
        if arguments.json:
            print_object(_shape(opened, mrn, held, out, incoming))
        else:
            for each in (_page if is_terminal() else _lines)(opened, mrn, out, incoming):
                print(each)
    if not out and not incoming:
        message(f"{mrn} cites no other cable, and no cable in the library cites it.")
    return ExitCode.DONE if out or incoming else ExitCode.NOT_FOUND


def _number(opened: Workspace, text: str) -> tuple[str, bool]:
    """The MRN, and whether it is in the library; it may also be a ghost."""
    try:
        return opened.mrn_of(text), True
    except UnknownCable:
        number = canonical(text)
        if number and opened.library.citing(number):
            return number, False
        raise


def _page(
    opened: Workspace, mrn: str, out: Sequence[Citation], incoming: Sequence[Citation]
) -> Iterator[str]:
    paint, columns = Paint(), text_width()
    for title, citations, citing in (("Cites", out, mrn), ("Cited by", incoming, None)):
        if not citations:
            continue
        yield paint.bold(title)
        for one in citations:
            yield line(one.row) if one.row else f"{'ghost':<10}  {one_line(one.mrn)}"
            if remarks := "; ".join(_remarks(opened, one, citing or one.mrn, mrn)):
                yield from wrap(remarks, columns, first=" " * 12, rest=" " * 12)


def _remarks(opened: Workspace, one: Citation, citing: str, mrn: str) -> Iterator[str]:
    if one.letters:
        yield f"REF {', '.join(map(one_line, one.letters))}"
    if labels := _labels(opened, citing, one.paragraphs):
        yield f"in {', '.join(labels)}"
    if not one.sure:
        yield "year uncertain"
    if not one.row and (others := _others(opened, one.mrn, mrn)):
        yield f"also cited by {named(others)}"


def _labels(opened: Workspace, mrn: str, ordinals: Sequence[int]) -> list[str]:
    """The paragraphs as they are numbered in the citing cable."""
    cable = opened.cable(mrn) if ordinals else None
    if cable is None:
        return []
    return [one_line(each.label) for each in cable.paragraphs if each.ordinal in ordinals]


def _others(opened: Workspace, ghost: str, mrn: str) -> list[str]:
    return [row.mrn for row in opened.library.citing(ghost) if row.mrn != mrn]


def _lines(
    opened: Workspace, mrn: str, out: Sequence[Citation], incoming: Sequence[Citation]
) -> Iterator[str]:
    for one in out:
        yield "\t".join(_columns(opened, "out" if one.row else "ghost", one, mrn))
    for one in incoming:
        yield "\t".join(_columns(opened, "in", one, one.mrn))


def _columns(opened: Workspace, way: str, one: Citation, citing: str) -> Iterator[str]:
    date, _, level, _, subject = fields(one.row, 0) if one.row else ("", "", "", "", "")
    yield from (way, date, one_line(one.mrn), level)
    yield " ".join(map(one_line, one.letters))
    yield " ".join(_labels(opened, citing, one.paragraphs))
    yield subject


def _shape(
    opened: Workspace, mrn: str, held: bool, out: Sequence[Citation], incoming: Sequence[Citation]
) -> dict[str, object]:
    return {
        "mrn": mrn,
        "held": held,
        "out": [_citation(one, _others(opened, one.mrn, mrn)) for one in out],
        "in": [_citation(one) for one in incoming],
    }


def _citation(one: Citation, others: Sequence[str] = ()) -> dict[str, object]:
    fields: dict[str, object] = {
        "mrn": one.mrn,
        "held": one.row is not None,
        "letters": list(one.letters),
        "paragraphs": list(one.paragraphs),
        "sure": one.sure,
        "cable": shape(one.row) if one.row else None,
    }
    return fields if one.row else {**fields, "also_cited_by": list(others)}

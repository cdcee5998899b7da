"""``cables refs`` and ``cables similar``: the cables around a cable."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cable.mrn import canonical
from reader.cli.cable_rows import fields, line, shape
from reader.cli.context import open_workspace
from reader.cli.json_shapes import FORMAT
from reader.cli.output import Paint, is_terminal, json_text, message, one_line, text_width, wrap
from reader.cli.parser_base import JSON_LINES, MRN, Parser, add_json, whole_number
from reader.errors import UsageError
from reader.library.discovery.reference_graph import Citation, citations_of, ghosts, references_from
from reader.library.discovery.similar import Similar
from reader.workspace import UnknownCable, Workspace

NAMED = 5
"""Cables that are named of those which cite one that is not held; the count tells the rest."""


REFS_EXAMPLES = """\
  cables refs 06PHNOMPENH977
  cables refs --ghosts --limit 20
  cables refs --json 06PHNOMPENH977 | jq -r '.out[] | select(.held | not) | .mrn'

In a pipe, between tabs: out, ghost (not held) or in; date, number, level, letters in the REF line,
paragraphs, subject. --ghosts: number, how often cited, by which.
--json gives: format, mrn, held, out and in; each of them mrn, held, letters, paragraphs (ordinals in the
citing cable), sure (false where the year is a guess), cable (as `cables list --json`, or null), and for one
that is not held also_cited_by. With --ghosts an object a line: mrn, cited_by.
"""


def declare_refs(parser: Parser) -> None:
    """The arguments of ``cables refs``."""
    add_json(parser)
    parser.add_argument("mrn", nargs="?", metavar="MRN", help=MRN)
    parser.add_argument("--ghosts", action="store_true", help="the cables cited most that are not held")
    parser.add_argument(
        "--limit", type=whole_number, default=100, metavar="N", help="ghosts at most (default: %(default)s)"
    )
    parser.runs(refs, examples=REFS_EXAMPLES)


SIMILAR_EXAMPLES = """\
  cables similar 06PHNOMPENH977
  cables similar --json 06PHNOMPENH977 | jq -r .mrn

In a pipe: the columns of `cables list`, then what is shared. --json gives the fields of `cables list` but
notes, and linked, references, words, tags, score.
"""


def declare_similar(parser: Parser) -> None:
    """The arguments of ``cables similar``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("mrn", metavar="MRN", help=MRN)
    parser.add_argument(
        "--limit", type=whole_number, default=10, metavar="N", help="at most (default: %(default)s)"
    )
    parser.runs(similar, examples=SIMILAR_EXAMPLES)


def refs(arguments: argparse.Namespace) -> int:
    """Print what a cable refers to and what refers to it; or the cables cited most that are not held."""
    if bool(arguments.mrn) == arguments.ghosts:
        raise UsageError("Either a cable's number or --ghosts", advice="cables refs 06PHNOMPENH977")
    with open_workspace(arguments) as opened:
        if arguments.ghosts:
            return _ghosts(opened, arguments.limit, as_json=arguments.json)
        mrn, held = _number(opened, arguments.mrn)
        out, incoming = references_from(opened.library, mrn), citations_of(opened.library, mrn)
        if arguments.json:
            print(json_text(_shape(opened, mrn, held, out, incoming)))
        else:
            for each in (_page if is_terminal() else _lines)(opened, mrn, out, incoming):
                print(each)
    if not out and not incoming:
        message(f"{mrn} names no other cable, and none that is held names it.")
    return 0 if out or incoming else 1


def _number(opened: Workspace, text: str) -> tuple[str, bool]:
    """The number that is meant, and whether it is held; one that is only cited will do."""
    try:
        return opened.mrn_of(text), True
    except UnknownCable:
        number = canonical(text)
        if number and opened.library.citing(number):
            return number, False
        raise


def _ghosts(opened: Workspace, limit: int, *, as_json: bool) -> int:
    found = ghosts(opened.library, limit)
    for ghost in found:
        citing = [row.mrn for row in opened.library.citing(ghost.mrn)]
        if as_json:
            print(json_text({"mrn": ghost.mrn, "cited_by": citing}, indent=None))
        elif is_terminal():
            text = f"{ghost.cited_by:>5,}  {one_line(ghost.mrn):<18}  by {_named(citing)}"
            print("\n".join(wrap(text, text_width(), rest=" " * 30)))
        else:
            print(f"{one_line(ghost.mrn)}\t{ghost.cited_by}\t{' '.join(map(one_line, citing))}")
    if not found:
        message("Every cable that is cited is held." if opened.library.count() else "The library is empty.")
    return 0 if found else 1


def _named(mrns: Sequence[str]) -> str:
    rest = f" and {len(mrns) - NAMED:,} more" if len(mrns) > NAMED else ""
    return f"{', '.join(map(one_line, mrns[:NAMED]))}{rest}"


def _page(
    opened: Workspace, mrn: str, out: Sequence[Citation], incoming: Sequence[Citation]
) -> Iterator[str]:
    paint, columns = Paint(), text_width()
    for title, citations, citing in (("Refers to", out, mrn), ("Referred to by", incoming, None)):
        if not citations:
            continue
        yield paint.bold(title)
        for one in citations:
            yield line(one.row) if one.row else f"{'not held':<10}  {one_line(one.mrn)}"
            if remarks := "; ".join(_remarks(opened, one, citing or one.mrn, mrn)):
                yield from wrap(remarks, columns, first=" " * 12, rest=" " * 12)


def _remarks(opened: Workspace, one: Citation, citing: str, mrn: str) -> Iterator[str]:
    if one.letters:
        yield f"REF {', '.join(map(one_line, one.letters))}"
    if labels := _labels(opened, citing, one.paragraphs):
        yield f"in {', '.join(labels)}"
    if not one.sure:
        yield "the year is a guess"
    if not one.row and (others := _others(opened, one.mrn, mrn)):
        yield f"also cited by {_named(others)}"


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
        "format": FORMAT,
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


def similar(arguments: argparse.Namespace) -> int:
    """Print the cables most like one, and what they share with it."""
    from reader.library.discovery.similar import similar as alike

    with open_workspace(arguments) as opened:
        mrn = opened.mrn_of(arguments.mrn)
        found = alike(opened.library, mrn, arguments.limit)
    for one in found:
        shared = "; ".join(_shared(one))
        if arguments.json:
            print(json_text(_similar_shape(one), indent=None))
        elif is_terminal():
            print(line(one.row))
            for each in wrap(shared, text_width(), first=" " * 12, rest=" " * 12):
                print(Paint().dim(each))
        else:
            print(f"{line(one.row)}\t{shared}")
    if not found:
        message(f"Nothing in the library shares references or rare words with {mrn}.")
    return 0 if found else 1


def _shared(one: Similar) -> Iterator[str]:
    if one.linked:
        yield "one refers to the other"
    for what, names in (("both refer to", one.references), ("words:", one.words), ("TAGS:", one.tags)):
        if names:
            yield f"{what} {', '.join(map(one_line, names))}"


def _similar_shape(one: Similar) -> dict[str, object]:
    return {
        **shape(one.row),
        "linked": one.linked,
        "references": list(one.references),
        "words": list(one.words),
        "tags": list(one.tags),
        "score": round(one.score, 3),
    }

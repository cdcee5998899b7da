"""``cables links``: what a cable is linked with, over several hops."""

from __future__ import annotations

import argparse

from reader.cable.mrn import canonical
from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, json_text, message, one_line, text_width, wrap
from reader.cli.parser_base import MRN, Parser, add_json, whole_number
from reader.joined.cable_links import outline
from reader.notes.reports.link_outline import LONGEST, Line, described
from reader.workspace import UnknownCable, Workspace

LINKS_EXAMPLES = """\
  cables links 06PHNOMPENH977
  cables links 06PHNOMPENH977 --hops 4 --own

A cable that several ways lead to is told in full once. In a pipe, between tabs: hops, paragraph, relation,
cable and paragraph, again (where it is told elsewhere), comment. --json gives: hops, mrn, relation, comment,
from, to, again, more (how many ways out of it are left out).
"""


def declare_links(parser: Parser) -> None:
    """The arguments of ``cables links``."""
    add_json(parser)
    parser.add_argument("mrn", metavar="MRN", help=MRN)
    parser.add_argument(
        "--hops", type=whole_number, default=2, metavar="N", help="how far (default: %(default)s)"
    )
    parser.add_argument("--own", action="store_true", help="only your links, not what the texts cite")
    parser.runs(run, examples=LINKS_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the outline; between tabs in a pipe: hops, from it, relation, cable, told elsewhere, comment."""
    with open_workspace(arguments) as opened:
        mrn = _number(opened, arguments.mrn)
        lines = outline(opened, mrn, arguments.hops, texts=not arguments.own)
    if arguments.json:
        print(json_text([_shape(line) for line in lines]))
    elif is_terminal():
        for line, (depth, words) in zip(lines, described(lines), strict=True):
            more = f"  (and {line.more:,} more)" if line.more else ""
            indent = "  " * depth
            for each in wrap(one_line(words) + more, text_width(), first=indent, rest=f"{indent}    "):
                print(each)
    else:
        for line in lines[1:]:
            print("\t".join(_columns(line)))
    if len(lines) == LONGEST:
        message(f"Told are the first {LONGEST:,}.")
    if len(lines) == 1:
        message(f"{one_line(mrn)} is linked with no other cable.")
    return 0 if len(lines) > 1 else 1


def _number(opened: Workspace, text: str) -> str:
    """The cable that is meant; one that is not held may be linked too."""
    try:
        return opened.mrn_of(text)
    except UnknownCable:
        number = canonical(text)
        if number is None:
            raise
        return number


def _columns(line: Line) -> tuple[str, ...]:
    assert line.way is not None  # only the first line has none
    near = line.way.near.label if line.way.near else ""
    far = line.way.far.label if line.way.far else ""
    again = "again" if line.again else ""
    return (
        str(line.depth),
        near,
        one_line(line.way.words),
        f"{one_line(line.mrn)} {far}".rstrip(),
        again,
        one_line(line.way.comment),
    )


def _shape(line: Line) -> dict[str, object]:
    way = line.way
    return {
        "hops": line.depth,
        "mrn": line.mrn,
        "relation": way.words if way else None,
        "comment": way.comment if way else None,
        "from": way.near.label if way and way.near else None,
        "to": way.far.label if way and way.far else None,
        "again": line.again,
        "more": line.more,
    }

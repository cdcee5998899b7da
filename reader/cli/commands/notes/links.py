"""``cables links``: the cables linked to a cable, over several hops."""

from __future__ import annotations

import argparse

from reader.cable.mrn import canonical
from reader.cli.context import open_workspace
from reader.cli.output import is_terminal, message, print_line, text_width, wrap
from reader.cli.parser_base import JSON_LINES, MRN_OR_INPUT, Parser, add_json, whole_number
from reader.cli.query_args import single_mrn
from reader.errors import ExitCode, UnknownCable
from reader.joined.cable_links import outline
from reader.notes.reports.link_outline import MOST_LINES, Line, lines_of_text
from reader.terminal_text import one_line
from reader.workspace import Workspace

LINKS_EXAMPLES = """\
  cables links 04RANGOON1422
  cables links 06PHNOMPENH977 --hops 4 --own

A cable that can be reached in several ways is shown in full only once. In a pipe, tab-separated: hops,
paragraph, relation, cable and paragraph, "again" (if shown in full elsewhere), comment.
"""


def declare_links(parser: Parser) -> None:
    """The arguments of ``cables links``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("mrn", metavar="MRN", help=MRN_OR_INPUT)
    parser.add_argument(
        "--hops", type=whole_number, default=2, metavar="N", help="how many hops to go (default: %(default)s)"
    )
    parser.add_argument("--own", action="store_true", help="only your links, not citations in the texts")
    parser.runs(run, examples=LINKS_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the outline."""
    with open_workspace(arguments) as opened:
        mrn = _number(opened, single_mrn(arguments.mrn))
        lines = outline(opened, mrn, arguments.hops, texts=not arguments.own)
    if arguments.json:
        for line in lines:
            print_line(_shape(line))
    elif is_terminal():
        for line, (depth, words) in zip(lines, lines_of_text(lines), strict=True):
            more = f"  (and {line.more:,} more)" if line.more else ""
            indent = "  " * depth
            for each in wrap(one_line(words) + more, text_width(), first=indent, rest=f"{indent}    "):
                print(each)
    else:
        for line in lines[1:]:
            print("\t".join(_columns(line)))
    if len(lines) == MOST_LINES:
        message(f"Only the first {MOST_LINES:,} lines are shown.")
    if len(lines) == 1:
        message(f"{one_line(mrn)} has no links.")
    return ExitCode.DONE if len(lines) > 1 else ExitCode.NOT_FOUND


def _number(opened: Workspace, text: str) -> str:
    """The MRN; a cable outside the library may be linked too."""
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

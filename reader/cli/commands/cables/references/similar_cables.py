"""``cables similar``: cables like a cable, and other cables that contain one of its paragraphs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cable.model import Paragraph
from reader.cli.cable_rows import line, shape
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_line, text_width, wrap
from reader.cli.parser_base import JSON_LINES, MRN_OR_INPUT, Parser, add_json, add_limit
from reader.cli.progress import CountProgress
from reader.cli.query_args import single_mrn
from reader.errors import CablesError, ExitCode, UsageError
from reader.library.discovery.alike.alike import Alike, alike, percent
from reader.library.discovery.alike.copies import CopiedPassage, Copy, copies
from reader.library.discovery.alike.neighbours import can_learn, learn
from reader.terminal_text import one_line
from reader.workspace import Workspace

SIMILAR_EXAMPLES = """\
  cables similar 06PHNOMPENH977
  cables similar 06PHNOMPENH977 ¶4
  cables similar --json 06PHNOMPENH977 | jq -r .mrn
  cables similar --learn

--learn needs an extra package: pip install "cable-reader[similar]". It takes some minutes for 100,000
cables; from then on, cables that are close in content are listed, too. Repeat it after an import.

A shared passage has at least twelve words in common; with a paragraph, only passages are looked for.
In a pipe, tab-separated: the columns of `cables list`, then what the cables have in common.
"""
NAMED = 3
"""Shared passages of a cable that are printed; all of them are in the JSON."""
NOT_ALL = "Only the likeliest cables were compared for passages: more may contain some."


def declare_similar(parser: Parser) -> None:
    """The arguments of ``cables similar``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("mrn", metavar="MRN", nargs="?", help=MRN_OR_INPUT)
    parser.add_argument(
        "paragraph", metavar="¶N", nargs="?", help="find other cables with passages of this paragraph"
    )
    parser.add_argument(
        "--learn",
        action="store_true",
        help="learn from the library which cables are close in content; without MRN",
    )
    add_limit(parser, default=10)
    parser.runs(similar, examples=SIMILAR_EXAMPLES)


def similar(arguments: argparse.Namespace) -> int:
    """Print the cables like one and what they have in common."""
    if arguments.learn == (arguments.mrn is not None):
        raise UsageError("Give either an MRN or --learn", advice="For example: cables similar 06PHNOMPENH977")
    with open_workspace(arguments) as opened:
        if arguments.learn:
            return _learn(opened)
        mrn = opened.mrn_of(single_mrn(arguments.mrn))
        if arguments.paragraph is not None:
            return _print_copies(opened, mrn, arguments)
        all_alike = alike(opened.library, mrn, arguments.limit)
    _print(all_alike.found, mrn, arguments.json)
    if not all_alike.found:
        message(f"No cable in the library shares passages, references or rare words with {mrn}.")
    elif all_alike.not_all:
        message(NOT_ALL)
    if newer := all_alike.newer(mrn):
        message(newer)
    return ExitCode.DONE if all_alike.found else ExitCode.NOT_FOUND


def _learn(opened: Workspace) -> int:
    if not can_learn():
        raise CablesError(
            "Learning needs the package scikit-learn",
            advice="Install it with: pip install 'cable-reader[similar]'",
        )
    with CountProgress("cables learned") as progress:
        learned = learn(opened.library, progress.update)
    message(f"Learned from {learned:,} cables: `cables similar` and P now also list those close in content.")
    return ExitCode.DONE


def _print_copies(opened: Workspace, mrn: str, arguments: argparse.Namespace) -> int:
    paragraph = _paragraph(opened, mrn, arguments.paragraph)
    found = copies(opened.library, mrn, paragraph.ordinal)
    shown = [Alike(copy.row, copy, None) for copy in found.found[: arguments.limit]]
    _print(shown, paragraph.label, arguments.json)
    if not shown:
        message(f"No other cable in the library contains a passage of {mrn} {paragraph.label}.")
    elif found.not_all:
        message(NOT_ALL)
    return ExitCode.DONE if shown else ExitCode.NOT_FOUND


def _paragraph(opened: Workspace, mrn: str, address: str) -> Paragraph:
    cable = opened.cable(mrn)
    found = cable.paragraph_at(address) if cable else None
    if found is None:
        advice = f"`cables show {mrn}` prints the text."
        raise CablesError("No such paragraph", where=f"{mrn} {one_line(address)}", advice=advice)
    return found


def _print(found: Sequence[Alike], asked: str, as_json: bool) -> None:
    paint, columns = Paint(), text_width()
    for one in found:
        if as_json:
            print_line(_shape(one))
        elif not is_terminal():
            print(f"{line(one.row)}\t{'; '.join((*_passages(one.copy, asked), *_common(one)))}")
        else:
            print(line(one.row))
            for words in (*_passages(one.copy, asked), "; ".join(_common(one))):
                for each in wrap(words, columns, first=" " * 12, rest=" " * 14) if words else ():
                    print(paint.dim(each))


def _passages(copy: Copy | None, asked: str) -> Iterator[str]:
    """``shares 92 % of its text, 88 % of 06PHNOMPENH977``, then the longest passages."""
    if copy is None:
        return
    yield f"shares {percent(copy.share)} of its text, {percent(copy.share_here)} of {one_line(asked)}"
    for passage in copy.passages[:NAMED]:
        yield passage_line(passage)
    if len(copy.passages) > NAMED:
        yield f"and {len(copy.passages) - NAMED:,} more"


def passage_line(passage: CopiedPassage) -> str:
    """``¶4 = ¶2, 61 words: the first words …``."""
    words = one_line(passage.text).split(" ")
    first = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
    return f"{one_line(passage.label_here)} = {one_line(passage.label)}, {passage.words:,} words: “{first}”"


def _common(alike: Alike) -> Iterator[str]:
    if alike.neighbour is not None:
        yield f"content: {alike.neighbour.closeness:.2f}"
    if (one := alike.similar) is None:
        return
    if one.linked:
        yield "one cites the other"
    for what, names in (("both cite", one.references), ("words:", one.words), ("TAGS:", one.tags)):
        if names:
            yield f"{what} {', '.join(map(one_line, names))}"


def _shape(one: Alike) -> dict[str, object]:
    copy, like = one.copy, one.similar
    common: dict[str, object] = {}
    if like is not None:
        common = {
            "linked": like.linked,
            "references": list(like.references),
            "words": list(like.words),
            "tags": list(like.tags),
            "score": round(like.score, 3),
        }
    return {
        **shape(one.row),
        **common,
        "closeness": round(one.neighbour.closeness, 3) if one.neighbour else None,
        "share": round(copy.share, 3) if copy else 0,
        "share_of_request": round(copy.share_here, 3) if copy else 0,
        "passages": [
            {"words": each.words, "here": each.label_here, "there": each.label, "text": each.text}
            for each in (copy.passages if copy else ())
        ],
    }

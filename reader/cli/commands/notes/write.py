"""``cables note`` and ``cables link``: notes and links from a script."""

from __future__ import annotations

import argparse
import re
import sys

from reader.cable.addresses import parse_address
from reader.cable.model import Cable, Paragraph
from reader.cli.context import open_workspace
from reader.cli.output import print_object, result
from reader.cli.parser_base import MRN_OR_INPUT, Parser, add_dry_run, add_json
from reader.cli.query_args import single_mrn
from reader.errors import CablesError, ExitCode, UsageError
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import RELATIONS, Target
from reader.terminal_text import one_line
from reader.workspace import Workspace

NOTE_EXAMPLES = """\
  cables note 06PHNOMPENH977 --text 'Read together with 07BEIJING7545'
  cables note 06PHNOMPENH977 ¶2 --text 'Who drafted the law?' --code visas
  cables note 06PHNOMPENH977 ¶2 --quote 'Royal Government of Cambodia' --code trafficking
  echo 'A longer note' | cables note 06PHNOMPENH977 ¶2 --text -

The paragraph is the number printed in the cable, as `cables show` prints it. The quotation must occur in the
paragraph, or in only one paragraph if none is given; case and line breaks are ignored.
"""
LINK_EXAMPLES = """\
  cables link 06PHNOMPENH977 07BEIJING7545 --relation continues
  cables link 06PHNOMPENH977 ¶2 07BEIJING7545 ¶4 --relation contradicts --comment 'see the dates'
"""


def declare_note(parser: Parser) -> None:
    """The arguments of ``cables note``."""
    parser.add_argument("mrn", metavar="MRN", help=MRN_OR_INPUT)
    parser.add_argument(
        "paragraph",
        metavar="¶N",
        nargs="?",
        help="a paragraph, such as ¶6 or 6; ¶6 (second) if the number was used twice",
    )
    parser.add_argument("--quote", metavar="WORDS", help="attach the note to these words of the text")
    parser.add_argument("--text", metavar="TEXT", help="the note, or - to read it from standard input")
    parser.add_argument("--code", metavar="CODE", action="append", default=[], help="add this code")
    add_json(parser)
    add_dry_run(parser)
    parser.runs(note, examples=NOTE_EXAMPLES)


def declare_link(parser: Parser) -> None:
    """The arguments of ``cables link``."""
    parser.add_argument(
        "ends", metavar="MRN [¶N]", nargs="+", help="the two cables, each with an optional paragraph"
    )
    parser.add_argument(
        "--relation",
        default="see also",
        help=f"{', '.join(RELATIONS)}, or words of your own (default: %(default)s)",
    )
    parser.add_argument("--comment", default="", help="a comment on the link")
    add_json(parser)
    add_dry_run(parser)
    parser.runs(link, examples=LINK_EXAMPLES)


def note(arguments: argparse.Namespace) -> int:
    """Add a note, codes or both."""
    if arguments.text == "-" == arguments.mrn:
        raise UsageError("Standard input cannot be both the MRN and the text")
    body = sys.stdin.read() if arguments.text == "-" else arguments.text or ""
    if not body.strip() and not arguments.code:
        raise UsageError("The note is empty", advice="Give --text TEXT, --code CODE or both.")
    with open_workspace(arguments) as opened:
        target = _target(opened, arguments.mrn, arguments.paragraph, arguments.quote)
        notes = opened.notes
        made = notes.annotate(target, body.strip("\n")) if body.strip() else None
        if arguments.code:
            made = notes.set_codes(made.id, arguments.code) if made else notes.tag(target, arguments.code)
        codes = {code.id: code for code in notes.codes()}
    assert made is not None, "adding never removes the last code"
    if arguments.json:
        from reader.cli.json_shapes import annotation_shape

        print_object(annotation_shape(made, codes))
    else:
        result(f"{made.id[:8]}  {_place(target)}")
    return ExitCode.DONE


def link(arguments: argparse.Namespace) -> int:
    """Link two cables or paragraphs."""
    ends = _ends(arguments.ends)
    with open_workspace(arguments) as opened:
        source, target = (_target(opened, mrn, paragraph, None) for mrn, paragraph in ends)
        made = opened.notes.link(source, target, one_line(arguments.relation), arguments.comment)
    if arguments.json:
        from reader.cli.json_shapes import link_shape

        print_object(link_shape(made))
    else:
        result(f"{made.id[:8]}  {_place(source)} {one_line(made.outward)} {_place(target)}")
    return ExitCode.DONE


def _ends(words: list[str]) -> list[tuple[str, str | None]]:
    """The two ends, each an MRN and perhaps a paragraph. Raises UsageError."""
    ends: list[tuple[str, str | None]] = []
    for word in words:
        if ends and ends[-1][1] is None and parse_address(word):
            ends[-1] = (ends[-1][0], word)
        else:
            ends.append((word, None))
    if len(ends) != 2:
        raise UsageError(
            "A link needs two cables", advice="For example: cables link 06PHNOMPENH977 ¶2 07BEIJING7545"
        )
    return ends


def _target(opened: Workspace, text: str, paragraph: str | None, quote: str | None) -> Target:
    """The cable, the paragraph or the words. Raises CablesError if there is no such place, or several."""
    mrn = opened.mrn_of(single_mrn(text))
    cable = opened.cable(mrn)
    assert cable is not None, "the MRN was just resolved"
    chosen = None if paragraph is None else _paragraph(cable, mrn, paragraph)
    if quote is None:
        return target_for(cable, chosen.ordinal if chosen else None, mrn=mrn)
    places = [
        (each, found)
        for each in ([chosen] if chosen else cable.paragraphs)
        for found in _quote_pattern(quote).finditer(each.text)
    ]
    if len({each.ordinal for each, _ in places}) != 1:
        what = "These words occur in several paragraphs" if places else "These words do not occur in the text"
        labels = ", ".join(dict.fromkeys(each.label for each, _ in places))
        raise CablesError(
            what,
            where=one_line(quote),
            advice=f"Name the paragraph: {labels}." if places else f"`cables show {mrn}` prints the text.",
        )
    each, found = places[0]
    return target_for(cable, each.ordinal, found.start(), found.end(), mrn=mrn)


def _paragraph(cable: Cable, mrn: str, text: str) -> Paragraph:
    """The paragraph at this address, such as ``6`` or ``¶6 (second)``. Raises CablesError."""
    found = cable.paragraph_at(text)
    if found is None:
        advice = f"`cables show {mrn}` prints the text."
        raise CablesError("No such paragraph", where=f"{mrn} {one_line(text)}", advice=advice)
    return found


def _quote_pattern(quote: str) -> re.Pattern[str]:
    """The words in upper or lower case, whatever white space is between them."""
    words = quote.split()
    if not words:
        raise UsageError("The quotation is empty")
    return re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)


def _place(target: Target) -> str:
    return f"{one_line(target.mrn)} {target.label}".rstrip()

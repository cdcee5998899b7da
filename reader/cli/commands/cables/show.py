"""``cables show``: cables as text, as the original bytes, or as JSON."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping

from reader.cli.cable_text import readable
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, print_line, print_object, problem, text_width
from reader.cli.parser_base import MRNS_OR_QUERY, Parser, add_json
from reader.cli.query_args import select
from reader.errors import CablesError
from reader.notes.queries.counts import NO_NOTES, NoteCounts, count_records
from reader.workspace import Workspace

SHOW_EXAMPLES = """\
  cables show 06PHNOMPENH977
  cables show 'phnom penh 977' 07BEIJING7545
  cables show 'from:RANGOON trafficking'
  cables show 06PHNOMPENH977 --json | jq .cable.tags
  cables show 06PHNOMPENH977 --raw > cable.txt

Cables that are not in the library are reported on standard error, and the others are printed (exit code 4).
--raw into a pipe or file passes the bytes as they are, control characters included; at a terminal, control
characters are shown as symbols.
--json prints a JSON object for a single MRN, otherwise JSON Lines. Spans are [start, end) in characters of
cable.source.
"""


def declare_show(parser: Parser) -> None:
    """The arguments of ``cables show``."""
    parser.add_argument("cables", metavar="MRN|QUERY", nargs="+", help=MRNS_OR_QUERY)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="print the whole header as sent")
    form.add_argument(
        "--raw", action="store_true", help="print the original text; in a pipe, its bytes as they are"
    )
    add_json(form, "print everything parsed from the cable as JSON")
    parser.runs(run, examples=SHOW_EXAMPLES)


def run(arguments: Namespace) -> int:
    """Print each of the cables."""
    with open_workspace(arguments) as opened:
        chosen = select(opened, arguments.cables)
        is_single = len(arguments.cables) == 1 and not chosen.query and arguments.cables != ["-"]
        for number, mrn in enumerate(chosen.mrns):
            if arguments.raw:
                _print_raw(opened, mrn)
            elif arguments.json:
                (print_object if is_single else print_line)(_shape(opened, mrn))
            else:
                if number:
                    print()
                _print_text(opened, mrn, full=arguments.full)
    return chosen.exit_code


def _print_text(opened: Workspace, mrn: str, *, full: bool) -> None:
    cable = opened.cable(mrn)
    assert cable is not None, "the MRN was just resolved"
    counts = _note_counts(opened, mrn)
    for line in readable(cable, mrn, counts, columns=text_width(), paint=Paint(), full=full):
        print(line)


def _note_counts(opened: Workspace, mrn: str) -> Mapping[int | None, NoteCounts]:
    """How many notes and links each paragraph has; under None those on no single paragraph.

    If the notes cannot be read, the error is printed and the cable is shown without counts.
    """
    if not opened.notes_folder.exists():
        return {}  # importing TinyDB would take a third of this command's time
    from reader.notes.anchoring.anchor import locate
    from reader.notes.model import Annotation, Confidence, CrossReference, Target

    try:
        notes = opened.notes.for_cable(mrn)
    except CablesError as error:
        problem(str(error))
        return {}
    found: list[tuple[Target, Annotation | CrossReference]] = [
        *((note.target, note) for note in notes.annotations),
        *((link.source, link) for link in notes.outgoing),
        *((link.target, link) for link in notes.incoming),
    ]
    cable = opened.cable(mrn)
    counts: dict[int | None, NoteCounts] = {}
    for target, record in found:
        anchor = locate(target, cable) if cable else None
        is_found = anchor is not None and anchor.confidence is not Confidence.LOST
        ordinal = anchor.ordinal if is_found and anchor else None
        counts[ordinal] = counts.get(ordinal, NO_NOTES).plus(count_records([record]))
    return counts


def _print_raw(opened: Workspace, mrn: str) -> None:
    """The original bytes into a pipe; at a terminal the normalised text, without control characters."""
    stored = opened.library.get(mrn)
    assert stored is not None, "the MRN was just resolved"
    if is_terminal():
        print(stored.source)
        return
    original = opened.library.original(mrn)
    sys.stdout.flush()
    sys.stdout.buffer.write(stored.source.encode() if original is None else original)
    sys.stdout.buffer.flush()


def _shape(opened: Workspace, mrn: str) -> dict[str, object]:
    from reader.cli.json_shapes import cable_shape

    stored, cable = opened.library.get(mrn), opened.cable(mrn)
    assert stored is not None, "the MRN was just resolved"
    assert cable is not None
    return {
        "mrn": mrn,
        "text_hash": stored.text_hash,
        "imported": stored.imported.isoformat(),
        "place": stored.place,
        "given": dict(stored.metadata),
        "cable": cable_shape(cable),
    }

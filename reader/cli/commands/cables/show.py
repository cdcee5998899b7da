"""``cables show``: one cable, to read or to work on."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping

from reader.cli.cable_text import readable
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, json_text, message, text_width
from reader.cli.parser_base import MRN, Parser, add_json
from reader.errors import CablesError
from reader.workspace import Workspace

SHOW_EXAMPLES = """\
  cables show 06PHNOMPENH977
  cables show 'phnom penh 977' --json | jq .cable.tags
  cables show 06PHNOMPENH977 --raw > cable.txt

--json gives: format, mrn, text_hash, imported, place, given (what its container said) and cable, with every
field that was read; spans are [start, end) in characters of cable.source.
"""


def declare_show(parser: Parser) -> None:
    """The arguments of ``cables show``."""
    parser.add_argument("mrn", metavar="MRN", nargs="+", help=MRN)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="with the whole header, as sent")
    form.add_argument("--raw", action="store_true", help="the text as it was found, byte for byte in a pipe")
    add_json(form, "everything that was read from it, as JSON")
    parser.runs(run, examples=SHOW_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print each of the cables."""
    with open_workspace(arguments) as opened:
        mrns = [opened.mrn_of(text) for text in arguments.mrn]
        for number, mrn in enumerate(mrns):
            if arguments.raw:
                _raw(opened, mrn)
            elif arguments.json:
                print(json_text(_shape(opened, mrn)))
            else:
                if number:
                    print()
                _readable(opened, mrn, full=arguments.full)
    return 0


def _readable(opened: Workspace, mrn: str, *, full: bool) -> None:
    cable = opened.cable(mrn)
    assert cable is not None, "the number was just resolved"
    for line in readable(cable, mrn, _noted(opened, mrn), columns=text_width(), paint=Paint(), full=full):
        print(line)


def _noted(opened: Workspace, mrn: str) -> Mapping[int | None, int]:
    """How many notes and links lie on each paragraph; under None those on no one paragraph.

    A cable can be read although its notes cannot: then a word about it, and none.
    """
    if not opened.notes_folder.exists():
        return {}  # most cables read from a pipe have none; TinyDB would cost a third of this command's time
    from reader.notes.anchoring.anchor import locate
    from reader.notes.model import Confidence

    try:
        found = opened.notes.for_cable(mrn)
    except CablesError as error:
        message(f"cables: {error}")
        return {}
    targets = [
        *(note.target for note in found.annotations),
        *(link.source for link in found.outgoing),
        *(link.target for link in found.incoming),
    ]
    cable = opened.cable(mrn)
    counted: Counter[int | None] = Counter()
    for target in targets:
        anchor = locate(target, cable) if cable else None
        placed = anchor is not None and anchor.confidence is not Confidence.LOST
        counted[anchor.ordinal if placed and anchor else None] += 1
    return counted


def _raw(opened: Workspace, mrn: str) -> None:
    """The bytes as found into a pipe; at a terminal the normalised text, which cannot drive it."""
    stored = opened.library.get(mrn)
    assert stored is not None, "the number was just resolved"
    if is_terminal():
        print(stored.source)
        return
    original = opened.library.original(mrn)
    sys.stdout.flush()
    sys.stdout.buffer.write(stored.source.encode() if original is None else original)
    sys.stdout.buffer.flush()


def _shape(opened: Workspace, mrn: str) -> dict[str, object]:
    from reader.cli.json_shapes import FORMAT, cable_shape

    stored, cable = opened.library.get(mrn), opened.cable(mrn)
    assert stored is not None, "the number was just resolved"
    assert cable is not None
    return {
        "format": FORMAT,
        "mrn": mrn,
        "text_hash": stored.text_hash,
        "imported": stored.imported.isoformat(),
        "place": stored.place,
        "given": dict(stored.given),
        "cable": cable_shape(cable),
    }

"""``cables review``: notes whose cable text has changed, and where they belong now."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from reader.cli.confirm import counted, prompt
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_line, result, text_width, wrap
from reader.cli.parser_base import JSON_LINES, MRN, Parser, add_dry_run, add_json
from reader.cli.progress import CountProgress
from reader.cli.query_args import STANDARD_INPUT, mrns_from_input
from reader.errors import CablesError, ExitCode, UsageError
from reader.joined.doubts import AnchorDoubt, doubts_in_all, doubts_in_cable
from reader.notes.anchoring import review
from reader.notes.model import Anchor, Annotation, Confidence, CrossReference
from reader.notes.undo.step_wording import target_text
from reader.terminal_text import one_line
from reader.workspace import Workspace

SHORT = 8
"""Characters of an id that identify a note on the command line."""
Place = tuple[int | None, int | None, int | None]


REVIEW_EXAMPLES = """\
  cables review
  cables review --ask
  cables review --accept 3f2a91c0 81bb20de:2 --give-up 5c01aa37

Lists each note whose place in the text is uncertain: its id for --accept and --give-up, and the places where
it may belong. In a pipe, tab-separated: id, cable and paragraph, state, quoted words, number of the place,
its paragraph, its words, the note.
"""


def declare_review(parser: Parser) -> None:
    """The arguments of ``cables review``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "mrn", metavar="MRN", nargs="*", help=f"{MRN}, or - for standard input; all cables if omitted"
    )
    parser.add_argument(
        "--accept", metavar="NOTE[:N]", nargs="+", help="move the note to its new place, or to its Nth place"
    )
    parser.add_argument("--give-up", metavar="NOTE", nargs="+", help="mark the note's place as lost")
    parser.add_argument("--ask", action="store_true", help="ask about each note")
    add_dry_run(parser)
    parser.runs(run, examples=REVIEW_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the notes whose place is uncertain, or resolve them."""
    with open_workspace(arguments) as opened:
        numbers = mrns_from_input() if arguments.mrn == [STANDARD_INPUT] else arguments.mrn
        found = _found(opened, numbers)
        if arguments.accept or arguments.give_up:
            return _settle(opened, found, arguments.accept or (), arguments.give_up or ())
        if not found:
            message("No notes to review.")
            return ExitCode.DONE
        if arguments.ask:
            return _ask_each(opened, found)
        for one in found:
            if arguments.json:
                print_line(_shape(one))
            else:
                for line in (_page if is_terminal() else _rows)(one):
                    print(line)
    if is_terminal():
        message("To resolve them: cables review --ask, --accept NOTE[:N] or --give-up NOTE.")
    return ExitCode.DONE


def _found(opened: Workspace, numbers: Sequence[str]) -> list[AnchorDoubt]:
    if numbers:
        return [one for text in numbers for one in doubts_in_cable(opened, opened.mrn_of(text))]
    with CountProgress("cables checked") as progress:
        return [one for of in doubts_in_all(opened, progress.update, lambda: False) for one in of]


def _name(one: AnchorDoubt) -> str:
    """Its name on the command line: the beginning of its id, and the end of a link that is uncertain."""
    return one.doubt.record.id[:SHORT] + (".source" if one.doubt.end == "source" else "")


def _settle(opened: Workspace, found: Sequence[AnchorDoubt], yes: Sequence[str], no: Sequence[str]) -> int:
    accepted = [(_of(found, name), _candidate(place)) for name, _, place in (w.partition(":") for w in yes)]
    given_up = [_of(found, name) for name in no]
    for one, candidate in accepted:
        review.accept(opened.notes, one.doubt, one.cable, candidate)
    for one in given_up:
        review.give_up(opened.notes, one.doubt, one.cable)
    result(f"{len(accepted):,} accepted, {len(given_up):,} given up.")
    return ExitCode.DONE


def _candidate(text: str) -> int:
    """The index of the place; the first one if no number is given."""
    if not text:
        return 0
    if not text.isdecimal() or not 1 <= int(text) <= 99:
        raise UsageError("No such place", where=one_line(text), advice="For example --accept 3f2a91c0:2")
    return int(text) - 1


def _of(found: Sequence[AnchorDoubt], name: str) -> AnchorDoubt:
    start, _, end = name.partition(".")
    candidates = [
        one
        for one in found
        if one.doubt.record.id.startswith(start) and start and (not end or one.doubt.end == end)
    ]
    if not end and len(candidates) > 1:
        candidates = [one for one in candidates if one.doubt.end == "target"]
    if len(candidates) != 1:
        what = "Several notes match" if candidates else "No note to review has this id"
        raise CablesError(what, where=one_line(name), advice="`cables review` lists them.")
    return candidates[0]


def _ask_each(opened: Workspace, found: Sequence[AnchorDoubt]) -> int:
    """Ask about one after another: yes, no, the number of a place, later, or quit."""
    settled = 0
    for one in found:
        for line in _page(one):
            print(line)
        places = len(_places(one.doubt.anchor))
        choices = {0: "no, later, quit", 1: "yes, no, later, quit"}.get(
            places, f"1-{places}, no, later, quit"
        )
        reply = prompt(f"Move the note there? [{choices}] ").lower()
        if reply in ("q", "quit"):
            break
        if reply in ("n", "no"):
            review.give_up(opened.notes, one.doubt, one.cable)
        elif places and (reply in ("y", "yes") or (reply.isdecimal() and 1 <= int(reply) <= places)):
            review.accept(opened.notes, one.doubt, one.cable, int(reply) - 1 if reply.isdecimal() else 0)
        else:
            continue
        settled += 1
    result(f"{counted(settled, 'note')} resolved. `cables undo` undoes them one by one.")
    return ExitCode.DONE


def _places(anchor: Anchor) -> list[Place]:
    """Where the note may belong: the place it moved to, or the candidates."""
    if anchor.confidence is Confidence.MOVED:
        return [(anchor.ordinal, anchor.start, anchor.end)]
    return list(anchor.candidates)


def _words(one: AnchorDoubt, place: Place) -> tuple[str, str]:
    """The paragraph's label and the words there."""
    ordinal, start, end = place
    paragraph = one.cable.paragraph(ordinal or 0)
    if paragraph is None:
        return "", ""
    return paragraph.label, one_line(paragraph.text[start or 0 : end if end is not None else 160])


def _page(one: AnchorDoubt) -> Iterator[str]:
    paint, columns, doubt = Paint(), text_width(), one.doubt
    state = doubt.anchor.confidence.value
    yield from wrap(paint.bold(f"{_name(one)}  {one_line(target_text(doubt.target))}  {state}"), columns)
    if doubt.target.quote:
        quote = one_line(doubt.target.quote.exact)
        yield from wrap(f"was: “{quote}”", columns, first="  ", rest="       ")
    if text := one_line(_text(one)):
        yield from wrap(f"note: {text}", columns, first="  ", rest="        ")
    for number, place in enumerate(_places(doubt.anchor), start=1):
        label, words = _words(one, place)
        yield from wrap(f"{number}: {label} “{words}”", columns, first="  ", rest="     ")
    yield ""


def _text(one: AnchorDoubt) -> str:
    record = one.doubt.record
    if isinstance(record, Annotation):
        return record.body
    return record.comment if isinstance(record, CrossReference) else ""


def _rows(one: AnchorDoubt) -> Iterator[str]:
    doubt = one.doubt
    head = (_name(one), one_line(target_text(doubt.target)), doubt.anchor.confidence.value)
    was = one_line(doubt.target.quote.exact if doubt.target.quote else "")
    for number, place in list(enumerate(_places(doubt.anchor), start=1)) or [(0, (None, None, None))]:
        label, words = _words(one, place)
        yield "\t".join((*head, was, str(number or ""), label, words, one_line(_text(one))))


def _shape(one: AnchorDoubt) -> dict[str, object]:
    doubt = one.doubt
    places = [_words(one, place) for place in _places(doubt.anchor)]
    return {
        "id": doubt.record.id,
        "end": doubt.end,
        "mrn": doubt.target.mrn,
        "paragraph": doubt.target.label,
        "state": doubt.anchor.confidence.value,
        "was": doubt.target.quote.exact if doubt.target.quote else None,
        "note": _text(one),
        "places": [{"paragraph": label, "words": words} for label, words in places],
    }

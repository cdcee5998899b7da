"""``cables agreement``: how far people agree in their judgements and codes, and where they differ."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import NamedTuple

from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_line, text_width, wrap
from reader.cli.parser_base import JSON_LINES, MRNS_OR_QUERY, Parser, add_json
from reader.cli.query_args import select
from reader.errors import CablesError, ExitCode
from reader.notes.agreement.ratings import Agreement, Rated, agreement, coded, judged
from reader.notes.codes import name_key
from reader.notes.model import Annotation
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import counted, quoted
from reader.terminal_text import one_line
from reader.workspace import Workspace

AGREEMENT_EXAMPLES = """\
  cables agreement
  cables agreement --disagreements from:RANGOON
  cables agreement --by judgement --ids > to-discuss.txt
  cables agreement --by code --unit cable --json

Merge your colleague's notes first (`cables merge`): everybody's judgements and codes are kept apart.
kappa is Cohen's, for two people (of more, choose two with --between); alpha is Krippendorff's (nominal), for
any number and with gaps.
A code is compared on each paragraph that somebody coded, in cables that two people coded: whoever has other
codes in that cable, but not this one here, said no. To walk through the disagreements on the screen, filter
by disagreed:judgements, disagreed:codes or disagreed:CODE.
In a pipe, tab-separated: judgement or code; query or code; people with their numbers; compared, agreement in
percent, kappa, alpha, disagreements; with --disagreements: judgement or code, query or code, MRN, paragraph,
and for each person a column with name, choice and passage.
"""
JUDGEMENT, CODE = "judgement", "code"
LONGEST_PASSAGE = 240
"""Characters of a passage that are printed at a terminal."""
GAP = 4
"""Columns before a person's choice, and between two people's."""
NARROWEST = 30
"""Columns for each of two people; with fewer they are printed one below the other."""


class Compared(NamedTuple):
    """The judgements for one query, or one code, and how far people agree."""

    kind: str
    name: str
    """The query (empty: overall), or the code."""
    found: Agreement


def declare_agreement(parser: Parser) -> None:
    """The arguments of ``cables agreement``."""
    form = parser.add_mutually_exclusive_group()
    add_json(form, JSON_LINES)
    form.add_argument("--ids", action="store_true", help="print only the MRNs of cables with disagreements")
    parser.add_argument(
        "query", metavar="MRN|QUERY", nargs="*", help=f"{MRNS_OR_QUERY}; all cables if omitted"
    )
    parser.add_argument("--by", choices=(JUDGEMENT, CODE), help="compare only judgements, or only codes")
    parser.add_argument(
        "--between", metavar=("PERSON", "OTHER"), nargs=2, help="compare only these two people"
    )
    parser.add_argument(
        "--unit",
        choices=("paragraph", "cable"),
        default="paragraph",
        help="where a code is compared (default: %(default)s)",
    )
    parser.add_argument(
        "--disagreements", action="store_true", help="list each disagreement with its passages"
    )
    parser.runs(run, examples=AGREEMENT_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the measures, or the disagreements."""
    with open_workspace(arguments) as opened:
        code, mrns = ExitCode.DONE, None
        if arguments.query:
            chosen = select(opened, arguments.query)
            code, mrns = chosen.exit_code, set(chosen.mrns)
            if not mrns:
                return code
        people = _people(opened.notes, arguments.between or ())
        found = list(_compared(opened.notes, arguments, people, mrns))
        if arguments.ids:
            for mrn in sorted({one.mrn for each in found for one in each.found.disputed}):
                print(one_line(mrn))
        elif arguments.disagreements:
            _print_disagreements(opened, found, as_json=arguments.json)
        else:
            _print_measures(found, as_json=arguments.json)
    if not found:
        message("There is nothing to compare: no two people judged or coded the same cables.")
    elif not arguments.ids and not arguments.disagreements and any(each.found.disputed for each in found):
        message("To list what they disagree on: cables agreement --disagreements")
    return code


def _people(notes: Notes, names: Collection[str]) -> set[str]:
    """The authors with these names; upper case does not matter. Raises CablesError."""
    known = {name_key(one.author): one.author for one in notes.annotations()}
    for verdicts in notes.index().verdicts.values():
        known |= {name_key(one.author): one.author for each in verdicts.values() for one in each}
    if unknown := [name for name in names if name_key(name) not in known]:
        raise CablesError(
            "Nobody with this name judged or coded anything",
            where=one_line(unknown[0]),
            advice=f"These people did: {one_line(', '.join(sorted(known.values())))}." if known else "",
        )
    return {known[name_key(name)] for name in names}


def _compared(
    notes: Notes, arguments: argparse.Namespace, people: Collection[str], mrns: Collection[str] | None
) -> Iterator[Compared]:
    rated: list[tuple[str, str, list[Rated]]] = []
    if arguments.by != CODE:
        rated += [(JUDGEMENT, query, each) for query, each in judged(notes, people).items()]
    if arguments.by != JUDGEMENT:
        by_cable = arguments.unit == "cable"
        rated += [(CODE, name, each) for name, each in coded(notes, people, by_cable=by_cable).items()]
    for kind, name, each in rated:
        chosen = [one for one in each if mrns is None or one.mrn in mrns]
        measured = agreement(chosen)
        if measured.units:
            yield Compared(kind, name, measured)


# -- the measures ------------------------------------------------------------------------------------


def _print_measures(found: list[Compared], *, as_json: bool) -> None:
    for each in found:
        if as_json:
            print_line(_measures_shape(each))
        elif is_terminal():
            for line in _measures_page(each):
                print(line)
        else:
            print("\t".join(_measures_columns(each)))


def _measures_page(each: Compared) -> Iterator[str]:
    found = each.found
    yield Paint().bold(_heading(each))
    who = ", ".join(f"{one_line(name)} {number:,}" for name, number in found.people.items())
    noun = "cable" if each.kind == JUDGEMENT else "unit"
    facts = [f"{counted(found.units, noun)} by two or more", f"agreement {_percent(found.observed)} %"]
    if len(found.people) == 2:
        facts.append(f"kappa {_number(found.kappa)}")
    facts += [f"alpha {_number(found.alpha)}", counted(len(found.disputed), "disagreement")]
    yield from wrap(f"{who}; {', '.join(facts)}", text_width(), first="  ", rest="  ")


def _measures_columns(each: Compared) -> list[str]:
    found = each.found
    people = ", ".join(f"{one_line(name)} {number}" for name, number in found.people.items())
    measures = [_percent(found.observed), _number(found.kappa), _number(found.alpha)]
    return [each.kind, one_line(each.name), people, str(found.units), *measures, str(len(found.disputed))]


def _measures_shape(each: Compared) -> dict[str, object]:
    found = each.found
    return {
        "kind": each.kind,
        "name": each.name,
        "people": dict(found.people),
        "compared": found.units,
        "agreement": found.observed,
        "kappa": found.kappa,
        "alpha": found.alpha,
        "disagreements": len(found.disputed),
    }


def _heading(each: Compared) -> str:
    if each.kind == CODE:
        return one_line(f"Code {quoted([each.name])}")
    return one_line(f"Judgements for {quoted([each.name])}") if each.name else "Judgements for every query"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _number(value: float | None) -> str:
    """Three decimals; a hyphen where the measure is not defined, as when all chose the same."""
    return "-" if value is None else f"{value:.3f}"


# -- the disagreements -------------------------------------------------------------------------------


def _print_disagreements(opened: Workspace, found: list[Compared], *, as_json: bool) -> None:
    for each in found:
        if not as_json and is_terminal() and each.found.disputed:
            print(Paint().bold(_heading(each)))
        for one in each.found.disputed:
            if as_json:
                print_line(_disagreement_shape(each, one))
            elif is_terminal():
                for line in _disagreement_page(opened, one):
                    print(line)
            else:
                print("\t".join(_disagreement_columns(each, one)))


def _disagreement_page(opened: Workspace, one: Rated) -> Iterator[str]:
    row, columns = opened.library.row(one.mrn), text_width()
    subject = one_line(row.title or "") if row else "(not in the library)"
    place = one_line(f"{one.mrn} {_label(one)}".rstrip())
    yield from wrap(f"{place}  {subject}", columns, first="  ", rest="      ")
    width = columns // len(one.given) - GAP
    if len(one.given) == 2 and width >= NARROWEST:
        sides = [list(_side(one, name, width)) for name in one.given]
        for left, right in zip_longest(*sides, fillvalue=""):
            yield f"    {left:<{width}}  {right}".rstrip()
    else:
        for name in one.given:
            yield from (f"    {line}" for line in _side(one, name, columns - GAP))


def _side(one: Rated, name: str, width: int) -> Iterator[str]:
    """What one person chose, and the passages: a column beside that of the other, or a block."""
    yield from wrap(one_line(f"{name}: {one.given[name]}"), width)
    for words in _passages(one, name):
        if len(words) > LONGEST_PASSAGE:
            words = f"{words[:LONGEST_PASSAGE].rsplit(' ', 1)[0]} [...]"
        yield from wrap(f"“{words}”", width, first="  ", rest="  ")


def _disagreement_columns(each: Compared, one: Rated) -> list[str]:
    people = [
        " / ".join([f"{one_line(name)}: {choice}", *_passages(one, name)])
        for name, choice in one.given.items()
    ]
    return [each.kind, one_line(each.name), one_line(one.mrn), _label(one), *people]


def _disagreement_shape(each: Compared, one: Rated) -> dict[str, object]:
    people = [
        {"name": name, "choice": choice, "passages": _passages(one, name)}
        for name, choice in one.given.items()
    ]
    return {
        "kind": each.kind,
        "name": each.name,
        "mrn": one.mrn,
        "paragraph": _label(one) or None,
        "people": people,
    }


def _label(one: Rated) -> str:
    """The label of the paragraph; empty for a whole cable."""
    if one.ordinal is None:
        return ""
    return next((note.target.label for notes in one.passages.values() for note in notes), "")


def _passages(one: Rated, name: str) -> list[str]:
    """The words that somebody marked there."""
    return [words for note in one.passages.get(name, ()) if (words := _words(note))]


def _words(note: Annotation) -> str:
    return one_line(note.target.quote.exact) if note.target.quote else ""

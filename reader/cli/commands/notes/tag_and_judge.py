"""``cables tag`` and ``cables judge``: the same for all cables that answer a query, one step to undo."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from reader.cli.confirm import agreed, many
from reader.cli.context import workspace
from reader.cli.output import on_one_line, say
from reader.cli.progress import Counting
from reader.cli.query_args import answers, asked, say_why_not
from reader.errors import UsageError
from reader.library import bulk_lookup as names
from reader.notes import bulk, triage
from reader.notes.codes import nearest
from reader.notes.model import Target, Verdict
from reader.notes.repository import Notes
from reader.workspace import Workspace

STANDARD_INPUT = "-"


def tag(arguments: argparse.Namespace) -> int:
    """Put codes on cables and take codes off."""
    add, remove = _names(arguments.add), _names(arguments.off)
    if not add and not remove:
        raise UsageError("Which codes?", advice="cables tag QUERY +code puts one on, -code takes one off.")
    if not arguments.query:
        raise UsageError(
            "Which cables?",
            advice="cables tag 'from:RANGOON' +visas. A query that begins with - comes after --.",
        )
    with workspace(arguments) as opened:
        for name in remove:
            _known(opened.notes, name)
        mrns, _ = _chosen(opened, arguments.query)
        if not mrns or not _agreed(_tagging(len(mrns), add, remove), arguments):
            return 1
        targets = [Target(mrn) for mrn in mrns]
        with _Working("cables") as counting:
            changed = bulk.tag(opened.notes, targets, add, remove, on_progress=counting.progress)
    print(f"{many(changed, 'cable')} changed.")
    return 0


def judge(arguments: argparse.Namespace) -> int:
    """Judge cables, for the query they answer or whatever the query."""
    verdict = None if arguments.verdict == "clear" else Verdict(arguments.verdict)
    with workspace(arguments) as opened:
        mrns, query = _chosen(opened, arguments.query)
        query = "" if arguments.overall else triage.judged_for(query)
        whatever = f'for "{query}"' if query else "whatever the query"
        what = f"{'No judgement' if verdict is None else verdict.capitalize()} for {many(len(mrns), 'cable')}"
        if not mrns or not _agreed(f"{what}, {whatever}?", arguments):
            return 1
        with _Working("cables") as counting:
            changed = triage.judge(opened.notes, mrns, verdict, query=query, on_progress=counting.progress)
    print(f"{many(changed, 'cable')} changed.")
    return 0


def _names(words: Sequence[str]) -> list[str]:
    names = [name for word in words for name in word.split(",") if name.strip()]
    return [name.strip() for name in names]


def _known(notes: Notes, name: str) -> None:
    if notes.find_code(name) is None:
        near = ", ".join(code.name for code in nearest(notes.codes(), name))
        raise UsageError(
            "There is no such code",
            where=on_one_line(name),
            advice=(f"Nearest: {on_one_line(near)}. " if near else "")
            + "A query that begins with - comes after --.",
        )


def _chosen(opened: Workspace, words: Sequence[str]) -> tuple[list[str], str]:
    """The numbers of the cables that are meant, and the query; says so where there are none."""
    if list(words) == [STANDARD_INPUT]:
        given = [line.split("\t")[0].strip() for line in sys.stdin]
        mrns = list(dict.fromkeys(filter(None, given)))
        held = opened.library.present(mrns)
        return [mrn if mrn in held else opened.mrn_of(mrn) for mrn in mrns], ""
    query = asked(opened.library, words)
    listing = answers(opened, query)
    if not len(listing):
        say_why_not(opened, query)
    return names.mrns(opened.library, listing.ids), query


def _tagging(count: int, add: Sequence[str], remove: Sequence[str]) -> str:
    """``Tag 1,180 cables with "visas", and take off "draft"?``"""
    on, off = (", ".join(f'"{on_one_line(name)}"' for name in codes) for codes in (add, remove))
    cables = many(count, "cable")
    if not add:
        return f"Take {off} off {cables}?"
    return f"Tag {cables} with {on}" + (f", and take off {off}?" if remove else "?")


def _agreed(question: str, arguments: argparse.Namespace) -> bool:
    if agreed(question, without=arguments.yes):
        return True
    say("Nothing was changed.")
    return False


class _Working(Counting):
    """Counting that says, when it is stopped, that nothing was changed."""

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if error[0] is KeyboardInterrupt:
            say("Stopped; nothing was changed.")

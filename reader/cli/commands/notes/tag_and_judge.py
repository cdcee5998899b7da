"""``cables tag`` and ``cables judge``: the same for all cables that answer a query, one step to undo."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from reader.cli.confirm import confirm, counted
from reader.cli.context import open_workspace
from reader.cli.output import message, one_line
from reader.cli.parser_base import QUERY, Parser, add_yes
from reader.cli.progress import CountProgress
from reader.cli.query_args import explain_no_match, matching, resolve_query
from reader.errors import UsageError
from reader.library import bulk_lookup as names
from reader.notes import bulk, triage
from reader.notes.codes import nearest
from reader.notes.model import Target, Verdict
from reader.notes.repository import Notes
from reader.workspace import Workspace

STANDARD_INPUT = "-"


TAG_EXAMPLES = """\
  cables tag 'from:RANGOON date:2004' +visas -draft
  cables search --ids trafficking | cables tag - '+human trafficking' --yes
  cables tag +visas -- -has:codes

You are asked first, with the number of cables. It is one step: `cables undo` takes it back.
"""


def declare_tag(parser: Parser) -> None:
    """The arguments of ``cables tag``."""
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help=f"{QUERY}; - for numbers from standard input"
    )
    parser.add_argument("--add", metavar="CODE", action="append", default=[], help="the same as +CODE")
    parser.add_argument("--off", metavar="CODE", action="append", default=[], help="the same as -CODE")
    add_yes(parser)
    parser.rewrite = _signs_to_options
    parser.runs(tag, examples=TAG_EXAMPLES)


JUDGE_EXAMPLES = """\
  cables judge keep 'tag:KTIP subject:progress'
  cables judge no 'tag:KTIP is:unjudged length:<2000'
  cables judge clear @drinks

A judgement holds for the query, or with --overall whatever the query. What a query says about judgements
itself (is:kept, is:unjudged) does not count. It is one step: `cables undo` takes it back.
"""


def declare_judge(parser: Parser) -> None:
    """The arguments of ``cables judge``."""
    parser.add_argument("verdict", choices=("keep", "maybe", "no", "clear"), help="clear takes it back")
    parser.add_argument(
        "query", metavar="QUERY", nargs="+", help=f"{QUERY}; - for numbers from standard input"
    )
    parser.add_argument("--overall", action="store_true", help="whatever the query, not only for this one")
    add_yes(parser)
    parser.runs(judge, examples=JUDGE_EXAMPLES)


def _signs_to_options(given: Sequence[str]) -> list[str]:
    """``+CODE`` and ``-CODE`` as options, which argparse can tell apart.

    Not behind ``--``, so that a query may begin with a ``-``.
    """
    end = list(given).index("--") if "--" in given else len(given)
    return [*map(_sign_to_option, given[:end]), *given[end:]]


def _sign_to_option(word: str) -> str:
    if len(word) < 2 or word == "-h" or word.startswith("--"):
        return word
    option = {"+": "--add", "-": "--off"}.get(word[0])
    return f"{option}={word[1:]}" if option else word


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
    with open_workspace(arguments) as opened:
        for name in remove:
            _known(opened.notes, name)
        mrns, _ = _chosen(opened, arguments.query)
        if not mrns or not _agreed(_tagging(len(mrns), add, remove), arguments):
            return 1
        targets = [Target(mrn) for mrn in mrns]
        with _Working("cables") as progress:
            changed = bulk.tag(opened.notes, targets, add, remove, on_progress=progress.update)
    print(f"{counted(changed, 'cable')} changed.")
    return 0


def judge(arguments: argparse.Namespace) -> int:
    """Judge cables, for the query they answer or whatever the query."""
    verdict = None if arguments.verdict == "clear" else Verdict(arguments.verdict)
    with open_workspace(arguments) as opened:
        mrns, query = _chosen(opened, arguments.query)
        query = "" if arguments.overall else triage.judged_for(query)
        whatever = f'for "{query}"' if query else "whatever the query"
        what = (
            f"{'No judgement' if verdict is None else verdict.capitalize()} for {counted(len(mrns), 'cable')}"
        )
        if not mrns or not _agreed(f"{what}, {whatever}?", arguments):
            return 1
        with _Working("cables") as progress:
            changed = triage.judge(opened.notes, mrns, verdict, query=query, on_progress=progress.update)
    print(f"{counted(changed, 'cable')} changed.")
    return 0


def _names(words: Sequence[str]) -> list[str]:
    names = [name for word in words for name in word.split(",") if name.strip()]
    return [name.strip() for name in names]


def _known(notes: Notes, name: str) -> None:
    if notes.find_code(name) is None:
        near = ", ".join(code.name for code in nearest(notes.codes(), name))
        raise UsageError(
            "There is no such code",
            where=one_line(name),
            advice=(f"Nearest: {one_line(near)}. " if near else "")
            + "A query that begins with - comes after --.",
        )


def _chosen(opened: Workspace, words: Sequence[str]) -> tuple[list[str], str]:
    """The numbers of the cables that are meant, and the query; says so where there are none."""
    if list(words) == [STANDARD_INPUT]:
        given = [line.split("\t")[0].strip() for line in sys.stdin]
        mrns = list(dict.fromkeys(filter(None, given)))
        held = opened.library.present(mrns)
        return [mrn if mrn in held else opened.mrn_of(mrn) for mrn in mrns], ""
    query = resolve_query(opened.library, words)
    listing = matching(opened, query)
    if not len(listing):
        explain_no_match(opened, query)
    return names.mrns(opened.library, listing.ids), query


def _tagging(count: int, add: Sequence[str], remove: Sequence[str]) -> str:
    """``Tag 1,180 cables with "visas", and take off "draft"?``"""
    on, off = (", ".join(f'"{one_line(name)}"' for name in codes) for codes in (add, remove))
    cables = counted(count, "cable")
    if not add:
        return f"Take {off} off {cables}?"
    return f"Tag {cables} with {on}" + (f", and take off {off}?" if remove else "?")


def _agreed(question: str, arguments: argparse.Namespace) -> bool:
    if confirm(question, assume_yes=arguments.yes):
        return True
    message("Nothing was changed.")
    return False


class _Working(CountProgress):
    """Counting that says, when it is stopped, that nothing was changed."""

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if error[0] is KeyboardInterrupt:
            message("Stopped; nothing was changed.")

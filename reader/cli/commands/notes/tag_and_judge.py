"""``cables tag`` and ``cables judge``: many cables in one change."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from reader.cli.confirm import confirm, counted
from reader.cli.context import open_workspace
from reader.cli.output import message, result
from reader.cli.parser_base import MRNS_OR_QUERY, Parser, add_dry_run, add_yes
from reader.cli.progress import CountProgress
from reader.cli.query_args import select
from reader.errors import CablesError, ExitCode, UsageError
from reader.notes import bulk, triage
from reader.notes.codes import nearest
from reader.notes.model import Target, Verdict
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import quoted
from reader.terminal_text import one_line

TAG_EXAMPLES = """\
  cables tag --dry-run 'from:RANGOON date:2004' +visas
  cables tag 06PHNOMPENH977 +visas -draft
  cables search --ids trafficking | cables tag - '+human trafficking' --yes
  cables tag +visas -- -has:codes

Asks for confirmation with the number of cables. One change, so `cables undo` undoes all of it.
"""
JUDGE_EXAMPLES = """\
  cables judge keep tag:KTIP --yes
  cables judge no 'tag:PHUM is:unjudged length:<20000'
  cables judge clear 06PHNOMPENH977 --overall

A judgement belongs to the query; with --overall, or for cables given by MRN, it applies to every query.
Conditions on judgements (is:kept, disagreed:judgements) are not part of that query. One change, so
`cables undo` undoes all of it.
"""


def declare_tag(parser: Parser) -> None:
    """The arguments of ``cables tag``."""
    parser.add_argument("query", metavar="MRN|QUERY", nargs="*", help=MRNS_OR_QUERY)
    parser.add_argument("--add", metavar="CODE", action="append", default=[], help="the same as +CODE")
    parser.add_argument("--off", metavar="CODE", action="append", default=[], help="the same as -CODE")
    add_yes(parser)
    add_dry_run(parser)
    parser.rewrite = _signs_to_options
    parser.runs(tag, examples=TAG_EXAMPLES)


def declare_judge(parser: Parser) -> None:
    """The arguments of ``cables judge``."""
    parser.add_argument(
        "verdict", choices=("keep", "maybe", "no", "clear"), help="clear removes the judgement"
    )
    parser.add_argument("query", metavar="MRN|QUERY", nargs="+", help=MRNS_OR_QUERY)
    parser.add_argument("--overall", action="store_true", help="for every query, not only for this one")
    add_yes(parser)
    add_dry_run(parser)
    parser.runs(judge, examples=JUDGE_EXAMPLES)


def _signs_to_options(given: Sequence[str]) -> list[str]:
    """``+CODE`` and ``-CODE`` as options; after ``--`` they are part of the query."""
    end = list(given).index("--") if "--" in given else len(given)
    return [*map(_sign_to_option, given[:end]), *given[end:]]


def _sign_to_option(word: str) -> str:
    if len(word) < 2 or word == "-h" or word.startswith("--"):
        return word
    option = {"+": "--add", "-": "--off"}.get(word[0])
    return f"{option}={word[1:]}" if option else word


def tag(arguments: argparse.Namespace) -> int:
    """Add codes to cables and remove codes from them."""
    add, remove = _names(arguments.add), _names(arguments.off)
    if not add and not remove:
        raise UsageError("No codes given", advice="For example: cables tag QUERY +visas -draft")
    if not arguments.query:
        raise UsageError(
            "No cables given",
            advice="For example: cables tag from:RANGOON +visas. Put -- before a query that begins with -.",
        )
    with open_workspace(arguments) as opened:
        for name in remove:
            _check_code(opened.notes, name)
        chosen = select(opened, arguments.query)
        if not chosen.mrns or not confirm(_question(len(chosen.mrns), add, remove), arguments):
            return ExitCode.NOT_FOUND
        targets = [Target(mrn) for mrn in chosen.mrns]
        with _Progress("cables") as progress:
            changed = bulk.tag(opened.notes, targets, add, remove, on_progress=progress.update)
    result(f"{counted(changed, 'cable')} {'would be changed' if arguments.dry_run else 'changed'}.")
    return chosen.exit_code


def judge(arguments: argparse.Namespace) -> int:
    """Judge cables, for the query they match or for every query."""
    verdict = None if arguments.verdict == "clear" else Verdict(arguments.verdict)
    with open_workspace(arguments) as opened:
        chosen = select(opened, arguments.query)
        query = "" if arguments.overall else triage.query_for_judging(chosen.query)
        scope = f'for "{query}"' if query else "for every query"
        action = "Clear the judgement of" if verdict is None else f"Judge {verdict}:"
        question = f"{action} {counted(len(chosen.mrns), 'cable')}, {scope}?"
        if not chosen.mrns or not confirm(question, arguments):
            return ExitCode.NOT_FOUND
        with _Progress("cables") as progress:
            changed = triage.judge(
                opened.notes, chosen.mrns, verdict, query=query, on_progress=progress.update
            )
    result(f"{counted(changed, 'cable')} {'would be changed' if arguments.dry_run else 'changed'}.")
    return chosen.exit_code


def _names(words: Sequence[str]) -> list[str]:
    return [name.strip() for word in words for name in word.split(",") if name.strip()]


def _check_code(notes: Notes, name: str) -> None:
    """Raises CablesError for a code that does not exist, with those nearest."""
    if notes.find_code(name) is None:
        near = quoted([code.name for code in nearest(notes.codes(), name)])
        raise CablesError(
            "No such code",
            where=one_line(name),
            advice=(f"Nearest: {one_line(near)}. " if near else "")
            + "Put -- before a query that begins with -.",
        )


def _question(count: int, add: Sequence[str], remove: Sequence[str]) -> str:
    """``Tag 1,180 cables with "visas", and remove "draft"?``"""
    added, removed = one_line(quoted(add)), one_line(quoted(remove))
    cables = counted(count, "cable")
    if not add:
        return f"Remove {removed} from {cables}?"
    return f"Tag {cables} with {added}" + (f", and remove {removed}?" if remove else "?")


class _Progress(CountProgress):
    """A count that reports, when interrupted, that nothing was changed."""

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if error[0] is KeyboardInterrupt:
            message("Stopped; nothing was changed.")

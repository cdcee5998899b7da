"""Merging the spellings of persons on the command line, and what may be merged."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from reader.cli.output import is_terminal, message, print_object, result
from reader.errors import ExitCode, UsageError
from reader.library.discovery.names import Named
from reader.library.discovery.same_person import likely_pairs
from reader.notes.undo.step_wording import quoted
from reader.terminal_text import one_line
from reader.workspace import Workspace


def change(opened: Workspace, arguments: argparse.Namespace) -> int:
    """Merge the spellings after ``--merge``, or take those after ``--split`` apart."""
    from reader.notes.persons import person_changes

    if arguments.query:
        raise UsageError(
            "--merge and --split take names, not a query",
            where=one_line(" ".join(arguments.query)),
            advice="Put all names after the option: cables people --merge Gaddafi Qadhafi",
        )
    if arguments.split:
        apart = person_changes.split(opened.notes, arguments.split)
        result(f"Apart: {one_line(quoted(apart))}")
        return ExitCode.DONE
    first, *rest = person_changes.merge(opened.notes, arguments.merge, arguments.name)
    result(f"{one_line(first)} = {' = '.join(map(one_line, rest))}")
    return ExitCode.DONE


def suggest(opened: Workspace, found: Sequence[Named], query: str, most: int | None, *, as_json: bool) -> int:
    """Print pairs of names that may be one person's."""
    pairs = likely_pairs((named.name for named in found), opened.merged_names())
    shown = pairs[:most]
    if as_json:
        print_object({"query": query, "pairs": [pair._asdict() for pair in shown]})
    for pair in () if as_json else shown:
        if is_terminal():
            print(f"{one_line(pair.name)} = {one_line(pair.other)}  ({pair.why})")
        else:
            print(f"{one_line(pair.name)}\t{one_line(pair.other)}\t{pair.why}")
    if len(pairs) > len(shown):
        message(f"{len(pairs) - len(shown):,} more: --limit N")
    if not pairs:
        message("No two names here look like spellings of one.")
    elif not as_json:
        message("If they are one person: cables people --merge NAME OTHER")
    return ExitCode.DONE

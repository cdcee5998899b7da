"""``cables diff``: two cables, or two versions of one, compared word by word."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from reader.cable.compare.comparison import NO_WORDS, Comparison, Redaction, Row, compare
from reader.cable.compare.words import Change, ChangeKind
from reader.cable.model import Cable
from reader.cli.context import open_workspace
from reader.cli.output import Paint, message, print_object, text_width, wrap
from reader.cli.parser_base import JSON_OBJECT, MRN, Parser, add_json
from reader.errors import ExitCode, UsageError
from reader.library.stored_cable import VersionSummary
from reader.terminal_text import one_line
from reader.workspace import Workspace

EXAMPLES = """\
  cables diff 06PHNOMPENH977 06PHNOMPENH1385
  cables diff --full 06PHNOMPENH977 06PHNOMPENH1385

With one MRN, its latest other version is compared with the current one. Removed words are printed as
[-removed-], added ones as {+added+}.
"""


def declare_diff(parser: Parser) -> None:
    """The arguments of ``cables diff``."""
    parser.add_argument("mrn", metavar="MRN", help=MRN)
    parser.add_argument("other", metavar="MRN", nargs="?", help="the cable to compare it with")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--full", action="store_true", help="print unchanged paragraphs, too")
    add_json(form, JSON_OBJECT)
    parser.runs(run, examples=EXAMPLES)


def run(arguments: Namespace) -> int:
    """Print what differs."""
    with open_workspace(arguments) as opened:
        (before_name, before), (after_name, after) = _chosen(opened, arguments.mrn, arguments.other)
    comparison = compare(before, after)
    if arguments.json:
        print_object({"before": before_name, "after": after_name, **_shape(comparison)})
    elif comparison.is_same:
        message(f"{before_name} and {after_name} have the same text.")
    else:
        for line in _lines(comparison, before_name, after_name, Paint(), full=arguments.full):
            print(line)
    return ExitCode.DONE


def _chosen(opened: Workspace, mrn: str, other: str | None) -> tuple[tuple[str, Cable], tuple[str, Cable]]:
    """The names and texts to compare. Raises UsageError where a cable has no other version."""
    mrn = opened.mrn_of(mrn)
    if other is not None:
        return (mrn, _read(opened, mrn)), ((name := opened.mrn_of(other)), _read(opened, name))
    versions = opened.library.version_summaries(mrn)
    if len(versions) < 2:
        raise UsageError(
            "The library has only one version of this cable",
            where=mrn,
            advice="Name the cable to compare it with.",
        )
    current, previous = versions[:2]
    return (
        (f"{mrn} version 2, imported {_day(previous)}", _read(opened, mrn, previous.id)),
        (f"version 1 (current), imported {_day(current)}", _read(opened, mrn, current.id)),
    )


def _day(version: VersionSummary) -> str:
    return f"{version.imported.astimezone():%Y-%m-%d}"


def _read(opened: Workspace, mrn: str, version: int | None = None) -> Cable:
    cable = opened.cable(mrn, version=version)
    assert cable is not None, "the MRN was just resolved"
    return cable


def _lines(comparison: Comparison, before: str, after: str, paint: Paint, *, full: bool) -> Iterator[str]:
    yield paint.bold(f"{before} → {after}")
    for field, old, new in comparison.head:
        yield from _wrapped(f"{field}: ", _removed(one_line(old)) + _added(one_line(new)))
    same = 0
    for row in comparison.rows:
        if row.kind is ChangeKind.SAME and not full:
            same += 1
            continue
        if same:
            yield from ("", paint.dim(_unchanged(same)))
            same = 0
        yield ""
        yield from _wrapped(_prefix(row), _marked(row))
    if same:
        yield from ("", paint.dim(_unchanged(same)))
    if comparison.redactions:
        yield from ("", paint.bold("Redactions"))
        for redaction in comparison.redactions:
            yield from _wrapped("  ", _redaction(redaction))


def _unchanged(count: int) -> str:
    return f"({count} unchanged {'part' if count == 1 else 'parts'})"


def _wrapped(prefix: str, text: str) -> Iterator[str]:
    yield from wrap(text, text_width(), first=prefix, rest="  ")


def _prefix(row: Row) -> str:
    marks = [mark or "unmarked" for mark in row.portions or ()]
    return "".join([f"{row.label} " if row.label else "", f"({' → '.join(marks)}) " if marks else ""])


def _marked(row: Row) -> str:
    before, after = row.before.text if row.before else "", row.after.text if row.after else ""
    return " ".join(_piece(change, before, after) for change in row.changes)


def _piece(change: Change, before: str, after: str) -> str:
    old, new = one_line(before[slice(*change.before)]), one_line(after[slice(*change.after)])
    return new if change.kind is ChangeKind.SAME else _removed(old) + _added(new)


def _removed(text: str) -> str:
    return f"[-{text}-]" if text else ""


def _added(text: str) -> str:
    return f"{{+{text}+}}" if text else ""


def _redaction(redaction: Redaction) -> str:
    what = "opened" if redaction.is_opened else "closed"
    return f"{redaction.part} {what}: {one_line(redaction.words or NO_WORDS)}"


def _shape(comparison: Comparison) -> dict[str, object]:
    return {
        "same": comparison.is_same,
        "head": [change._asdict() for change in comparison.head],
        "parts": [_row_shape(row) for row in comparison.rows],
        "redactions": [
            {"part": each.part, "opened": each.is_opened, "words": each.words}
            for each in comparison.redactions
        ],
    }


def _row_shape(row: Row) -> dict[str, object]:
    return {
        "kind": str(row.kind),
        "label": row.label,
        "portions": list(row.portions) if row.portions else None,
        "before": row.before.text if row.before else None,
        "after": row.after.text if row.after else None,
        "changes": [
            {"kind": str(change.kind), "before": list(change.before), "after": list(change.after)}
            for change in row.changes
        ],
    }

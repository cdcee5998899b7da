"""Judging cables: keep, maybe or no, and how many are left to judge."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reader.notes.codec import decode, encode
from reader.notes.model import Judgement, Verdict
from reader.notes.progress import Cancelled, Progress, with_progress
from reader.notes.queries.index import GivenVerdict, table_of
from reader.notes.repository import Notes
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import describe_judging

_KNOWN = frozenset(Verdict)
_ABOUT_JUDGEMENTS = re.compile(
    r"(?<!\S)-?(?:is:(?:kept|keep|maybe|no|judged|unjudged)|disagreed:judgements?)(?!\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a result has been judged."""

    found: int
    judged: int
    kept: int

    def __str__(self) -> str:
        """``9,412 found, 1,180 judged, 212 kept``."""
        return f"{self.found:,} found, {self.judged:,} judged, {self.kept:,} kept"


def query_for_judging(query: str) -> str:
    """The query without its conditions on judgements, to which judgements are attached.

    So narrowing a result to cables not yet judged, or judged differently, keeps the same judgements.
    """
    return " ".join(_ABOUT_JUDGEMENTS.sub(" ", query).split())


def judge(
    notes: Notes,
    mrns: Sequence[str],
    verdict: Verdict | None,
    *,
    query: str = "",
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Judge cables, for a query or overall; None removes the judgement. Returns how many were changed.

    Judgements of colleagues are kept. One step, done as a whole or not at all. Raises Stopped if cancelled.
    """
    changed = 0
    with notes.transaction() as transaction:
        for mrn in with_progress(mrns, len(mrns), on_progress, cancelled):
            changed += _judge_one(notes, transaction, mrn, verdict, query)
        transaction.words = describe_judging(verdict, mrns, changed)
    return changed


def verdicts(notes: Notes, query: str = "") -> Mapping[str, Verdict]:
    """The verdict on each cable judged for a query, or overall. Waits for the index.

    The user's own verdict takes precedence; otherwise the latest of a colleague.
    """
    with notes.guard:
        given, author = notes.index().verdicts.get(query, {}), notes.author
        return {mrn: verdict for mrn, each in given.items() if (verdict := _effective(each, author))}


def verdicts_for_any(notes: Notes) -> Mapping[str, frozenset[Verdict]]:
    """The verdicts on each judged cable, for any query. Waits for the index."""
    given: dict[str, set[Verdict]] = {}
    with notes.guard:
        for query in notes.index().verdicts:
            for mrn, verdict in verdicts(notes, query).items():
                given.setdefault(mrn, set()).add(verdict)
    return {mrn: frozenset(found) for mrn, found in given.items()}


def coverage(notes: Notes, found: Collection[str], query: str = "") -> Coverage:
    """How many of these cables were judged for the query or overall, and how many are kept."""
    own, overall = verdicts(notes, query), verdicts(notes)
    given = [verdict for mrn in found if (verdict := own.get(mrn) or overall.get(mrn))]
    return Coverage(len(found), len(given), given.count(Verdict.KEEP))


def _effective(given: Sequence[GivenVerdict], author: str) -> Verdict | None:
    own = [each for each in given if each.author == author]
    last = max(own or given, key=lambda each: each.changed)
    return Verdict(last.verdict) if last.verdict in _KNOWN else None


def _judge_one(notes: Notes, transaction: Transaction, mrn: str, verdict: Verdict | None, query: str) -> bool:
    table = table_of(mrn)
    for number, document in transaction.docs(table).items():
        record = decode(document)
        if isinstance(record, Judgement) and record.query == query and record.author == notes.author:
            now = None if record.deleted else record.verdict
            if now is verdict:
                return False
            if verdict is None:
                transaction.edit(table, number, deleted=True)
            else:
                transaction.edit(table, number, verdict=str(verdict), deleted=None)
            return True
    if verdict is None:
        return False
    judgement = Judgement(**notes.new_fields(transaction), mrn=mrn, verdict=verdict, query=query)
    transaction.insert(table, encode(judgement))
    return True

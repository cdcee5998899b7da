"""The research log: searches with the number of results, even none, and judgements."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.notes.codec import decode, encode
from reader.notes.model import Judgement, LoggedQuery, Verdict
from reader.notes.queries.index import mrn_of
from reader.notes.repository import Notes
from reader.notes.triage import query_for_judging, verdicts

QUERIES = "queries:"
"""One table a day, ``queries:2026-11-22``, so that adding a line to a long log stays fast."""
COLUMNS = ("time", "author", "what", "query", "found", "judged", "kept", "cable", "verdict")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: a search, or the judgement of a cable."""

    at: dt.datetime
    author: str
    query: str
    """The query as typed; empty for a judgement that applies to all queries."""
    found: int | None = None
    """How many cables the search found; None for a judgement."""
    judged: int = 0
    kept: int = 0
    """Of a search: how many cables have been judged for this query, and how many of them are kept."""
    mrn: str = ""
    verdict: Verdict | None = None
    """Of a judgement."""


def log_search(notes: Notes, query: str, found: int) -> None:
    """Add a search to the log. This is not a step: the log is not undone.

    If the last line is of the same query, author and day, its count is updated instead. If the notes are
    read-only, nothing is written. Waits for the disk. Raises NotesError.
    """
    if notes.read_only:
        return
    with notes.transaction() as transaction:
        table = f"{QUERIES}{transaction.now:%Y-%m-%d}"
        docs = transaction.docs(table)
        last = max(docs, key=int, default=None)
        if last and (docs[last].get("query"), docs[last].get("author")) == (query, notes.author):
            transaction.edit(table, last, hits=found)
        else:
            transaction.insert(
                table, encode(LoggedQuery(**notes.new_fields(transaction), query=query, hits=found))
            )


def lines(notes: Notes, *, judgements: bool = False) -> list[Line]:
    """The log in order of time; ``judgements``: also a line for each judgement."""
    searches: list[Line] = []
    judged: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    with notes.guard:
        for query in notes.index().verdicts:
            given = list(verdicts(notes, query).values())
            judged[query], kept[query] = len(given), given.count(Verdict.KEEP)
    for _, docs in notes.tables(lambda name, raw: name.startswith(QUERIES)):
        for record in map(decode, docs.values()):
            if isinstance(record, LoggedQuery) and not record.deleted:
                line = Line(record.created, record.author, record.query, record.hits)
                judged_query = query_for_judging(record.query)
                searches.append(replace(line, judged=judged[judged_query], kept=kept[judged_query]))
    if judgements:
        searches.extend(_judgements(notes))
    return sorted(searches, key=lambda line: (line.at, line.mrn))


def _judgements(notes: Notes) -> Iterator[Line]:
    needle = b'"judgement"'
    for _, docs in notes.tables(lambda name, raw: mrn_of(name) is not None and needle in raw):
        for record in map(decode, docs.values()):
            if isinstance(record, Judgement) and not record.deleted:
                yield Line(
                    record.changed, record.author, record.query, mrn=record.mrn, verdict=record.verdict
                )


def csv(log: Iterable[Line]) -> Iterator[str]:
    """The log as a CSV table for spreadsheets, with the names of the columns in the first line."""
    yield from csv_safe.write([COLUMNS])
    for line in log:
        counts = ("", "", "") if line.found is None else (line.found, line.judged, line.kept)
        what = "judgement" if line.found is None else "search"
        row = (f"{line.at:%Y-%m-%dT%H:%M:%SZ}", line.author, what, line.query, *map(str, counts))
        yield from csv_safe.write([map(normalise, (*row, line.mrn, line.verdict or ""))])

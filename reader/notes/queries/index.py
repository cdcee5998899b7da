"""The index over all notes: counts, uses of codes, incoming links, verdicts, and where each record is.

Built once from the tables, then updated table by table. It contains no records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from sys import intern
from typing import NamedTuple

from reader.notes.model import Docs
from reader.notes.queries.counts import NO_NOTES, NoteCounts, count_document

CABLE = "cable:"
"""Tables of records about one cable are named ``cable:MRN``."""
CODES = "codes"
"""The table of the codebook."""
READING = "reading"
"""The kind of document that marks a cable as read."""


def table_of(mrn: str) -> str:
    """The name of the table of a cable."""
    return CABLE + mrn


def mrn_of(table: str) -> str | None:
    """The MRN of the cable whose table this is; None for other tables."""
    return table[len(CABLE) :] if table.startswith(CABLE) else None


class GivenVerdict(NamedTuple):
    """Somebody's verdict on a cable."""

    author: str
    changed: str
    """The time, as in the document."""
    verdict: str


class Summary(NamedTuple):
    """What the index takes from one table."""

    ids: tuple[str, ...]
    counts: NoteCounts
    codes: tuple[str, ...]
    """The id of each code on each annotation, with repetitions."""
    linked: tuple[str, ...]
    """The cables that links in this table lead to, each once."""
    judged: tuple[tuple[str, GivenVerdict], ...]
    """Query and verdict of each judgement."""
    read: tuple[str, ...]
    """Cables marked as read."""


_NOTHING = Summary((), NO_NOTES, (), (), (), ())


def summarise(docs: Docs) -> Summary:
    """The summary of one table."""
    ids: list[str] = []
    codes: list[str] = []
    linked: dict[str, None] = {}
    judged: list[tuple[str, GivenVerdict]] = []
    read: list[str] = []
    counts = NO_NOTES
    for document in docs.values():
        if not isinstance(document, dict):
            continue  # written by another program
        identity = document.get("id")
        if identity and isinstance(identity, str):
            ids.append(identity)
        if document.get("deleted"):
            continue
        kind = document.get("kind")
        if kind == "annotation":
            codes.extend(map(intern, texts(document.get("codes"))))
            counts = counts.plus(count_document(document))
        elif kind == "cross-reference":
            counts = counts.plus(count_document(document))
            target = document.get("target")
            linked[intern(str(target.get("mrn") if isinstance(target, dict) else None))] = None
        elif kind == "judgement":
            verdict = GivenVerdict(*(str(document.get(name, "")) for name in GivenVerdict._fields))
            judged.append((str(document.get("query", "")), verdict))
        elif kind == READING:
            read.append(str(document.get("mrn")))
    return Summary(tuple(ids), counts, tuple(codes), tuple(linked), tuple(judged), tuple(read))


def texts(value: object) -> list[str]:
    """The strings in what should be a list of strings; another program may have written anything."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []


class Index:
    """The index. Not thread-safe; the repository guards it."""

    def __init__(self) -> None:
        self._summaries: dict[str, Summary] = {}
        self._where: dict[str, str] = {}
        self._incoming: dict[str, set[str]] = {}
        self.counts: dict[str, NoteCounts] = {}
        """Of each cable with any, by MRN; links count at the cable they start from."""
        self.usage: Counter[str] = Counter()
        """Annotations per code id."""
        self.verdicts: dict[str, dict[str, tuple[GivenVerdict, ...]]] = {}
        """For each query, everybody's verdict on each MRN; the empty query is the overall judgement."""
        self.read: Counter[str] = Counter()
        """The cables marked as read."""

    def replace(self, table: str, docs: Docs) -> None:
        """Update the index for a table. The cost depends on the size of the table."""
        old = self._summaries.get(table, _NOTHING)
        new = summarise(docs)
        if old.ids != new.ids:
            for identity in old.ids:
                self._where.pop(identity, None)
            for identity in new.ids:
                self._where[identity] = table
        _update_counts(self.read, old.read, new.read)
        if (mrn := mrn_of(table)) is not None:
            if new.counts:
                self.counts[mrn] = new.counts
            else:
                self.counts.pop(mrn, None)
            _update_counts(self.usage, old.codes, new.codes)
            for query, _ in old.judged:
                self.verdicts[query].pop(mrn, None)
            for query, verdict in new.judged:
                verdicts = self.verdicts.setdefault(query, {})
                verdicts[mrn] = (*verdicts.get(mrn, ()), verdict)
            for target in old.linked:
                self._incoming[target].discard(table)
            for target in new.linked:
                self._incoming.setdefault(target, set()).add(table)
        if docs:
            self._summaries[table] = new
        else:
            self._summaries.pop(table, None)

    def where(self, identity: str) -> str | None:
        """The table with the record of this id."""
        return self._where.get(identity)

    def using(self, code: str) -> list[str]:
        """The tables with annotations that have the code. Goes through all summaries."""
        return [table for table, summary in self._summaries.items() if code in summary.codes]

    def incoming(self, mrn: str) -> list[str]:
        """The tables with links to the cable, sorted by name."""
        return sorted(self._incoming.get(mrn, ()))


def _set(counts: Counter[str], key: str, value: int) -> None:
    if value:
        counts[key] = value
    else:
        counts.pop(key, None)


def _update_counts(counts: Counter[str], old: Iterable[str], new: Iterable[str]) -> None:
    for key in new:
        counts[key] += 1
    for key in old:
        _set(counts, key, counts[key] - 1)

"""What can be asked of all notes at once without reading them all: counts, usage, links coming in.

Built once from the tables, then kept current table by table. It holds no record, only where they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reader.notes.model import Docs

CABLE = "cable:"
"""Tables of records about one cable are named ``cable:MRN``."""
CODES = "codes"
"""The table of the codebook."""
READING = "reading"
"""The kind of document that says that a cable was read."""


def table_of(mrn: str) -> str:
    """The table of the records about a cable."""
    return CABLE + mrn


def mrn_of(table: str) -> str | None:
    """The cable whose table this is, or None for another table."""
    return table[len(CABLE) :] if table.startswith(CABLE) else None


class GivenVerdict(NamedTuple):
    """Somebody's verdict on a cable."""

    author: str
    changed: str
    """When, as the document has it."""
    verdict: str


class Summary(NamedTuple):
    """What the index takes from one table."""

    ids: tuple[str, ...]
    entries: int
    """Live notes, codes and links."""
    codes: tuple[str, ...]
    """The id of each code on each live annotation, with repetition."""
    linked: tuple[str, ...]
    """The cables that live links here lead to, each once, the table's own too."""
    judged: tuple[tuple[str, GivenVerdict], ...]
    """Query and verdict of each live judgement."""
    read: tuple[str, ...]
    """Cables that were read."""


_NOTHING = Summary((), 0, (), (), (), ())


def summarise(docs: Docs) -> Summary:
    """The summary of one table."""
    ids: list[str] = []
    codes: list[str] = []
    linked: dict[str, None] = {}
    judged: list[tuple[str, GivenVerdict]] = []
    read: list[str] = []
    count = 0
    for document in docs.values():
        if not isinstance(document, dict):
            continue  # written by something else than this program
        identity = document.get("id")
        if identity and isinstance(identity, str):
            ids.append(identity)
        if document.get("deleted"):
            continue
        kind = document.get("kind")
        if kind == "annotation":
            given = texts(document.get("codes"))
            codes.extend(given)
            count += len(given) + bool(document.get("body"))
        elif kind == "cross-reference":
            count += 1
            target = document.get("target")
            linked[str(target.get("mrn") if isinstance(target, dict) else None)] = None
        elif kind == "judgement":
            said = GivenVerdict(*(str(document.get(name, "")) for name in GivenVerdict._fields))
            judged.append((str(document.get("query", "")), said))
        elif kind == READING:
            read.append(str(document.get("mrn")))
    return Summary(tuple(ids), count, tuple(codes), tuple(linked), tuple(judged), tuple(read))


def texts(value: object) -> list[str]:
    """The texts in what should be a list of them; another program may have written something else."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []


class Index:
    """The derived facts. Not safe for threads; the repository guards it."""

    def __init__(self) -> None:
        self._summaries: dict[str, Summary] = {}
        self._where: dict[str, str] = {}
        self._incoming: dict[str, set[str]] = {}
        self.counts: Counter[str] = Counter()
        """Notes, codes and links out per MRN."""
        self.usage: Counter[str] = Counter()
        """Live annotations per code id."""
        self.verdicts: dict[str, dict[str, tuple[GivenVerdict, ...]]] = {}
        """Per query everybody's verdict on each MRN; the empty query is the overall judgement."""
        self.read: Counter[str] = Counter()
        """The cables that were read."""

    def replace(self, table: str, docs: Docs) -> None:
        """Take note of a table as it is now. Costs what the table holds."""
        old = self._summaries.get(table, _NOTHING)
        new = summarise(docs)
        if old.ids != new.ids:
            for identity in old.ids:
                self._where.pop(identity, None)
            for identity in new.ids:
                self._where[identity] = table
        _shift(self.read, old.read, new.read)
        if (mrn := mrn_of(table)) is not None:
            _set(self.counts, mrn, new.entries)
            _shift(self.usage, old.codes, new.codes)
            for query, _ in old.judged:
                self.verdicts[query].pop(mrn, None)
            for query, said in new.judged:
                given = self.verdicts.setdefault(query, {})
                given[mrn] = (*given.get(mrn, ()), said)
            for target in old.linked:
                self._incoming[target].discard(table)
            for target in new.linked:
                self._incoming.setdefault(target, set()).add(table)
        if docs:
            self._summaries[table] = new
        else:
            self._summaries.pop(table, None)

    def where(self, identity: str) -> str | None:
        """The table that holds the record of this id."""
        return self._where.get(identity)

    def using(self, code: str) -> list[str]:
        """The tables with live annotations that have the code. Looks at each table's summary."""
        return [table for table, summary in self._summaries.items() if code in summary.codes]

    def incoming(self, mrn: str) -> list[str]:
        """The tables that hold links to the cable, in the order of their names."""
        return sorted(self._incoming.get(mrn, ()))


def _set(counts: Counter[str], key: str, value: int) -> None:
    if value:
        counts[key] = value
    else:
        counts.pop(key, None)


def _shift(counts: Counter[str], old: Iterable[str], new: Iterable[str]) -> None:
    for key in new:
        counts[key] += 1
    for key in old:
        _set(counts, key, counts[key] - 1)

"""A bundle of notes to give to a colleague: plain text, one record a line, sorted, so that git can merge it.

A line is ``{"table":"cable:06PHNOMPENH977","record":{...}}``; the record is the document as the store keeps
it, deletion marks and fields of newer versions included. The same notes make the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.notes.codec import KINDS, decode
from reader.notes.errors import NotesError
from reader.notes.model import Docs, Document
from reader.notes.queries.index import CABLE, CODES, texts
from reader.notes.record_merge import versions

HEAD = '{"cables-notes-bundle":1}'
SHARED = (CABLE, CODES, "queries:", "trails")
"""Beginnings of the names of tables that are shared; steps and settings are not."""

LARGEST = 256 << 20
"""Bytes of a bundle that is read; a note takes some five hundred."""
LONGEST_LINE = 4 << 20
MOST_VERSIONS = 100
"""Versions of one record to choose between."""
DEEPEST = 32
"""Lists and objects inside one another; our own records have five."""
LONGEST_NAME = 1000
"""Characters of an id, a message number or the name of a code."""
_SHOWN = 100
"""Lines left out that are named one by one."""
_ID_SHOWN = 60
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was read."""

    records: tuple[tuple[str, Document], ...]
    """Table and document."""
    skipped: tuple[str, ...] = ()
    """A sentence for each line that is no record."""


def is_shared(table: str) -> bool:
    """True for tables whose records go into a bundle."""
    return table.startswith(SHARED)


def lines(tables: Iterable[tuple[str, Docs]]) -> Iterator[str]:
    """The lines of a bundle, newlines included."""
    yield HEAD + "\n"
    for table, docs in sorted(tables, key=lambda item: item[0]):
        if not is_shared(table):
            continue
        records = [doc for doc in docs.values() if isinstance(doc.get("id"), str)]
        for record in sorted(records, key=lambda doc: str(doc["id"])):
            # In ASCII, so that no byte of a note can trouble a terminal, a mail or a diff.
            yield json.dumps({"table": table, "record": record}, sort_keys=True) + "\n"


def read(text: str) -> Bundle:
    """The records of a bundle; its lines may be in any order, twice, or hold what git left of a conflict.

    Raises NotesError for a text that is no bundle, and for one of a newer form.
    """
    by_id: dict[str, list[tuple[str, Document]]] = {}
    skipped: list[str] = []
    headed = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == HEAD:
            headed = True
            continue
        record = _record(line)
        if record is not None:
            by_id.setdefault(record[1]["id"], []).append(record)
        elif len(line) > LONGEST_LINE:
            skipped.append(f"Line {number} is longer than {LONGEST_LINE >> 20} MB.")
        elif line.strip():
            skipped.append(f"Line {number} is no record.")
    if not headed:
        raise NotesError("This is no bundle of notes", advice=f"A bundle begins with the line {HEAD}.")
    records: list[tuple[str, Document]] = []
    for identity, same in by_id.items():
        if sum(len(versions(document)) for _, document in same) > MOST_VERSIONS:
            skipped.append(f"Record {identity[:_ID_SHOWN]} has more than {MOST_VERSIONS} versions.")
        else:
            records += same
    if len(skipped) > _SHOWN:
        skipped[_SHOWN:] = [f"{len(skipped) - _SHOWN:,} more lines or records are left out."]
    return Bundle(tuple(records), tuple(skipped))


def is_shallow(value: object, deepest: int = DEEPEST) -> bool:
    """True when lists and objects are nested at most so deep, so that nothing that reads them overflows."""
    level = [value]
    for _ in range(deepest):
        inner: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        if not inner:
            return True
        level = inner
    return False


def is_plain(text: str) -> bool:
    """True for a name or id that files, terminals and databases can hold: no controls, no lone surrogates."""
    return _UNFIT.search(text) is None and len(text) <= LONGEST_NAME


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    """The ids and numbers by which a record refers to others."""
    for name in ("id", "mrn", "parent", "kind", "changed"):
        if isinstance(record.get(name), str):
            yield record[name]
    for end in ("target", "source"):
        if isinstance(record.get(end), dict):
            yield str(record[end].get("mrn", ""))
    yield from texts(record.get("codes"))
    if record.get("kind") == "code":
        yield str(record.get("name", ""))
        yield from texts(record.get("aliases"))


def _record(line: str) -> tuple[str, Document] | None:
    if len(line) > LONGEST_LINE:
        return None
    try:
        value: Any = json.loads(line)
        table, record = value["table"], value["record"]
        sound = isinstance(table, str) and is_shared(table) and isinstance(record, Mapping)
        sound = sound and isinstance(record["id"], str) and isinstance(record["changed"], str)
        sound = sound and is_shallow(record) and all(map(is_plain, [table, *_names(record)]))
        sound = sound and all(is_plain(name) for one in versions(record)[1:] for name in _names(one))
        known = decode(record) is not None or "kind" not in record or _is_foreign(record)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (table, dict(record)) if sound and known else None


def _is_foreign(record: Mapping[str, Any]) -> bool:
    """True for a kind of a newer version, which is kept though we cannot read it."""
    return record["kind"] not in KINDS

"""A bundle of notes for a colleague: plain text, one record per line, sorted so that git can merge it.

A line is ``{"table":"cable:06PHNOMPENH977","record":{...}}``; the record is the document as it is stored,
including deletion marks and fields of newer versions. The same notes always make the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.notes.codec import KINDS, decode
from reader.notes.codes import is_plain
from reader.notes.errors import NotesError
from reader.notes.model import Docs, Document
from reader.notes.queries.index import CABLE, CODES, texts
from reader.notes.record_merge import join, versions

HEAD = '{"cables-notes-bundle":1}'
SHARED = (CABLE, CODES, "persons", "queries:", "trails")
"""Prefixes of the names of tables that are shared; steps and settings are not."""

LARGEST = 256 << 20
"""Largest bundle that is read, in bytes; a note takes about five hundred."""
LONGEST_LINE = 4 << 20
MOST_VERSIONS = 100
"""Most versions of a record."""
MOST_NESTED = 32
"""Most levels of nested lists and objects; our own records have five."""
_MOST_NAMED = 100
"""Skipped lines that are listed one by one."""
_ID_LENGTH = 60
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""How the lines begin that git writes around a conflict."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The contents of a bundle."""

    records: tuple[tuple[str, Document], ...]
    """Table and document."""
    skipped: tuple[str, ...] = ()
    """A sentence for each line that could not be read."""


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
            # In ASCII, so that no byte of a note can disturb a terminal, an email or a diff.
            yield json.dumps({"table": table, "record": record}, sort_keys=True) + "\n"


def read(text: str) -> Bundle:
    """The records of a bundle; its lines may be in any order or repeated, or be the markers of a git
    conflict.

    Raises NotesError for any other text, and for a bundle of a newer format.
    """
    by_id: dict[str, list[tuple[str, Document]]] = {}
    skipped: list[str] = []
    has_head = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == HEAD:
            has_head = True
            continue
        if line.startswith(_MARKERS):
            continue
        record = _record(line)
        if record is not None:
            by_id.setdefault(record[1]["id"], []).append(record)
        elif len(line) > LONGEST_LINE:
            skipped.append(f"Line {number} is longer than {LONGEST_LINE >> 20} MB.")
        elif line.strip():
            skipped.append(f"Line {number} is not a valid record.")
    if not has_head:
        raise NotesError("This is not a notes bundle", advice=f"A bundle begins with the line {HEAD}.")
    records: list[tuple[str, Document]] = []
    for identity, same in by_id.items():
        if sum(len(versions(document)) for _, document in same) > MOST_VERSIONS:
            skipped.append(f"Record {identity[:_ID_LENGTH]} has more than {MOST_VERSIONS} versions.")
        else:
            records += same
    if len(skipped) > _MOST_NAMED:
        skipped[_MOST_NAMED:] = [f"{len(skipped) - _MOST_NAMED:,} more lines or records were skipped."]
    return Bundle(tuple(records), tuple(skipped))


def joined(bundle: Bundle) -> list[tuple[str, Document]]:
    """The records of a bundle, each once, as git may have kept two versions of a line."""
    by_id: dict[str, tuple[str, list[Document]]] = {}
    for table, document in bundle.records:
        by_id.setdefault(document["id"], (table, []))[1].append(document)
    return [
        (table, documents[0] if len(documents) == 1 else join(*documents))
        for table, documents in by_id.values()
    ]


def is_shallow(value: object, most: int = MOST_NESTED) -> bool:
    """True if lists and objects are nested at most ``most`` levels, so that no recursion overflows."""
    level = [value]
    for _ in range(most):
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


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    """The ids, MRNs and names in a record."""
    for name in ("id", "mrn", "parent", "kind", "changed"):
        if isinstance(record.get(name), str):
            yield record[name]
    for end in ("target", "source"):
        if isinstance(record.get(end), dict):
            yield str(record[end].get("mrn", ""))
    yield from texts(record.get("codes"))
    if record.get("kind") in ("code", "person", "trail"):
        yield str(record.get("name", ""))
    if record.get("kind") == "trail":
        for stop in record.get("stops", ()):
            yield str(stop.get("id", ""))
            yield str(stop.get("target", {}).get("mrn", ""))
    if record.get("kind") == "person":
        yield from texts(record.get("spellings"))
    if record.get("kind") == "code":
        yield from texts(record.get("aliases"))


def _record(line: str) -> tuple[str, Document] | None:
    if len(line) > LONGEST_LINE:
        return None
    try:
        value: Any = json.loads(line)
        table, record = value["table"], value["record"]
        valid = isinstance(table, str) and is_shared(table) and isinstance(record, Mapping)
        valid = valid and isinstance(record["id"], str) and isinstance(record["changed"], str)
        valid = valid and is_shallow(record) and all(map(is_plain, [table, *_names(record)]))
        valid = valid and all(is_plain(name) for one in versions(record)[1:] for name in _names(one))
        known = decode(record) is not None or "kind" not in record or _is_foreign(record)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (table, dict(record)) if valid and known else None


def _is_foreign(record: Mapping[str, Any]) -> bool:
    """True for a kind of a newer version, which is kept although it cannot be read."""
    return record["kind"] not in KINDS

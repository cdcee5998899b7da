"""A bundle of notes to give to a colleague: plain text, one record a line, sorted, so that git can merge it.

A line is ``{"table":"cable:06PHNOMPENH977","record":{...}}``; the record is the document as the store keeps
it, deletion marks and fields of newer versions included. The same notes make the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.notes.codec import KINDS, decode
from reader.notes.errors import NotesError
from reader.notes.model import Docs, Document
from reader.notes.queries.index import CABLE, CODES

HEAD = '{"cables-notes-bundle":1}'
SHARED = (CABLE, CODES, "queries:", "trails")
"""Beginnings of the names of tables that are shared; steps and settings are not."""


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
    records: list[tuple[str, Document]] = []
    skipped: list[str] = []
    headed = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == HEAD:
            headed = True
            continue
        record = _record(line)
        if record is not None:
            records.append(record)
        elif line.strip():
            skipped.append(f"Line {number} is no record.")
    if not headed:
        raise NotesError("This is no bundle of notes", advice=f"A bundle begins with the line {HEAD}.")
    return Bundle(tuple(records), tuple(skipped))


def _record(line: str) -> tuple[str, Document] | None:
    try:
        value: Any = json.loads(line)
        table, record = value["table"], value["record"]
        sound = isinstance(table, str) and is_shared(table) and isinstance(record, Mapping)
        sound = sound and isinstance(record["id"], str) and isinstance(record["changed"], str)
        known = decode(record) is not None or "kind" not in record or _is_foreign(record)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (table, dict(record)) if sound and known else None


def _is_foreign(record: Mapping[str, Any]) -> bool:
    """True for a kind of a newer version, which is kept though we cannot read it."""
    return record["kind"] not in KINDS

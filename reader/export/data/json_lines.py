"""Everything in a notes store as JSON Lines, and back without loss.

The first line names the form; every other line is one document with the table and number it has in the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reader.notes.errors import NotesError
from reader.notes.model import Docs
from reader.notes.storage.tinydb_storage import JournalStorage

HEADER = '{"cables-notes": 1}'


def write_json_lines(tables: Iterable[tuple[str, Docs]]) -> Iterator[str]:
    """The lines, newlines included. The tables come sorted, so that the same notes make the same bytes."""
    yield f"{HEADER}\n"
    for table, documents in tables:
        for number in sorted(documents, key=lambda text: (len(text), text)):
            line = {"table": table, "number": number, "document": documents[number]}
            # In ASCII, so that no byte of a note can trouble a terminal, a mail or a diff.
            yield json.dumps(line, sort_keys=True) + "\n"


def read_json_lines(lines: Iterable[str]) -> dict[str, Docs]:
    """The tables in such lines. Raises NotesError naming the first line that is wrong."""
    remaining = iter(lines)
    if next(remaining, "").removeprefix("\ufeff").strip() != HEADER:
        raise NotesError("This is not an export of notes", advice=f"An export begins with the line {HEADER}")
    tables: dict[str, Docs] = {}
    for index, line in enumerate(remaining, 2):
        if not line.strip():
            continue
        table, number, document = _document(line, index)
        documents = tables.setdefault(table, {})
        if number in documents:
            raise NotesError(f"Line {index} repeats a document", where=f"{table} {number}")
        documents[number] = document
    return tables


def _document(line: str, index: int) -> tuple[str, str, dict[str, Any]]:
    try:
        value = json.loads(line)
        table, number, document = value["table"], value["number"], value["document"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotesError(f"Line {index} is not a document") from None
    sound = isinstance(table, str) and isinstance(document, dict)
    if not (sound and isinstance(number, str) and number.isdecimal() and number.isascii()):
        raise NotesError(f"Line {index} is not a document")
    return table, number, document


def restore(storage: JournalStorage, tables: dict[str, Docs]) -> int:
    """Put the tables into an empty store, all or nothing; returns the number of documents.

    Raises NotesError if there are notes already.
    """
    with storage.change() as stored:
        if len(stored):
            raise NotesError("There are already notes here", where=str(storage.folder))
        for table, documents in tables.items():
            stored[table] = documents
    return sum(map(len, tables.values()))

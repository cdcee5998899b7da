"""Reads JSON and JSON Lines of cables: the published dumps, and answers of an archive's interface.

Taken as they are published: objects of the Declassification Engine (``{"count": 2, "results": [...]}``),
exports of search engines (``_source``), lists of objects, one object a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO

from reader.library.sources.byte_stream import Readable, Source, Utf8Reader, in_megabytes
from reader.library.sources.column_map import Field, column_maps, listed
from reader.library.sources.decoding import decode, encoding_of
from reader.library.sources.documents import Container, Limits, Notice, Refused, Skipped, SourceDocument
from reader.library.sources.records.json_stream import is_json_lines, json_lines, json_objects
from reader.library.sources.records.record_document import record_document

_NESTED = ("_source", "fields", "attributes", "metadata", "Message Attributes")
"""Keys whose object has more values of the record."""
_MOST_UNKNOWN = 100
"""Records without a known text after which the rest of the file is not read."""


def read_json(
    source: Source, given: Mapping[Field, str], limits: Limits
) -> Iterator[SourceDocument | Skipped | Notice]:
    """Yield the cables of a JSON file, one for each record; with the first, what its keys were taken for.

    Raises Refused if the brackets do not match, and, naming the keys, if none is known to be a text.
    """
    encoding = encoding_of(source.peek(16)) or "utf-8"
    file: Readable = source if encoding == "utf-8" else Utf8Reader(source, encoding)
    by_line = encoding == "utf-8" and is_json_lines(source.peek(1 << 16))
    records = (json_lines if by_line else json_objects)(file, limits.document)
    columns_of = column_maps(given)
    said = False
    unknown: list[Skipped] = []
    """Records before the first one whose text is known."""
    for number, record in enumerate(records, start=1):
        place = f"{source.place}, record {number}"
        if record is None:
            yield Skipped(place, f"larger than {in_megabytes(limits.document)}: too large for a cable")
            continue
        values = _decoded(record)
        if isinstance(values, str):
            yield Skipped(place, values)
            continue
        names = tuple(values)
        columns = columns_of(names)
        if not columns.is_readable:
            reason = f"which key is the text? Its keys: {listed(names)}. Name it: --map body=KEY"
            if said:
                yield Skipped(place, reason)
            elif len(unknown) == _MOST_UNKNOWN:
                break
            else:
                unknown.append(Skipped(place, reason))
            continue
        if not said:
            yield Notice(source.place, columns.in_words())
            yield from unknown
            said = True
        yield record_document(columns.values(values), record, place, Container.JSON)
    if unknown and not said:
        raise Refused(unknown[0].reason)


def first_records(head: bytes, limit: int) -> list[dict[str, str]]:
    """The values of the records that are whole in the first bytes of a file."""
    if encoding_of(head):
        head = decode(head).encode()
    records = (json_lines if is_json_lines(head) else json_objects)(BytesIO(head), limit)
    found: list[dict[str, str]] = []
    try:
        for record in records:
            if record is not None and isinstance(values := _decoded(record), dict) and values:
                found.append(values)
    except Refused:
        pass  # the head ends in a record
    return found


def _decoded(record: bytes) -> dict[str, str] | str:
    """The values of a record as text, or why there are none."""
    try:
        decoded = json.loads(decode(record))
    except ValueError as error:
        return f"damaged JSON: {str(error)[:80]}"
    except RecursionError:
        return "damaged JSON: too many brackets inside one another"
    if not isinstance(decoded, dict):
        return "not an object"
    values: dict[str, str] = {}
    for part in (*(decoded.get(name) for name in _NESTED), decoded):
        if isinstance(part, dict):
            values |= {name: text for name, value in part.items() if (text := _text(value)) is not None}
    return values


def _text(value: object) -> str | None:
    """A value as text: the items of a list on a line each. None for an object and for nothing."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # half a character becomes a question mark
    if isinstance(value, list):
        return "\n".join(item for each in value if (item := _name(each)))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _name(item: object) -> str | None:
    """An item of a list: a text, or the name in an object (``{"id": 5, "name": "PREL"}``)."""
    if isinstance(item, dict):
        item = item.get("code") or item.get("name") or item.get("title")
    return _text(item) if not isinstance(item, list) else None

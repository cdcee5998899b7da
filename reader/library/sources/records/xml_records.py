"""Reads XML exports of records: an element for each cable, with an element or ``field`` for each value.

``<row><field name="DOC_NBR">..</field>`` (dumps of databases) and ``<cable><doc_nbr>..</doc_nbr>`` are both
read. The record is whatever element directly has the values; what is around it does not matter. The XML is
parsed a chunk at a time, with limits as for the volumes of FRUS: no declarations, one record in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from xml.parsers import expat

from reader.library.sources.byte_stream import Source, in_megabytes
from reader.library.sources.column_map import Field, column_maps, listed
from reader.library.sources.documents import Container, Limits, Notice, Refused, Skipped, SourceDocument
from reader.library.sources.records.record_document import record_document
from reader.library.sources.records.untrusted_xml import UntrustedXml

_CHUNK = 1 << 16
_DEEPEST = 100
_MOST_VALUES = 1000
"""Values of a record; an export has a hundred."""
_LONGEST_LIST = 1 << 16
"""Characters of several values of one name."""
_LONGEST_TAG = 1 << 20
"""Bytes without the end of a tag or a comment; the parser keeps them."""
_NAMING = ("name", "column", "id")
"""Attributes that name the value of an element such as ``field``."""
_GENERIC = frozenset(("field", "column", "value", "col", "item", "data"))
_FEWEST_VALUES = 2
_CUT = "\0"
"""Stands among the values of a record of which not all text was kept; no element has this name."""


def read_xml(
    source: Source, given: Mapping[Field, str], limits: Limits
) -> Iterator[SourceDocument | Skipped | Notice]:
    """Yield the cables of an XML export, one for each record; with the first, what its values were taken for.

    Raises Refused, naming the elements, if there is no record whose text is known. Damage ends the file.
    """
    reader = _Reader(limits.document)
    columns_of = column_maps(given)
    number, said, damage, unknown = 0, False, "", ""
    while not damage:
        data = source.read(_CHUNK)
        try:
            reader.feed(data)
        except expat.ExpatError as error:
            damage = f"damaged XML in line {error.lineno}: {expat.ErrorString(error.code)}"
        for values in reader.taken():
            place = f"{source.place}, record {number + 1}"
            if isinstance(values, str):
                number += 1
                yield Skipped(place, values)
                continue
            names = tuple(values)
            columns = columns_of(names)
            if not columns.is_readable:
                unknown = unknown or listed(names)
                continue
            number += 1
            if not said:
                yield Notice(source.place, columns.in_words())
                said = True
            original = "\n".join(f"{name}: {value}" for name, value in values.items()).encode()
            yield record_document(columns.values(values), original, place, Container.XML)
        if not data:
            break
    if damage:
        yield Skipped(source.place, f"{damage}; {number:,} records above were read" if number else damage)
    elif not number:
        where = f" Its elements: {unknown}. Name it: --map body=ELEMENT" if unknown else ""
        raise Refused(f"XML without a record whose text is known.{where}")


def first_records(head: bytes, limit: int) -> list[dict[str, str]]:
    """The values of the records that are whole in the first bytes of a file."""
    reader = _Reader(limit)
    with suppress(expat.ExpatError, Refused):  # what is above the damage counts
        reader.feed(head)
    return [values for values in reader.taken() if isinstance(values, dict)]


class _Reader:
    """Collects the values of each element that has some directly inside."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = self._fed = 0
        self._stack: list[dict[str, str]] = []
        self._names: list[str] = []
        self._text: list[str] = []
        self._has_parts = False
        self._ready: list[dict[str, str] | str] = []
        self._parser = UntrustedXml(self._start, self._end, self._characters)

    def feed(self, data: bytes) -> None:
        """Read a chunk; none of it ends the file. Raises Refused, and expat.ExpatError if it is damaged."""
        self._fed += len(data)
        self._parser.feed(data)
        if data and self._fed - self._parser.expat.CurrentByteIndex > _LONGEST_TAG:
            raise Refused(f"damaged: a tag longer than {in_megabytes(_LONGEST_TAG)}")

    def taken(self) -> list[dict[str, str] | str]:
        """The records that are complete, or why one is not read."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._stack) >= _DEEPEST:
            raise Refused(f"damaged: more than {_DEEPEST} elements inside one another")
        tag = name.rpartition(":")[2]
        if tag.lower() in _GENERIC:
            tag = next((attributes[key] for key in _NAMING if attributes.get(key)), tag)
        self._names.append(tag)
        self._stack.append({key: value for key, value in attributes.items() if tag != value})
        self._text.clear()
        self._has_parts = False

    def _characters(self, text: str) -> None:
        self._size += len(text)
        if self._size <= self._limit:
            self._text.append(text)

    def _end(self, _: str) -> None:
        name, values = self._names.pop(), self._stack.pop()
        cut = self._size > self._limit or _CUT in values
        if self._has_parts and len(values.keys() - {_CUT}) >= _FEWEST_VALUES:
            reason = f"larger than {in_megabytes(self._limit)}: too large for a cable"
            self._ready.append(reason if cut else values)
            self._size = 0
        elif self._stack:
            around = self._stack[-1]
            # An element with values of one name is a list: its items are the value.
            text = "\n".join(values.values()) if self._has_parts else "".join(self._text).strip()
            before = around.get(name, "")
            if (text or cut) and len(around) < _MOST_VALUES and len(before) < _LONGEST_LIST:
                around[name] = f"{before}\n{text}" if before else text
            if cut:
                around[_CUT] = ""
        self._text.clear()
        self._has_parts = True

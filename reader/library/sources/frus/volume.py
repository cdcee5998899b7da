"""Reads a volume document by document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.parsers import expat

from reader.cable.frus import canonical_frus
from reader.library.sources.byte_stream import Source, in_megabytes
from reader.library.sources.documents import Limits, Refused, Skipped, SourceDocument
from reader.library.sources.folders import printable
from reader.library.sources.frus.document import Volume, document_of
from reader.library.sources.frus.xml_stream import Found, XmlStream

_CHUNK = 1 << 16
"""Bytes parsed at once: the documents in them are in memory together."""


def read_volume(source: Source, limits: Limits) -> Iterator[SourceDocument | Skipped]:
    """Yield the documents of a volume, and what was skipped.

    Damage ends the volume; the documents before it are read.
    """
    stream = XmlStream(limits.document)
    begins: dict[str, list[str]] = {}
    latest: list[dt.date] = []
    count = 0
    damage = ""
    while not damage:
        data = source.read(_CHUNK)
        try:
            stream.feed(data)
        except expat.ExpatError as error:
            damage = f"damaged XML on line {error.lineno}: {expat.ErrorString(error.code)}"
        except Refused as refusal:
            damage = str(refusal)
        ready, stream.ready = stream.ready, []
        if ready or damage or not data:
            _refuse_others(stream, damage)
        for each in ready:
            count += 1
            volume = Volume(stream.volume, stream.title, stream.glossary.entries, begins, latest)
            yield _document(each, volume, source.place, limits)
        if not data:
            break
    if damage:
        above = {0: "", 1: "; the document before it was read"}
        yield Skipped(
            source.place, damage + above.get(count, f"; the {count:,} documents before it were read")
        )
    elif not count:
        yield Skipped(source.place, "a FRUS volume without documents: planned, or not yet published")


def _refuse_others(stream: XmlStream, damage: str) -> None:
    """Raise Refused for a TEI file that is no volume of the series."""
    if not canonical_frus(f"{stream.volume}/d1".upper()):
        raise Refused(damage or "a TEI file, but not a FRUS volume: it has no id such as frus1969-76v22")


def _document(found: Found, volume: Volume, place: str, limits: Limits) -> SourceDocument | Skipped:
    name = found.element.get("id") or found.element.get("n") or "without number"
    place = f"{place}, document {printable(name[:40])}"
    if found.too_large:
        return Skipped(
            place, f"larger than {in_megabytes(limits.document)}, or too many elements for a document"
        )
    result = document_of(found, volume, place)
    return Skipped(place, result) if isinstance(result, str) else result

"""Converts records to the documents that TinyDB stores, and back: plain JSON that a person can read.

A document keeps fields that this version does not know, as a newer version may have written them. So an edit
never replaces a document but changes single fields of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from reader.notes.model import (
    Annotation,
    Code,
    CrossReference,
    Document,
    Judgement,
    LoggedQuery,
    Mark,
    MergedPerson,
    Quote,
    Record,
    Target,
    Trail,
    TrailStop,
    Verdict,
)

KINDS: dict[str, type[Record]] = {
    "annotation": Annotation,
    "code": Code,
    "cross-reference": CrossReference,
    "judgement": Judgement,
    "mark": Mark,
    "person": MergedPerson,
    "query": LoggedQuery,
    "trail": Trail,
}
"""The kinds of document that are records; all others are left alone."""
_NAMES = {kind: name for name, kind in KINDS.items()}


class _Field(NamedTuple):
    """How a field of a record is written and read."""

    name: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    default: Any
    """The value of a field that is left out; MISSING for a required field."""


def encode(record: Record) -> Document:
    """The document of a new record. Fields with their default value are left out."""
    document: Document = {"kind": _NAMES[type(record)]}
    for field in _FIELDS[type(record)]:
        value = getattr(record, field.name)
        if field.default is MISSING or value != field.default:
            document[field.name] = field.write(value)
    return document


def decode(document: Mapping[str, Any]) -> Record | None:
    """The record of a document; None for an unknown kind and for an invalid document."""
    kind = KINDS.get(kind_of(document))
    if kind is None:
        return None
    try:
        return kind(
            **{
                field.name: field.read(document[field.name]) if field.name in document else _default(field)
                for field in _FIELDS[kind]
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def kind_of(document: Mapping[str, Any]) -> str:
    """The kind of a document; empty if it has none."""
    return str(document.get("kind", ""))


def encode_target(target: Target) -> Document:
    """The document of a target, with the names of the W3C Web Annotation model."""
    document: Document = {"mrn": target.mrn}
    document |= _without_empty(text_hash=target.text_hash, number=target.number, ordinal=target.ordinal)
    if target.quote is not None:
        quote = target.quote
        document["quote"] = {"exact": quote.exact} | _without_empty(prefix=quote.prefix, suffix=quote.suffix)
    occurrence = target.occurrence if target.occurrence != 1 else None
    return document | _without_empty(start=target.start, end=target.end, occurrence=occurrence)


def decode_target(document: Mapping[str, Any]) -> Target:
    """The target of a document. Raises KeyError, TypeError or ValueError for an invalid one."""
    quote = document.get("quote")
    occurrence = _number(document.get("occurrence"))
    return Target(
        mrn=_text(document["mrn"]),
        text_hash=_text(document.get("text_hash", "")),
        number=_number(document.get("number")),
        ordinal=_number(document.get("ordinal")),
        quote=None
        if quote is None
        else Quote(_text(quote["exact"]), _text(quote.get("prefix", "")), _text(quote.get("suffix", ""))),
        start=_number(document.get("start")),
        end=_number(document.get("end")),
        occurrence=1 if occurrence is None else occurrence,
    )


def time_text(moment: dt.datetime) -> str:
    """A time in UTC, to the microsecond, that sorts as text: ``2026-11-22T14:40:00.123456Z``."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_time(text: str) -> dt.datetime:
    """Parse a time in ISO format; without a time zone it is UTC. Raises ValueError."""
    moment = dt.datetime.fromisoformat(text)
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def _without_empty(**members: Any) -> Document:
    """The members that are neither None nor empty."""
    return {name: value for name, value in members.items() if value is not None and value != ""}


def _default(field: _Field) -> Any:
    if field.default is MISSING:
        raise KeyError(field.name)
    return field.default


def _same(value: Any) -> Any:
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in value)


def _number(value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError("number expected")
    return value


def encode_stop(stop: TrailStop) -> Document:
    """The document of a stop of a trail."""
    return {"id": stop.id, "target": encode_target(stop.target)} | _without_empty(comment=stop.comment)


def _stop(document: Any) -> TrailStop:
    target, comment = decode_target(document["target"]), _text(document.get("comment", ""))
    return TrailStop(_text(document["id"]), target, comment)


_CONVERTERS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "str": (_same, _text),
    "str | None": (_same, lambda value: None if value is None else _text(value)),
    "int": (_same, _number),
    "bool": (_same, lambda value: value is True),
    "tuple[str, ...]": (list, _texts),
    "dt.datetime": (time_text, parse_time),
    "Target": (encode_target, decode_target),
    "tuple[TrailStop, ...]": (
        lambda stops: [encode_stop(stop) for stop in stops],
        lambda documents: tuple(map(_stop, documents)),
    ),
    "Verdict": (str, Verdict),
}
"""How to write and read a field, by the name of its type in the record's definition."""

_FIELDS: dict[type[Record], tuple[_Field, ...]] = {
    kind: tuple(_Field(field.name, *_CONVERTERS[str(field.type)], field.default) for field in fields(kind))
    for kind in KINDS.values()
}

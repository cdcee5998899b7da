"""Records to the documents TinyDB keeps, and back: plain JSON that a person can read.

A document keeps the fields it has that we do not know: a newer version wrote them, and an edit here must
not lose them. So an edit never writes a document anew but changes the fields that it is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from reader.notes.model import Annotation, Code, CrossReference, Quote, Record, Target
from reader.notes.state import Document

_KINDS: dict[str, type[Record]] = {
    "annotation": Annotation,
    "code": Code,
    "cross-reference": CrossReference,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def kind_of(document: Mapping[str, Any]) -> str:
    """The document's kind; one we do not know is left alone wherever it lies."""
    return str(document.get("kind", ""))


def encode(record: Record) -> Document:
    """The document of a new record. Fields that say nothing are left out."""
    document: Document = {
        "kind": _NAMES[type(record)],
        "id": record.id,
        "author": record.author,
        "created": time_text(record.created),
        "changed": time_text(record.changed),
    }
    if record.deleted:
        document["deleted"] = True
    match record:
        case Annotation():
            document["target"] = encode_target(record.target)
            document |= _said(body=record.body, codes=list(record.codes))
        case Code():
            document["name"] = record.name
            document |= _said(
                definition=record.definition,
                colour=record.colour,
                parent=record.parent,
                aliases=list(record.aliases),
            )
        case CrossReference():
            document["source"] = encode_target(record.source)
            document["target"] = encode_target(record.target)
            document |= _said(relation=record.relation, comment=record.comment)
    return document


def decode(document: Mapping[str, Any]) -> Record | None:
    """The record of a document; None for a kind of a newer version and for one that makes no sense."""
    kind = _KINDS.get(kind_of(document))
    if kind is None:
        return None
    try:
        common: dict[str, Any] = {
            "id": _text(document["id"]),
            "author": _text(document.get("author", "")),
            "created": parse_time(document["created"]),
            "changed": parse_time(document["changed"]),
            "deleted": document.get("deleted") is True,
        }
        if kind is Annotation:
            return Annotation(
                **common,
                target=decode_target(document["target"]),
                body=_text(document.get("body", "")),
                codes=_texts(document.get("codes", ())),
            )
        if kind is Code:
            return Code(
                **common,
                name=_text(document["name"]),
                definition=_text(document.get("definition", "")),
                colour=_text(document.get("colour", "")),
                parent=document.get("parent"),
                aliases=_texts(document.get("aliases", ())),
            )
        return CrossReference(
            **common,
            source=decode_target(document["source"]),
            target=decode_target(document["target"]),
            relation=_text(document.get("relation", "see also")),
            comment=_text(document.get("comment", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def encode_target(target: Target) -> Document:
    """The document of a target, with the web annotation model's words."""
    document: Document = {"mrn": target.mrn}
    document |= _said(text_hash=target.text_hash, number=target.number, ordinal=target.ordinal)
    if target.quote is not None:
        quote = target.quote
        document["quote"] = {"exact": quote.exact} | _said(prefix=quote.prefix, suffix=quote.suffix)
    return document | _said(start=target.start, end=target.end)


def decode_target(document: Mapping[str, Any]) -> Target:
    """The target of a document. Raises KeyError, TypeError or ValueError for what is none."""
    quote = document.get("quote")
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
    )


def time_text(moment: dt.datetime) -> str:
    """A moment in UTC, to the microsecond, sorting as text: ``2026-11-22T14:40:00.123456Z``."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_time(text: str) -> dt.datetime:
    """The moment of a text in ISO form; one without a zone is taken for UTC. Raises ValueError."""
    moment = dt.datetime.fromisoformat(text)
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def _said(**fields: Any) -> Document:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [])}


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

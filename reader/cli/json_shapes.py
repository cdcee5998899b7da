"""JSON shapes of records, documented in ``docs/json.md``: fields are added, never renamed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import Enum, IntEnum

from reader.cable.model import Cable, Span
from reader.notes.model import Annotation, Code, CrossReference, Record, Target


def cable_shape(cable: Cable) -> dict[str, object]:
    """The whole cable, with its level and the label of each paragraph."""
    shape = _plain(cable)
    assert isinstance(shape, dict)
    shape["level"] = _plain(cable.level)
    for paragraph, entry in zip(cable.paragraphs, shape["paragraphs"], strict=True):
        entry["label"] = paragraph.label
        entry["found"] = entry.pop("number_source")  # the name that format 2 of the output promises
    return shape


def _plain(value: object) -> object:
    """Records as objects, spans as pairs, levels by name, dates in ISO form."""
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields:
            return {name: _plain(item) for name, item in zip(fields, value, strict=True)}
        return [_plain(item) for item in value]
    return str(value)


def annotation_shape(note: Annotation, codes: Mapping[str, Code]) -> dict[str, object]:
    """A note, with the names of its codes."""
    return {
        "kind": "note",
        **_record(note),
        "target": target_shape(note.target),
        "body": note.body,
        "codes": [codes[code].name for code in note.codes if code in codes],
    }


def link_shape(link: CrossReference) -> dict[str, object]:
    """A link."""
    return {
        "kind": "link",
        **_record(link),
        "source": target_shape(link.source),
        "target": target_shape(link.target),
        "relation": link.relation,
        "comment": link.comment,
    }


def record_shape(record: Record) -> object:
    """Any record, with its fields as they are."""
    return _plain(record)


def target_shape(target: Target) -> object:
    """What a note is about."""
    return _plain(target)


def _record(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "author": record.author,
        "created": record.created.isoformat(),
        "changed": record.changed.isoformat(),
    }

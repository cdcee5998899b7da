"""The elements of a REFI-QDA project as lines of XML, after its schema (Project.xsd 1.0)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from reader.export.escape import escape_controls
from reader.notes.model import Record

NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = uuid.UUID("8f0d6f0a-6b5c-5f0e-9a53-6b3b3a1f2c77")
"""The name space of the ids that are made here."""


def guid(kind: str, *names: str) -> str:
    """An id for something that has none of its own: the same for the same names, in every export."""
    return str(uuid.uuid5(_OURS, "\n".join([kind, *map(ascii, names)])))


def record_guid(identity: str) -> str:
    """The id of a note or link; one that is not a UUID always gives the same one."""
    try:
        return str(uuid.UUID(identity))
    except ValueError:
        return guid("record", identity)


def attributes(given: Mapping[str, str]) -> str:
    """The attributes of an element, with a space before each; empty ones are left out."""
    return "".join(f" {name}={quoteattr(escape_controls(value))}" for name, value in given.items() if value)


def element(tag: str, given: Mapping[str, str] | None = None, content: str | Iterable[str] = "") -> str:
    """An element on lines of its own; ``content`` is XML."""
    inside = content if isinstance(content, str) else "".join(content)
    start = f"<{tag}{attributes(given or {})}"
    return f"{start}>\n{inside}</{tag}>\n" if inside else f"{start}/>\n"


def text_element(tag: str, text: str) -> str:
    """An element with a text; nothing for an empty text."""
    return f"<{tag}>{escape(escape_controls(text))}</{tag}>\n" if text else ""


def reference(tag: str, target: str) -> str:
    """A reference to an element by its id."""
    return element(tag, {"targetGUID": target})


@lru_cache(maxsize=256)
def user_guid(author: str) -> str:
    """The id of an author."""
    return guid("user", author)


def by_whom(record: Record) -> dict[str, str]:
    """The attributes that say who made and changed something, and when."""
    return {
        "creatingUser": user_guid(record.author),
        "creationDateTime": date_time(record.created),
        "modifyingUser": user_guid(record.last_hand),
        "modifiedDateTime": date_time(record.changed),
    }


def date_time(moment: dt.datetime) -> str:
    """A time as ``xsd:dateTime``, in UTC, to the second."""
    return f"{moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"

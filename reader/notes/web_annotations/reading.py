"""Reading a file of annotations: W3C Web Annotations (JSON-LD), or the JSON of Hypothesis. Pure."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reader.notes.errors import NotesError
from reader.notes.web_annotations.model import WebAnnotation, WebLink
from reader.notes.web_annotations.selectors import mrn_in, place, text_of, types_of

_LISTS = ("items", "rows", "annotations", "@graph")
"""Where the annotations are in a page of the W3C, in an answer of Hypothesis's API and in its export."""


def read(text: str) -> Iterator[WebAnnotation]:
    """The annotations in a file, one by one. Raises NotesError for any other file."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotesError(f"This is not a file of annotations: {error}") from error
    found = 0
    for item in _items(value):
        found += 1
        yield _hypothesis(item) if isinstance(item.get("uri"), str) else _web_annotation(item)
    if not found and not _is_empty_page(value):
        raise NotesError(
            "This is not a file of annotations",
            advice="W3C Web Annotations and the JSON of Hypothesis can be read.",
        )


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))
    elif isinstance(value, Mapping):
        if isinstance(value.get("first"), Mapping):
            value = value["first"]
        listed = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
        if listed is not None:
            yield from (item for item in listed if isinstance(item, Mapping))
        elif "target" in value:
            yield value


def _is_empty_page(value: object) -> bool:
    lists = [value] if isinstance(value, list) else []
    if isinstance(value, Mapping):
        lists = [value[name] for name in _LISTS if name in value]
    return [] in lists


def _web_annotation(item: Mapping[str, Any]) -> WebAnnotation:
    targets = [place(one) for one in _targets(item.get("target"))] or [place({})]
    texts: list[str] = []
    tags: list[str] = []
    said: dict[str, str] = {}
    linked = None
    bodies = [*_listed(item.get("body")), *_listed(item.get("bodyValue"))]
    for body in bodies:
        purposes = _purposes(body)
        text = _text(body)
        source = text_of(body.get("source")) if isinstance(body, Mapping) else ""
        if "linking" in purposes and linked is None and mrn_in(source):
            linked = place(body)
        elif "tagging" in purposes:
            tags.append(text)
        elif purposes & {"classifying", "describing"} and "linking" in _motivations(item):
            said["relation" if "classifying" in purposes else "comment"] = text
        else:
            texts.append(text or source)
    if linked is None:
        texts += said.values()
    return WebAnnotation(
        _identity(text_of(item.get("id")) or text_of(item.get("@id")), item),
        next((one for one in targets if one.mrn), targets[0]),
        _name(item.get("creator")),
        text_of(item.get("created")),
        text_of(item.get("modified")),
        _paragraphs(texts),
        tuple(filter(None, tags)),
        WebLink(linked, **said) if linked else None,
    )


def _targets(value: object) -> Iterator[object]:
    """The targets of an annotation, one by one where they are given as a set."""
    for one in _listed(value):
        yield from _listed(one.get("items")) if isinstance(one, Mapping) and "items" in one else [one]


def _hypothesis(row: Mapping[str, Any]) -> WebAnnotation:
    address = text_of(row.get("uri"))
    document = row.get("document")
    titles = document.get("title") if isinstance(document, Mapping) else None
    titles = [one for one in _listed(titles) if isinstance(one, str)]
    targets = [place(one, address, titles) for one in _listed(row.get("target"))]
    ancestors = [one for one in _listed(row.get("references")) if isinstance(one, str)]
    info = row.get("user_info")
    name = text_of(info.get("display_name")) if isinstance(info, Mapping) else ""
    return WebAnnotation(
        _identity(text_of(row.get("id")), row),
        targets[0] if targets else place({}, address, titles),
        name or text_of(row.get("user")).removeprefix("acct:").partition("@")[0],
        text_of(row.get("created")),
        text_of(row.get("updated")),
        text_of(row.get("text")),
        tuple(one for one in _listed(row.get("tags")) if isinstance(one, str) and one),
        replies_to=_identity(ancestors[0], row) if ancestors else "",
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _purposes(body: object) -> set[str]:
    given = body.get("purpose") if isinstance(body, Mapping) else None
    return {one.rpartition(":")[2] for one in _listed(given) if isinstance(one, str)}


def _motivations(item: Mapping[str, Any]) -> set[str]:
    return {one.rpartition(":")[2] for one in _listed(item.get("motivation")) if isinstance(one, str)}


def _text(body: object) -> str:
    """The text of a body; the address of a body that is somewhere else."""
    if isinstance(body, Mapping):
        if "Choice" in types_of(body):
            return next((text for one in _listed(body.get("items")) if (text := _text(one))), "")
        value = body.get("value", body.get("chars"))
        return value if isinstance(value, str) else text_of(body)
    return body if isinstance(body, str) else ""


def _name(creator: object) -> str:
    for one in _listed(creator):
        if isinstance(one, str):
            return one
        if isinstance(one, Mapping):
            names = (text_of(one.get(field)) for field in ("name", "nickname", "id"))
            return next(filter(None, names), "")
    return ""


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, texts))


def _identity(written: str, item: Mapping[str, Any]) -> str:
    """The id as a UUID; one that is not a UUID, or is missing, always gives the same one."""
    try:
        return str(uuid.UUID(written.removeprefix("urn:uuid:")))
    except ValueError:
        named = written or json.dumps(item, sort_keys=True)
        return str(uuid.uuid5(uuid.NAMESPACE_URL, ascii(named)))

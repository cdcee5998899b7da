"""The target of an annotation: which cable, which paragraph, which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from reader.cable.mrn import canonical
from reader.notes.codes import is_plain
from reader.notes.web_annotations.model import CABLE_IRI, PARAGRAPH, Place

_FRAGMENT = re.compile(rf"#?{PARAGRAPH}([1-9][0-9]{{0,5}})")
_WORDS = re.compile(r"[\s:|,;()\[\]]+")
_DEEPEST = 8
"""Levels of selectors refined by others that are read."""


def place(target: object, address: str = "", titles: Iterable[str] = ()) -> Place:
    """The place that a target describes. ``address``, ``titles``: of the page, if the target has none."""
    if isinstance(target, str):
        target = {"source": target}
    given: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    source = text_of(given.get("source")) or text_of(given.get("id")) or address
    found: dict[str, Any] = {}
    for selector in _flat(given.get("selector")):
        for name, value in _said(selector).items():
            found.setdefault(name, value)
    if "#" in source and "paragraph" not in found:
        found |= _fragment(source.rpartition("#")[2])
    if "paragraph" not in found:  # the offsets are in the text of some page, not in a paragraph
        found.pop("start", None)
        found.pop("end", None)
    return Place(source, mrn_in(source, titles), **found)


def mrn_in(address: str, titles: Iterable[str] = ()) -> str:
    """The MRN of the cable at an address, or in the title of its page; empty if there is none."""
    if address.startswith(CABLE_IRI):
        written = unquote(address.removeprefix(CABLE_IRI).partition("#")[0])
        return canonical(written) or (written if is_plain(written) else "")
    if found := canonical(address.partition("?")[0].partition("#")[0]):
        return found
    words = (word for title in titles for word in _WORDS.split(title))
    return next((mrn for word in words if any(map(str.isdigit, word)) and (mrn := canonical(word))), "")


def text_of(value: object) -> str:
    """A text, or the id of an object."""
    if isinstance(value, Mapping):
        value = value.get("id")
    return value if isinstance(value, str) else ""


def types_of(value: Mapping[str, Any]) -> set[str]:
    """The types of an object, without the prefix of a namespace."""
    types = value.get("type", value.get("@type"))
    listed = types if isinstance(types, list) else [types]
    return {one.rpartition(":")[2] for one in listed if isinstance(one, str)}


def _flat(selector: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """A selector and those that refine it, the widest first."""
    if isinstance(selector, list):
        for one in selector:
            yield from _flat(one, depth)
    elif isinstance(selector, Mapping) and depth < _DEEPEST:
        yield selector
        yield from _flat(selector.get("refinedBy"), depth + 1)


def _said(selector: Mapping[str, Any]) -> dict[str, Any]:
    """What a selector says, by the names of fields of ``Place``."""
    types = types_of(selector)
    if "TextQuoteSelector" in types:
        quote = {name: selector.get(name) for name in ("exact", "prefix", "suffix")}
        return {name: text for name, text in quote.items() if isinstance(text, str) and text}
    if "TextPositionSelector" in types:
        offsets = {name: selector.get(name) for name in ("start", "end")}
        return offsets if all(type(one) is int and one >= 0 for one in offsets.values()) else {}
    if "FragmentSelector" in types:
        return _fragment(text_of(selector.get("value")))
    return {}


def _fragment(text: str) -> dict[str, Any]:
    match = _FRAGMENT.fullmatch(text)
    return {"paragraph": int(match[1])} if match else {}

"""This is where an exported file's properties are written, read back and brought up to date.

Flat keys only, every string in double quotes (Norway's country tag ``NO`` is *false* to YAML 1.1), dates as
ISO dates. Reading understands what editors make of that: plain and single-quoted values, lists over
several lines. What it does not understand it keeps as it stands.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.export.escape import one_line

Value = str | dt.date | tuple[str, ...]

_UNPRINTABLE = re.compile("[\x7f-\xa0\ufeff]")


def quoted(text: str) -> str:
    """A YAML double-quoted string on one line."""
    escaped = json.dumps(one_line(text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)


def line(key: str, value: Value) -> str:
    """One property as we write it."""
    if isinstance(value, str):
        return f"{key}: {quoted(value)}"
    if isinstance(value, dt.date):
        return f"{key}: {value.isoformat()}"
    return f"{key}: [{', '.join(quoted(item) for item in value)}]"


_KEY = re.compile(r"([^\s:#'\"\[\]{}&*!|>%@`,-][^:\n]*?)\s*:(?=\s|$)")


def entries(lines: Sequence[str]) -> list[tuple[str | None, list[str]]]:
    """The lines between the dashes, cut at each key that begins at the margin.

    Lines before the first key have None for a key. Joining the pieces gives the lines back.
    """
    found: list[tuple[str | None, list[str]]] = []
    for text in lines:
        if key := _KEY.match(text):
            found.append((key.group(1), [text]))
        elif found:
            found[-1][1].append(text)
        else:
            found.append((None, [text]))
    return found


def value_of(lines: Sequence[str]) -> str | tuple[str, ...] | None:
    """What one property says, a date as its text; None where it is more than we read."""
    first = lines[0].split(":", 1)[1].strip()
    rest = [text.strip() for text in lines[1:] if text.strip() and not text.lstrip().startswith("#")]
    if first.startswith("[") and first.endswith("]") and not rest:
        return _flow(first[1:-1])
    if not first and rest and all(re.match(r"-(?:\s|$)", text) for text in rest):
        items = [_scalar(text[1:].strip()) for text in rest]
        return tuple(item for item in items if item is not None) if None not in items else None
    if not first and not rest:
        return ()
    return _scalar(first) if not rest else None


def _scalar(text: str) -> str | None:
    if text.startswith('"'):
        try:
            read = json.loads(text)
        except ValueError:
            return None
        return read if isinstance(read, str) else None
    if text.startswith("'"):
        return text[1:-1].replace("''", "'") if re.fullmatch(r"'(?:[^']|'')*'", text) else None
    return None if text[:1] in "[{&*!|>%@`" and text else text


_ITEM = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'\[\]{}]+)\s*(?:,|$)""")


def _flow(inside: str) -> tuple[str, ...] | None:
    items = []
    at = 0
    while inside[at:].strip():
        found = _ITEM.match(inside, at)
        item = _scalar(found.group(1).strip()) if found else None
        if found is None or item is None:
            return None
        items.append(item)
        at = found.end()
    return tuple(items)


MERGED = ("tags", "aliases")
"""Lists the user may add to: ours and theirs live side by side."""
OURS = frozenset(
    (
        *("title", "cable", "date", "origin", "classification", "cable_tags"),
        *("references", "source_version", "text_sha256"),
    )
)
"""The other keys that we write."""


def fingerprint(front: Mapping[str, Value]) -> str:
    """A short hash of what we wrote, the merged lists aside: a later difference is the user's doing."""
    return _digest({key: _as_read(value) for key, value in front.items() if key in OURS})


def _digest(said: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _as_read(value: Value) -> str | list[str]:
    if isinstance(value, tuple):
        return [one_line(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else one_line(value)


def update(
    lines: Sequence[str], front: Mapping[str, Value], *, written: str, tags: Sequence[str]
) -> list[str]:
    """The properties of an existing file brought up to date.

    ``lines`` are those between the dashes, ``front`` what we would write now, ``written`` the fingerprint
    and ``tags`` the tags of what we wrote last. Keys that are not ours stay as they are. Ours are written
    anew, unless the user changed one of them: then all of those stay. In ``tags`` and ``aliases`` the
    user's own additions and removals are kept while ours come and go.
    """
    present = entries(lines)
    said = {key: _listed(value_of(text)) for key, text in present if key in OURS}
    untouched = _digest(said) == written
    out: list[str] = []
    for key, text in present:
        if key in MERGED and key in front:
            out.extend(_merged(key, text, front[key], tags))
        elif key not in OURS or not untouched:
            out.extend(text)
        elif key in front:
            out.extend(text if said[key] == _as_read(front[key]) else [line(key, front[key])])
    if untouched:
        there = {key for key, _ in present}
        out.extend(line(key, value) for key, value in front.items() if key not in there)
    return out


def _listed(value: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _merged(key: str, text: list[str], value: Value, tags: Sequence[str]) -> list[str]:
    theirs = value_of(text)
    ours = value if isinstance(value, tuple) else ()
    # Our aliases follow from the MRN alone, so those written last are those of now.
    last = tags if key == "tags" else ours
    if isinstance(theirs, str):
        theirs = tuple(theirs.replace(",", " ").split()) if key == "tags" else (theirs,)
    if theirs is None:
        return text
    kept = tuple(item for item in theirs if item not in last or item in ours)
    both = (*kept, *(item for item in ours if item not in kept and item not in last))
    return text if both == theirs else [line(key, both)]


class FrontMatter(NamedTuple):
    """A file cut at its front matter; joined with newlines the parts give it back."""

    top: str
    """The line of dashes."""
    lines: list[str]
    bottom: str
    """The closing line of dashes or dots."""
    rest: str

    def text(self) -> str:
        """The whole again."""
        return "\n".join([self.top, *self.lines, self.bottom, self.rest])


def split(text: str) -> FrontMatter | None:
    """Cut a file at its front matter; None where it has none."""
    lines = text.split("\n")
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    for index, one in enumerate(lines[1:], 1):
        if one.rstrip() in ("---", "..."):
            return FrontMatter(lines[0], lines[1:index], one, "\n".join(lines[index + 1 :]))
    return None

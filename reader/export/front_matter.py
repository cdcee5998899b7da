"""YAML front matter: writing an exported file's properties, reading them back, updating them.

Keys are flat, every string is double-quoted (Norway's country tag ``NO`` is *false* in YAML 1.1), dates are
ISO dates. The reader also accepts what editors turn that into: plain and single-quoted values, lists over
several lines. Anything else is kept unread.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reader.export.escape import one_line

Value = str | dt.date | tuple[str, ...]

_UNPRINTABLE = re.compile("[\x7f-\xa0\ufeff]")


def yaml_string(text: str) -> str:
    """A YAML double-quoted string on one line."""
    escaped = json.dumps(one_line(text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)


def format_property(key: str, value: Value) -> str:
    """One property as a line."""
    if isinstance(value, str):
        return f"{key}: {yaml_string(value)}"
    if isinstance(value, dt.date):
        return f"{key}: {value.isoformat()}"
    return f"{key}: [{', '.join(yaml_string(item) for item in value)}]"


_KEY = re.compile(r"([^\s:#'\"\[\]{}&*!|>%@`,-][^:\n]*?)\s*:(?=\s|$)")


def split_properties(lines: Sequence[str]) -> list[tuple[str | None, list[str]]]:
    """Split the lines between the dashes at each unindented key.

    Lines before the first key get None as their key. Joining the pieces gives the lines back.
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


def parse_value(lines: Sequence[str]) -> str | tuple[str, ...] | None:
    """The value of one property, a date as text; None if it uses YAML we do not read."""
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


MERGED_KEYS = ("tags", "aliases")
"""Lists that may mix generated items and the user's own."""
GENERATED_KEYS = frozenset(
    (
        *("title", "cable", "date", "origin", "classification", "cable_tags"),
        *("references", "source_version", "text_sha256"),
    )
)
"""The other keys we write, unless a template has more."""


def fingerprint(front: Mapping[str, Value]) -> str:
    """A short hash of the generated keys, merged lists excluded, to detect later edits."""
    return _digest({key: _as_read(value) for key, value in front.items() if key not in MERGED_KEYS})


def current_fingerprint(parsed: Mapping[str, str | tuple[str, ...] | None], keys: Collection[str]) -> str:
    """The fingerprint of properties as they were read; only ``keys`` count."""
    return _digest({key: _listed(value) for key, value in parsed.items() if key in keys})


def _digest(values: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def _as_read(value: Value) -> str | list[str]:
    if isinstance(value, tuple):
        return [one_line(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else one_line(value)


def update_properties(
    lines: Sequence[str],
    front: Mapping[str, Value],
    *,
    recorded: str,
    tags: Sequence[str],
    keys: Sequence[str] = (),
) -> list[str]:
    """Update the properties of an existing file.

    ``lines`` are those between the dashes, ``front`` the new properties, ``recorded`` and ``tags`` the
    fingerprint and tags of the last export, ``keys`` the properties that its template added. Other keys are
    left alone. Generated keys are rewritten, unless the user edited any of them: then all of them are left
    alone. In ``tags`` and ``aliases`` the user's own additions and removals are kept.
    """
    ours = GENERATED_KEYS.union(keys)
    present = split_properties(lines)
    current = {key: _listed(parse_value(text)) for key, text in present if key in ours}
    untouched = _digest(current) == recorded
    out: list[str] = []
    for key, text in present:
        if key in MERGED_KEYS and key in front:
            out.extend(_merged(key, text, front[key], tags))
        elif key not in ours or not untouched:
            out.extend(text)
        elif key in front:
            out.extend(text if current[key] == _as_read(front[key]) else [format_property(key, front[key])])
    if untouched:
        there = {key for key, _ in present}
        out.extend(format_property(key, value) for key, value in front.items() if key not in there)
    return out


def _listed(value: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _merged(key: str, text: list[str], value: Value, tags: Sequence[str]) -> list[str]:
    theirs = parse_value(text)
    ours = value if isinstance(value, tuple) else ()
    # Aliases depend on the MRN alone, so the last export had the same ones.
    last = tags if key == "tags" else ours
    if isinstance(theirs, str):
        theirs = tuple(theirs.replace(",", " ").split()) if key == "tags" else (theirs,)
    if theirs is None:
        return text
    kept = tuple(item for item in theirs if item not in last or item in ours)
    merged = (*kept, *(item for item in ours if item not in kept and item not in last))
    return text if merged == theirs else [format_property(key, merged)]


class FrontMatter(NamedTuple):
    """A file split at its front matter; joining the parts with newlines gives the file back."""

    top: str
    """The line of dashes."""
    lines: list[str]
    bottom: str
    """The closing line of dashes or dots."""
    rest: str

    def text(self) -> str:
        """The whole file."""
        return "\n".join([self.top, *self.lines, self.bottom, self.rest])


def split_front_matter(text: str) -> FrontMatter | None:
    """Split a file at its front matter; None if it has none."""
    lines = text.split("\n")
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    for index, one in enumerate(lines[1:], 1):
        if one.rstrip() in ("---", "..."):
            return FrontMatter(lines[0], lines[1:index], one, "\n".join(lines[index + 1 :]))
    return None

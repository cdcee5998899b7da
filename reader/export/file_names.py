"""This is where a cable gets the name of its file: stable, unique, and a name only, never a path."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from slugify import slugify

SUFFIX = ".md"

_PLAIN = re.compile(r"[0-9]{2}[A-Z]{3,40}[1-9][0-9]{0,7}|TEXT-[0-9a-f]{10}")
"""Identifiers that can be file names as they are: canonical MRNs and the ids of texts that have none."""


def stem(mrn: str) -> str:
    """The file name of a cable without its suffix; also its name in a wikilink and in the markers.

    A canonical MRN is its own name. Anything else is made safe, and a piece of its hash keeps two that
    become alike apart, also on a disk that does not tell capitals from small letters.
    """
    if is_plain(mrn):
        return mrn
    digest = hashlib.sha256(mrn.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slugify(mrn, lowercase=False, max_length=60) or 'cable'}-{digest}"


def is_plain(mrn: str) -> bool:
    """Whether a number is its own file name."""
    return _PLAIN.fullmatch(mrn) is not None


def file_name(mrn: str) -> str:
    """The name of a cable's file inside the chosen folder."""
    return stem(mrn) + SUFFIX


def candidates(name: str, most: int = 100) -> Iterator[str]:
    """The stem itself, then ``name-2``, ``name-3`` ...: tried in turn where others' files have the first."""
    yield name
    for number in range(2, most + 1):
        yield f"{name}-{number}"


def tag(code: str) -> str:
    """A code's name as a tag that Obsidian takes: no spaces, not digits alone; ``a/b`` stays nested."""
    parts = [slugify(part, allow_unicode=True) for part in code.split("/")]
    name = "/".join(part for part in parts if part)
    if not name:
        return "tag-" + hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"t-{name}" if name.replace("/", "").replace("-", "").isnumeric() else name

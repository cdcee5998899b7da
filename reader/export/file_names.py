"""Safe, unique names: the file of a cable, the tag of a code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from slugify import slugify

SUFFIX = ".md"
MAX_STEM = 60
"""Characters taken from an identifier that is not a safe file name."""
MAX_NUMBERED = 100
"""How many numbered variants of a name are tried before giving up."""

_SAFE_STEM = re.compile(
    r"[0-9]{2}[A-Z]{3,40}[1-9][0-9]{0,7}|FRUS[0-9]{4}(?:-[0-9]{2})?[A-Z0-9]{1,30}|TEXT-[0-9a-f]{10}"
)
"""Canonical MRNs, ids of FRUS documents, and the ids of texts that have no MRN."""


def file_stem(mrn: str) -> str:
    """The file name of a cable without its suffix, also used in wikilinks and markers.

    A canonical MRN is used as it is. Any other identifier is slugified, with part of its hash appended so
    that two that slugify alike stay distinct, even on a case-insensitive disk.
    """
    if is_safe_stem(mrn):
        return mrn
    digest = hashlib.sha256(mrn.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slugify(mrn, lowercase=False, max_length=MAX_STEM) or 'cable'}-{digest}"


def is_safe_stem(mrn: str) -> bool:
    """Whether an identifier can be a file name as it is."""
    return _SAFE_STEM.fullmatch(mrn) is not None


def file_name(mrn: str) -> str:
    """The name of a cable's file inside the export folder."""
    return file_stem(mrn) + SUFFIX


def numbered_names(stem: str, most: int = MAX_NUMBERED) -> Iterator[str]:
    """The stem itself, then ``stem-2``, ``stem-3``, ...: tried in turn when a name is taken."""
    yield stem
    for number in range(2, most + 1):
        yield f"{stem}-{number}"


@lru_cache(4096)
def tag_name(code: str) -> str:
    """A code's name as an Obsidian tag: no spaces, not digits only; ``a/b`` stays nested."""
    parts = [slugify(part, allow_unicode=True) for part in code.split("/")]
    name = "/".join(part for part in parts if part)
    if not name:
        return "tag-" + hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"t-{name}" if name.replace("/", "").replace("-", "").isnumeric() else name

"""Reverse patches: how a document is put back to what it was before a change. Pure.

A patch holds the fields to put back and a digest of the document as the change left it, so that it is
refused where somebody has changed the document since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.notes.model import Document
from reader.notes.record_merge import PAST

_sorted = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_UNHEEDED = ("changed", PAST)
"""The fields that an undo does not put back: undoing is a change too, and a merge must see it."""


def digest(document: Mapping[str, Any]) -> str:
    """A short hash of all that a document says, but for the time of its change."""
    heeded = {name: value for name, value in document.items() if name not in _UNHEEDED}
    return hashlib.blake2b(_sorted(heeded).encode(), digest_size=8).hexdigest()


def reverse_patch(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, theirs: bool = False
) -> Document:
    """The patch that takes a document from ``after`` back to ``before``; None means it does not exist.

    A new document gets a deletion mark. One that came from somebody else (``theirs``) is removed without a
    trace: an undone merge must not delete a colleague's notes when it is sent back, and can be redone.
    """
    if theirs or after is None:
        patch: Document = {"left": digest(after) if after is not None else ""}
        return patch | ({"whole": before} if before is not None else {"gone": True})
    old = {**after, "deleted": True} if before is None else before
    put = {k: v for k, v in old.items() if k not in _UNHEEDED and (k not in after or after[k] != v)}
    cut = [k for k in after if k not in _UNHEEDED and k not in old]
    patch = {"left": digest(after)}
    if put:
        patch["put"] = put
    if cut:
        patch["cut"] = cut
    return patch


class Restored(NamedTuple):
    """A document after its patch."""

    document: Document | None
    """None for one that is removed."""
    whole: bool = False
    """True for one that is restored as it was, its time of change included."""


def apply_patch(document: Mapping[str, Any] | None, patch: Mapping[str, Any]) -> Restored | None:
    """The document with the patch applied; None when somebody has changed it since."""
    if patch["left"] != (digest(document) if document is not None else ""):
        return None
    if document is None or "whole" in patch or "gone" in patch:
        return Restored(patch.get("whole"), whole=True)
    cut = patch.get("cut", ())
    kept: Document = {name: value for name, value in document.items() if name not in cut}
    kept.update(patch.get("put", {}))
    return Restored(kept)


def is_patch(value: object) -> bool:
    """True for a patch in the shape that ``reverse_patch`` makes."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("left"), str)
        and isinstance(value.get("put", {}), dict)
        and isinstance(value.get("cut", []), list)
        and isinstance(value.get("whole", {}), dict)
    )

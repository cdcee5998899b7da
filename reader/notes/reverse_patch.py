"""Reverse patches: they restore a document to what it was before a change. Pure.

A patch has the fields to restore and a digest of the document after the change, so that it is refused if
somebody has changed the document since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.notes.model import Document
from reader.notes.record_merge import PAST

_sorted = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_IGNORED = ("changed", PAST)
"""The fields that an undo does not restore: an undo is a change too, and a merge must see it."""


def digest(document: Mapping[str, Any]) -> str:
    """A short hash of a document without the time of its change."""
    compared = {name: value for name, value in document.items() if name not in _IGNORED}
    return hashlib.blake2b(_sorted(compared).encode(), digest_size=8).hexdigest()


def reverse_patch(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, theirs: bool = False
) -> Document:
    """The patch that takes a document from ``after`` back to ``before``; None if it does not exist.

    A new document gets a deletion mark. One that came from a colleague (``theirs``) is removed without a
    trace, so that a merge that was undone does not delete the colleague's notes later, and can be redone.
    """
    if theirs or after is None:
        patch: Document = {"left": digest(after) if after is not None else ""}
        return patch | ({"whole": before} if before is not None else {"gone": True})
    old = {**after, "deleted": True} if before is None else before
    put = {k: v for k, v in old.items() if k not in _IGNORED and (k not in after or after[k] != v)}
    cut = [k for k in after if k not in _IGNORED and k not in old]
    patch = {"left": digest(after)}
    if put:
        patch["put"] = put
    if cut:
        patch["cut"] = cut
    return patch


class Restored(NamedTuple):
    """A document with a patch applied."""

    document: Document | None
    """None if it is removed."""
    whole: bool = False
    """True if it is restored as it was, including the time of its change."""


def apply_patch(document: Mapping[str, Any] | None, patch: Mapping[str, Any]) -> Restored | None:
    """Apply a patch; None if somebody has changed the document since."""
    if patch["left"] != (digest(document) if document is not None else ""):
        return None
    if document is None or "whole" in patch or "gone" in patch:
        return Restored(patch.get("whole"), whole=True)
    cut = patch.get("cut", ())
    kept: Document = {name: value for name, value in document.items() if name not in cut}
    kept.update(patch.get("put", {}))
    return Restored(kept)


def is_patch(value: object) -> bool:
    """True for a patch such as ``reverse_patch`` makes."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("left"), str)
        and isinstance(value.get("put", {}), dict)
        and isinstance(value.get("cut", []), list)
        and isinstance(value.get("whole", {}), dict)
    )

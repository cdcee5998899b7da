"""Merging copies of a record that several people have changed: pure functions on documents.

Every edit adds the name of the version it replaced to the document's ``past``. So either one of two versions
succeeds the other, or both sides have changed. Then both are kept, one shown and the others as ``rivals``,
until somebody chooses. Joining is idempotent, commutative and associative: it keeps the versions that no
other version succeeds, and which one is shown depends only on those versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeGuard

from reader.notes.model import Document

_sorted = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
PAST = "past"
RIVALS = "rivals"
MOST_PAST = 64
"""Earlier versions that a document names. With more, two copies may seem to be changed on both sides: then
both are kept, and nothing is lost."""


class Difference(StrEnum):
    """How their copy of a record differs from ours."""

    NEW = "new"
    SAME = "the same"
    NEWER = "changed there"
    OLDER = "changed here"
    DELETED = "deleted there"
    BOTH = "changed on both sides"
    DELETED_HERE = "deleted here and changed there"
    DELETED_THERE = "changed here and deleted there"


def version(document: Mapping[str, Any]) -> str:
    """The name of a version: a hash of its contents, including the time of the change."""
    contents = {name: value for name, value in document.items() if name not in (PAST, RIVALS)}
    return hashlib.blake2b(_sorted(contents).encode(), digest_size=6).hexdigest()


def succeeding(before: Mapping[str, Any], after: Mapping[str, Any]) -> Document:
    """``after`` as the successor of the shown version of ``before``; its rivals are kept.

    If ``after`` is deleted and a rival is not, the rival is shown, as in ``join``.
    """
    past = [*past_of(before), version(before)]
    return _shown(versions({**after, PAST: list(dict.fromkeys(past))[-MOST_PAST:]}))


def versions(document: Mapping[str, Any]) -> list[Document]:
    """The version shown and its rivals, as separate documents."""
    shown = {name: value for name, value in document.items() if name != RIVALS}
    rivals = document.get(RIVALS)
    return [shown, *(dict(one) for one in rivals if isinstance(one, dict))] if _is_list(rivals) else [shown]


def past_of(document: Mapping[str, Any]) -> list[str]:
    """The names of the versions that this one succeeds."""
    past = document.get(PAST)
    return [name for name in past if isinstance(name, str)] if _is_list(past) else []


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list | tuple)


def join(*documents: Mapping[str, Any]) -> Document:
    """Join all copies of a record into one document."""
    by_name: dict[str, Document] = {}
    for one in (one for document in documents for one in versions(document)):
        name = version(one)
        by_name[name] = max(by_name.get(name, one), one, key=_history)
    succeeded = {name for one in by_name.values() for name in past_of(one) if name != version(one)}
    heads = [one for name, one in by_name.items() if name not in succeeded]
    return _shown(heads or list(by_name.values()))


def chosen(document: Mapping[str, Any], index: int, now: str) -> Document:
    """The document with one of its versions chosen (0: the one shown), succeeding all of them."""
    heads = versions(document)
    past: dict[str, None] = {}
    for one in heads:
        past |= dict.fromkeys([*past_of(one), version(one)])
    return {**heads[index], "changed": now, PAST: list(past)[-MOST_PAST:]}


def compare(ours: Mapping[str, Any] | None, theirs: Mapping[str, Any]) -> Difference:
    """How their copy differs from ours."""
    if ours is None:
        return Difference.DELETED if theirs.get("deleted") else Difference.NEW
    joined = {version(one) for one in versions(join(ours, theirs))}
    mine = {version(one) for one in versions(ours)}
    other = {version(one) for one in versions(theirs)}
    if mine == other:
        return Difference.SAME
    if joined == mine:
        return Difference.OLDER
    if joined == other:
        gone = theirs.get("deleted") and not ours.get("deleted")
        return Difference.DELETED if gone else Difference.NEWER
    if ours.get("deleted") and not theirs.get("deleted"):
        return Difference.DELETED_HERE
    if theirs.get("deleted") and not ours.get("deleted"):
        return Difference.DELETED_THERE
    return Difference.BOTH


def _shown(heads: Iterable[Document]) -> Document:
    """One document of several versions; shown is the latest, but no deleted one before one that is not."""
    heads = list(heads)
    if len(heads) == 1:
        return heads[0]
    first, *others = sorted(heads, key=_display_order, reverse=True)
    return {**first, RIVALS: others}


def _display_order(document: Mapping[str, Any]) -> tuple[bool, str, str]:
    return not document.get("deleted"), str(document.get("changed", "")), version(document)


def _history(document: Mapping[str, Any]) -> tuple[int, list[str]]:
    past = past_of(document)
    return len(past), past

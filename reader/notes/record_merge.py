"""What becomes of a record that several people have: pure functions on documents.

Every edit leaves the name of the version it replaced in the document's ``past``. So of two versions one is
the other's successor, or both sides have changed; then both are kept, one shown and the others beside it
as ``rivals``, until somebody chooses. Joining is idempotent, commutative and associative: it keeps the
versions that no other version succeeds, and what it shows depends on those versions alone.
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
REMEMBERED = 64
"""Former versions a document names. Beyond, two copies may be taken for changed on both sides: then both
are kept, and nothing is lost."""


class Difference(StrEnum):
    """How their copy of a record stands to ours."""

    NEW = "new"
    SAME = "the same"
    NEWER = "changed there"
    OLDER = "changed here"
    DELETED = "deleted there"
    BOTH = "changed on both sides"
    DELETED_HERE = "deleted here and changed there"
    DELETED_THERE = "changed here and deleted there"


def version(document: Mapping[str, Any]) -> str:
    """The name of a version: a hash of all it says, its time of change included."""
    said = {name: value for name, value in document.items() if name not in (PAST, RIVALS)}
    return hashlib.blake2b(_sorted(said).encode(), digest_size=6).hexdigest()


def succeeding(before: Mapping[str, Any], after: Mapping[str, Any]) -> Document:
    """``after`` as the successor of the version of ``before`` that is shown; its rivals stay.

    A rival that lives is then shown before an ``after`` that is deleted, as ``join`` would.
    """
    past = [*past_of(before), version(before)]
    return _shown(versions({**after, PAST: list(dict.fromkeys(past))[-REMEMBERED:]}))


def versions(document: Mapping[str, Any]) -> list[Document]:
    """The version shown and its rivals, each by itself."""
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
    """All copies of one record as one document."""
    by_name: dict[str, Document] = {}
    for one in (one for document in documents for one in versions(document)):
        name = version(one)
        by_name[name] = max(by_name.get(name, one), one, key=_history)
    succeeded = {name for one in by_name.values() for name in past_of(one) if name != version(one)}
    heads = [one for name, one in by_name.items() if name not in succeeded]
    return _shown(heads or list(by_name.values()))


def chosen(document: Mapping[str, Any], index: int, now: str) -> Document:
    """The document with one of its versions chosen (0: the one shown); it succeeds them all."""
    heads = versions(document)
    past: dict[str, None] = {}
    for one in heads:
        past |= dict.fromkeys([*past_of(one), version(one)])
    return {**heads[index], "changed": now, PAST: list(past)[-REMEMBERED:]}


def compare(ours: Mapping[str, Any] | None, theirs: Mapping[str, Any]) -> Difference:
    """How their copy stands to ours."""
    if ours is None:
        return Difference.NEW
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
    """One document of the versions: what lives before what is deleted, then the latest."""
    heads = list(heads)
    if len(heads) == 1:
        return heads[0]
    first, *others = sorted(heads, key=_standing, reverse=True)
    return {**first, RIVALS: others}


def _standing(document: Mapping[str, Any]) -> tuple[bool, str, str]:
    return not document.get("deleted"), str(document.get("changed", "")), version(document)


def _history(document: Mapping[str, Any]) -> tuple[int, list[str]]:
    past = past_of(document)
    return len(past), past

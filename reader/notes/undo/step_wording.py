"""What was done, in the words of the status line."""

from __future__ import annotations

from collections.abc import Sequence

from reader.notes.model import Annotation, Code, CrossReference, Record, Target


def said(target: Target) -> str:
    """``06PHNOMPENH977 ¶2``."""
    return f"{target.mrn} {target.label}".rstrip()


def tagging(target: Target, add: Sequence[str], remove: Sequence[str]) -> str:
    """``tag "trafficking" on 06PHNOMPENH977 ¶2``."""
    return f"{_doing(add, remove)} {said(target)}"


def tagging_many(targets: Sequence[Target], add: Sequence[str], remove: Sequence[str]) -> str:
    """``tag "trafficking" on 1,180 places``; a single one is named."""
    if len(targets) == 1:
        return tagging(targets[0], add, remove)
    return f"{_doing(add, remove)} {len(targets):,} places"


def _doing(add: Sequence[str], remove: Sequence[str]) -> str:
    doing = []
    if add:
        doing.append(f"tag {_quoted(add)} on")
    if remove:
        doing.append(f"untag {_quoted(remove)} on")
    return " and ".join(doing) or "tags on"


def named(record: Record) -> str:
    """A record, for a sentence about it."""
    match record:
        case Annotation():
            return f"the {'note' if record.body else 'tags'} on {said(record.target)}"
        case CrossReference():
            return f"the link from {said(record.source)} to {said(record.target)}"
        case Code():
            return f"the code {_quoted([record.name])}"
    return "a record"


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)

"""Two cables, or two versions of one, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reader.cable.compare.align import Part, align
from reader.cable.compare.words import Change, ChangeKind, changes
from reader.cable.model import Cable, MarkKind, Paragraph
from reader.cable.span import Span

NO_WORDS = "no text in its place"
"""Printed where one cable has a redaction and the other has nothing there."""


class HeadChange(NamedTuple):
    """A field of the head that differs, as printed; empty where a cable does not have it."""

    field: str
    before: str
    after: str


class Redaction(NamedTuple):
    """A redaction that only one of the two cables has."""

    part: str
    """The address of the paragraph in the cable that has the words."""
    is_opened: bool
    """Whether the second cable has the words; otherwise the first."""
    words: str
    """The words behind the redaction, without the words around it."""


@dataclass(frozen=True)
class Row:
    """A part of the first cable beside its counterpart in the second; None where there is none."""

    before: Part | None
    after: Part | None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The words of both, computed on first use."""
        return changes(self.before.text if self.before else "", self.after.text if self.after else "")

    @property
    def kind(self) -> ChangeKind:
        """Whether the part is the same, differs, or is in one cable only."""
        if self.before is None:
            return ChangeKind.ADDED
        if self.after is None:
            return ChangeKind.REMOVED
        is_same = all(change.kind is ChangeKind.SAME for change in self.changes)
        return ChangeKind.SAME if is_same and not self.portions else ChangeKind.REPLACED

    @property
    def label(self) -> str:
        """The address: ``¶4``, with two of them ``¶4, now ¶5``; empty for a heading."""
        labels = [
            part.label if isinstance(part, Paragraph) else "" for part in (self.before, self.after) if part
        ]
        return labels[0] if len(set(labels)) == 1 else ", now ".join(label or "a heading" for label in labels)

    @property
    def portions(self) -> tuple[str, str] | None:
        """The two portion marks, where they differ; an unmarked part has an empty one."""
        if self.before is None or self.after is None:
            return None
        before, after = _portion(self.before), _portion(self.after)
        return (before, after) if before != after else None


@dataclass(frozen=True)
class Comparison:
    """What differs between two cables."""

    head: tuple[HeadChange, ...]
    rows: tuple[Row, ...]

    @property
    def differences(self) -> int:
        """In how many fields of the head and parts of the body they differ."""
        return len(self.head) + sum(row.kind is not ChangeKind.SAME for row in self.rows)

    @property
    def is_same(self) -> bool:
        """Whether only spaces and line breaks differ."""
        return not self.differences

    @cached_property
    def redactions(self) -> tuple[Redaction, ...]:
        """Redactions that only one of them has, in the order of the text."""
        return tuple(found for row in self.rows for found in _redactions(row))


def compare(before: Cable, after: Cable) -> Comparison:
    """Compare two cables. Takes milliseconds, but seconds for hostile ones, so call it in a thread."""
    one, other = before.body, after.body
    rows = tuple(
        Row(
            None if pair.before is None else one[pair.before],
            None if pair.after is None else other[pair.after],
        )
        for pair in align(one, other)
    )
    for row in rows:
        row.changes  # noqa: B018 - in the caller's thread, not when drawn
    return Comparison(tuple(_head_changes(before, after)), rows)


def _head_changes(before: Cable, after: Cable) -> Iterator[HeadChange]:
    fields = {
        "date": (_date(before), _date(after)),
        "from": (before.origin or "", after.origin or ""),
        "to": (_addressees(before), _addressees(after)),
        "classification": (_level(before), _level(after)),
        "TAGS": (_tags(before), _tags(after)),
        "subject": (before.subject or "", after.subject or ""),
        "references": (_references(before), _references(after)),
        "signed": (", ".join(before.signers), ", ".join(after.signers)),
    }
    for field, (one, other) in fields.items():
        if one.split() != other.split():
            yield HeadChange(field, one, other)


def _date(cable: Cable) -> str:
    return f"{cable.date:%Y-%m-%d %H:%M}" if cable.date else ""


def _level(cable: Cable) -> str:
    return cable.classification.level.name if cable.classification else ""


def _addressees(cable: Cable) -> str:
    return ", ".join(each.name for each in (*cable.recipients, *cable.info))


def _tags(cable: Cable) -> str:
    return ", ".join(tag.code for tag in cable.tags)


def _references(cable: Cable) -> str:
    return ", ".join(each.mrn or each.printed for each in cable.references)


def _portion(part: Part) -> str:
    return part.portion.level.name if part.portion else ""


def _redactions(row: Row) -> Iterator[Redaction]:
    if not isinstance(row.before, Paragraph) or not isinstance(row.after, Paragraph):
        return
    hidden_before, hidden_after = _redacted(row.before), _redacted(row.after)
    for change in row.changes:
        if change.kind is ChangeKind.SAME:
            continue
        was, is_now = _overlaps(hidden_before, change.before), _overlaps(hidden_after, change.after)
        if was and not is_now:
            yield Redaction(row.after.label, True, row.after.text[change.after.start : change.after.end])
        elif is_now and not was:
            yield Redaction(row.before.label, False, row.before.text[change.before.start : change.before.end])


def _redacted(paragraph: Paragraph) -> list[Span]:
    return [mark.span for mark in paragraph.marks if mark.kind is MarkKind.REDACTION]


def _overlaps(spans: list[Span], with_: Span) -> bool:
    return any(span.start < with_.end and with_.start < span.end for span in spans)

"""Counting a result over time, split by post, TAG or code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.joined.protocol import LibraryAndNotes
from reader.joined.timeline.periods import Days, Timeline, Unit, counts_in, timeline
from reader.library.discovery.day_counts import DayCounts, Groups, by_post, by_tag, count_days

TOP = 6
"""Groups that are shown by default."""


class Split(StrEnum):
    """By what counts are split."""

    POST = "post"
    TAG = "tag"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Group:
    """One post, TAG or code over time."""

    name: str
    counts: tuple[int, ...]
    """For each period of the timeline."""

    @property
    def total(self) -> int:
        """All its cables that have a date."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class SplitTimeline:
    """A result over time, with its largest groups."""

    line: Timeline
    groups: tuple[Group, ...]
    """The largest first."""
    left_out: int
    """The number of smaller groups."""
    undated: int
    inferred: int
    total: int


def read_timeline(
    workspace: LibraryAndNotes,
    ids: Sequence[int],
    split: Split | None = None,
    *,
    unit: Unit | None = None,
    top: int = TOP,
) -> SplitTimeline:
    """The cables with these ids over time."""
    counted = count_days(workspace.library, ids, _groups(workspace, split))
    return split_timeline(counted, unit=unit, top=top)


def split_timeline(counted: DayCounts, *, unit: Unit | None = None, top: int = TOP) -> SplitTimeline:
    """The timeline of counted days and of the largest groups."""
    line = timeline(counted.days, unit)
    chosen = list(counted.groups.items())[:top]
    return SplitTimeline(
        line,
        tuple(Group(name, tuple(counts_in(days, line.periods))) for name, days in chosen),
        len(counted.groups) - len(chosen),
        counted.undated,
        counted.inferred,
        counted.total,
    )


def days_by(workspace: LibraryAndNotes, ids: Sequence[int], split: Split) -> dict[str, Days]:
    """The days of each group, the largest first."""
    return dict(count_days(workspace.library, ids, _groups(workspace, split)).groups)


def _groups(workspace: LibraryAndNotes, split: Split | None) -> Groups | None:
    if split is None:
        return None
    if split is Split.POST:
        return by_post
    return by_tag(workspace.library) if split is Split.TAG else _by_code(workspace)


def _by_code(workspace: LibraryAndNotes) -> Groups:
    """The codes on a cable and its passages, and those above them in the codebook."""
    from reader.joined.code_cables import codes_of_cables
    from reader.library.bulk_lookup import ids

    found = codes_of_cables(workspace)
    codes = {id_: found[mrn] for mrn, id_ in ids(workspace.library, found).items()}
    return lambda id_, post, tags: codes.get(id_, ())

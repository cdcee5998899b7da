"""The files of a store: numbered snapshots and journals, and which of them are kept.

``snapshot-000012.jsonl`` is the state at the start of ``journal-000012.jsonl``; generation 1 has no snapshot,
since it starts empty. An older snapshot with all journals since gives the same state as a newer one, so
nothing is lost with a damaged snapshot while an older one is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_NAME = re.compile(r"(snapshot|journal)-(\d{6,12})\.jsonl")


@dataclass(slots=True)
class Files:
    """The store's files in a folder, by generation."""

    snapshots: dict[int, Path] = field(default_factory=dict)
    journals: dict[int, Path] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        """The newest generation, 0 when there is none."""
        return max((*self.journals, *self.snapshots), default=0)


def snapshot_path(folder: Path, generation: int) -> Path:
    """The path of a generation's snapshot."""
    return folder / f"snapshot-{generation:06}.jsonl"


def journal_path(folder: Path, generation: int) -> Path:
    """The path of a generation's journal."""
    return folder / f"journal-{generation:06}.jsonl"


def listing(folder: Path) -> Files:
    """The store's files; none if the folder does not exist. Raises OSError if it cannot be listed."""
    files = Files()
    try:
        names = [entry.name for entry in folder.iterdir()]
    except FileNotFoundError:
        return files
    for name in names:
        if match := _NAME.fullmatch(name):
            kind = files.snapshots if match[1] == "snapshot" else files.journals
            kind[int(match[2])] = folder / name
    return files


@dataclass(frozen=True, slots=True)
class Retention:
    """How many generations are kept beside the newest."""

    last: int = 10
    """Newest snapshots, each with its journal, so that the notes can be read from any of them."""
    days: int = 30
    """For this many days, also the last snapshot of each day."""


def outdated(files: Files, made: Mapping[int, dt.date], today: dt.date, keep: Retention) -> Iterable[Path]:
    """The files that need not be kept. ``made``: the day each snapshot was written."""
    newest_first = sorted(files.snapshots, reverse=True)
    if len(newest_first) <= keep.last:
        return
    oldest_kept = newest_first[max(keep.last, 1) - 1]
    of_day: dict[dt.date, int] = {}
    for generation in newest_first:
        of_day.setdefault(made[generation], generation)
    daily = {gen for day, gen in of_day.items() if (today - day).days < keep.days}
    for generation, path in files.snapshots.items():
        if generation < oldest_kept and generation not in daily:
            yield path
    for generation, path in files.journals.items():
        if generation < oldest_kept:
            yield path

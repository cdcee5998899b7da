"""What an import reports: its progress while it runs, its result at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from reader.errors import CablesError
from reader.library.sources.column_map import Field
from reader.library.sources.documents import Notice, Skipped

_MAX_LISTED = 5
"""Skipped files named in an error. Others are only counted."""


class ImportOptions(TypedDict, total=False):
    """How to import; see ``importer.import_paths``."""

    on_progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool] | None
    columns: Mapping[Field, str] | None


class NoCableFound(CablesError):
    """There is no cable in the files and folders that the user named."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an import."""

    texts: int
    """Texts read so far, new or not."""
    bytes: int
    """Their size in their containers."""
    added: int
    unchanged: int
    versions: int
    skipped: int
    place: str
    """Where the last text was found."""
    seconds: float
    """Since the start."""
    total: int | None = None
    """Bytes of all files; None if there are archives among them, as the size of their content is unknown."""

    @property
    def rate(self) -> float:
        """Bytes per second."""
        return self.bytes / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at this rate; None if unknown."""
        if self.total is None or not self.bytes:
            return None
        return max(self.total - self.bytes, 0) / self.rate


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import."""

    added: int
    """New cables."""
    unchanged: int
    """Texts that were in the library already, word for word."""
    versions: int
    """New texts of cables that were in the library already."""
    skipped: tuple[Skipped, ...]
    cancelled: bool
    seconds: float
    notices: tuple[Notice, ...] = ()
    """How tables were read: which of their columns became what."""


def no_cable_found(report: ImportReport, paths: Sequence[str | os.PathLike[str]]) -> NoCableFound:
    """The error for reading or importing paths without any cable, with the reasons why files were skipped."""
    where = ", ".join(os.fspath(path) for path in paths)
    reasons = [f"{each.place}: {each.reason}" for each in report.skipped[:_MAX_LISTED]]
    if len(report.skipped) > _MAX_LISTED:
        reasons.append(f"and {len(report.skipped) - _MAX_LISTED} more")
    return NoCableFound(
        "No cable was found", where=where, advice="\n".join(reasons) or "There are no files to read."
    )

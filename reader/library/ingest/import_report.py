"""What an import reports: its progress while it runs, its result at the end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import CablesError
from reader.library.sources.documents import Skipped

_LISTED = 5
"""Skipped files named in an error; the others are counted."""


class NoCableFound(CablesError):
    """The files and folders named by the user contain no cable."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come."""

    texts: int
    """Texts read, whatever became of them."""
    bytes: int
    """Bytes of those texts as found."""
    added: int
    unchanged: int
    versions: int
    skipped: int
    place: str
    """Where the last one was found."""
    seconds: float
    """Since the beginning."""
    total: int | None = None
    """Bytes to be read in all; None where archives are among them, whose content is known only when read."""

    @property
    def rate(self) -> float:
        """Bytes a second."""
        return self.bytes / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at this rate; None where it cannot be told."""
        if self.total is None or not self.bytes:
            return None
        return max(self.total - self.bytes, 0) / self.rate


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    added: int
    """Cables that were not held before."""
    unchanged: int
    """Texts that were held already, word for word."""
    versions: int
    """Other texts of cables that were held."""
    skipped: tuple[Skipped, ...]
    cancelled: bool
    seconds: float


def no_cable_found(report: ImportReport, paths: Sequence[str | os.PathLike[str]]) -> NoCableFound:
    """The error for a read or an import that found no cable at all, with what was found instead."""
    where = ", ".join(os.fspath(path) for path in paths)
    reasons = [f"{each.place}: {each.reason}" for each in report.skipped[:_LISTED]]
    if len(report.skipped) > _LISTED:
        reasons.append(f"and {len(report.skipped) - _LISTED} more")
    return NoCableFound(
        "No cable was found", where=where, advice="\n".join(reasons) or "There is no file in it."
    )

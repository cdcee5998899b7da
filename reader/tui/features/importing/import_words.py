"""The words for an import, while it runs and afterwards. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.durations import duration
from reader.terminal_text import cell_width, fit, safe_line
from reader.tui.ui.pieces import Piece
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.library.upkeep.history import ImportRun

NAME_MAX, NAME_MIN = 24, 8
"""Most and least cells for the name of what is imported; it is left out if the least do not fit."""
BAR_MAX, BAR_MIN = 30, 10
"""The same for the bar."""
DONE, LEFT = "━", "─"


def import_name(paths: Sequence[Path]) -> str:
    """``cables.csv``, or how many paths there are."""
    return safe_line(paths[0].name or str(paths[0])) if len(paths) == 1 else count(len(paths), "path")


def progress_line(name: str, progress: Progress | None, width: int, end: str) -> list[Piece]:
    """Name, bar, cables, time left, MB/s and ``end`` on ``width`` cells; what does not fit is left out.

    None for ``progress`` before anything was read.
    """
    facts = _facts(progress) if progress is not None else ["reading…"]
    while len(facts) > 1 and cell_width(_tail(facts, end)) > width:
        facts.pop()
    tail = _tail(facts, end)
    left = width - cell_width(tail)
    share = _share(progress)
    bar = share is not None and left > BAR_MIN
    title = _title(safe_line(name), left - 2 - (BAR_MIN if bar else 0))
    pieces = [Piece(title, "name"), Piece(" ", "plain")] if title or bar else []
    if share is not None and bar:
        cells = min(BAR_MAX, left - cell_width(title) - 1)
        done = round(share * cells)
        pieces += [Piece(DONE * done, "done"), Piece(LEFT * (cells - done), "left")]
    used = sum(cell_width(piece.text) for piece in pieces)
    return [*pieces, Piece(fit(tail, width - used), "plain")]


def _title(name: str, width: int) -> str:
    """The name with a space before it, cut to ``width`` cells; empty if too little of it would be left."""
    size = cell_width(name)
    shortened = fit(name, min(size, NAME_MAX, width))
    readable = 0 < min(NAME_MIN, size) <= cell_width(shortened)
    return f" {shortened}" if readable else ""


def _facts(progress: Progress) -> list[str]:
    """The most useful first."""
    facts = [count(progress.texts, "cable")]
    if progress.left is not None:
        facts.append(f"{duration(progress.left)} left")
    facts.append(f"{progress.rate / 1e6:.1f} MB/s")
    if (share := _share(progress)) is not None:
        facts.append(f"{int(share * 100)} %")
    if progress.unchanged:
        facts.append(f"{progress.unchanged:,} already in the library")
    if progress.skipped:
        facts.append(f"{progress.skipped:,} skipped")
    return facts


def _share(progress: Progress | None) -> float | None:
    return min(progress.bytes / progress.total, 1.0) if progress is not None and progress.total else None


def _tail(facts: Sequence[str], end: str) -> str:
    return f" {' · '.join([*facts, end])}"


def report_words(report: ImportReport) -> str:
    """The result of an import, and the keys that show more."""
    words = f"{count(report.added, 'cable')} added"
    if report.cancelled:
        words = f"Stopped: {words}"
    if report.unchanged:
        words += f", {report.unchanged:,} already in the library"
    if report.versions:
        words += f", {count(report.versions, 'other version')}"
    if report.skipped:
        words += f", {len(report.skipped):,} skipped; i, then Enter, lists them"
    elif report.cancelled:
        words += "; i resumes it"
    read = f" Read {safe_line(report.notices[0].words)}." if report.notices else ""
    return f"{words}.{read}"


def run_words(run: ImportRun) -> str:
    """``27 Nov 2026 21:04 · 5 added, 2 skipped``, and whether it was stopped."""
    at = run.started.astimezone()
    words = f"{at.day} {at:%b %Y %H:%M} · {run.added:,} added"
    words += f", {count(run.versions, 'other version')}" if run.versions else ""
    words += f", {run.unchanged:,} already in the library" if run.unchanged else ""
    words += f", {run.skipped:,} skipped" if run.skipped else ""
    return words if run.finished else f"{words} · stopped or still running"

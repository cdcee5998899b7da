"""What is said of an import, while it runs and afterwards: pure, from counts to words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.durations import duration
from reader.tui.ui.rows import Piece
from reader.tui.ui.words import count, fit, shown

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.library.upkeep.history import ImportRun

NAME, SHORT = 24, 8
"""Cells the name of what is imported takes at most, and at least; it goes where they are not there."""
BAR, STUB = 30, 10
"""The same of the bar."""
DONE, LEFT = "━", "─"


def named(paths: Sequence[Path]) -> str:
    """``cables.csv``, or how many there are."""
    return shown(paths[0].name or str(paths[0])) if len(paths) == 1 else count(len(paths), "path")


def progress_line(name: str, progress: Progress | None, width: int, end: str) -> list[Piece]:
    """Name, bar, cables, time left, MB/s and ``end`` on ``width`` cells; what has no room is left out.

    None before anything was read.
    """
    facts = _facts(progress) if progress is not None else ["reading…"]
    while len(facts) > 1 and cell_len(_tail(facts, end)) > width:
        facts.pop()
    tail = _tail(facts, end)
    room = width - cell_len(tail)
    share = _share(progress)
    bar = share is not None and room > STUB
    title = fit(name, min(cell_len(name), NAME, room - 2 - (STUB if bar else 0)))
    title = f" {title}" if cell_len(title) >= min(SHORT, cell_len(name)) else ""
    pieces = [Piece(title, "name"), Piece(" ", "plain")] if title or bar else []
    if share is not None and bar:
        cells = min(BAR, room - cell_len(title) - 1)
        done = round(share * cells)
        pieces += [Piece(DONE * done, "done"), Piece(LEFT * (cells - done), "left")]
    used = sum(cell_len(piece.text) for piece in pieces)
    return [*pieces, Piece(fit(tail, width - used), "plain")]


def _facts(progress: Progress) -> list[str]:
    """The most telling first."""
    facts = [count(progress.texts, "cable")]
    if progress.left is not None:
        facts.append(f"{duration(progress.left)} left")
    facts.append(f"{progress.rate / 1e6:.1f} MB/s")
    if (share := _share(progress)) is not None:
        facts.append(f"{int(share * 100)} %")
    if progress.unchanged:
        facts.append(f"{progress.unchanged:,} already here")
    if progress.skipped:
        facts.append(f"{progress.skipped:,} skipped")
    return facts


def _share(progress: Progress | None) -> float | None:
    return min(progress.bytes / progress.total, 1.0) if progress is not None and progress.total else None


def _tail(facts: Sequence[str], end: str) -> str:
    return f" {' · '.join([*facts, end])}"


def report_words(report: ImportReport) -> str:
    """What came of an import, and where more is to be read of it."""
    words = f"{count(report.added, 'cable')} added"
    if report.cancelled:
        words = f"Stopped: {words}"
    if report.unchanged:
        words += f", {report.unchanged:,} already here"
    if report.versions:
        words += f", {count(report.versions, 'other version')}"
    if report.skipped:
        words += f", {len(report.skipped):,} skipped; i, then Enter alone, says which"
    elif report.cancelled:
        words += "; i goes on with it"
    return f"{words}."


def run_words(run: ImportRun) -> str:
    """``27 Nov 2026 21:04  5 added, 2 skipped``; what was stopped says so."""
    at = run.started.astimezone()
    words = f"{at.day} {at:%b %Y %H:%M}  {run.added:,} added"
    for number, what in ((run.versions, "other versions"), (run.unchanged, "held already")):
        words += f", {number:,} {what}" if number else ""
    words += f", {run.skipped:,} skipped" if run.skipped else ""
    return words if run.finished else f"{words} · stopped or still running"

"""Writing exported pages into a folder without overwriting anything we did not write."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.atomic_files import NewContents
from reader.export.file_names import SUFFIX, numbered_names
from reader.export.generated_page import ExistingPage, Page, parse_page
from reader.export.page_files import (
    ExportError,
    PageFile,
    existing_folder,
    new_page_file,
    put_in_place,
    read_page_file,
    resolve_folder,
    translated_errors,
)


class Action(StrEnum):
    """What was done with a page."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    """The generated part had been edited by hand: the file is kept, the new page written beside it."""
    REMOVED = "removed"
    """Its notes are gone, and the file was as we wrote it."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """The outcome for one cable."""

    mrn: str
    path: Path
    """The file that contains the page; in a conflict, the one beside the user's."""
    action: Action
    remark: str = ""
    """A sentence for the user, if there is something to know."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What exporting a page would do."""

    outcome: PageOutcome
    folder: Path
    text: str | None = None
    """The file's new content; None if nothing is to be written."""
    replaced: PageFile | None = None
    """The file as it was read; None if it is new."""

    def write(self) -> None:
        """Carry it out. Raises ExportError, leaving the file as it was."""
        for _ in carry_out([self]):
            pass


def export_page(folder: Path, page: Page) -> PageOutcome:
    """Write or update the page's file in ``folder``, which is created if missing.

    Writes nothing if nothing changed. Raises ExportError, leaving the file as it was.
    """
    plan = plan_page(folder, page)
    plan.write()
    return plan.outcome


AT_ONCE = 32
"""Files being written at the same time: enough that pages are built while the disk is busy."""
THREADS = 16
"""Files synced at the same time."""


def carry_out(plans: Iterable[PagePlan]) -> Iterator[PageOutcome]:
    """Carry out the plans, many at a time; their outcomes in order.

    Raises ExportError; files of outcomes before it are complete.
    """
    waiting: deque[_Writing] = deque()
    with ThreadPoolExecutor(THREADS, "export") as pool:
        try:
            for plan in plans:
                waiting.append(_Writing(plan, pool))
                if len(waiting) > AT_ONCE:
                    yield waiting.popleft().finish()
            while waiting:
                yield waiting.popleft().finish()
        except ExportError:
            while waiting:
                yield waiting.popleft().finish()
            raise
        finally:
            for each in waiting:
                each.discard()


class _Writing:
    """A plan that is being carried out: the new contents are written, and synced by a thread of the pool.

    The threads do nothing else: a thread waits for this one again after each call to the system.
    """

    def __init__(self, plan: PagePlan, pool: ThreadPoolExecutor) -> None:
        self._plan = plan
        with translated_errors(plan.folder):
            self._new = self._begin()
        self._synced = pool.submit(self._new.sync) if self._new else None

    def _begin(self) -> NewContents | None:
        plan = self._plan
        if plan.text is None:
            return None
        try:
            return new_page_file(plan.outcome.path, plan.text, plan.replaced)
        except FileNotFoundError:
            resolve_folder(plan.folder)
            return new_page_file(plan.outcome.path, plan.text, plan.replaced)

    def finish(self) -> PageOutcome:
        """Wait until the file is written. Raises ExportError, leaving the file as it was."""
        if self._new and self._synced:
            try:
                with translated_errors(self._plan.folder):
                    self._synced.result()
                    put_in_place(self._new, self._plan.replaced)
            except BaseException:
                self.discard()
                raise
        return self._plan.outcome

    def discard(self) -> None:
        """Leave the file as it was."""
        if self._new and self._synced:
            wait([self._synced])
            self._new.discard()


def plan_page(folder: Path, page: Page, *, stem: str | None = None) -> PagePlan:
    """What exporting the page into ``folder`` would do; nothing is written.

    ``stem`` names the file where it is not named after the page. Raises ExportError.
    """
    with translated_errors(folder):
        return _plan(existing_folder(folder), folder, page, stem or page.name)


def plan_pages(folder: Path, pages: Iterable[Page]) -> Iterator[PagePlan]:
    """A plan for each page, as ``plan_page`` makes it; the folder is looked at once."""
    resolved = None
    for page in pages:
        with translated_errors(folder):
            resolved = resolved or existing_folder(folder)
            plan = _plan(resolved, folder, page, page.name)
        yield plan


def _plan(resolved: Path, folder: Path, page: Page, stem: str) -> PagePlan:
    path, file, existing, skipped_others = _find_file(resolved, stem, page.name)
    remark = f"{stem}{SUFFIX} was not written by this program and was left alone." if skipped_others else ""
    if file is None or existing is None:
        return PagePlan(PageOutcome(page.mrn, path, Action.CREATED, remark), folder, page.text())
    if existing.edited and existing.generated != page.generated:
        return _plan_conflict(resolved, folder, page, path)
    text = existing.updated(page)
    if text == file.text:
        return PagePlan(PageOutcome(page.mrn, path, Action.UNCHANGED, remark), folder)
    return PagePlan(PageOutcome(page.mrn, path, Action.UPDATED, remark), folder, text, file)


def _plan_conflict(resolved: Path, folder: Path, page: Page, edited: Path) -> PagePlan:
    """Keep the edited file and write the new page beside it."""
    remark = f"{edited.name} was edited between the markers and was kept; the new version is beside it."
    for name in numbered_names(f"{edited.stem}.conflict"):
        path = resolved / f"{name}{SUFFIX}"
        file = read_page_file(path)
        if file is None and os.path.lexists(path):
            continue
        existing = parse_page(file.text, page.name) if file else None
        if file and (existing is None or existing.edited):
            continue
        text = existing.updated(page) if existing else page.text()
        outcome = PageOutcome(page.mrn, path, Action.CONFLICT, remark)
        return PagePlan(outcome, folder, None if file and text == file.text else text, file)
    raise ExportError(
        "Too many conflict files of one cable", where=str(edited), advice="Delete those you no longer need."
    )


def _find_file(
    folder: Path, stem: str, marker: str
) -> tuple[Path, PageFile | None, ExistingPage | None, bool]:
    """The first of the cable's possible files that is ours or free, and whether others were skipped."""
    for attempt, candidate in enumerate(numbered_names(stem)):
        path = folder / f"{candidate}{SUFFIX}"
        file = read_page_file(path)
        if file is None:
            if not os.path.lexists(path):
                return path, None, None, attempt > 0
        elif existing := parse_page(file.text, marker):
            return path, file, existing, attempt > 0
    raise ExportError(
        "Every name for this cable's file is taken by other files",
        where=str(folder / f"{stem}{SUFFIX}"),
        advice="Choose another folder with --to.",
    )

"""Going through a heap of cables: keep, maybe or no at one key each, and how far one has come."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from reader.notes import triage
from reader.notes.model import Verdict
from reader.notes.triage import Coverage, judged_for
from reader.terminal_text import safe_line
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.words import spoken

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.notes.repository import Notes
    from reader.tui.main_screen.screen import MainScreen
    from reader.workspace import Workspace

CALM = 0.12
"""Seconds on a row before its cable is shown beside the list."""
WORDS = {Verdict.KEEP: "Keep", Verdict.MAYBE: "Maybe", Verdict.NO: "No", None: "Not judged"}

_NOT_JUDGED = re.compile(r"(?<!\S)-is:judged(?!\S)", re.IGNORECASE)


class Scope(StrEnum):
    """What a judgement holds for."""

    OFF = ""
    """There is no judging now."""
    QUERY = "query"
    OVERALL = "overall"


def holding(notes: Notes, query: str) -> dict[str, Verdict]:
    """The verdict that holds for each cable judged: for the query before overall. Waits for the index."""
    return {**triage.verdicts(notes), **(triage.verdicts(notes, query) if query else {})}


def covered(workspace: Workspace, listing: Listing, asked: str, verdicts: Mapping[str, Verdict]) -> Coverage:
    """How far the judging of a listing has come; waits for the disk.

    Where the listing was ``asked`` to hide what is judged, that counts all the same.
    """
    from reader.library.errors import QueryError

    if _NOT_JUDGED.search(asked):
        with suppress(QueryError):  # "x OR -is:judged": nothing to ask without it
            listing = workspace.library.listing(judged_for(asked), notes=workspace.about_notes)

    def among(mrns: list[str]) -> int:
        ids = workspace.library.listing("is:judged", notes=lambda _: mrns).ids if mrns else ()
        return len(found.intersection(ids))

    found = set(listing.ids) if verdicts else set()
    kept = [mrn for mrn, verdict in verdicts.items() if verdict is Verdict.KEEP]
    return Coverage(len(listing), among(list(verdicts)), among(kept))


class Judging(Handler):
    """The mode in which figures judge, and its count."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self.scope = Scope.OFF
        self.verdicts: dict[str, Verdict] = {}
        """What holds for each cable judged; empty while there is no judging."""
        self.coverage: Coverage | None = None
        self._took_count = 0
        """Judgements counted one by one so far; a count of all that one fell into is taken again."""

    def commands(self) -> dict[str, Doing]:
        """The mode, and the figures in it."""
        return {
            "judge.mode": self.change_mode,
            "judge.keep": lambda: self.judge(Verdict.KEEP),
            "judge.maybe": lambda: self.judge(Verdict.MAYBE),
            "judge.no": lambda: self.judge(Verdict.NO),
            "judge.rest": self.rest,
            "judge.clear": lambda: self.judge(None),
        }

    @property
    def on(self) -> bool:
        """Whether figures judge."""
        return self.scope is not Scope.OFF

    @property
    def query(self) -> str:
        """What the judgements are for; empty for overall."""
        return self.of_filter if self.scope is Scope.QUERY else ""

    @property
    def of_filter(self) -> str:
        """The query of the filter, as judgements know it."""
        return judged_for(self.desk.asked)

    # The mode

    def change_mode(self) -> None:
        """Judge for the query, then overall, then no more; with no filter, overall at once."""
        for_query = bool(self.of_filter)
        if self.scope is Scope.OFF:
            self.enter(Scope.QUERY if for_query else Scope.OVERALL)
        elif self.scope is Scope.QUERY and for_query:
            self.enter(Scope.OVERALL)
        else:
            so_far = f" {self.coverage}." if self.coverage else ""
            self.enter(Scope.OFF)
            self.screen.say(f"The judging is over.{so_far}")
            return
        where = (
            f"for “{safe_line(self.query)}”. D: overall" if self.query else "whatever the query. D: no more"
        )
        self.screen.say(f"Judging: 1 keep, 2 maybe, 3 no, 0 clear; {where}.")

    def restore(self, scope: str) -> None:
        """As it was when this library was left; its list comes next."""
        self.scope = Scope(scope) if scope in set(Scope) else Scope.OFF
        self.verdicts, self.coverage = {}, None
        self.screen.reader.counting = not self.on

    def enter(self, scope: Scope) -> None:
        """Begin, or end."""
        self.scope = scope
        self.screen.reader.counting = not self.on
        self.screen.refresh_hints()
        self.screen.saving.soon()
        self.start(self.reload, "coverage", "count what is judged")

    async def reload(self) -> None:
        """Read what is judged, and count it, for the list as it is now."""
        if not self.on or self.desk.workspace is None or self.desk.listing is None:
            self.verdicts, self.coverage = {}, None
            self.show()
            return
        workspace, listing, query = self.workspace, self.desk.listing, self.query
        asked = self.desk.asked
        before = -1
        while before != self._took_count:
            before = self._took_count
            verdicts = await self.wait(holding, workspace.notes, query)
            coverage = await self.wait(covered, workspace, listing, asked, verdicts)
        if listing is self.desk.listing and query == self.query and self.on:
            self.verdicts, self.coverage = verdicts, coverage
            self.show()

    def listed(self) -> None:
        """The list shows something else."""
        if self.on:
            self.start(self.reload, "coverage", "count what is judged")

    def show(self) -> None:
        """Rows and headings as it stands."""
        self.screen.tell_list()
        self.screen.listing.refresh_heading()
        self.screen.framing.coverage()

    @property
    def words(self) -> str:
        """``9,412 found, 1,180 judged, 212 kept``; empty while there is no judging."""
        return str(self.coverage) if self.coverage is not None else ""

    @property
    def heading(self) -> str:
        """``1,180 judged, 212 kept · this filter``; empty while there is no judging."""
        if self.coverage is None:
            return ""
        where = "this filter" if self.query else "overall"
        return f"{self.coverage.judged:,} judged, {self.coverage.kept:,} kept · {where}"

    # Judging

    def judge(self, verdict: Verdict | None) -> None:
        """Judge the cable one is at, and go on to the next: keys faster than the disk count all the same."""
        if self.screen.bulk.judge_marked(verdict):
            return
        listing, opening = self.desk.listing, self.screen.opening
        in_list = self.desk.active is Pane.LIST
        at = self.screen.list.cursor if in_list else opening.going
        place: int | str | None = self.desk.mrn if at is None else at
        if place is None or listing is None or (in_list and not len(listing)):
            return
        self.change(partial(self._judge, listing, place, verdict), "judge a cable")
        if not in_list:
            opening.step(1)
        elif self.screen.list.cursor + 1 < len(listing):
            self.screen.list.move_to(self.screen.list.cursor + 1)
        else:
            self.screen.say("That was the last cable of the list.")

    async def _judge(self, listing: Listing, place: int | str, verdict: Verdict | None) -> None:
        mrn = place if isinstance(place, str) else None
        if isinstance(place, int) and (rows := await self.wait(listing.window, place, 1)):
            mrn = rows[0].mrn
        if mrn is None:
            return
        await self.wait(triage.judge, self.workspace.notes, [mrn], verdict, query=self.query)
        self.screen.remembering.read(mrn)
        if isinstance(place, int) and verdict is not None:
            self._took(mrn, verdict)
        else:  # what was said overall or by others may hold again; the open cable may be none of the list
            self.listed()
        if not self.screen.panels.widths.list:
            self.screen.say(f"{WORDS[verdict]}: {spoken(mrn)}")

    def _took(self, mrn: str, verdict: Verdict) -> None:
        """Count a judgement that is on the disk, without counting all anew."""
        self._took_count += 1
        before = self.verdicts.get(mrn)
        self.verdicts[mrn] = verdict
        if self.coverage is not None:
            self.coverage = replace(
                self.coverage,
                judged=self.coverage.judged + (before is None),
                kept=self.coverage.kept + (verdict is Verdict.KEEP) - (before is Verdict.KEEP),
            )
        self.show()

    def rest(self) -> None:
        """Narrow the list to what is not judged yet, or widen it again; for other queries counts too."""
        asked = self.desk.asked
        narrowed = _NOT_JUDGED.search(asked) is not None
        self.screen.listing.query(self.of_filter if narrowed else f"{asked} -is:judged".strip())

    # The cable beside the list

    def moved(self) -> None:
        """The cursor of the list stands elsewhere: show that cable beside it, after a moment."""
        if self.on and self.desk.active is Pane.LIST and self.screen.panels.widths.reader:
            self.start(self._show_beside, "open", "show the cable beside the list")

    async def _show_beside(self) -> None:
        await asyncio.sleep(CALM)
        mrn = self.screen.list.current
        if mrn is not None and mrn != self.desk.mrn:
            await self.screen.opening.show_beside(mrn)

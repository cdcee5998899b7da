"""Triage of a list of cables: keep, maybe or no with one key each, and how many have a verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from reader.notes import triage
from reader.notes.model import Verdict
from reader.notes.triage import Coverage, query_for_judging
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import NotesChanged, ResultsShown, TakenAway, TriageChanged
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.words import spoken

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.notes.repository import Notes
    from reader.tui.core.services import Services
    from reader.workspace import Workspace

WORDS = {Verdict.KEEP: "Keep", Verdict.MAYBE: "Maybe", Verdict.NO: "No", None: "Not judged"}

_NOT_JUDGED = re.compile(r"(?<!\S)-is:judged(?!\S)", re.IGNORECASE)


class Scope(StrEnum):
    """What verdicts given now are for."""

    OFF = ""
    """Triage is off."""
    QUERY = "query"
    OVERALL = "overall"


def effective_verdicts(notes: Notes, query: str) -> dict[str, Verdict]:
    """The verdict on each cable: the one for the query before the overall one. Waits for the index."""
    return {**triage.verdicts(notes), **(triage.verdicts(notes, query) if query else {})}


def count_coverage(
    workspace: Workspace, listing: Listing, query: str, verdicts: Mapping[str, Verdict]
) -> Coverage:
    """How many cables of a list have a verdict; waits for the disk.

    Cables that the ``query`` of the list leaves out because they have one are counted too.
    """
    from reader.library.errors import QueryError

    if _NOT_JUDGED.search(query):
        with suppress(QueryError):  # "x OR -is:judged": no query is left without it
            listing = workspace.library.listing(query_for_judging(query), notes=workspace.about_notes)

    def count(mrns: list[str]) -> int:
        ids = workspace.library.listing("is:judged", notes=lambda _: mrns).ids if mrns else ()
        return len(listed.intersection(ids))

    listed = set(listing.ids) if verdicts else set()
    kept = [mrn for mrn, verdict in verdicts.items() if verdict is Verdict.KEEP]
    return Coverage(len(listing), count(list(verdicts)), count(kept))


def mode_forms(coverage: Coverage, *, for_query: bool) -> tuple[str, ...]:
    """What judges, for what, and how far it has come; the longest form first."""
    name = "Judging filter" if for_query else "Judging overall"
    return (
        f"{name}: {coverage.judged:,} judged, {coverage.kept:,} kept",
        f"{name}: {coverage.judged:,}/{coverage.found:,}",
        "Judging",
    )


class TriageController(Controller):
    """The mode in which digits are verdicts, and the count of verdicts."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.scope = Scope.OFF
        self.verdicts: dict[str, Verdict] = {}
        """The verdict on each cable that has one; empty while triage is off."""
        self.coverage: Coverage | None = None
        self._for = ""
        """The query that is judged for, in the scope of a query."""
        self._counted_singly = 0
        """Verdicts counted one by one so far; a full count that one of them fell into is repeated."""
        services.events.subscribe(ResultsShown, self._results_shown)
        services.events.subscribe(NotesChanged, lambda _: self._reload_soon())

    def commands(self) -> dict[str, Action]:
        """The mode, and the digits in it."""
        return {
            "judge.mode": self.change_mode,
            "judge.keep": lambda: self.judge(Verdict.KEEP),
            "judge.maybe": lambda: self.judge(Verdict.MAYBE),
            "judge.no": lambda: self.judge(Verdict.NO),
            "judge.rest": self.toggle_judged,
            "judge.clear": lambda: self.judge(None),
        }

    @property
    def on(self) -> bool:
        """Whether digits are verdicts."""
        return self.scope is not Scope.OFF

    @property
    def scope_name(self) -> str:
        """What a session remembers of it: ``query``, ``overall``, or empty."""
        return self.scope.value

    @property
    def query(self) -> str:
        """The query that verdicts given now are for; empty for all queries."""
        return self._for if self.scope is Scope.QUERY else ""

    @property
    def filter_query(self) -> str:
        """The query of the list, as verdicts store it."""
        return query_for_judging(self.state.normal_query)

    # The mode

    def change_mode(self) -> None:
        """Triage for the query, then overall, then off; without a query, overall at once."""
        has_query = bool(self.filter_query)
        if self.scope is Scope.OFF:
            self.enter(Scope.QUERY if has_query else Scope.OVERALL)
        elif self.scope is Scope.QUERY:
            self.enter(Scope.OVERALL)
        else:
            self.end()
            return
        query = safe_line(self.query)
        where = f"D judges overall, not for {query}" if query else "Overall, for every query"
        self.status.say(f"Judging: 1 keep, 2 maybe, 3 no, 0 clear; Esc stops. {where}.")

    def end(self, why: str = "") -> bool:
        """End the mode, and say how far it came; False while it is off."""
        if not self.on:
            return False
        scope, query = self.scope, self._for
        so_far = f" {self.coverage}." if self.coverage else ""

        def go_on() -> None:
            if scope is Scope.QUERY and self.filter_query != query:
                self.services.results.query(query)
            self.enter(scope, query)

        self.enter(Scope.OFF)
        self.services.events.publish(TakenAway(f"{why}Judging ended.{so_far}", go_on))
        return True

    def restore(self, scope: str) -> None:
        """Set the mode that a session remembers; its list comes next."""
        self.scope = Scope(scope) if scope in set(Scope) else Scope.OFF
        self.verdicts, self.coverage = {}, None
        self.services.page.counting = not self.on

    def enter(self, scope: Scope, query: str | None = None) -> None:
        """Start or stop triage, for the query of the list or the one given."""
        self.scope = scope
        self._for = self.filter_query if query is None else query
        self.services.page.counting = not self.on
        self.status.refresh_hints()
        self.services.session.save_soon()
        self.start(self.reload, "coverage", "count the verdicts")

    async def reload(self) -> None:
        """Read the verdicts, and count them for the present list."""
        if not self.on or self.state.workspace is None or self.state.listing is None:
            self.verdicts, self.coverage = {}, None
            self._show()
            return
        workspace, listing, query = self.workspace, self.state.listing, self.query
        list_query = self.state.normal_query
        before = -1
        while before != self._counted_singly:
            before = self._counted_singly
            verdicts = await self.wait(effective_verdicts, workspace.notes, query)
            coverage = await self.wait(count_coverage, workspace, listing, list_query, verdicts)
        if listing is self.state.listing and query == self.query and self.on:
            self.verdicts, self.coverage = verdicts, coverage
            self._show()

    def _results_shown(self, event: ResultsShown) -> None:
        """Verdicts stay with the query they began with: another list ends the judging."""
        if self.state.restoring:
            self._for = self.filter_query
        if self.scope is Scope.QUERY and self.filter_query != self._for:
            self.end("The filter has changed. ")
        elif event.complete:
            self._reload_soon()

    def _reload_soon(self) -> None:
        if self.on:
            self.start(self.reload, "coverage", "count the verdicts")

    def _show(self) -> None:
        """Show verdicts and count in rows, heading and footer."""
        self.services.list_pane.refresh_rows()
        self.services.list_pane.refresh_heading()
        self.services.events.publish(TriageChanged())

    @property
    def forms(self) -> tuple[str, ...]:
        """What judges and how far it has come, the longest form first; none while triage is off."""
        return mode_forms(self.coverage, for_query=bool(self.query)) if self.on and self.coverage else ()

    # Verdicts

    def judge(self, verdict: Verdict | None) -> None:
        """Give the current cable a verdict and go on to the next. Keys may be faster than the disk."""
        if self.services.bulk.judge_marked(verdict):
            return
        listing, cables, rows = self.state.listing, self.services.cables, self.services.rows
        in_list = self.state.active is Pane.LIST
        index = rows.cursor if in_list else cables.going
        cable: int | str | None = self.state.mrn if index is None else index
        if cable is None or listing is None or (in_list and not len(listing)):
            return
        self.change(partial(self._judge, listing, cable, verdict), "judge a cable")
        if not in_list:
            cables.step(1)
        elif rows.cursor + 1 < len(listing):
            rows.move_to(rows.cursor + 1)
        else:
            self.status.say("That was the last cable in the list.")

    async def _judge(self, listing: Listing, cable: int | str, verdict: Verdict | None) -> None:
        """``cable``: an MRN, or the index of a row in the list."""
        mrn = cable if isinstance(cable, str) else None
        if isinstance(cable, int) and (rows := await self.wait(listing.window, cable, 1)):
            mrn = rows[0].mrn
        if mrn is None:
            return
        await self.wait(triage.judge, self.workspace.notes, [mrn], verdict, query=self.query)
        self.services.session.mark_read(mrn)
        if isinstance(cable, int) and verdict is not None:
            self._count_one(mrn, verdict)
        else:  # an overall verdict may be in effect again; the open cable may not be in the list
            self._reload_soon()
        if not self.services.panes.widths.list:
            self.status.say(f"{WORDS[verdict]}: {spoken(mrn)}")

    def _count_one(self, mrn: str, verdict: Verdict) -> None:
        """Count a verdict that was saved, without counting all again."""
        self._counted_singly += 1
        before = self.verdicts.get(mrn)
        self.verdicts[mrn] = verdict
        if self.coverage is not None:
            self.coverage = replace(
                self.coverage,
                judged=self.coverage.judged + (before is None),
                kept=self.coverage.kept + (verdict is Verdict.KEEP) - (before is Verdict.KEEP),
            )
        self._show()

    def toggle_judged(self) -> None:
        """Leave cables with a verdict out of the list, or include them again."""
        query = self.state.normal_query
        left_out = _NOT_JUDGED.search(query) is not None
        self.services.results.query(self.filter_query if left_out else f"{query} -is:judged".strip())

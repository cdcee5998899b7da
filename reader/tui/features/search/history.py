"""Recent and saved queries, the log of queries, and other spellings for one that finds nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import FilterOpened, QueryAccepted, ResultsShown
from reader.tui.core.query_task import SuggestedQuery
from reader.tui.core.services import Services
from reader.tui.features.search.filter_line import FilterLine
from reader.tui.features.search.query_picker import QueryPicker
from reader.tui.ui.picker import Choice
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.discovery.suggest import Suggestion
    from reader.library.listing import Listing
    from reader.notes.reports.research_log import Line
    from reader.workspace import Workspace

LOG_PAUSE = 2.0
"""Seconds a result is shown before its query is logged; queries passed while typing are not."""
SPELLING_PAUSE = 0.3
"""Seconds an empty result is shown before other spellings are searched for."""
MOST_OFFERS = 9
"""Most suggestions: each has a digit as its key."""


def put_in(query: str, suggestion: Suggestion) -> str:
    """The query with the word that was not found replaced by the one that would be."""
    from reader.library.folding import fold_in_place

    # Folding keeps the length, so offsets in the folded query are offsets in the query.
    word = re.compile(rf"(?<!\w){re.escape(fold_in_place(suggestion.word))}(?!\w)")
    found = word.search(fold_in_place(query))
    instead = f'"{suggestion.instead}"' if " " in suggestion.instead else suggestion.instead
    return query[: found.start()] + instead + query[found.end() :] if found else query


def exactly(workspace: Workspace, query: str) -> tuple[str, int]:
    """A query in normal form, and how many cables it finds; waits for the disk. Raises QueryError."""
    listing = workspace.library.listing(query, notes=workspace.about_notes)
    return listing.query, len(listing)


def offers(workspace: Workspace, query: str) -> list[SuggestedQuery]:
    """What might have been meant: the start of a longer word, or another spelling.

    Waits for the disk, some 50 ms for each word not found.
    """
    from reader.library.discovery.suggest import suggestions
    from reader.library.errors import QueryError
    from reader.library.query.syntax import parse

    made: dict[str, SuggestedQuery] = {}
    try:
        longer = parse(query, typing=True)
        if longer != parse(query):
            text, found = exactly(workspace, str(longer))
            if found:
                made[text] = SuggestedQuery(text, f"in {count(found, 'cable')}")
        near = suggestions(workspace.library, query)
    except QueryError:  # the end of a query that is still being written
        return []
    for each in near:
        text = put_in(query, each)
        if text != query:
            made.setdefault(
                text, SuggestedQuery(text, "a post" if each.is_post else f"in {count(each.found, 'text')}")
            )
    return list(made.values())[:MOST_OFFERS]


def recent(workspace: Workspace) -> list[Line]:
    """The searches of the log, each query once, the latest first; waits for the disk."""
    from reader.notes.reports.research_log import lines

    latest = {line.query: line for line in lines(workspace.notes) if line.query}
    return sorted(latest.values(), key=lambda line: line.at, reverse=True)


class QueryHistoryController(Controller):
    """Recent and saved queries, the log, and other spellings."""

    def __init__(self, services: Services, line: FilterLine) -> None:
        super().__init__(services)
        self._line = line
        self._logged = ""
        """The query that was logged last, or that need not be logged."""
        self._meant = False
        """The user has moved on from the filter line, but its query is still being counted."""
        services.events.subscribe(ResultsShown, self._results_shown)
        services.events.subscribe(QueryAccepted, lambda _: self._accepted())
        services.events.subscribe(FilterOpened, lambda _: self._read_recent())

    def commands(self) -> dict[str, Action]:
        """The command that opens the picker."""
        return {
            "query.pick": lambda: self.ask(self._pick, "choose a query"),
        }

    # As results come

    def _results_shown(self, event: ResultsShown) -> None:
        if not event.complete:
            return
        state, listing = self.state, event.result.listing
        if state.restoring:
            self._logged = listing.query  # in an earlier session
        elif self._meant and state.exact:
            self._log_now(listing)
        elif listing.query:
            self.start(partial(self._log_later, state.query), "log", "log the search")
        if not len(listing) and state.query:
            suggest = partial(self._suggest, state.query, listing)
            self.start(suggest, "spelling", "look for other spellings")

    def _accepted(self) -> None:
        """The user goes on with the results: the query was meant."""
        state = self.state
        self._meant = not state.exact or state.counting
        if state.listing is not None and not self._meant:
            self._log_now(state.listing)

    def _log_now(self, listing: Listing) -> None:
        self._meant = False
        self.start(partial(self._log, listing.query, len(listing)), "log", "log the search")

    async def _log_later(self, query: str) -> None:
        """A query left alone is logged as it would be if it was entered: without the star of typing."""
        from reader.library.errors import QueryError

        await asyncio.sleep(LOG_PAUSE)
        with suppress(QueryError):  # the end of a query that is still being written
            await self._log(*await self.wait(exactly, self.workspace, query))

    async def _log(self, query: str, found: int) -> None:
        from reader.notes.reports.research_log import log_search

        if query and query != self._logged:
            self._logged = query
            await self.wait(log_search, self.workspace.notes, query, found)

    async def _suggest(self, query: str, listing: Listing) -> None:
        await asyncio.sleep(SPELLING_PAUSE)
        found = await self.wait(offers, self.workspace, query)
        if found and listing is self.state.listing:
            self.services.list_pane.offer(found)

    # Recent ones in the filter line

    def _read_recent(self) -> None:
        """Read the queries that the up arrow recalls."""
        self.start(self._recall, "recent", "read the recent queries")

    async def _recall(self) -> None:
        lines = await self.wait(recent, self.workspace)
        self._line.recent = [line.query for line in lines if line.query != self.state.normal_query]

    # Saved and recent ones in a picker

    async def _pick(self) -> None:
        picker = QueryPicker(await self.wait(self._choices), self._forget)
        answer = await self.pick(picker)
        if answer is None or answer.value is None:
            return
        if answer.value == SAVE:
            await self._save()
        else:
            self.services.results.query(answer.value)

    def _choices(self) -> Sequence[Choice]:
        from reader.notes.reports.saved_queries import saved_queries

        here = self.state.normal_query
        saved = saved_queries(self.workspace.notes)
        choices = [Choice(one.query, one.name, one.query, key="saved") for one in saved]
        if here and all(one.query != here for one in saved):
            choices.insert(0, Choice(SAVE, "Save this query under a name", here))
        return choices + [
            Choice(line.query, line.query, f"{line.found or 0:,} found · {_day(line.at)}")
            for line in recent(self.workspace)
        ]

    def _forget(self, name: str) -> None:
        self.start(partial(self._forgotten, name), "saved", "forget a query")

    async def _forgotten(self, name: str) -> None:
        from reader.notes.reports.saved_queries import delete_query

        await self.wait(delete_query, self.workspace.notes, name)

    async def _save(self) -> None:
        from reader.notes.reports.saved_queries import find_query, save_query

        query = self.state.normal_query
        if not query:
            self.status.say("There is no query to save: \\ starts one.")
            return
        ask, notes = self.show_dialog, self.workspace.notes
        name = await ask(Prompt("Save as", hint=safe_line(query)))
        name = " ".join((name or "").split())
        if not name:
            return
        before = await self.wait(find_query, notes, name)
        other = before if before and before.query != query else None
        if other and not await ask(Question(f'"{other.name}" is {other.query}. Replace it?')):
            return
        await self.wait(save_query, notes, name, query)
        self.status.say(f'Saved as "{name}": {query}. S lists it.')


SAVE = "\0save"
"""The value of the choice that saves; no query has that letter."""


def _day(at: dt.datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%b %Y}"

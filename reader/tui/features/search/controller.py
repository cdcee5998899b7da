"""Queries worth remembering, those with names, and what may be meant by one that finds nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.core.controller import Doing, Handler
from reader.tui.features.search.did_you_mean import Offer
from reader.tui.features.search.query_picker import QueryPicker
from reader.tui.ui.picker import Choice
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count, shown

if TYPE_CHECKING:
    from reader.library.discovery.suggest import Suggestion
    from reader.library.listing import Listing
    from reader.notes.reports.research_log import Line
    from reader.tui.main_screen.screen import MainScreen
    from reader.workspace import Workspace

STILL = 2.0
"""Seconds after which a query was asked, not only passed through while typing."""
CALM = 0.3
"""Seconds after which other spellings are looked for."""
OFFERS = 9
"""Offered at most: each has a figure for a key."""


def put_in(query: str, suggestion: Suggestion) -> str:
    """The query with the word that was not found replaced by the one that would be."""
    from reader.library.folding import fold_in_place

    # Folding keeps the length, so that places in the folded query are places in the query.
    word = re.compile(rf"(?<!\w){re.escape(fold_in_place(suggestion.word))}(?!\w)")
    found = word.search(fold_in_place(query))
    instead = f'"{suggestion.instead}"' if " " in suggestion.instead else suggestion.instead
    return query[: found.start()] + instead + query[found.end() :] if found else query


def offers(workspace: Workspace, query: str) -> list[Offer]:
    """What might have been meant; waits for the disk, some 50 ms for each word not found."""
    from reader.library.discovery.suggest import suggestions
    from reader.library.errors import QueryError

    made: dict[str, Offer] = {}
    try:
        near = suggestions(workspace.library, query)
    except QueryError:  # the end of a query that is still being written
        return []
    for each in near:
        text = put_in(query, each)
        if text != query:
            made.setdefault(
                text, Offer(text, "a post" if each.is_post else f"in {count(each.found, 'text')}")
            )
    return list(made.values())[:OFFERS]


def recent(workspace: Workspace) -> list[Line]:
    """The searches of the log, each query once, the latest first; waits for the disk."""
    from reader.notes.reports.research_log import lines

    latest = {line.query: line for line in lines(workspace.notes) if line.query}
    return sorted(latest.values(), key=lambda line: line.at, reverse=True)


class Queries(Handler):
    """Recent and saved queries, the log, and other spellings."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._logged = ""
        """The query that was noted last, or needs no noting."""

    def commands(self) -> dict[str, Doing]:
        """One picker for all of them."""
        return {
            "query.pick": lambda: self.ask(self._pick, "choose a query"),
        }

    # As results come

    def restored(self, query: str) -> None:
        """This one was asked in an earlier session."""
        self._logged = query

    def listed(self, listing: Listing) -> None:
        """A query was answered."""
        if listing.query and listing.query != self._logged:
            self.start(partial(self._note_later, listing), "log", "note the search")
        if not len(listing) and self.desk.query:
            self.start(partial(self._spell, self.desk.query, listing), "spelling", "look for other spellings")

    def stands(self) -> None:
        """The user goes on with what was found: it was asked."""
        listing = self.desk.listing
        if listing is not None and listing.query and listing.query != self._logged:
            self.start(partial(self._note, listing), "log", "note the search")

    async def _note_later(self, listing: Listing) -> None:
        await asyncio.sleep(STILL)
        await self._note(listing)

    async def _note(self, listing: Listing) -> None:
        from reader.notes.reports.research_log import log_search

        self._logged = listing.query
        await self.wait(log_search, self.workspace.notes, listing.query, len(listing))

    async def _spell(self, query: str, listing: Listing) -> None:
        await asyncio.sleep(CALM)
        found = await self.wait(offers, self.workspace, query)
        if found and listing is self.desk.listing:
            self.screen.list.offer(found)

    # Recent ones in the filter line

    def recall(self) -> None:
        """Read what the up arrow brings back."""
        self.start(self._recall, "recent", "read the recent queries")

    async def _recall(self) -> None:
        asked = await self.wait(recent, self.workspace)
        self.screen.filter_line.recent = [line.query for line in asked if line.query != self.desk.asked]

    # Saved and recent ones in a picker

    async def _pick(self) -> None:
        picker = QueryPicker(await self.wait(self._choices), self._forget)
        answer = await self.pick(picker)
        if answer is None or answer.value is None:
            return
        if answer.value == SAVE:
            await self._save()
        else:
            self.screen.listing.query(answer.value)

    def _choices(self) -> Sequence[Choice]:
        from reader.library.upkeep.history import saved_queries

        here = self.desk.asked
        saved = saved_queries(self.workspace.library)
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
        from reader.library.upkeep.history import forget_query

        await self.wait(forget_query, self.workspace.library, name)

    async def _save(self) -> None:
        from reader.library.upkeep.history import save_query, saved_queries

        query = self.desk.asked
        if not query:
            self.screen.say("The list shows all cables; write a query first: \\")
            return
        ask, library = self.screen.app.push_screen_wait, self.workspace.library
        name = await ask(Prompt("Save as", hint=shown(query)))
        name = " ".join((name or "").split())
        if not name:
            return
        held = {one.name: one.query for one in await self.wait(saved_queries, library)}
        if held.get(name, query) != query and not await ask(
            Question(f"“{name}” is {held[name]}. Replace it?")
        ):
            return
        await self.wait(save_query, library, name, query, dt.datetime.now(dt.UTC))
        self.screen.say(f"Saved as “{name}”: {query}. S brings it back.")


SAVE = "\0save"
"""The value of the choice that saves; no query has that letter."""


def _day(at: dt.datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%b %Y}"

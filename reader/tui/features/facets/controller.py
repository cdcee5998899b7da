"""The counts of the present result: the facets to narrow it by, and the histogram over the list."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from reader.library.order import Order
from reader.processes import give_memory_back
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import CableOpened, FocusMoved, PanesArranged, ResultsShown, TakenAway
from reader.tui.core.pane_layout import Pane
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram

if TYPE_CHECKING:
    from reader.joined.timeline.splitting import Split
    from reader.library.listing import Listing
    from reader.library.search.facets import Facets, Month
    from reader.tui.core.services import Services
    from reader.tui.features.facets.facet_rows import Section, Value
    from reader.workspace import Workspace

PAUSE = 0.1
"""Seconds a result must stay before it is counted."""
HISTOGRAM_LINES = 10
"""Lines of the window from which there is room for the histogram."""
YEAR_LINES = 24
"""Lines of the window from which the years are below its bars even when the cursor is not in it."""
GROUP_LINES = 6
"""Lines of the window for each group of a split histogram."""
MOST_GROUPS = 6
BY_DATE = (Order.NEWEST, Order.OLDEST)

Groups = Mapping[str, Mapping["Month", int]]
"""Counts by month of the largest posts, TAGS or codes of a result."""


def count_facets(
    workspace: Workspace, listing: Listing, split: Split | None = None
) -> tuple[Facets, list[Section], Groups]:
    """The counts of a result, and the lines of the panel that show them; waits for the disk."""
    from reader.library.discovery.name_queries import NameKind
    from reader.library.discovery.names import MOST_IN_FACETS, names_in
    from reader.tui.features.facets.facet_rows import sections

    facets = workspace.library.facets(listing)
    people = names_in(workspace.library, listing.ids, NameKind.PERSON, most=MOST_IN_FACETS)
    counted = facets, sections(facets, listing.query, people), _groups(workspace, listing, split)
    give_memory_back()
    return counted


def _groups(workspace: Workspace, listing: Listing, split: Split | None) -> Groups:
    if split is None:
        return {}
    from reader.joined.timeline.splitting import days_by
    from reader.library.search.facets import Month

    found: dict[str, Counter[Month]] = {}
    for name, days in list(days_by(workspace, listing.ids, split).items())[:MOST_GROUPS]:
        months = found.setdefault(name, Counter())
        for day, number in days.items():
            months[Month(day.year, day.month)] += number
    return found


class FacetController(Controller):
    """Shows facets and histogram, and narrows the query by them. Counts only what is visible."""

    def __init__(self, services: Services, panel: FacetPanel, histogram: Histogram) -> None:
        super().__init__(services)
        self._panel = panel
        self._histogram = histogram
        self.counted: Listing | None = None
        """The result that panel and histogram show."""
        self._split: Split | None = None
        self._counted_groups: Groups = {}
        services.events.subscribe(ResultsShown, lambda _: self._count_if_visible())
        services.events.subscribe(CableOpened, lambda _: self.close())
        services.events.subscribe(PanesArranged, lambda _: self._arrange())
        services.events.subscribe(FocusMoved, lambda _: self._arrange())

    def commands(self) -> dict[str, Action]:
        """Open and close facets and histogram, and widen the query."""
        return {
            "facets": self.toggle,
            "periods": self.toggle_histogram,
            "facets.widen": self.widen,
            "periods.widen": self.widen,
            "periods.leave": self.leave,
            "periods.split": self.split_next,
        }

    # The panel

    def toggle(self) -> None:
        """Show the facets in place of the reader and go there; from there, back to the list."""
        if self.state.facets and self._panel.has_focus:
            self.close()
            self.services.panes.activate(Pane.LIST)
        else:
            self.state.facets = True
            if self.counted is None:
                self._panel.notice = "Counting…"
            self.services.panes.activate(Pane.READER)
            self._count_if_visible()

    def close(self) -> None:
        """Show the reader again in place of the facets."""
        if self.state.facets:
            self.state.facets = False
            self.services.panes.arrange()

    # The histogram

    def toggle_histogram(self) -> None:
        """Show the histogram and go there; from there, hide it."""
        if self._histogram.has_focus:
            self._set_histogram(False)
            self.services.panes.activate(Pane.LIST)
            return
        self._set_histogram(True)
        self.services.panes.activate(Pane.LIST)
        if not self._histogram.display:
            self.status.say("The window is too small for the histogram; F counts by year.")
            return
        self._count_if_visible()
        self._histogram.screen.set_focus(self._histogram)
        self.status.refresh_hints()

    def show(self, query: str) -> None:
        """Show the results of a query by date, with the histogram, and go there."""
        if not self._histogram.has_focus:
            self.toggle_histogram()
        self.services.results.query(query, "" if self.state.order in BY_DATE else Order.OLDEST)

    def split_next(self) -> None:
        """Split the histogram by post, then by TAGS, by code, and not at all."""
        from reader.joined.timeline.splitting import Split

        order = (None, *Split)
        self._split = order[(order.index(self._split) + 1) % len(order)]
        self.counted = None
        self._count_if_visible()

    def leave(self) -> bool:
        """Give up the range being selected, or go to the list. False where the focus is elsewhere."""
        if self._histogram.has_focus:
            if not self._histogram.clear_range():
                self.services.panes.activate(Pane.LIST)
            return True
        if self.state.facets and self._panel.has_focus:
            self.toggle()
            return True
        return False

    def hide_histogram(self) -> bool:
        """Hide the histogram, and say how it comes back; False if it is not visible."""
        if not self._histogram.display:
            return False
        self._set_histogram(False)
        self.services.panes.arrange()
        self.services.events.publish(TakenAway("The histogram is hidden.", self.toggle_histogram))
        return True

    def _set_histogram(self, visible: bool) -> None:
        self.state.histogram = visible
        self.services.session.save_soon()

    def _arrange(self) -> None:
        """Show the histogram if the user switched it on and it fits."""
        height = self._histogram.screen.size.height
        visible = self.state.histogram and height >= HISTOGRAM_LINES and not self.state.empty
        if visible and not self._histogram.display:
            self.services.tasks.call_after_refresh(self._count_if_visible)
        self._histogram.display = visible
        shown = dict(list(self._counted_groups.items())[: height // GROUP_LINES])
        self._histogram.split(shown)
        with_years = height >= YEAR_LINES or self._histogram.has_focus
        self._histogram.styles.height = len(shown) + (2 if with_years else 1)

    # Counting

    def _count_if_visible(self) -> None:
        listing = self.state.listing
        if listing is None or listing is self.counted or self.state.counting:
            return
        if self.state.facets or self._histogram.display:
            self.start(partial(self._count, listing), "facets", "count the result")

    async def _count(self, listing: Listing) -> None:
        await asyncio.sleep(PAUSE)
        split = self._split
        facets, sections, groups = await self.wait(count_facets, self.workspace, listing, split)
        if listing is self.state.listing and split is self._split:
            if split is not None and self.counted is None:
                words = {"post": "post", "tag": "TAGS", "code": "code"}[split]
                self.status.say(f"Split by {words}." if groups else f"No cable here has a {words}.")
            self.counted, self._counted_groups = listing, groups
            self._arrange()
            self._panel.notice = "There are no results to count."
            self._panel.show_sections(sections)
            self._histogram.show(facets)

    # Narrowing

    def narrow_by(self, value: Value) -> None:
        """Narrow the query to a value, or remove a part of the query."""
        from reader.tui.features.facets.narrowing import narrowed, without_part

        query = self.state.normal_query
        if value.part:
            self.services.results.query(without_part(query, value.part))
        elif value.condition is not None:
            self.services.results.query(narrowed(query, value.condition))

    def narrow_to(self, first: Month, last: Month) -> None:
        """Narrow the query to a range of months."""
        from reader.tui.features.facets.narrowing import months, narrowed

        self.services.results.query(narrowed(self.state.normal_query, months(first, last)))

    def widen(self) -> None:
        """Remove the last field of the query or, in the histogram, its dates."""
        from reader.library.query.tree import Field
        from reader.tui.features.facets.narrowing import parts_of, without_dates, without_part

        query = self.state.normal_query
        fields = [part for part in parts_of(query) if isinstance(part, Field)]
        wider = without_dates(query) if self._histogram.has_focus else query
        if wider == query and fields and not self._histogram.has_focus:
            wider = without_part(query, str(fields[-1]))
        if wider == query:
            self.status.say("The query is not narrowed.")
        else:
            self.services.results.query(wider)

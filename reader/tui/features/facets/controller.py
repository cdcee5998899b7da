"""The counts of the present result: the panel to narrow by, and the histogram over the list."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.core.controller import Doing, Handler
from reader.tui.core.pane_layout import Pane
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.library.search.facets import Facets, Month
    from reader.tui.features.facets.facet_rows import Section, Value
    from reader.tui.main_screen.screen import MainScreen
    from reader.workspace import Workspace

CALM = 0.1
"""Seconds a result stands before it is counted."""
TALL = 18
"""Lines of the window from which there is room for the histogram."""
YEARS = 24
"""Lines from which the years stand beneath it."""


def counted(workspace: Workspace, listing: Listing) -> tuple[Facets, list[Section]]:
    """The counts of a result, and the lines that say them; waits for the disk."""
    from reader.tui.features.facets.facet_rows import sections

    facets = workspace.library.facets(listing)
    return facets, sections(facets, listing.query)


class Faceting(Handler):
    """Facets; nothing is counted while nobody looks."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._counted: Listing | None = None
        """The result that panel and histogram show."""

    def commands(self) -> dict[str, Doing]:
        """Open and close them, and narrow."""
        return {
            "facets": self.toggle,
            "periods": self.periods,
            "facets.widen": self.widen,
            "periods.widen": self.widen,
            "periods.leave": self.leave,
        }

    @property
    def _panel(self) -> FacetPanel:
        return self.screen.query_one(FacetPanel)

    @property
    def _histogram(self) -> Histogram:
        return self.screen.query_one(Histogram)

    # The panel

    def toggle(self) -> None:
        """Show the facets in place of the reader and go there; from there, back to the list."""
        if self.desk.facets and self._panel.has_focus:
            self.close()
            self.screen.panels.activate(Pane.LIST)
        else:
            self.desk.facets = True
            if self._counted is None:
                self._panel.notice = "Counting…"
            self.screen.panels.activate(Pane.READER)
            self.listed()

    def close(self) -> None:
        """Let the reader have its place again."""
        if self.desk.facets:
            self.desk.facets = False
            self.screen.panels.arrange()

    # The histogram

    def periods(self) -> None:
        """Go to the histogram, showing it; from there hide it."""
        if self._histogram.has_focus:
            self._remember(False)
            self.screen.panels.activate(Pane.LIST)
            return
        self._remember(True)
        self.screen.panels.activate(Pane.LIST)
        if not self._histogram.display:
            self.screen.say("The window is too low for the histogram; F shows the years.")
            return
        self.listed()
        self.screen.set_focus(self._histogram)
        self.screen.refresh_hints()

    def leave(self) -> bool:
        """Esc: drop the stretch being chosen, or go from here to the list. False where one is not here."""
        if self._histogram.has_focus:
            if not self._histogram.drop_range():
                self.screen.panels.activate(Pane.LIST)
            return True
        if self.desk.facets and self._panel.has_focus:
            self.toggle()
            return True
        return False

    def _remember(self, shown: bool) -> None:
        self.desk.looks = replace(self.desk.looks, periods=shown)
        self.screen.saving.soon()

    def arrange(self) -> None:
        """Show the histogram where it is wanted and has room."""
        height = self.screen.size.height
        wanted = self.desk.looks.periods and height >= TALL and not self.screen.has_class("-empty")
        if wanted and not self._histogram.display:
            self.screen.call_after_refresh(self.listed)
        self._histogram.display = wanted
        self._histogram.styles.height = 2 if height >= YEARS else 1

    # Counting

    def listed(self) -> None:
        """The list shows another result: count it, where the counts are shown."""
        listing = self.desk.listing
        if listing is None or listing is self._counted or self.screen.listing.counting:
            return
        if self.desk.facets or self._histogram.display:
            self.start(partial(self._count, listing), "facets", "count the result")

    async def _count(self, listing: Listing) -> None:
        await asyncio.sleep(CALM)
        facets, sections = await self.wait(counted, self.workspace, listing)
        if listing is self.desk.listing:
            self._counted = listing
            self._panel.notice = "Nothing was found to be counted."
            self._panel.put(sections)
            self._histogram.show(facets)

    # Narrowing

    def take(self, value: Value) -> None:
        """Narrow the result to a value, or take a part of the query away."""
        from reader.tui.features.facets.narrowing import narrowed, widened

        if value.part:
            self.screen.listing.query(widened(self.desk.asked, value.part))
        elif value.condition is not None:
            self.screen.listing.query(narrowed(self.desk.asked, value.condition))

    def narrow_to(self, first: Month, last: Month) -> None:
        """Narrow the result to a stretch of time."""
        from reader.tui.features.facets.narrowing import months, narrowed

        self.screen.listing.query(narrowed(self.desk.asked, months(first, last)))

    def widen(self) -> None:
        """Take the last field of the query away, or, in the histogram, the time it asks for."""
        from reader.library.query.tree import Field
        from reader.tui.features.facets.narrowing import parts_of, widened, without_period

        asked = self.desk.asked
        fields = [part for part in parts_of(asked) if isinstance(part, Field)]
        wider = without_period(asked) if self._histogram.has_focus else asked
        if wider == asked and fields and not self._histogram.has_focus:
            wider = widened(asked, str(fields[-1]))
        if wider == asked:
            self.screen.say("The result is not narrowed.")
        else:
            self.screen.listing.query(wider)

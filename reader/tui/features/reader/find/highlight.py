"""Highlights the matches of the filter in the cables it found, which open at the best match."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.cable.model import Cable
from reader.tui.core.controller import Controller
from reader.tui.core.events import ResultsShown
from reader.tui.core.services import Services
from reader.tui.features.reader.find.find_model import Folded, SearchPattern
from reader.tui.features.reader.reader_pane import ReaderPane

if TYPE_CHECKING:
    from reader.library.query.tree import Query


class Matches(NamedTuple):
    """The matches of a query in a cable."""

    pattern: SearchPattern
    best: tuple[int, int] | None
    """Ordinal and clean offset of the match to open at."""


def find_matches(cable: Cable, query: Query) -> Matches | None:
    """What a query highlights; None if it has only fields. Linear in the text."""
    from reader.library.search.snippets import best_hit, patterns

    wanted = patterns(query)
    return Matches(SearchPattern(wanted, _in_place), best_hit(cable.paragraphs, query)) if wanted else None


def _in_place(text: str) -> Folded:
    from reader.library.folding import fold_in_place

    return Folded(fold_in_place(text), None)


class Highlighter(Controller):
    """Highlights the matches of the filter in the open cable."""

    def __init__(self, services: Services, pane: ReaderPane) -> None:
        super().__init__(services)
        self._pane = pane
        services.events.subscribe(ResultsShown, self._results_shown)

    async def matches(self, cable: Cable | None) -> Matches | None:
        """What to highlight in a cable; nothing while the user searches for words on the page."""
        query = self.state.parsed
        if cable is None or query is None or self.state.find_text:
            return None
        return await self.wait(lambda: find_matches(cable, self.workspace.library.tree(query)))

    def highlight(self, matches: Matches | None) -> None:
        """Highlight the matches, and go to the best."""
        if matches is not None:
            self._pane.highlight(matches.pattern, matches.best)

    def _results_shown(self, event: ResultsShown) -> None:
        """Remove the highlighting if there is no filter."""
        if event.complete and not self.state.query and not self.state.find_text and self._pane.clear_find():
            self.status.refresh_hints()

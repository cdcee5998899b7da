"""Highlights words on the page: those the user searches for in the cable, or those of the filter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping

from reader.tui.features.reader.find.find_model import Folded, Hits, SearchPattern, plain_words
from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import HitsChanged
from reader.tui.page.model import Spot
from reader.tui.page.paint import Overlay


class FindInPage(PageView):
    """A page that can be searched."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._pattern: SearchPattern | None = None
        self._folded: tuple[Callable[[str], Folded], list[Folded]] | None = None
        self._hits = Hits()
        self._hit = -1
        self._find_from: int | None = None
        self._highlight_at: tuple[int, int] | None = None

    def laid_out(self) -> None:
        """Find the hits on the new page."""
        super().laid_out()
        self._folded = None
        if self._pattern is not None:
            self._hits = self._find(self._pattern)
            self._hit = (
                self._hit_at(self._highlight_at)
                if self._highlight_at
                else min(self._hit, len(self._hits) - 1)
            )
            self._report()

    def find(self, text: str) -> int:
        """Highlight the words and show the first hit from where the search started. Returns their number.

        Plain words; case and accents are ignored. Called again with other words it starts from the same
        place, so that typing does not move on. Linear in the text; some 3 ms for 1 MB.
        """
        page = self._page
        if page is None:
            return 0
        if self._find_from is None:
            self._find_from = self._gap.nearest(self.scroll_offset.y)
        self._pattern, self._highlight_at = plain_words(text), None
        self._hits = self._find(self._pattern)
        self._hit = bisect_left(self._hits, self._find_from, key=lambda hit: page.row_of(hit.flow, hit.start))
        wrapped = bool(self._hits) and self._hit == len(self._hits)
        if wrapped:
            self._hit = 0
        self._show_hit(wrapped)
        return len(self._hits)

    def highlight(self, pattern: SearchPattern, at: tuple[int, int] | None = None) -> None:
        """Highlight a pattern, and go to the hit at an ordinal and clean offset; None goes nowhere."""
        self._pattern, self._find_from, self._highlight_at = pattern, None, at
        if self._page is not None:
            self._hits = self._find(pattern)
        if at is not None:
            self.go_to(*at)
        self._hit = self._hit_at(at)
        self.refresh()
        self._report()

    def _report(self, *, wrapped: bool = False) -> None:
        self.post_message(HitsChanged(self._hit + 1 if self._hits else 0, len(self._hits), wrapped))

    def _hit_at(self, at: tuple[int, int] | None) -> int:
        """The hit at an ordinal and clean offset, or else the first."""
        page, first = self._page, min(0, len(self._hits) - 1)
        flow = page.flow_of(at[0]) if page is not None and at is not None else None
        if page is None or at is None or flow is None or page.flows[flow].ordinal != at[0]:
            return first
        there = (n for n, hit in enumerate(self._hits.in_flow(flow)) if hit.start == at[1])
        return next((self._hits.first_in(flow) + n for n in there), first)

    def _find(self, pattern: SearchPattern) -> Hits:
        assert self._page is not None
        if self._folded is None or self._folded[0] is not pattern.fold:
            self._folded = pattern.fold, [pattern.fold(flow.text) for flow in self._page.flows]
        return Hits(self._folded[1], pattern)

    def next_hit(self, step: int = 1, *, wrap: bool = False) -> bool:
        """Go to another hit. False at the last (or first) one, unless it may wrap around."""
        target = self._hit + step
        wrapped = not 0 <= target < len(self._hits)
        if not self._hits or (wrapped and not wrap):
            return False
        self._hit, self._highlight_at = target % len(self._hits), None
        self._show_hit(wrapped)
        return True

    def clear_find(self) -> bool:
        """Remove the highlighting. False if there was none."""
        was = self._pattern is not None
        self._pattern, self._hits, self._hit, self._find_from, self._highlight_at = (
            None,
            Hits(),
            -1,
            None,
            None,
        )
        if was:
            self.refresh()
            self.post_message(HitsChanged(0, 0))
        return was

    @property
    def finding(self) -> str:
        """The words the user searched for, while they are highlighted."""
        return self._pattern.words if self._pattern else ""

    @property
    def has_hits(self) -> bool:
        """Whether there are hits to go to."""
        return bool(self._hits)

    @property
    def hits(self) -> Mapping[int | None, int]:
        """How many hits there are in each paragraph; None is what is outside all of them."""
        page, found = self._page, Counter[int | None]()
        if page is None or not self._hits:
            return found
        for number, flow in enumerate(page.flows):
            if flow.ordinal is not None or number != page.sent:
                found[flow.ordinal] += self._hits.count_in(number)
            else:
                places = (page.clean(Spot(number, hit.start)) for hit in self._hits.in_flow(number))
                found.update(place[0] if place else None for place in places)
        return +found

    def _show_hit(self, wrapped: bool) -> None:
        if self._page is not None and self._hits:
            self.unfold(self._page.flows[self._hits[self._hit].flow].ordinal)
        page = self._page
        if page is not None and self._hits:
            hit = self._hits[self._hit]
            row = page.row_of(hit.flow, hit.start)
            self._set_current(page.lines[row].ordinal or page.paragraph_at(row))
            self.bring_into_view(self._gap.view_row(row), self._gap.view_row(row) + 1)
        self.refresh()
        self._report(wrapped=wrapped)

    def overlays(self, row: int) -> list[Overlay]:
        """Hits and link labels, drawn over notes and selection."""
        over = super().overlays(row)
        if self._page is None:
            return over
        line = self._page.lines[row]
        if self._hits and line.flow >= 0:
            hits, here = self._hits.in_flow(line.flow), self._hit - self._hits.first_in(line.flow)
            first = bisect_right(hits, line.start, key=lambda hit: hit.end)
            for at, hit in enumerate(hits[first:], first):
                if hit.start >= line.end:
                    break
                name = "hit-here" if at == here else "hit"
                over.append((max(hit.start, line.start), min(hit.end, line.end), name))
        return over

"""Following links: by letters put on them, or the only one at once."""

from __future__ import annotations

from reader.terminal_text import cell_width
from reader.tui.features.reader.link_labels import beside, labels
from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import (
    LabelsChanged,
    LinkFollowed,
    NothingToFollow,
    ReferencesAsked,
)
from reader.tui.page.lines import Piece
from reader.tui.page.model import Layout
from reader.tui.page.roles import PageLink


class LinkFollowing(PageView):
    """A page whose references can be followed."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._labels: dict[str, tuple[int, PageLink]] = {}
        self._typed = ""

    def go_to_number(self, number: int) -> None:
        """To the paragraph the drafter numbered so, from there to the next with that number; where no number
        fits, to the paragraph with this ordinal.
        """
        found = self._numbered(number) or [number]
        self.go_to(found[(found.index(self._current) + 1) % len(found) if self._current in found else 0])

    def _numbered(self, number: int) -> list[int]:
        """The ordinals of the paragraphs with this number."""
        return [one.ordinal for one in self._cable.paragraphs if one.number == number] if self._cable else []

    def action_labels(self) -> None:
        """Put a letter before every link in view; typing it follows the link, any other key ends this."""
        page = self._page
        if page is None:
            return
        top = self._gap.nearest(self.scroll_offset.y)
        bottom = self._gap.nearest(self.scroll_offset.y + self.size.height - 1) + 1
        self._offer(page.links_between(top, bottom))

    def action_follow(self) -> None:
        """Follow the only link of the current paragraph; if it has several, put letters on them."""
        page = self._page
        if page is None:
            return
        links = page.links_between(*page.rows_of(self._current))
        if len(links) == 1:
            self.follow_link(*links[0])
        else:
            self._offer(links)

    @property
    def labelling(self) -> bool:
        """Whether the next key is a link's label."""
        return bool(self._labels)

    def end_labels(self) -> bool:
        """Remove the letters. False if there were none."""
        was = bool(self._labels)
        self._label([])
        return was

    def _offer(self, links: list[tuple[int, PageLink]]) -> None:
        if links:
            self._label(links)
        else:
            self.post_message(NothingToFollow())

    def _label(self, links: list[tuple[int, PageLink]]) -> None:
        if links or self._labels:
            self._labels = dict(zip(labels(len(links)), links, strict=False))
            self._typed = ""
            self._repaint()
            self.post_message(LabelsChanged())

    def type_label(self, character: str | None) -> None:
        """Handle a key while letters are shown: one of a label, or any other, which ends it."""
        self._typed += character or " "
        found = self._labels.get(self._typed)
        if found is not None:
            self.end_labels()
            self.follow_link(*found)
        elif not any(label.startswith(self._typed) for label in self._labels):
            self.end_labels()

    def follow_link(self, flow: int, link: PageLink) -> None:
        """Report where a link points, or follow it inside this cable. Back leads to its paragraph."""
        if self._page is not None:
            row = self._page.row_of(flow, link.start)
            self._set_current(self._page.lines[row].ordinal or None)
        if link.choices:
            self.post_message(LinkFollowed(link.choices[0], link.paragraph, link.choices))
        elif link.paragraph is not None and len(self._numbered(link.paragraph)) > 1 and self._mrn:
            self.post_message(LinkFollowed(self._mrn, link.paragraph))  # which one is meant, is asked
        elif link.paragraph is not None:
            self.go_to_number(link.paragraph)
        else:
            self.post_message(ReferencesAsked())

    def pieces(self, page: Layout, row: int) -> tuple[Piece, ...]:
        """A row's pieces, with a label before each link that begins in it."""
        found, line = super().pieces(page, row), page.lines[row]
        marked = sorted(
            (link.start, label)
            for label, (flow, link) in self._labels.items()
            if flow == line.flow and line.start <= link.start < line.end
        )
        if not marked:
            return found
        used = line.left + sum(cell_width(piece.text) for piece in found)
        return beside(found, marked, page.width - page.column - used)

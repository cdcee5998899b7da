"""What the panels of the main screen say, and which handler answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events, on

from reader.tui.core.base_screen import Working
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.cable_list.list_messages import Chosen, Offered
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.features.reader.reader_messages import (
    HitsChanged,
    LinkFollowed,
    NoteCancelled,
    NoteClicked,
    NoteTyped,
    NoteWritten,
    NothingToFollow,
    ParagraphChanged,
    SelectionChanged,
)
from reader.tui.features.reader.writing.note_editor import NoteText
from reader.tui.features.search.filter_line import FilterLine
from reader.tui.main_screen.panes import Rule

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen


class Hearing(Working):
    """The messages that come up to the main screen."""

    @property
    def _main(self) -> MainScreen:
        return cast("MainScreen", self)

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another arrangement."""
        self._main.call_after_refresh(self._main.panels.arrange)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A panel was clicked."""
        self._main.panels.focused(event.widget)
        if isinstance(event.widget, NoteText):
            event.widget.take(self._main.take_held())

    def on_paste(self, event: events.Paste) -> None:
        """Something was pasted, or files were dropped, where no line takes it."""
        event.stop()
        self._main.importing.dropped(event.text)

    @on(CableList.Chosen)
    def _cable_chosen(self, message: Chosen) -> None:
        self._main.opening.open(message.mrn, hit=True)

    @on(CableList.Moved)
    def _list_moved(self) -> None:
        self._main.judging.moved()
        if self._main.list.range_from is not None:
            self._main.listing.refresh_heading()
        self._main.refresh_hints()

    @on(NotesPanel.Moved)
    def _moved(self) -> None:
        self._main.refresh_hints()

    @on(FilterLine.Typed)
    def _filter_typed(self, message: FilterLine.Typed) -> None:
        self._main.listing.typed(message.text)

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self._main.listing.left()

    @on(FilterLine.Recalled)
    def _filter_recalled(self, message: FilterLine.Recalled) -> None:
        self._main.listing.recalled(message.text)

    @on(FacetPanel.Taken)
    def _facet_taken(self, message: FacetPanel.Taken) -> None:
        self._main.faceting.take(message.value)

    @on(Histogram.Moved)
    def _period_moved(self, message: Histogram.Moved) -> None:
        if message.words:
            self._main.framing.list_heading(message.words)
        else:
            self._main.listing.refresh_heading()

    @on(Histogram.Chosen)
    def _period_chosen(self, message: Histogram.Chosen) -> None:
        self._main.faceting.narrow_to(message.first, message.last)

    @on(CableList.Offered)
    def _offer_taken(self, message: Offered) -> None:
        self._main.listing.query(message.query)

    @on(NotesPanel.Chosen)
    def _note_chosen(self, message: NotesPanel.Chosen) -> None:
        self._main.noting.go(message.entry)

    @on(ParagraphChanged)
    def _paragraph_changed(self, message: ParagraphChanged) -> None:
        self._main.panel.follow(message.ordinal)
        self._main.framing.banner()
        self._main.saving.soon()

    @on(SelectionChanged)
    def _selection_changed(self) -> None:
        self._main.refresh_hints()

    @on(LinkFollowed)
    def _link_followed(self, message: LinkFollowed) -> None:
        self._main.referring.follow(message.choices, message.paragraph)

    @on(NothingToFollow)
    def _nothing_to_follow(self) -> None:
        """The paragraph cites nothing; the user's own links on it lead somewhere too."""
        main = self._main
        here = main.reader.current
        own = [entry for entry in main.desk.entries if entry.other and entry.ordinal == here is not None]
        if own:
            main.noting.go(own[0])
        else:
            main.say("No reference to follow here; r lists those of the whole cable.")

    @on(HitsChanged)
    def _hits_changed(self, message: HitsChanged) -> None:
        self._main.aside(f"hit {message.current} of {message.total}" if message.total else "")

    @on(NoteWritten)
    def _note_written(self, message: NoteWritten) -> None:
        self._main.noting.written(message)
        self._main.refresh_hints()

    @on(NoteTyped)
    def _note_typed(self) -> None:
        self._main.drafting.typed()

    @on(NoteCancelled)
    def _note_cancelled(self) -> None:
        self._main.drafting.settle()
        self._main.refresh_hints()

    @on(NoteClicked)
    def _note_clicked(self, message: NoteClicked) -> None:
        self._main.panel.select(message.note_id)

    @on(Rule.Dragged)
    def _rule_dragged(self, message: Rule.Dragged) -> None:
        self._main.looking.resize(message.side, message.by if message.side == "list" else -message.by)

"""Which controller handles what the widgets of the main screen report."""

from __future__ import annotations

from textual import events, on

from reader.tui.core.base_screen import BaseScreen
from reader.tui.core.services import Services
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.cable_list.list_messages import Moved, Selected, SuggestionTaken
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.features.reader.reader_messages import (
    HitsChanged,
    LabelsChanged,
    LinkFollowed,
    MouseRested,
    NoteCancelled,
    NoteClicked,
    NoteTyped,
    NoteWritten,
    NothingToFollow,
    ParagraphChanged,
    ReadOn,
    ReferencesAsked,
    SelectionChanged,
)
from reader.tui.features.reader.writing.note_editor import NoteText
from reader.tui.features.search.filter_line import FilterLine
from reader.tui.main_screen.controllers import Controllers
from reader.tui.main_screen.panes import Rule, Widgets


class MessageRouting(BaseScreen):
    """Receives the messages of the widgets."""

    services: Services
    controllers: Controllers
    widgets: Widgets

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes for the new size."""
        self.controllers.panes.arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A pane was clicked, or the note editor has opened."""
        self.controllers.panes.focus_moved(event.widget)
        if isinstance(event.widget, NoteText):
            event.widget.take(self.take_held())

    def on_paste(self, event: events.Paste) -> None:
        """Something was pasted, or files were dropped on the window, where no line takes it."""
        event.stop()
        self.controllers.importing.offer(event.text)

    @on(CableList.Selected)
    def _cable_selected(self, message: Selected) -> None:
        self.controllers.reader.open(message.mrn, hit=True)

    @on(CableList.Moved)
    def _list_moved(self, message: Moved) -> None:
        self.controllers.cable_list.cursor_moved()
        self.controllers.linear.refresh()
        self.controllers.status.refresh_hints()

    @on(CableList.SuggestionTaken)
    def _suggestion_taken(self, message: SuggestionTaken) -> None:
        self.controllers.filter.query(message.query)

    @on(FilterLine.Typed)
    def _filter_typed(self, message: FilterLine.Typed) -> None:
        self.controllers.filter.typed(message.text)

    @on(FilterLine.Entered)
    def _filter_entered(self, message: FilterLine.Entered) -> None:
        self.controllers.filter.enter()

    @on(FilterLine.Cleared)
    def _filter_cleared(self, message: FilterLine.Cleared) -> None:
        self.controllers.filter.clear()

    @on(FilterLine.Left)
    def _filter_left(self, message: FilterLine.Left) -> None:
        self.controllers.filter.leave()

    @on(FilterLine.Recalled)
    def _filter_recalled(self, message: FilterLine.Recalled) -> None:
        self.controllers.filter.recalled(message.text)

    @on(FacetPanel.Selected)
    def _facet_selected(self, message: FacetPanel.Selected) -> None:
        self.controllers.facets.narrow_by(message.value)

    @on(Histogram.Moved)
    def _histogram_moved(self, message: Histogram.Moved) -> None:
        if message.words:
            self.controllers.cable_list.show_heading(message.words)
        else:
            self.controllers.cable_list.refresh_heading()

    @on(Histogram.RangeSelected)
    def _months_chosen(self, message: Histogram.RangeSelected) -> None:
        self.controllers.facets.narrow_to(message.first, message.last)

    @on(NotesPanel.Moved)
    def _notes_moved(self, message: NotesPanel.Moved) -> None:
        self.controllers.linear.refresh()
        self.controllers.status.refresh_hints()

    @on(NotesPanel.Selected)
    def _note_selected(self, message: NotesPanel.Selected) -> None:
        self.controllers.note_navigation.go(message.entry)

    @on(ParagraphChanged)
    def _paragraph_changed(self, message: ParagraphChanged) -> None:
        self.widgets.notes.follow(message.ordinal)
        self.controllers.status.refresh_banner()
        self.controllers.linear.refresh()
        self.controllers.session.save_soon()

    @on(ReadOn)
    def _read_on(self, _message: ReadOn) -> None:
        self.controllers.status.refresh_banner()

    @on(SelectionChanged)
    def _selection_changed(self, message: SelectionChanged) -> None:
        self.controllers.status.refresh_hints()

    @on(LabelsChanged)
    def _labels_changed(self, message: LabelsChanged) -> None:
        self.controllers.status.refresh_hints()

    @on(LinkFollowed)
    def _link_followed(self, message: LinkFollowed) -> None:
        self.controllers.references.follow(message.choices, message.paragraph)

    @on(MouseRested)
    def _mouse_rested(self, message: MouseRested) -> None:
        self.controllers.peek.mouse_rested(message.ordinal, message.offset, message.text, message.link)

    @on(NothingToFollow)
    def _nothing_to_follow(self, message: NothingToFollow) -> None:
        self.controllers.note_navigation.follow_own_link()

    @on(ReferencesAsked)
    def _references_asked(self, message: ReferencesAsked) -> None:
        self.services.commands.run_command("cable.references")

    @on(HitsChanged)
    def _hits_changed(self, message: HitsChanged) -> None:
        self.aside(f"hit {message.current} of {message.total}" if message.total else "")

    @on(NoteWritten)
    def _note_written(self, message: NoteWritten) -> None:
        self.controllers.notes.save(message.target, message.text, message.note_id)
        self.controllers.notes.leave_editor()

    @on(NoteTyped)
    def _note_typed(self, message: NoteTyped) -> None:
        self.controllers.notes.drafts.typed()

    @on(NoteCancelled)
    def _note_cancelled(self, message: NoteCancelled) -> None:
        self.controllers.notes.cancelled(message.dropped, new=message.new)

    @on(NoteClicked)
    def _note_clicked(self, message: NoteClicked) -> None:
        self.widgets.notes.select(message.note_id)

    @on(Rule.Dragged)
    def _rule_dragged(self, message: Rule.Dragged) -> None:
        by = message.by if message.side == "list" else -message.by
        self.controllers.view.resize(message.side, by)

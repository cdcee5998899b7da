"""The reader: shows a cable, selects and finds words in it, follows links, and takes a note in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events

from reader.cable.model import Cable
from reader.cable.outline.portion_filter import PortionFilter
from reader.tui.core.cable.placement import PAGE_TOP, Place, PlacedNote
from reader.tui.features.reader import reader_messages
from reader.tui.features.reader.link_following import LinkFollowing
from reader.tui.features.reader.map_bar import MapBar
from reader.tui.features.reader.pointing import Pointing
from reader.tui.features.reader.text_selection import TextSelection
from reader.tui.features.reader.writing.note_writing import NoteWriting

if TYPE_CHECKING:
    from reader.cable.annotate.word_forms import WordForms

_DIGITS = tuple("0123456789")


class ReaderPane(NoteWriting, Pointing, MapBar, LinkFollowing, TextSelection):
    """Shows a cable.

    Commands arrive as ``action_...``; their keys are declared with the commands. The pane itself handles only
    the keys for selecting words (``selection_model.KEYS``), the letters of link labels while these are shown,
    and digits: a count for the next command (``12`` then ``action_bottom`` goes to paragraph 12).
    """

    ParagraphChanged = reader_messages.ParagraphChanged
    LinkFollowed = reader_messages.LinkFollowed
    NothingToFollow = reader_messages.NothingToFollow
    ReferencesAsked = reader_messages.ReferencesAsked
    SelectionChanged = reader_messages.SelectionChanged
    HitsChanged = reader_messages.HitsChanged
    NoteWritten = reader_messages.NoteWritten
    NoteTyped = reader_messages.NoteTyped
    NoteCancelled = reader_messages.NoteCancelled
    NoteClicked = reader_messages.NoteClicked

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.counting = True
        """Whether digits are a count for the next command; during triage they are verdicts."""
        self._came_from: Place | None = None
        self._digits = ""
        self._count = ""

    # The open cable

    def show(
        self,
        cable: Cable | None,
        mrn: str | None,
        notes: tuple[PlacedNote, ...] = (),
        at: Place | None = None,
    ) -> None:
        """Open a cable at a position; without one at its first paragraph, with the page scrolled to its top.

        A position restores the header, open or folded, and the text, as sent or reflowed, too.

        None closes the open cable. A note being written is saved first. Takes as long as ``layout`` does.
        """
        self.finish_note()
        self.clear_selection()
        self.clear_find()
        self.end_labels()
        self._left_at = self._page = self._current = self._going = self._came_from = None
        self._cable, self._mrn, self._notes = cable, mrn, notes
        options = self._options
        if at is None:
            first = 1 if cable and cable.paragraphs else None
            at = Place(first, PAGE_TOP, header_open=options.header_open, as_sent=options.as_sent)
        self._options = replace(options, header_open=at.header_open, as_sent=at.as_sent, unfolded=None)
        self._wanted = at
        self.lay_out()

    def set_version(self, words: str, more: str) -> None:
        """Set which version the next cable is, in words for the folded and for the open header."""
        self._options = replace(self._options, version=words, version_more=more)

    def set_forms(self, forms: WordForms | None, known: WordForms | None = None) -> None:
        """Show cables in capitals in sentence case, by these forms of words, or as they were sent.

        ``known``: the words of the library, by which broken words are joined.
        """
        if forms is not self._options.forms or known is not self._options.known:
            self.set_options(replace(self._options, forms=forms, known=known))

    def set_notes(self, notes: tuple[PlacedNote, ...]) -> None:
        """Show other notes on the same cable."""
        self._notes = notes
        self.draw_marks()

    def action_header(self) -> None:
        """Unfold or fold the header."""
        self.toggle_header()

    def toggle_header(self) -> None:
        """Open the whole header and scroll to it, then its long lists, or fold it and scroll back."""
        opened, before = not self._options.header_open, self.place
        if self._page is not None and self._page.folded:
            self.set_options(replace(self._options, lists_open=True))
            self._scroll(0)
            return
        self.set_options(replace(self._options, header_open=opened, lists_open=False, as_sent=False))
        if opened:
            self._came_from = before
            self._scroll(0)
        elif self._came_from is not None and self._came_from.ordinal == self._current:
            self.lay_out(self._came_from)

    def action_as_sent(self) -> None:
        """Switch between the cable as sent and the reflowed page."""
        self.toggle_as_sent()

    def toggle_as_sent(self) -> None:
        """Switch between the normalised source, line by line, and the page; the same words stay in view."""
        self.set_options(replace(self._options, as_sent=not self._options.as_sent))

    def show_portions(self, filter: PortionFilter) -> None:
        """Dim or fold the paragraphs that a filter does not show, in this cable and those after it."""
        self.set_options(replace(self._options, portions=filter, unfolded=None))

    # Moving

    def take_count(self) -> int | None:
        """The number typed before a command; taken once, None without one."""
        count, self._count = self._count, ""
        return int(count) if count else None

    def action_down(self) -> None:
        """Scroll a row down; while selecting, move the cursor."""
        if not self.select_by_key("down"):
            self.scroll_rows(self.take_count() or 1)

    def action_up(self) -> None:
        """Scroll a row up; while selecting, move the cursor."""
        if not self.select_by_key("up"):
            self.scroll_rows(-(self.take_count() or 1))

    def action_left(self) -> None:
        """While selecting: a character left."""
        self.select_by_key("left")

    def action_right(self) -> None:
        """While selecting: a character right."""
        self.select_by_key("right")

    def action_word_left(self) -> None:
        """While selecting: a word left."""
        self.select_by_key("b")

    def action_word_right(self) -> None:
        """While selecting: a word right."""
        self.select_by_key("w")

    def action_page_down(self) -> None:
        """A page down, with one row of the last page kept."""
        self.scroll_rows((self.take_count() or 1) * max(self.size.height - 1, 1))

    def action_page_up(self) -> None:
        """A page up."""
        self.scroll_rows(-(self.take_count() or 1) * max(self.size.height - 1, 1))

    def action_half_down(self) -> None:
        """Half a page down."""
        self.scroll_rows(max(self.size.height // 2, 1))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.scroll_rows(-max(self.size.height // 2, 1))

    def action_next_paragraph(self) -> None:
        """Go to the next paragraph, or as many on as the count says."""
        self.move_paragraph(self.take_count() or 1)

    def action_previous_paragraph(self) -> None:
        """Go to the paragraph before; before the first, to the head of the cable."""
        self.move_paragraph(-(self.take_count() or 1))

    def action_top(self) -> None:
        """Go to the head of the cable; with a count to the paragraph of that number."""
        if not self._to_counted():
            self.go_to(None)
            self._scroll(0)

    def action_bottom(self) -> None:
        """Go to the last paragraph and the end of the page; with a count to the paragraph of that number."""
        if self._cable is not None and not self._to_counted():
            self.go_to(len(self._cable.paragraphs) or None)
            self._scroll(self.virtual_size.height)

    def _to_counted(self) -> bool:
        number = self.take_count()
        if number is not None:
            self.go_to_number(number)
        return number is not None

    # Selecting words

    def action_select(self) -> None:
        """Start selecting; while selecting, start the selection here, then finish it."""
        if not self.select_by_key("v"):
            self.start_selection()

    def action_follow(self) -> None:
        """Follow the current paragraph's only link, or put letters on several; while selecting, go on."""
        if not self.select_by_key("enter"):
            super().action_follow()

    # Keys and clicks

    async def on_key(self, event: events.Key) -> None:
        """Labels, selecting and counts come before commands."""
        if self.has_focus and self.own_key(event):
            event.stop()
            event.prevent_default()

    def own_key(self, event: events.Key) -> bool:
        """Handle a key that is not a command. False if it may be one."""
        taken = True
        if self.labelling:
            self.type_label(event.character)
        elif self.counting and event.character in _DIGITS[not self._digits :]:
            self._digits = (self._digits + event.character)[-6:]
        else:
            self._count, self._digits = self._digits, ""
            taken = self.selecting and self.select_by_key(event.key)
        return taken

    def on_click(self, event: events.Click) -> None:
        """Follow a link, show a note or make a paragraph current; a double click selects a word."""
        page = self._page
        if page is None or event.widget is not self or self.dragged:
            return
        pointer = event.get_content_offset_capture(self)
        row = self._gap.page_row(self.scroll_offset.y + pointer.y)
        if row is None or row >= len(page):
            return
        spot = page.spot_at(row, pointer.x)
        on_text = spot is not None and page.covers(row, pointer.x)
        clean = page.clean(spot) if spot else None
        if event.chain == 2 and on_text and clean:
            self.select_word(*clean)
            return
        if event.chain > 1:
            return
        note = self._marks.beginning(row) if pointer.x < page.column else None
        if spot is not None and on_text:
            link = page.link_at(spot)
            if link is not None:
                self.follow_link(spot.flow, link)
                return
            note = self._marks.at(row, spot.offset)
        ordinal = page.lines[row].ordinal
        if ordinal is not None:
            self._set_current(ordinal or None)
        if note is not None:
            self.post_message(self.NoteClicked(note))

"""The reader: a cable to read, words chosen and found in it, links followed, a note written in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from textual import events, on

from reader.cable.model import Cable
from reader.notes.model import Target
from reader.tui.page import MEASURE, Layout, Piece
from reader.tui.page_roles import PageLink
from reader.tui.page_text import cells
from reader.tui.placed import Place, Placed
from reader.tui.widgets import reader_messages
from reader.tui.widgets.choosing import Choosing
from reader.tui.widgets.find import Folded, Hit, find, fold
from reader.tui.widgets.link_labels import labels
from reader.tui.widgets.note_editor import NoteEditor
from reader.tui.widgets.page_view import NO_GAP, Gap
from reader.tui.widgets.paint import Overlay
from reader.tui.words import fit

_EDITOR_LEAST = 2
"""Rows the editor takes in the smallest window: one to type in, one that says how to get out."""


_TOP = -1_000_000
"""As the offset of a place: with the page scrolled to its top."""


class ReaderPane(Choosing):
    """A cable to read.

    Commands come as ``action_...``; their keys are declared with the commands. It takes by itself only the
    keys of choosing words (``selection.KEYS``) and of link labels while these last, and digits: a count for
    the next command (``12`` then ``action_bottom`` goes to paragraph 12).
    """

    ParagraphChanged = reader_messages.ParagraphChanged
    LinkFollowed = reader_messages.LinkFollowed
    SelectionChanged = reader_messages.SelectionChanged
    HitsChanged = reader_messages.HitsChanged
    NoteWritten = reader_messages.NoteWritten
    NoteCancelled = reader_messages.NoteCancelled
    NoteClicked = reader_messages.NoteClicked

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = ""
        self._folded: list[Folded] | None = None
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._find_from: int | None = None
        self._labels: dict[str, tuple[int, PageLink]] = {}
        self._typed = ""
        self._digits = ""
        self._count = ""
        self._editor: NoteEditor | None = None
        self._dropped: dict[tuple[Target, str | None], str] = {}

    # What is open

    def show(
        self,
        cable: Cable | None,
        mrn: str | None,
        placed: tuple[Placed, ...] = (),
        at: Place | None = None,
    ) -> None:
        """Open a cable at a place; without one at its first paragraph, the page scrolled to its top.

        None closes what is open. A note being written is kept first. Costs what ``layout`` costs.
        """
        self.finish_note()
        self.clear_selection()
        self.clear_find()
        self.end_labels()
        self._left_at = self._page = self._current = None
        self._cable, self._mrn, self._placed = cable, mrn, placed
        self._wanted = at or Place(1 if cable and cable.paragraphs else None, _TOP)
        self.lay_out()

    def set_placed(self, placed: tuple[Placed, ...]) -> None:
        """Other notes on the same cable."""
        self._placed = placed
        self.draw_marks()

    def laid_out(self) -> None:
        """Hits are places on the page: find them on the new one; the gap for the editor too."""
        self._folded = None
        if self._words:
            self._hits = self._find(self._words)
            self._hit = min(self._hit, len(self._hits) - 1)
        self._open_gap()

    def action_header(self) -> None:
        """Open or fold the header."""
        self.toggle_header()

    def toggle_header(self) -> None:
        """All of the header, or about three lines of it; opened, it is brought into view."""
        opened = not self._options.header_open
        self.set_options(replace(self._options, header_open=opened, as_sent=False))
        if opened:
            self._scroll(0)

    def action_as_sent(self) -> None:
        """Show as sent, or reflowed."""
        self.toggle_as_sent()

    def toggle_as_sent(self) -> None:
        """The normalised source line by line, or the page; the same words stay in view."""
        self.set_options(replace(self._options, as_sent=not self._options.as_sent))

    # Moving

    def take_count(self) -> int | None:
        """The number typed before a command, once; None where there was none."""
        count, self._count = self._count, ""
        return int(count) if count else None

    def action_down(self) -> None:
        """A row down; while choosing, the cursor."""
        if not self.choose_by_key("down"):
            self.scroll_rows(self.take_count() or 1)

    def action_up(self) -> None:
        """A row up; while choosing, the cursor."""
        if not self.choose_by_key("up"):
            self.scroll_rows(-(self.take_count() or 1))

    def action_left(self) -> None:
        """While choosing: a character left."""
        self.choose_by_key("left")

    def action_right(self) -> None:
        """While choosing: a character right."""
        self.choose_by_key("right")

    def action_word_left(self) -> None:
        """While choosing: a word left."""
        self.choose_by_key("b")

    def action_word_right(self) -> None:
        """While choosing: a word right."""
        self.choose_by_key("w")

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
        """The next paragraph, or as many on as the count says."""
        self.move_paragraph(self.take_count() or 1)

    def action_previous_paragraph(self) -> None:
        """The paragraph before; before the first one, the head of the cable."""
        self.move_paragraph(-(self.take_count() or 1))

    def action_top(self) -> None:
        """To the head of the cable; with a count to the paragraph of that number."""
        if not self._to_counted():
            self.go_to(None)
            self._scroll(0)

    def action_bottom(self) -> None:
        """To the last paragraph and the end of the page; with a count to the paragraph of that number."""
        if self._cable is not None and not self._to_counted():
            self.go_to(len(self._cable.paragraphs) or None)
            self._scroll(self.virtual_size.height)

    def _to_counted(self) -> bool:
        number = self.take_count()
        if number is not None:
            self.go_to_number(number)
        return number is not None

    def go_to_number(self, number: int) -> None:
        """To the paragraph the drafter numbered so; to the one with this ordinal where no number fits."""
        paragraphs = self._cable.paragraphs if self._cable else ()
        self.go_to(next((one.ordinal for one in paragraphs if one.number == number), number))

    # Choosing words

    def action_select(self) -> None:
        """Start choosing; while choosing, begin here, and then be done."""
        if not self.choose_by_key("v"):
            self.start_selection()

    # Finding

    def find(self, text: str) -> int:
        """Light up where the words stand; show the first hit from where the search began. How many there are.

        Plain words, case-blind, accents folded. Called again with other words it goes on from the same
        place, so that typing never wanders off. Linear in the text; some 5 ms for 1 MB.
        """
        page = self._page
        if page is None:
            return 0
        if self._find_from is None:
            self._find_from = self._gap.nearest(self.scroll_offset.y)
        self._words = text
        self._hits = self._find(text)
        self._hit = bisect_left(self._hits, self._find_from, key=lambda hit: page.row_of(hit.flow, hit.start))
        wrapped = bool(self._hits) and self._hit == len(self._hits)
        if wrapped:
            self._hit = 0
        self._show_hit(wrapped)
        return len(self._hits)

    def _find(self, text: str) -> tuple[Hit, ...]:
        assert self._page is not None
        if self._folded is None:
            self._folded = [fold(flow.text) for flow in self._page.flows]
        return find(self._folded, text)

    def next_hit(self, step: int = 1, *, wrap: bool = False) -> bool:
        """On to another hit. Beyond the last (or first) one False and no move, unless it may wrap round."""
        target = self._hit + step
        wrapped = not 0 <= target < len(self._hits)
        if not self._hits or (wrapped and not wrap):
            return False
        self._hit = target % len(self._hits)
        self._show_hit(wrapped)
        return True

    def clear_find(self) -> bool:
        """Put the lights out. False where none were lit."""
        was = bool(self._words)
        self._words, self._hits, self._hit, self._find_from = "", (), -1, None
        if was:
            self.refresh()
            self.post_message(self.HitsChanged(0, 0))
        return was

    @property
    def finding(self) -> str:
        """The words that are lit up."""
        return self._words

    def _show_hit(self, wrapped: bool) -> None:
        page = self._page
        if page is not None and self._hits:
            hit = self._hits[self._hit]
            row = page.row_of(hit.flow, hit.start)
            self._set_current(page.lines[row].ordinal or page.paragraph_at(row))
            self.bring_into_view(self._gap.view_row(row), self._gap.view_row(row) + 1)
        self.refresh()
        self.post_message(self.HitsChanged(self._hit + 1 if self._hits else 0, len(self._hits), wrapped))

    def overlays(self, row: int) -> list[Overlay]:
        """Hits and link labels, over notes and choice."""
        over = super().overlays(row)
        if self._page is None:
            return over
        line = self._page.lines[row]
        if self._hits and line.flow >= 0:
            at = bisect_right(self._hits, (line.flow, line.start), key=lambda hit: (hit.flow, hit.end))
            while at < len(self._hits) and self._hits[at][:2] < (line.flow, line.end):
                hit = self._hits[at]
                name = "hit-here" if at == self._hit else "hit"
                over.append((max(hit.start, line.start), min(hit.end, line.end), name))
                at += 1
        return over

    # Following links

    def action_labels(self) -> None:
        """Put a letter on every link in view; typing it follows the link, any other key takes them away."""
        page = self._page
        if page is None:
            return
        top = self._gap.nearest(self.scroll_offset.y)
        bottom = self._gap.nearest(self.scroll_offset.y + self.size.height - 1) + 1
        self._label(page.links_between(top, bottom))

    def action_follow(self) -> None:
        """Follow the only link of the current paragraph; where it has several, put letters on them."""
        page = self._page
        if self.choose_by_key("enter") or page is None:
            return
        links = page.links_between(*page.rows_of(self._current))
        if len(links) == 1:
            self._follow_link(links[0][1])
        else:
            self._label(links)

    @property
    def labelling(self) -> bool:
        """Whether the next key is a link's label."""
        return bool(self._labels)

    def end_labels(self) -> bool:
        """Take the letters away. False where there were none."""
        was = bool(self._labels)
        self._label([])
        return was

    def _label(self, links: list[tuple[int, PageLink]]) -> None:
        if links or self._labels:
            self._labels = dict(zip(labels(len(links)), links, strict=False))
            self._typed = ""
            self._repaint()

    def _type_label(self, character: str | None) -> None:
        self._typed += character or " "
        found = self._labels.get(self._typed)
        if found is not None:
            self.end_labels()
            self._follow_link(found[1])
        elif not any(label.startswith(self._typed) for label in self._labels):
            self.end_labels()

    def _follow_link(self, link: PageLink) -> None:
        if link.choices:
            self.post_message(self.LinkFollowed(link.choices[0], link.paragraph, link.choices))
        elif link.paragraph is not None:
            self.go_to_number(link.paragraph)

    def pieces(self, page: Layout, row: int) -> tuple[Piece, ...]:
        """A row's pieces; a label takes the place of the first letters of its link."""
        found = super().pieces(page, row)
        line = page.lines[row]
        for label, (flow, link) in self._labels.items():
            if flow == line.flow and line.start <= link.start < line.end:
                found = _stamped(found, link.start, label)
        return found

    # Keys and clicks of its own

    async def on_key(self, event: events.Key) -> None:
        """Labels, choosing and counts come before the commands."""
        if not self.has_focus:
            return
        taken = True
        if self._labels:
            self._type_label(event.character)
        elif event.character and event.character in "0123456789" and (self._digits or event.character != "0"):
            self._digits = (self._digits + event.character)[-6:]
        else:
            self._count, self._digits = self._digits, ""
            taken = self.choosing and self.choose_by_key(event.key)
        if taken:
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A link is followed, a note shown, a paragraph made current; twice: the word is chosen."""
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
            self.choose_word(*clean)
            return
        if event.chain > 1:
            return
        note = self._marks.beginning(row) if pointer.x < page.column else None
        if spot is not None and on_text:
            link = page.link_at(spot)
            if link is not None:
                self._follow_link(link)
                return
            note = self._marks.at(spot.flow, spot.offset)
        ordinal = page.lines[row].ordinal
        if ordinal is not None:
            self._set_current(ordinal or None)
        if note is not None:
            self.post_message(self.NoteClicked(note))

    # Writing a note

    @property
    def writing(self) -> bool:
        """Whether a note is being written."""
        return self._editor is not None

    def edit_note(self, target: Target, text: str = "", note_id: str | None = None) -> None:
        """Open an editor of several lines under the paragraph (or the words) that the note is about.

        It ends with ``NoteWritten`` or ``NoteCancelled``. What was dropped from it comes back when it is
        opened on the same target again. Opening another one, or another cable, keeps what was typed.
        """
        self.finish_note()
        if self._page is None:
            return
        draft = self._dropped.pop((target, note_id), None)
        self._editor = NoteEditor(target, text if draft is None else draft, note_id, before=text)
        self.mount(self._editor)
        self._fit_editor()

    def finish_note(self) -> bool:
        """Keep what is being typed and close the editor. Whether there was anything to keep."""
        editor = self._editor
        if editor is None:
            return False
        kept = editor.changed and (bool(editor.text.strip()) or editor.note_id is not None)
        self._close_editor()
        if kept:
            self.post_message(self.NoteWritten(editor.target, editor.text.rstrip(), editor.note_id))
        else:
            self.post_message(self.NoteCancelled())
        return kept

    @on(NoteEditor.Written)
    def _note_written(self, event: NoteEditor.Written) -> None:
        event.stop()
        if event.editor is self._editor:
            self.finish_note()

    @on(NoteEditor.Dropped)
    def _note_dropped(self, event: NoteEditor.Dropped) -> None:
        event.stop()
        editor = event.editor
        if editor is not self._editor:
            return
        if editor.changed and editor.text.strip():
            self._dropped[editor.target, editor.note_id] = editor.text
        self._close_editor()
        self.post_message(self.NoteCancelled())

    @on(NoteEditor.Grown)
    def _note_grown(self, event: NoteEditor.Grown) -> None:
        event.stop()
        self._fit_editor()

    def _close_editor(self) -> None:
        editor = self._editor
        if editor is None:
            return
        focused = editor.has_focus_within
        self._editor, self._gap = None, NO_GAP
        editor.remove()
        self._repaint()
        self._resize_view()
        if focused:
            self.focus(scroll_visible=False)

    def _fit_editor(self) -> None:
        """Room for the editor, in view with the lines above it."""
        before = self._gap
        self._open_gap()
        if self._gap != before:
            self._repaint()
            self._resize_view()
            above = min(3, max(self.size.height - self._gap.height, 0))
            self.bring_into_view(max(self._gap.row - above, 0), self._gap.row + self._gap.height)

    def _open_gap(self) -> None:
        editor, page = self._editor, self._page
        if editor is None or page is None:
            self._gap = NO_GAP
            return
        placed = next((one.anchor for one in self._placed if one.id == editor.note_id), None)
        ordinal = placed.ordinal if placed else editor.target.ordinal
        end = placed.end if placed else editor.target.end
        first, row = page.rows_of(ordinal)
        height = min(editor.rows_wanted, max(self.size.height - 1, _EDITOR_LEAST))
        if ordinal is not None and end is not None and row - first > self.size.height - height:
            found = page.in_flow(
                ordinal, max(end - 1, 0), end
            )  # a long paragraph: under the words themselves
            row = page.row_of(found[0], found[1]) + 1 if found else row
        self._gap = Gap(row, height)
        left = max(page.column - 1, 0)
        editor.styles.offset = (left, row)
        editor.styles.width = max(min(page.width - left, MEASURE + 2), 1)
        editor.styles.height = height


def _stamped(pieces: tuple[Piece, ...], at: int, label: str) -> tuple[Piece, ...]:
    """The pieces with a label over the characters from ``at`` on, cell for cell."""
    made: list[Piece] = []
    for piece in pieces:
        start = piece.start
        if start is None or not start <= at < start + len(piece.text):
            made.append(piece)
            continue
        cut = at - start
        covered = piece.text[cut : cut + len(label)]
        rest = piece.text[cut + len(covered) :]
        made.append(Piece(piece.text[:cut], piece.role, start))
        made.append(Piece(fit(label, cells(covered)), "key"))
        made.append(Piece(rest, piece.role, at + len(covered)))
    return tuple(made)

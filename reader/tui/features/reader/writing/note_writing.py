"""Writing a note on the page: opens the editor and saves or discards its text."""

from __future__ import annotations

from textual import events, on

from reader.notes.drafts import Draft
from reader.notes.model import Target
from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import NoteCancelled, NoteTyped, NoteWritten
from reader.tui.features.reader.writing.editor_gap import NO_GAP, Gap
from reader.tui.features.reader.writing.note_editor import NoteEditor
from reader.tui.page.model import MEASURE

_EDITOR_LEAST = 2
"""Rows of the editor in the smallest window: one to type in, one of hints."""


class NoteWriting(PageView):
    """A page on which a note can be written, under the words it is about."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._editor: NoteEditor | None = None
        self._read_at = 0
        """The scroll before the editor was opened, restored when it is closed."""
        self._discarded: dict[tuple[Target, str | None], str] = {}

    def laid_out(self) -> None:
        """Place the editor on the new page; one opened before there was a page is shown now."""
        super().laid_out()
        hidden = self._editor is not None and self._gap == NO_GAP
        self._open_gap()
        if hidden:
            self.call_after_refresh(self._show_editor)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the editor in view, and inside a window that has become smaller."""
        if self._editor is not None:
            self.call_after_refresh(self._fit_into_window)

    def _fit_into_window(self) -> None:
        if self._editor is not None:
            self._open_gap()
            self._show_editor()

    @property
    def writing(self) -> bool:
        """Whether a note is being written."""
        return self._editor is not None

    @property
    def draft(self) -> Draft | None:
        """The note being written, once it has text: what a crash would lose."""
        editor = self._editor
        if editor is None or not editor.changed or not (editor.text.strip() or editor.note_id):
            return None
        return Draft(editor.target, editor.text, editor.note_id)

    def edit_note(
        self,
        target: Target,
        text: str = "",
        note_id: str | None = None,
        *,
        draft: str | None = None,
        lead: str = "",
    ) -> None:
        """Open an editor of several lines under the paragraph (or the words) that the note is about.

        It ends with ``NoteWritten`` or ``NoteCancelled``. Text discarded from it comes back when it is
        opened on the same target again. Opening another one, or another cable, saves what was typed.
        ``draft`` is the text to start with if that is not ``text``, the note's own; ``lead`` says why.
        """
        self.finish_note()
        if self._cable is None:
            return
        discarded = self._discarded.pop((target, note_id), None)
        if draft is None and discarded is not None:
            draft, lead = discarded, "brought back"
        self._read_at = self.scroll_offset.y
        self._editor = NoteEditor(target, text if draft is None else draft, note_id, before=text, lead=lead)
        self.mount(self._editor)
        self._fit_editor()

    def finish_note(self) -> bool:
        """Save what was typed and close the editor. Whether there was anything to save."""
        editor = self._editor
        if editor is None:
            return False
        kept = editor.changed and (bool(editor.text.strip()) or editor.note_id is not None)
        self._close_editor()
        if kept:
            self.post_message(NoteWritten(editor.target, editor.text.rstrip(), editor.note_id))
        else:
            self.post_message(NoteCancelled())
        return kept

    @on(NoteEditor.Finished)
    def _note_written(self, event: NoteEditor.Finished) -> None:
        event.stop()
        if event.editor is self._editor:
            self.finish_note()

    @on(NoteEditor.Discarded)
    def _note_discarded(self, event: NoteEditor.Discarded) -> None:
        event.stop()
        editor = event.editor
        if editor is not self._editor:
            return
        dropped = editor.changed and bool(editor.text.strip())
        if dropped:
            self._discarded[editor.target, editor.note_id] = editor.text
        self._close_editor()
        self.post_message(NoteCancelled(dropped, new=editor.note_id is None))

    @on(NoteEditor.HeightChanged)
    def _note_height_changed(self, event: NoteEditor.HeightChanged) -> None:
        event.stop()
        self._fit_editor()
        self.post_message(NoteTyped())

    def _close_editor(self) -> None:
        editor = self._editor
        if editor is None:
            return
        focused = editor.has_focus_within
        self._editor, self._gap = None, NO_GAP
        editor.remove()
        self._repaint()
        self._resize_view()
        self._scroll(self._read_at)
        if focused:
            self.screen.set_focus(self, scroll_visible=False)

    def _fit_editor(self) -> None:
        """Make space for the editor, in view with the lines above it."""
        before = self._gap
        self._open_gap()
        if self._gap != before:
            self._show_editor()

    def _show_editor(self) -> None:
        self._repaint()
        self._resize_view()
        above = min(3, max(self.size.height - self._gap.height, 0))
        self.bring_into_view(max(self._gap.row - above, 0), self._gap.row + self._gap.height)

    def _open_gap(self) -> None:
        editor, page = self._editor, self._page
        if editor is None or page is None:
            self._gap = NO_GAP
            return
        note = next((one.anchor for one in self._notes if one.id == editor.note_id), None)
        ordinal = note.ordinal if note else editor.target.ordinal
        end = note.end if note else editor.target.end
        first, row = page.rows_of(ordinal)
        height = min(editor.rows_wanted, max(self.size.height - 1, _EDITOR_LEAST))
        if ordinal is not None and end is not None and row - first > self.size.height - height:
            # In a long paragraph, right below the words, which would be out of view otherwise.
            found = page.in_flow(ordinal, max(end - 1, 0), end)
            row = page.row_of(found[0], found[1]) + 1 if found else row
        self._gap = Gap(row, height)
        left = max(page.column - 1, 0)
        editor.styles.offset = (left, row)
        editor.styles.width = max(min(page.width - left, MEASURE + 2), 1)
        editor.styles.height = height

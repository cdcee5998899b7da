"""Notes on the page: their signs, and the editor."""

from __future__ import annotations

from textual.geometry import Offset, Region

from reader.cable.model import Cable
from reader.notes.model import Anchor, Confidence
from reader.tui.core.cable.placement import PlacedNote
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.features.reader.writing.note_editor import NoteText
from tests.tui.build import cable_of
from tests.tui.features.reader.pane_stage import SENTENCE, reading, screen


def on_words(cable: Cable, ordinal: int, words: str, id: str = "n1", kind: str = "note") -> PlacedNote:
    start = cable.paragraphs[ordinal - 1].text.index(words)
    return PlacedNote(id, kind, Anchor(Confidence.EXACT, ordinal, start, start + len(words)))  # type: ignore[arg-type]


async def test_notes_have_a_sign_where_they_begin_and_answer_to_a_click() -> None:
    cable = cable_of("Alpha beta. " + SENTENCE * 3 + "Omega.", "Second.")
    placed = (on_words(cable, 1, "Omega"), PlacedNote("n2", "code", Anchor(Confidence.EXACT, 2)))
    async with reading(cable, placed=placed) as (pane, pilot, app):
        rows = screen(pane)
        y = next(y for y, row in enumerate(rows) if "Omega" in row)
        assert "•" in rows[y]
        assert sum("•" in row for row in rows) == 1
        assert "#" in next(row for row in rows if "Second" in row)
        await pilot.click(pane, Offset(rows[y].index("Omega"), y))
        assert [one.note_id for one in app.heard(ReaderPane.NoteClicked)] == ["n1"]  # type: ignore[attr-defined]


async def test_a_note_is_written_under_its_paragraph_and_saved() -> None:
    async with reading() as (pane, pilot, app):
        pane.edit_note(pane.target())
        await pilot.pause()
        await pilot.press(*"no", "enter", *"te [b]")
        await pilot.press("ctrl+s")
        await pilot.pause()
        written = app.heard(ReaderPane.NoteWritten)
        assert [(one.target.ordinal, one.text, one.note_id) for one in written] == [(1, "no\nte [b]", None)]  # type: ignore[attr-defined]
        assert pane.has_focus
        assert not pane.writing


async def test_the_page_opens_a_gap_for_the_editor_and_closes_it() -> None:
    async with reading() as (pane, pilot, _):
        rows = pane.virtual_size.height
        pane.edit_note(pane.target())
        await pilot.pause()
        editor = pane.children[0]
        assert pane.virtual_size.height == rows + editor.size.height
        assert editor.region.height == 4
        assert pane.region.contains_region(editor.region)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pane.virtual_size.height == rows


async def test_the_editor_scrolls_with_the_page() -> None:
    async with reading() as (pane, pilot, _):
        pane.edit_note(pane.target())
        await pilot.pause()
        before = pane.children[0].region.y
        pane.focus()
        await pilot.press("j", "j")
        await pilot.pause()
        assert pane.children[0].region.y == before - 2


async def test_in_a_long_paragraph_the_editor_opens_under_the_words_themselves() -> None:
    async with reading(cable_of("Alpha beta. " + SENTENCE * 40)) as (pane, pilot, _):
        await pilot.press("v", "w", "enter", "enter")
        pane.edit_note(pane.target())
        await pilot.pause()
        editor = pane.children[0]
        above = screen(pane)[editor.region.y - pane.region.y - 1]
        assert "Alpha beta" in above


async def test_dropped_words_come_back_when_the_same_note_is_begun_again() -> None:
    async with reading() as (pane, pilot, app):
        target = pane.target()
        pane.edit_note(target)
        await pilot.pause()
        await pilot.press(*"gone", "escape")
        await pilot.pause()
        assert len(app.heard(ReaderPane.NoteCancelled)) == 1
        pane.edit_note(target)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.heard(ReaderPane.NoteWritten)[-1].text == "gone"  # type: ignore[attr-defined]


async def test_opening_another_cable_keeps_what_was_being_typed() -> None:
    async with reading() as (pane, pilot, app):
        pane.edit_note(pane.target())
        await pilot.pause()
        await pilot.press(*"half")
        text = pane.query_one(NoteText)
        pane.show(cable_of("Another."), "06OTHER1")
        await pilot.pause()
        assert app.heard(ReaderPane.NoteWritten)[-1].text == "half"  # type: ignore[attr-defined]
        assert not pane.children
        # It may still be drawn once: without its looks, which are gone, Textual would fail.
        assert [line.text for line in text.render_lines(Region(0, 0, 4, 2))] == ["    "] * 2


async def test_an_editor_nothing_was_typed_in_leaves_nothing() -> None:
    async with reading() as (pane, pilot, app):
        pane.edit_note(pane.target(), "as it was", "n1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not app.heard(ReaderPane.NoteWritten)
        assert app.heard(ReaderPane.NoteCancelled)

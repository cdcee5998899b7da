"""Writing, changing, tagging, linking and taking back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import CablesError
from reader.notes.model import Annotation, CrossReference
from reader.notes.repository import Notes
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.prompt import Prompt
from tests.tui.stage import Stage, own_library, playing

HERE = "07BEIJING7545"


def entries(stage: Stage) -> list[Entry]:
    return list(stage.main.state.entries)


async def write(stage: Stage, text: str) -> None:
    before = len(entries(stage))
    await stage.press("a")
    await stage.type(text)
    await stage.press("ctrl+s")
    await stage.until(lambda: len(entries(stage)) == before + 1)


async def tag(stage: Stage, line: str) -> None:
    await stage.press("t")
    await stage.choose(line)


async def test_a_note_is_edited_deleted_and_brought_back() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await write(stage, "first")
        await stage.press("e")
        await stage.type(" thought")
        await stage.press("ctrl+s")
        await stage.until(lambda: entries(stage)[0].text == "first thought")
        await stage.press("d")
        await stage.until(lambda: not entries(stage))
        await stage.press("u")
        await stage.until(lambda: len(entries(stage)) == 1)
        assert entries(stage)[0].text == "first thought"
        await stage.said("Undone: ")


async def test_after_a_note_on_a_long_paragraph_one_reads_on_where_one_was() -> None:
    async with playing(size=(60, 20)) as stage:
        await stage.open("09PHNOMPENH189")
        await stage.press("}")
        await stage.until(lambda: stage.main.reader.scroll_offset.y, "the paragraph at the top")
        before = stage.main.reader.scroll_offset
        await write(stage, "under a paragraph that fills the window")
        await stage.until(lambda: stage.main.reader.scroll_offset == before)
        assert stage.main.reader.current == 2


async def test_a_note_on_the_whole_cable_stands_last_under_its_own_heading() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("A")
        await stage.type("check the year")
        await stage.press("ctrl+s")
        await stage.until(lambda: len(entries(stage)) == 1)
        await write(stage, "on a paragraph")
        assert [entry.target.is_cable for entry in entries(stage)] == [False, True]
        await stage.pilot.pause()
        text = stage.screen_text()
        assert text.index("on a paragraph") < text.index("│ Cable") < text.index("check the year")


async def test_several_tags_a_minus_to_take_one_away_and_a_dot_to_repeat_the_last() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await tag(stage, "mou, action plan")
        await stage.until(lambda: entries(stage) and set(entries(stage)[0].codes) == {"mou", "action plan"})
        await tag(stage, "-mou")
        await stage.until(lambda: entries(stage)[0].codes == ("action plan",))
        await stage.press("}")
        await tag(stage, "mou")
        await stage.until(lambda: len(entries(stage)) == 2)
        await stage.press("}", ".")
        await stage.until(lambda: len(entries(stage)) == 3)
        assert [(entry.ordinal, entry.codes) for entry in entries(stage)] == [
            (1, ("action plan",)),
            (2, ("mou",)),
            (3, ("mou",)),
        ]


async def test_tags_join_the_note_chosen_in_the_panel() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await write(stage, "a note")
        await stage.press("tab")
        await stage.until(lambda: stage.active is Pane.NOTES)
        await tag(stage, "mou")
        await stage.until(lambda: entries(stage)[0].codes == ("mou",))
        assert len(entries(stage)) == 1
        assert entries(stage)[0].text == "a note"


async def test_a_link_gets_another_relation_and_comment() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("l")
        await stage.choose("06PHNOMPENH977")
        await stage.choose()
        await stage.choose()
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.press("enter")
        await stage.until(lambda: len(entries(stage)) == 1)
        link = entries(stage)[0].record
        assert isinstance(link, CrossReference)
        assert (link.target.mrn, link.target.is_cable, link.relation) == ("06PHNOMPENH977", True, "see also")

        await stage.press("e")
        await stage.choose("answers")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.type("why")
        await stage.press("enter")
        await stage.until(lambda: entries(stage)[0].text == "why")
        assert entries(stage)[0].words == "answers"


async def test_a_cable_not_in_the_library_can_be_linked_and_says_so_when_followed() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("l")
        await stage.choose("09MUNICH273")
        await stage.choose("cites")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.press("enter")
        await stage.until(lambda: len(entries(stage)) == 1)
        await stage.pilot.pause()
        await stage.shows("cites · not in", "library")
        await stage.press("tab", "enter")
        await stage.said("is not in this library")


async def test_enter_in_the_reader_follows_ones_own_link_where_the_paragraph_cites_nothing() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("}", "l")
        await stage.choose("phnom penh 977")
        await stage.choose("4")
        await stage.choose("continues")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.press("enter")
        await stage.until(lambda: len(entries(stage)) == 1)
        await stage.press("enter")
        await stage.until(lambda: stage.main.state.mrn == "06PHNOMPENH977")
        await stage.until(lambda: "¶4" in stage.screen_text().partition("\n")[0], "the paragraph")


async def test_esc_goes_back_through_the_questions_of_a_link_with_the_answers_and_then_draws_none() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("l")
        await stage.choose("rangoon 14")
        await stage.choose("3")
        await stage.choose("contradicts")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt), "the comment")
        chosen = []
        for _ in range(3):
            left = stage.app.screen
            await stage.press("escape")
            await stage.until(lambda left=left: stage.app.screen is not left)  # type: ignore[misc]
            picker = await stage.picker()
            assert picker.options.highlighted is not None
            option = picker.options.get_option_at_index(picker.options.highlighted)
            chosen.append((picker.line.value, str(option.prompt).split()[0]))
        assert chosen == [("", "contradicts"), ("", "¶3"), ("rangoon 14", "04RANGOON1422")]
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)
        assert not entries(stage)


async def test_the_brackets_walk_the_notes() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await write(stage, "one")
        await stage.press("}", "}")
        await write(stage, "three")
        await stage.press("[")
        assert stage.main.reader.current == 1
        await stage.press("]")
        assert stage.main.reader.current == 3
        await stage.press("]")
        await stage.said("last note")


async def test_the_panel_follows_the_reader() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await write(stage, "one")
        await stage.press("}")
        await stage.until(lambda: stage.main.notes_panel.current is None)
        await stage.press("{")
        await stage.until(lambda: stage.main.notes_panel.current is not None)
        await stage.pilot.pause()
        await stage.shows("← here")


async def test_a_note_that_cannot_be_saved_stays_in_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    async with playing() as stage:
        await stage.open(HERE)

        def full(self: Notes, *_: object) -> Annotation:
            raise CablesError("The disk is full", advice="Make room and save again.")

        with monkeypatch.context() as broken:
            broken.setattr(Notes, "annotate", full)
            await stage.press("a")
            await stage.type("precious")
            await stage.press("ctrl+s")
            await stage.said("The disk is full")
            assert stage.main.footer.error
            await stage.until(lambda: stage.main.reader.writing)
        await stage.press("ctrl+s")
        await stage.until(lambda: [entry.text for entry in entries(stage)] == ["precious"])


async def test_commands_that_make_no_sense_yet_say_why(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "empty")) as stage:
        await stage.press("a")
        assert "Open a cable first" in stage.main.footer.message
        await stage.press("e")
        assert "Select a note first" in stage.main.footer.message
        await stage.press("j")
        assert stage.main.footer.message == ""


async def test_an_export_into_a_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    async with playing() as stage:
        await stage.open(HERE)
        await write(stage, "a note")
        await stage.press("x")
        await stage.choose("this")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.pilot.pause()
        await stage.press("ctrl+u")
        await stage.paste(str(tmp_path / "file"))
        await stage.press("enter")
        await stage.choose("obsidian")
        await stage.until(lambda: stage.main.footer.error)
        assert (tmp_path / "file").read_text() == "mine"


async def test_a_page_changed_by_hand_is_a_conflict_that_is_shown(tmp_path: Path) -> None:
    async def export(stage: Stage, shown: str) -> None:
        await stage.press("x")
        await stage.choose("this")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.pilot.pause()
        await stage.press("ctrl+u")
        await stage.paste(str(tmp_path / "out"))
        await stage.press("enter")
        await stage.choose("obsidian")
        await stage.shows(shown)
        await stage.press("enter")
        await stage.until(lambda: "Exported" in stage.main.messages[-1][1])

    async with playing() as stage:
        await stage.open(HERE)
        await write(stage, "a note")
        await export(stage, "1 file: 1 new")
        (page,) = (tmp_path / "out").glob("*.md")
        page.write_text(page.read_text().replace("a note", "changed by hand"))
        await write(stage, "another")
        await export(stage, "1 file: 1 in conflict")
        assert "1 conflict" in stage.main.messages[-1][1]
        assert "changed by hand" in page.read_text()


async def test_undo_leaves_what_another_window_did_alone_and_says_so() -> None:
    async with playing() as one, playing() as two:
        await one.open(HERE)
        await two.open(HERE)
        await write(one, "mine")
        await two.until(lambda: len(entries(two)) == 1, "the other window's note")
        await two.press("u")
        left_alone = f"another window's change was left alone: note on {HERE} ¶1"
        await two.said(f"Nothing to undo; {left_alone}")
        await write(two, "theirs")
        await one.until(lambda: len(entries(one)) == 2)
        await one.press("u")
        await one.said(f"Undone: note on {HERE} ¶1; {left_alone}")
        await two.until(lambda: [entry.text for entry in entries(two)] == ["theirs"])

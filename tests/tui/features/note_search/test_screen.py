"""All notes on one screen, narrowed as one types."""

from __future__ import annotations

from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Annotation, Target
from reader.tui.core.pane_layout import Pane
from reader.tui.features.note_search.screen import NoteSearchScreen
from reader.workspace import Workspace
from tests.tui.stage import Stage, playing

HERE, THERE = "06PHNOMPENH977", "07BEIJING7545"


def noted() -> Workspace:
    workspace = Workspace.samples()
    here, there = workspace.cable(HERE), workspace.cable(THERE)
    assert here
    assert there
    notes = workspace.notes
    notes.annotate(target_for(here, 2, mrn=HERE), "who drafted the law?")
    notes.tag(target_for(here, 3, mrn=HERE), ["police", "border"])
    notes.annotate(target_for(there, 1, mrn=THERE), "the plan [bold]of[/] Beijing")
    notes.link(target_for(there, 2, mrn=THERE), Target(HERE), "continues", "the same plan")
    return workspace


async def search(stage: Stage, count: int = 4) -> NoteSearchScreen:
    await stage.press("L")
    await stage.until(
        lambda: isinstance(stage.app.screen, NoteSearchScreen) and stage.app.screen.found.total == count
    )
    room = stage.app.screen
    assert isinstance(room, NoteSearchScreen)
    await stage.pilot.pause()
    return room


def headings(room: NoteSearchScreen) -> list[str]:
    return [line.heading for line in room.lines if line.noted is None]


async def test_all_notes_stand_under_their_cables_and_narrow_as_one_types() -> None:
    async with playing(noted) as stage:
        room = await search(stage)
        assert headings(room) == [f"{HERE}  ← 1", THERE]
        await stage.shows(
            "2 notes, 2 codes, 1 link on 2 cables, by cable",
            "who drafted the law?",
            "the plan [bold]of[/] Beijing",
            "→ 06PHNOMPENH977 continues",
        )
        await stage.type("plan")
        await stage.until(lambda: room.found.total == 2)
        await stage.type(" has:links")
        await stage.until(lambda: room.found.total == 1)
        await stage.press("ctrl+u")
        await stage.type("code:nothing")
        await stage.shows("There is no code")
        assert room.found.total in (1, 4), "the last results stay"
        await stage.press("ctrl+u")
        await stage.type("author:nobody")
        await stage.shows("No matches.")
        await stage.press("ctrl+u")
        await stage.type("police")
        await stage.shows("to find its passages, try code:police")


async def test_grouped_by_code_a_note_stands_under_each_of_its_codes() -> None:
    async with playing(noted, size=(60, 20)) as stage:
        room = await search(stage)
        await stage.press("escape")
        await stage.shows("group")
        await stage.press("o")
        assert headings(room) == ["#border  1", "#police  1", "without a code"]
        assert len([line for line in room.lines if line.noted]) == 5


async def test_enter_jumps_to_the_note_and_the_search_is_there_again() -> None:
    async with playing(noted) as stage:
        room = await search(stage)
        await stage.type("beijing")
        await stage.until(lambda: room.found.total == 1)
        await stage.press("enter", "enter")
        await stage.until(lambda: stage.app.screen is stage.main and stage.active is Pane.READER)
        assert (stage.main.state.mrn, stage.main.reader.current) == (THERE, 1)
        assert stage.main.notes_panel.current is not None
        assert isinstance(stage.main.notes_panel.current.record, Annotation)
        room = await search(stage, 1)
        assert room.query_text == "beijing"
        await stage.press("escape", "d")
        await stage.until(lambda: room.found.total == 0)
        await stage.press("u")
        await stage.until(lambda: room.found.total == 1)
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)


async def test_letters_typed_while_it_opens_belong_into_its_line() -> None:
    async with playing(noted) as stage:
        stage.main.action_command("notes.search")
        await stage.type("drafted")
        await stage.until(
            lambda: isinstance(stage.app.screen, NoteSearchScreen) and stage.app.screen.found.total == 1
        )

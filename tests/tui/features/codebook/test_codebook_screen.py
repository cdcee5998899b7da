"""The codebook and the passages under a code, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.notes.anchoring.anchor import target_for
from reader.notes.repository import Notes
from reader.tui.core.pane_layout import Pane
from reader.tui.features.codebook.codebook_screen import CodebookScreen
from reader.tui.features.codebook.passages_screen import PassagesScreen
from reader.tui.ui.prompt import Keys, Prompt, Question
from reader.workspace import Workspace
from tests.tui.stage import Stage, playing

HERE = "06PHNOMPENH977"


def notes(stage: Stage) -> Notes:
    workspace = stage.main.state.workspace
    assert workspace is not None
    return workspace.notes


def names(stage: Stage) -> list[str]:
    return [code.name for code in notes(stage).codes()]


def coded(stage: Stage) -> dict[str, list[str]]:
    """The names of the codes on each paragraph."""
    known = {code.id: code.name for code in notes(stage).codes()}
    return {
        note.target.label: sorted(known[code] for code in note.codes)
        for note in notes(stage).for_cable(HERE).annotations
    }


def tagged(**paragraphs: str) -> Callable[[], Workspace]:
    """The samples with tags on paragraphs: ``p2="mou, raid"``."""

    def factory() -> Workspace:
        workspace = Workspace.samples()
        cable = workspace.cable(HERE)
        assert cable is not None
        for place, line in paragraphs.items():
            workspace.notes.tag(target_for(cable, int(place[1:]), mrn=HERE), line.split(", "))
        return workspace

    return factory


async def codebook(stage: Stage) -> CodebookScreen:
    await stage.press("c")
    await stage.until(
        lambda: isinstance(stage.app.screen, CodebookScreen) and stage.app.screen.branch, "a code"
    )
    room = stage.app.screen
    assert isinstance(room, CodebookScreen)
    return room


async def answer(stage: Stage, text: str) -> None:
    """Type into the line that is asked for, in the place of what stands there."""
    await stage.until(lambda: isinstance(stage.app.screen, Prompt), "a line to type in")
    await stage.press("ctrl+u")
    await stage.type(text)
    await stage.press("enter")


async def on(stage: Stage, room: CodebookScreen, name: str) -> None:
    """Walk to a code."""
    await stage.press("g")
    await stage.until(lambda: room.branch)
    for _ in range(len(room.rows)):
        if room.branch and room.branch.code.name == name:
            return
        await stage.press("j")
    raise AssertionError(f"no {name}")


async def test_the_codes_stand_as_a_tree_with_counts_and_what_goes_with_them() -> None:
    async with playing(tagged(p2="raid", p3="police, raid", p4="mou")) as stage:
        room = await codebook(stage)
        await on(stage, room, "raid")
        await stage.press("v")
        await stage.choose("police")
        await stage.until(lambda: room.branch and room.branch.depth == 1, "the move")
        await stage.press("e")
        await answer(stage, "when police come")
        await stage.shows("when police come")
        await stage.shows("1 #police")
        await stage.press("k")
        await stage.shows("1 passage, 2 under it")
        await stage.shows("Codebook · 3 codes", "· police", "1 + 2")


async def test_each_change_of_the_codebook_is_one_step_to_undo() -> None:
    async with playing(tagged(p2="raid", p3="police")) as stage:
        room = await codebook(stage)
        before = coded(stage)
        await on(stage, room, "raid")
        await stage.press("r")
        await answer(stage, "razzia")
        await stage.until(lambda: coded(stage)["¶2"] == ["razzia"])
        await stage.press("u")
        await stage.until(lambda: coded(stage) == before)
        await stage.said('Undone: renaming of "raid" to "razzia"')

        await on(stage, room, "raid")
        await stage.press("d")
        await stage.until(lambda: isinstance(stage.app.screen, Question), "the question")
        await stage.shows('Delete "raid" and remove it from 1 passage? y/n')
        await stage.press("y")
        await stage.until(lambda: names(stage) == ["police"])
        assert coded(stage) == {"¶3": ["police"]}
        await stage.press("u")
        await stage.until(lambda: coded(stage) == before)

        await on(stage, room, "police")
        await stage.press("m")
        await stage.choose("raid")
        await stage.until(lambda: isinstance(stage.app.screen, Question), "the question")
        await stage.press("y")
        await stage.until(lambda: coded(stage) == {"¶2": ["raid"], "¶3": ["raid"]})
        assert room.branch is not None
        assert room.branch.code.name == "raid"
        await stage.press("u")
        await stage.until(lambda: coded(stage) == before)

        await stage.press("n")
        await answer(stage, "police")
        await stage.said('There is a code "police" already')
        assert stage.app.screen is room
        await stage.press("n")
        await answer(stage, "border")
        await stage.until(lambda: room.branch and room.branch.code.name == "border")
        await stage.press("c")
        await stage.choose("teal")
        await stage.shows("colour teal")
        await stage.press("a")
        await answer(stage, "frontier, boundary")
        await stage.shows("also frontier, boundary")
        found = notes(stage).find_code("FRONTIER")
        assert found is not None
        assert found.name == "border"


async def test_a_merge_asks_what_becomes_of_passages_that_overlap() -> None:
    async with playing(tagged(p2="raid")) as stage:
        await stage.open(HERE)
        await stage.press("}", "v", "w", "w", "t")
        await stage.choose("razzia")
        await stage.until(lambda: len(notes(stage).for_cable(HERE).annotations) == 2)
        room = await codebook(stage)
        await on(stage, room, "razzia")
        for key, left in (("n", 2), ("w", 1), ("k", 2)):
            await stage.press("m")
            await stage.choose("raid")
            await stage.until(lambda: isinstance(stage.app.screen, Keys), "the question")
            await stage.shows("1 pair of overlapping passages:  k keep both")
            await stage.press(key)
            await stage.until(lambda: stage.app.screen is room)
            if key != "n":
                await stage.until(lambda: names(stage) == ["raid"])
                assert len(notes(stage).for_cable(HERE).annotations) == left
                await stage.press("u")
                await stage.until(lambda: names(stage) == ["raid", "razzia"])
            await on(stage, room, "razzia")


async def test_passages_are_gone_through_split_and_gone_to() -> None:
    async with playing(tagged(p2="raid", p3="raid", p4="raid")) as stage:
        await codebook(stage)
        await stage.press("s")
        await stage.until(
            lambda: isinstance(stage.app.screen, PassagesScreen) and len(stage.app.screen.rows) == 3
        )
        room = stage.app.screen
        assert isinstance(room, PassagesScreen)
        await stage.until(lambda: "Lao Women" in stage.screen_text() or "Laotian" in stage.screen_text())
        await stage.shows("#raid · 3 passages in 1 cable")
        await stage.press("space", "space")
        await stage.until(lambda: room.footer.hints[0] == ("s", "split"), "splitting is offered first")
        await stage.press("s")
        await answer(stage, "border raid")
        await stage.until(
            lambda: coded(stage) == {"¶2": ["border raid"], "¶3": ["border raid"], "¶4": ["raid"]}
        )
        await stage.until(lambda: len(room.rows) == 1)
        await stage.press("t")
        await stage.choose("mou")
        await stage.until(lambda: coded(stage)["¶4"] == ["mou", "raid"])
        await stage.press("u")
        await stage.until(lambda: coded(stage)["¶4"] == ["raid"])
        await stage.press(".")
        await stage.until(lambda: coded(stage)["¶4"] == ["mou", "raid"])
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen is stage.main and stage.active is Pane.READER)
        await stage.until(lambda: stage.main.reader.current == 4)
        assert stage.main.notes_panel.current is not None
        assert stage.main.notes_panel.current.ordinal == 4

        # and with C they are there again
        await stage.press("C")
        await stage.choose("border")
        await stage.until(
            lambda: isinstance(stage.app.screen, PassagesScreen) and len(stage.app.screen.rows) == 2
        )
        await stage.press("d")
        await stage.until(lambda: coded(stage).keys() == {"¶3", "¶4"})
        await stage.press("h")
        await stage.found('code:"border raid"')
        await stage.shows("▲")


async def test_keys_pressed_while_a_room_opens_belong_into_it() -> None:
    async with playing(tagged(p2="mou", p3="raid"), size=(60, 20)) as stage:
        stage.main.action_command("codebook")
        await stage.press("j", "r")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt), "the line for another name")
        await stage.press("ctrl+u")
        await stage.type("razzia")
        await stage.press("enter")
        await stage.until(lambda: names(stage) == ["mou", "razzia"])
        await stage.press("?")
        await stage.shows("Keys: Codebook")
        await stage.press("escape", "q")
        await stage.until(lambda: stage.app.screen is stage.main)


async def test_a_codebook_is_saved_and_taken_in(tmp_path: Path) -> None:
    async with playing(tagged(p2="mou", p3="raid")) as stage:
        room = await codebook(stage)
        await stage.press("x")
        await answer(stage, str(tmp_path / "mine.csv"))
        await stage.said("2 codes saved as ")
        text = (tmp_path / "mine.csv").read_text(encoding="utf-8-sig")
        (tmp_path / "theirs.csv").write_text(text.replace("raid", "razzia"))
        await stage.press("i")
        await answer(stage, str(tmp_path / "theirs.csv"))
        await stage.until(lambda: isinstance(stage.app.screen, Question), "the question")
        await stage.shows("Import theirs.csv: 1 changed? y/n")
        await stage.press("y")
        await stage.until(lambda: names(stage) == ["mou", "razzia"])
        await stage.press("u")
        await stage.until(lambda: names(stage) == ["mou", "raid"])
        await stage.press("i")
        await answer(stage, str(tmp_path / "nothing.qdc"))
        await stage.said("No such file")
        assert stage.app.screen is room

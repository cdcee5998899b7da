"""A corrected cable is imported, and the notes that were on the old text are gone through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader import paths
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Annotation
from reader.tui.features.review.screen import ReviewScreen
from reader.workspace import Workspace
from tests.tui.stage import Stage, own_library, playing

HERE = "06PHNOMPENH977"
SAMPLE = paths.shipped("samples") / f"{HERE}.txt"
POLICE = "both Chinese and Vietnamese police"
LAOS = "Laos: Laotian delegates reported that"


@pytest.fixture
def corrected(tmp_path: Path) -> Callable[[], Workspace]:
    """A cable corrected after notes were made: a passage twice now, one gone, one further down.

    The library shows the longest version of a cable.
    """
    with Workspace.open(tmp_path / "library") as workspace:
        workspace.import_paths([SAMPLE])
        cable = workspace.cable(HERE)
        assert cable is not None
        for ordinal, words, note in (
            (3, POLICE, "which of the two?"),
            (4, LAOS, "gone?"),
            (7, "Vietnamese delegates", "moved"),
        ):
            start = cable.paragraphs[ordinal - 1].text.index(words)
            target = target_for(cable, ordinal, start, start + len(words), mrn=HERE)
            workspace.notes.annotate(target, note)
        workspace.notes.tag(target_for(cable, 1, mrn=HERE), ["stays"])
        china = cable.paragraphs[2].text
        source = SAMPLE.read_text()
        (tmp_path / f"{HERE}.txt").write_text(
            source[: source.index("¶4. Laos")]
            + f"¶4. {china}\n\n¶5. {'Of the others nothing was said. ' * 20}\n\n"
            + source[source.index("¶5. Burma") :].replace("¶7.", "¶9.", 1)
        )
        workspace.import_paths([tmp_path / f"{HERE}.txt"])
    return own_library(tmp_path / "library")


def notes(stage: Stage) -> dict[str, Annotation]:
    assert stage.main.state.workspace is not None
    return {note.body: note for note in stage.main.state.workspace.notes.annotations()}


async def checking(stage: Stage) -> ReviewScreen:
    await stage.press("R")
    await stage.until(lambda: isinstance(stage.app.screen, ReviewScreen) and stage.app.screen.check, "a note")
    room = stage.app.screen
    assert isinstance(room, ReviewScreen)
    await stage.until(lambda: not room.searching, "the end of the search")
    return room


async def test_the_panel_says_that_there_are_notes_to_check(corrected: Callable[[], Workspace]) -> None:
    async with playing(corrected) as stage:
        await stage.open(HERE)
        await stage.until(lambda: stage.main.state.uncertain_notes == 2)
        await stage.pilot.pause()
        await stage.shows("2 to review: R · 3 note")


async def test_yes_no_and_undo_of_both(corrected: Callable[[], Workspace]) -> None:
    async with playing(corrected) as stage:
        await stage.open(HERE)
        room = await checking(stage)
        await stage.shows(
            "Notes to review · 2 to decide, 1 moved",
            "06PHNOMPENH977 ¶3  moved? unsure",
            "which of the two?",
            "Was ¶3",
            "1  ¶3",
            "2  ¶4",
        )
        before = notes(stage)["which of the two?"].target

        await stage.press("2")
        await stage.until(lambda: len(room.rows) == 2)
        await stage.said("Yes: 06PHNOMPENH977 ¶4. u undoes it.")
        assert notes(stage)["which of the two?"].target.ordinal == 4
        await stage.press("u")
        await stage.until(lambda: len(room.rows) == 3)
        assert notes(stage)["which of the two?"].target == before

        await stage.press("g", "y")
        await stage.until(lambda: len(room.rows) == 2)
        assert notes(stage)["which of the two?"].target.ordinal == 3
        assert room.check is not None
        await stage.shows("not in this text")
        await stage.press("y", "n")
        await stage.until(lambda: len(room.rows) == 1)
        await stage.said("No: the note keeps its old words.")
        assert "gone?" in notes(stage)
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen is stage.main and stage.main.notes_panel.current)
        assert stage.main.notes_panel.current is not None
        assert stage.main.notes_panel.current.text == "moved"
        assert stage.main.state.uncertain_notes == 0


async def test_notes_on_cables_that_are_not_open_are_found_too(corrected: Callable[[], Workspace]) -> None:
    async with playing(corrected, size=(60, 20)) as stage:
        stage.main.state.workspace.import_paths([SAMPLE.with_name("07BEIJING7545.txt")])  # type: ignore[union-attr]
        await stage.main.controllers.filter.again()
        await stage.open("07BEIJING7545")
        room = await checking(stage)
        assert [check.doubt.target.mrn for check in room.checks] == [HERE] * 3
        await stage.press("1")
        await stage.until(lambda: len(room.rows) == 2)

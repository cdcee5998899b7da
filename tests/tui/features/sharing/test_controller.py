"""A colleague's bundle is looked at, merged, and what both changed is chosen between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.notes.anchoring.anchor import target_for
from reader.notes.codebook import operations
from reader.notes.merge import apply
from reader.notes.merge.bundle import read
from reader.notes.model import Annotation, Target
from reader.notes.repository import Notes
from reader.tui.core.records.record_summary import diff_against
from reader.tui.features.sharing.conflicts_screen import ConflictsScreen
from reader.tui.features.sharing.merge_screen import MergeScreen
from reader.tui.ui.prompt import Prompt, Question
from reader.workspace import Workspace
from tests.tui.stage import Stage, playing

HERE = "06PHNOMPENH977"


@pytest.fixture
def shared(tmp_path: Path) -> Callable[[], Workspace]:
    """Samples with notes of mine; ``ben.jsonl`` holds Ben's, who had them, changed one and added two."""
    with Workspace.samples() as workspace:
        cable = workspace.cable(HERE)
        assert cable is not None
        notes = workspace.notes
        mine = notes.annotate(target_for(cable, 2, mrn=HERE), "the law was drafted in May")
        gone = notes.annotate(target_for(cable, 3, mrn=HERE), "to be deleted here")
        notes.tag(target_for(cable, 4, mrn=HERE), ["mou"])
        ben = Notes.open(tmp_path / "ben", author="ben")
        apply.merge(ben, read(apply.export(notes)))
        notes.edit(mine.id, "the law was drafted in June, says ann")
        notes.delete(gone.id)
        ben.edit(mine.id, "the law was drafted in July")
        ben.edit(gone.id, "changed by ben")
        ben.annotate(target_for(cable, 5, mrn=HERE), "ben's own \x1b[31m")
        operations.create(ben, "border")
        (tmp_path / "ben.jsonl").write_text(apply.export(ben))
        ben.close()
    return Workspace.samples


def notes_of(stage: Stage) -> Notes:
    assert stage.main.state.workspace is not None
    return stage.main.state.workspace.notes


async def asked(stage: Stage, key: str, text: str) -> None:
    await stage.press(key)
    await stage.until(lambda: isinstance(stage.app.screen, Prompt), "a line to type in")
    await stage.pilot.pause()
    await stage.press("ctrl+u")
    await stage.paste(text)
    await stage.press("enter")


def texts(stage: Stage) -> list[str]:
    return [note.body for note in notes_of(stage).annotations() if note.body]


async def test_a_bundle_is_previewed_merged_and_both_sides_chosen_between(
    shared: Callable[[], Workspace], tmp_path: Path
) -> None:
    async with playing(shared) as stage:
        await stage.open(HERE)
        await asked(stage, "B", "x" * 300)
        await stage.said("File name too long: /")
        await asked(stage, "B", str(tmp_path / "ben.jsonl"))
        await stage.until(
            lambda: isinstance(stage.app.screen, MergeScreen) and len(stage.app.screen.rows) > 0
        )
        await stage.pilot.pause()
        await stage.shows(
            "Merge ben.jsonl · 2 new, 1 changed on both sides, 1 deleted here and changed there",
            "drafted in June, says ann",
            "ben's own ␛[31m",
        )
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)
        assert len(texts(stage)) == 1

        await asked(stage, "B", str(tmp_path / "ben.jsonl"))
        await stage.until(
            lambda: isinstance(stage.app.screen, MergeScreen) and len(stage.app.screen.rows) > 0
        )
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, Question), "the question")
        await stage.press("y")
        await stage.said("Backup: ")
        backups = list((notes_of(stage).folder / "backups").iterdir())
        assert len(backups) == 1
        assert str(backups[0]) in stage.main.messages[-1][1]

        await stage.until(
            lambda: isinstance(stage.app.screen, ConflictsScreen) and len(stage.app.screen.rows) == 2
        )
        room = stage.app.screen
        assert isinstance(room, ConflictsScreen)
        await stage.pilot.pause()
        await stage.shows("drafted in July")
        await stage.shows("drafted in June")
        assert room.conflict is not None
        wanted = next(
            number
            for number, version in enumerate(room.conflict.versions, start=1)
            if isinstance(version, Annotation) and "June" in version.body
        )
        await stage.press(str(wanted))
        await stage.until(lambda: len(room.rows) == 1)
        assert "the law was drafted in June, says ann" in texts(stage)
        await stage.press("u")
        await stage.until(lambda: len(room.rows) == 2)
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)
        # Both sides are kept, and X leads back to them.
        await stage.press("X")
        await stage.until(
            lambda: isinstance(stage.app.screen, ConflictsScreen) and len(stage.app.screen.rows) == 2
        )
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)
        await asked(stage, "B", str(tmp_path / "ben.jsonl"))
        await stage.said("contains nothing new")


async def test_what_is_new_stands_in_the_order_of_the_text(tmp_path: Path) -> None:
    ben = Notes.open(tmp_path / "ben", author="ben")
    for number in (10, 2, 9):
        ben.annotate(Target(HERE, number=number, ordinal=number), f"on {number}")
    (tmp_path / "ben.jsonl").write_text(apply.export(ben))
    ben.close()
    async with playing() as stage:
        await asked(stage, "B", str(tmp_path / "ben.jsonl"))
        await stage.shows("on 10")
        text = stage.screen_text()
        assert text.index("on 2") < text.index("on 9") < text.index("on 10")


async def test_what_is_no_bundle_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleague")
    (tmp_path / "picture.png").write_bytes(bytes(range(128, 228)))
    async with playing() as stage:
        files = {
            "letter.txt": "not a notes bundle",
            "picture.png": "not UTF-8 text",
            "nothing": "No such file",
        }
        for name, words in files.items():
            await asked(stage, "B", str(tmp_path / name))
            await stage.said(words)
            assert stage.main.footer.error


async def test_a_bundle_is_written_for_a_colleague(shared: Callable[[], Workspace], tmp_path: Path) -> None:
    async with playing(shared) as stage:
        for again in (False, True):
            stage.main.messages.clear()
            await stage.press("ctrl+p")
            await stage.choose("write a bundle")
            await stage.until(lambda: isinstance(stage.app.screen, Prompt))
            await stage.pilot.pause()
            await stage.press("ctrl+u")
            await stage.paste(str(tmp_path / "mine.jsonl"))
            await stage.press("enter")
            if again:
                await stage.until(lambda: isinstance(stage.app.screen, Question), "may it be replaced")
                await stage.press("y")
            await stage.said("records written to")
        assert (tmp_path / "mine.jsonl").read_text() == apply.export(notes_of(stage))


def test_two_versions_are_told_apart_word_by_word() -> None:
    parts = diff_against("the law was drafted in June", "the law was drafted in July, they say")
    assert [part.text for part in parts if part.changed] == ["June"]
    assert "".join(part.text for part in parts) == "the law was drafted in June"
    assert [part.changed for part in diff_against("same", "same")] == [False]
    assert diff_against("", "x") == [("", False)]
    assert diff_against("x " * 4000, "y") == [("x " * 4000, False)]

"""The same thing done to many cables: asked with the number first, one step to undo, stopped by Esc."""

from __future__ import annotations

import time
from functools import partial

from reader.notes import triage
from reader.notes.model import Verdict
from reader.notes.progress import Cancelled, Progress, with_progress
from reader.tui.ui.prompt import Question
from tests.tui.stage import Stage, playing


def tagged(stage: Stage) -> dict[str, list[str]]:
    """The names of the codes on each whole cable."""
    assert stage.main.state.workspace is not None
    notes = stage.main.state.workspace.notes
    names = {code.id: code.name for code in notes.codes()}
    return {
        note.target.mrn: [names[code] for code in note.codes]
        for note in notes.annotations()
        if note.target.is_cable
    }


def judged(stage: Stage, query: str = "") -> dict[str, Verdict]:
    assert stage.main.state.workspace is not None
    return dict(triage.verdicts(stage.main.state.workspace.notes, query))


async def question(stage: Stage, words: str, key: str) -> None:
    await stage.until(lambda: isinstance(stage.app.screen, Question), "the question")
    await stage.pilot.pause()
    await stage.shows(words)
    await stage.press(key)
    await stage.until(lambda: stage.app.screen is stage.main)


async def test_without_marks_nothing_is_tagged_and_all_of_the_list_is_marked_first() -> None:
    async with playing() as stage:
        for key in ("T", "W"):
            await stage.press(key)
            await stage.shows("No cable is marked: in the list, Space marks one, V a range, * all.")
        await stage.press("*", "T")
        await stage.choose("mou, action plan")
        await question(stage, 'Tag 5 marked cables with "mou", "action plan"? y/n', "n")
        assert tagged(stage) == {}
        await stage.press("T")
        await stage.choose("mou")
        await question(stage, 'Tag 5 marked cables with "mou"? y/n', "y")
        await stage.said('Done: tag "mou" on 5 cables. u undoes it.')
        assert list(tagged(stage).values()) == [["mou"]] * 5
        assert stage.main.state.counts["04RANGOON1422"] == 1
        await stage.press("u")
        await stage.until(lambda: tagged(stage) == {})
        await stage.said('Undone: tag "mou" on 5 cables')


async def test_with_marks_only_the_marked_cables_are_meant() -> None:
    async with playing() as stage:
        await stage.press("space", "j", "space", "T")
        await stage.choose("mou")
        await question(stage, 'Tag 2 marked cables with "mou"? y/n', "y")
        await stage.until(lambda: tagged(stage).keys() == {"09PHNOMPENH189", "06PHNOMPENH1385"})
        await stage.press("T")
        await stage.choose("-mou")
        await question(stage, 'Remove "mou" from 2 marked cables? y/n', "y")
        await stage.until(lambda: tagged(stage) == {})

        await stage.press("D", "1")
        await question(stage, 'Judge 2 marked cables "keep"? y/n', "y")
        await stage.until(
            lambda: judged(stage) == dict.fromkeys(("09PHNOMPENH189", "06PHNOMPENH1385"), "keep")
        )
        await stage.shows("Judging overall: 2 judged, 2 kept")
        await stage.press("u")
        await stage.until(lambda: judged(stage) == {})


async def test_esc_stops_what_takes_long_and_nothing_is_changed() -> None:
    def endless(on_progress: Progress, cancelled: Cancelled) -> int:
        for _ in with_progress(iter(partial(time.sleep, 0.001), 1), 10**6, on_progress, cancelled):
            pass
        return 1

    async with playing() as stage:
        results: list[int | None] = []

        async def work() -> None:
            results.append(await stage.main.controllers.bulk.run("tagging", endless))

        stage.main.change(work, "something long")
        await stage.until(lambda: "of 1,000,000" in stage.main.footer.aside)
        await stage.press("j", "escape")
        await stage.said("Stopped; nothing was changed.")
        await stage.until(lambda: results == [None])
        assert stage.main.footer.aside == ""

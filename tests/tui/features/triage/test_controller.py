"""Going through the list with one key a cable."""

from __future__ import annotations

from reader.notes import triage
from reader.notes.model import Verdict
from tests.tui.stage import Stage, playing

FIVE = ("09PHNOMPENH189", "07BEIJING7545", "06PHNOMPENH1385", "06PHNOMPENH977", "04RANGOON1422")


def heading(stage: Stage) -> str:
    forms = stage.main.controllers.triage.forms
    return forms[0] if forms else ""


async def judging(stage: Stage) -> None:
    await stage.press("D")
    await stage.until(lambda: stage.main.controllers.triage.coverage, "the count")


def judged(stage: Stage, query: str = "") -> dict[str, Verdict]:
    workspace = stage.main.state.workspace
    assert workspace is not None
    return dict(triage.verdicts(workspace.notes, query))


async def test_in_the_reader_a_key_judges_the_cable_and_opens_the_next() -> None:
    async with playing(size=(60, 20)) as stage:
        await stage.open(FIVE[0])
        await judging(stage)
        for key in ("1", "1", "3"):
            stage.main.action_command({"1": "judge.keep", "3": "judge.no"}[key])
        await stage.until(lambda: len(judged(stage)) == 3)
        assert judged(stage) == dict(zip(FIVE, (Verdict.KEEP, Verdict.KEEP, Verdict.NO), strict=False))
        await stage.until(lambda: stage.main.state.mrn == FIVE[3])
        await stage.until(
            lambda: (
                stage.main.footer.modes[:2] == ("Judging overall: 3 judged, 2 kept", "Judging overall: 3/5")
            )
        )


async def test_without_judging_figures_are_a_count_in_the_reader() -> None:
    async with playing() as stage:
        await stage.open(FIVE[0])
        await stage.press("3", "G")
        assert stage.main.reader.current == 3
        await judging(stage)
        await stage.press("2")
        await stage.until(lambda: judged(stage) == {FIVE[0]: Verdict.MAYBE})


async def test_judgements_belong_to_the_filter_or_hold_whatever_it_is() -> None:
    async with playing() as stage:
        await stage.press("\\")
        await stage.type("beijing")
        await stage.press("enter")
        await stage.found("beijing")
        await judging(stage)
        await stage.said("not for beijing")
        found = len(stage.main.cable_list)
        await stage.press("1")
        await stage.until(lambda: heading(stage) == "Judging filter: 1 judged, 1 kept")
        await stage.press("D")
        await stage.until(lambda: heading(stage) == "Judging overall: 0 judged, 0 kept")
        await stage.press("3")
        await stage.until(lambda: heading(stage) == "Judging overall: 1 judged, 0 kept")
        await stage.press("D")
        await stage.until(lambda: not heading(stage))
        await stage.said(f"Judging ended. {found} found, 1 judged, 0 kept.")
        assert list(judged(stage, "beijing").values()) == [Verdict.KEEP]
        assert list(judged(stage).values()) == [Verdict.NO]


async def test_the_words_for_judging_fit_a_narrow_list() -> None:
    async with playing(size=(72, 24)) as stage:
        await judging(stage)
        await stage.shows("Judging overall: 0/5")


async def test_what_is_judged_is_hidden_and_shown_again() -> None:
    async with playing() as stage:
        await judging(stage)
        await stage.press("1", "3")
        await stage.until(lambda: heading(stage) == "Judging overall: 2 judged, 1 kept")
        await stage.press("4")
        await stage.until(lambda: len(stage.main.cable_list) == 3)
        assert stage.main.state.query == "-is:judged"
        await stage.until(lambda: str(stage.main.controllers.triage.coverage) == "5 found, 2 judged, 1 kept")
        await stage.press("1")
        await stage.until(lambda: heading(stage) == "Judging overall: 3 judged, 2 kept")
        await stage.press("u")
        await stage.until(lambda: heading(stage) == "Judging overall: 2 judged, 1 kept")
        await stage.press("4")
        await stage.until(lambda: len(stage.main.cable_list) == 5)
        await stage.until(lambda: heading(stage) == "Judging overall: 2 judged, 1 kept")

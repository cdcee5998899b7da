"""Marks: one by one, by range, the whole result; and what a command for several cables gets."""

from __future__ import annotations

from reader.tui.core.bulk_scope import Scope, SelectedCables
from reader.tui.core.pane_layout import Pane
from tests.tui.stage import Stage, playing


async def marked(stage: Stage) -> list[str]:
    """The numbers that a command would act on."""
    chosen = stage.main.controllers.marking.selected()
    assert chosen is not None
    assert stage.main.state.workspace is not None
    return chosen.mrns(stage.main.state.workspace.library)


async def test_marks_step_on_and_are_counted() -> None:
    async with playing() as stage:
        await stage.press("space", "space")
        await stage.until(lambda: stage.main.cable_list.cursor == 2)
        assert await marked(stage) == ["07BEIJING7545", "09PHNOMPENH189"]
        await stage.shows("2 marked")
        text = stage.screen_text()
        assert text.count("✓") == 2
        await stage.press("k", "space")
        assert await marked(stage) == ["09PHNOMPENH189"]


async def test_a_range_is_shown_while_it_grows_marked_by_v_and_dropped_by_esc() -> None:
    async with playing() as stage:
        await stage.press("j", "V", "j", "j")
        await stage.pilot.pause()
        assert stage.screen_text().count("✓") == 3
        await stage.shows("range of 3")
        assert len(await marked(stage)) == 3
        assert not stage.main.cable_list.marks
        await stage.press("V", "g")
        assert len(stage.main.cable_list.marks) == 3
        await stage.pilot.pause()
        await stage.shows("3 marked")
        await stage.press("V", "j", "escape")
        assert len(stage.main.cable_list.marks) == 3
        assert stage.main.cable_list.range_from is None


async def test_the_whole_result_is_marked_by_query_and_stays_marked_under_another() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("\\")
        await stage.type("from:beijing")
        await stage.until(lambda: len(main.cable_list) == 1)
        await stage.press("down", "*")
        await stage.until(lambda: main.cable_list.marks)
        assert await marked(stage) == ["07BEIJING7545"]
        await stage.press("\\", "escape")
        await stage.until(lambda: len(main.cable_list) == 5)
        assert await marked(stage) == ["07BEIJING7545"]
        await stage.press("*")
        assert len(main.cable_list.marks) == 5
        await stage.press("*")
        assert not main.cable_list.marks
        await stage.press("*", "U")
        assert not main.cable_list.marks
        await stage.said("5 marks cleared")


async def test_with_nothing_marked_the_cable_at_hand_is_chosen() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("j")
        assert await marked(stage) == ["07BEIJING7545"]
        await stage.open("04RANGOON1422")
        await stage.press("tab")
        assert stage.active is Pane.NOTES
        assert await marked(stage) == ["04RANGOON1422"]
        chosen = main.controllers.marking.selected()
        assert chosen is not None
        assert (chosen.scope, len(chosen), chosen.words) == (Scope.ONE, 1, "04RANGOON1422")


async def test_the_result_is_all_that_the_list_holds() -> None:
    async with playing() as stage:
        result = stage.main.controllers.marking.whole_result()
        assert (result.scope, len(result)) == (Scope.RESULT, 5)
        assert result.words == "all 5 cables in the list"


def test_what_is_chosen_is_said_with_its_number() -> None:
    assert SelectedCables(Scope.MARKED, range(212)).words == "212 marked cables"
    assert SelectedCables(Scope.MARKED, [7]).words == "1 marked cable"
    assert SelectedCables(Scope.RESULT, [7]).words == "the only cable in the list"

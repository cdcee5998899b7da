"""The outline of the open cable: what its lines say, how typing narrows it, where Enter goes."""

from __future__ import annotations

from reader.tui.features.outline.outline_lines import line_of, narrowed_in_order, outline_lines
from tests.tui.build import Draft, cable_of
from tests.tui.stage import Stage, playing

CABLE = cable_of(
    Draft("The plan of the port.", portion="S"),
    "# THE PORT",
    Draft("Ships came.", portion="SBU"),
    "And left.",
)


def test_lines_say_number_portion_hits_and_first_words() -> None:
    lines = [line.choice.text for line in outline_lines(CABLE, (), {1: 2, 3: 1})]
    assert lines == [
        "Top REGIONAL PROGRESS",
        "  ¶1  (S)   *2 The plan of the port.",
        "THE PORT",
        "  ¶2  (SBU) Ships came.",
        "  ¶3  (SBU) * And left.",
    ]


def test_typed_words_narrow_by_portion_number_words_and_hits_in_the_order_of_the_text() -> None:
    lines = outline_lines(CABLE, (), {3: 1})
    source = narrowed_in_order(lines)

    def found(typed: str) -> list[int | None]:
        return [line.ordinal for line in lines if line.choice in source(typed)]

    assert found("") == [None, 1, 2, 2, 3]
    assert found("PORT") == [1, 2]
    assert found("(s)") == [1]
    assert found("3") == [3]
    assert found("hit") == [3]
    assert found("port plan") == [1]
    assert found("zebra") == []


def test_the_outline_begins_at_the_paragraph_being_read() -> None:
    lines = outline_lines(CABLE, (), {})
    assert line_of(lines, 2) == lines[3].choice.value
    assert line_of(lines, None) == lines[0].choice.value
    assert line_of(outline_lines(cable_of(), (), {}), 7) == lines[0].choice.value


async def test_enter_goes_to_a_part_back_returns_and_o_elsewhere_keeps_its_meaning() -> None:
    async with playing() as stage:
        await stage.open("04RANGOON1422")
        await stage.press("a", *"Who", "ctrl+s")
        await stage.said("Noted on 04RANGOON1422")
        await stage.shows("04RANGOON1422 · ¶1 (C) · 1 of 10 · 0% · ")
        await stage.press("o")
        await stage.picker()
        await stage.shows("¶1  (C)   • Summary", "Action Plan Linked to MOU", "¶10 (C)   [comment] More")
        await stage.type("action plan")
        await stage.press("enter")
        await stage.until(lambda: stage.main.reader.current == 7, "¶7")
        await stage.shows("7 of 10 · ", "min left")
        await stage.press("less_than_sign")
        await stage.until(lambda: stage.main.reader.current == 1, "back at ¶1")
        await stage.type("/october\r")
        await stage.shows("hit 1 of 9")
        await stage.until(lambda: {"*", "B"} <= set(scroll_bar(stage)), "the hits in the scroll bar")
        await stage.press("o")
        await stage.picker()
        await stage.shows("¶5  (SBU) *2 Giving")


def scroll_bar(stage: Stage) -> str:
    column = stage.main.reader.region.right - 1
    return "".join(line[column : column + 1] for line in stage.screen_text().splitlines())

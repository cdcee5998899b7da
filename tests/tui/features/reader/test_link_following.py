"""Following references with keys and mouse."""

from __future__ import annotations

from textual.geometry import Offset

from reader.tui.features.reader.reader_pane import ReaderPane
from tests.tui.build import Draft, cable_of
from tests.tui.features.reader.pane_stage import reading, screen


async def test_a_click_on_a_reference_follows_it() -> None:
    cable = cable_of("One.", Draft("As reported (ref a) before.", refs={"ref a": "04RANGOON1370"}))
    async with reading(cable) as (pane, pilot, app):
        y = next(y for y, row in enumerate(screen(pane)) if "reported" in row)
        await pilot.click(pane, Offset(screen(pane)[y].index("ref a"), y))
        assert pane.current == 2, "the place to come back to"
        followed = app.heard(ReaderPane.LinkFollowed)
        assert [(one.mrn, one.choices) for one in followed] == [("04RANGOON1370", ("04RANGOON1370",))]  # type: ignore[attr-defined]


async def test_enter_follows_the_only_link_and_labels_several() -> None:
    cable = cable_of(
        Draft("See ref a.", refs={"ref a": "04RANGOON1370"}),
        Draft("See ref b and ref c.", refs={"ref b": "05PARIS1", "ref c": "05PARIS2"}),
    )
    async with reading(cable) as (pane, pilot, app):
        await pilot.press("enter", "}", "enter")
        assert pane.labelling
        await pilot.press("s")
        assert not pane.labelling
        assert [one.mrn for one in app.heard(ReaderPane.LinkFollowed)] == ["04RANGOON1370", "05PARIS2"]


async def test_where_nothing_can_be_followed_it_is_said() -> None:
    async with reading() as (_, pilot, app):
        await pilot.press("f", "enter")
        assert len(app.heard(ReaderPane.NothingToFollow)) == 2


async def test_a_citation_of_a_paragraph_goes_there() -> None:
    cable = cable_of(Draft("See para 3.", paras={"para 3": 3}), "Two.", "Three.")
    async with reading(cable) as (pane, pilot, _):
        await pilot.press("f", "a")
        assert pane.current == 3


async def test_the_count_of_references_asks_for_their_list() -> None:
    cable = cable_of("One.", references=["04RANGOON1370", "04RANGOON1357"])
    async with reading(cable) as (_, pilot, app):
        await pilot.press("f", "a")
        assert len(app.heard(ReaderPane.ReferencesAsked)) == 1


async def test_labels_stand_beside_the_words_and_cover_none() -> None:
    text = "See ref a, and again (ref b)."
    cable = cable_of(Draft(text, refs={"ref a": "04RANGOON1370", "ref b": "05PARIS1"}))
    async with reading(cable) as (pane, pilot, _):
        await pilot.press("f")
        assert any("See aref a, and again (sref b)." in row for row in screen(pane))


async def test_a_reference_that_could_be_two_cables_says_both() -> None:
    from dataclasses import replace

    cable = cable_of("One.", references=["04RANGOON1370"])
    one = cable.references[0]._replace(mrn=None, candidates=("04RANGOON1370", "03RANGOON1370"))
    async with reading(replace(cable, references=(one,))) as (_, pilot, app):
        await pilot.press("H", "f", "a")
        assert app.heard(ReaderPane.LinkFollowed)[-1].choices == ("04RANGOON1370", "03RANGOON1370")  # type: ignore[attr-defined]


async def test_a_number_that_was_used_twice_is_asked_about_and_a_typed_one_goes_to_each_in_turn() -> None:
    cable = cable_of(
        Draft("See para 6.", paras={"para 6": 6}), Draft("One.", number=6), Draft("Other.", number=6)
    )
    async with reading(cable) as (pane, pilot, app):
        await pilot.press("f", "a")
        (asked,) = app.heard(ReaderPane.LinkFollowed)
        assert (asked.mrn, asked.paragraph) == ("06PHNOMPENH977", 6)  # type: ignore[attr-defined]
        await pilot.press("6", "G")
        assert pane.current == 2
        await pilot.press("6", "G")
        assert pane.current == 3

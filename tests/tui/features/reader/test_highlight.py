"""A cable that was found opens where the filter's words stand, and the words are lit up."""

from __future__ import annotations

import pytest

from reader.library.query.syntax import parse
from reader.tui.features.reader.find.find_model import Hits
from reader.tui.features.reader.find.highlight import find_matches
from tests.cable.build import read
from tests.tui.stage import Stage, playing

BODY = """¶1. (U) The minister spoke of vodka.

¶2. (C) He spoke of trade, and of vodka again.

¶3. (S) Of vodka, beer, and trade he said nothing.

AGUIRRE
"""


@pytest.mark.parametrize(
    ("query", "ordinal", "word"),
    [
        ("vodka", 1, "vodka"),
        ("vodka trade", 2, "trade"),
        ("portion:S vodka", 3, "vodka"),
        ("vodka OR beer", 3, "vodka"),
        ('"trade, and of"', 2, "trade, and of"),
        ("tra*", 2, "trade"),
    ],
)
def test_it_opens_at_the_paragraph_with_most_of_the_words(query: str, ordinal: int, word: str) -> None:
    cable = read(BODY)
    matches = find_matches(cable, parse(query))
    assert matches is not None
    assert matches.best is not None
    text = cable.paragraphs[matches.best[0] - 1].text
    assert (matches.best[0], text[matches.best[1] :][: len(word)]) == (ordinal, word)
    hits = Hits([matches.pattern.fold(text)], matches.pattern)
    assert (hits[0].start, hits[0].end) == (matches.best[1], matches.best[1] + len(word))


@pytest.mark.parametrize("query", ["from:MADRID", "date:2008", ""])
def test_a_query_of_fields_lights_nothing(query: str) -> None:
    assert find_matches(read(BODY), parse(query)) is None


def test_words_that_stand_in_the_subject_only_lead_nowhere() -> None:
    matches = find_matches(read(BODY), parse("visit"))
    assert matches is not None
    assert matches.best is None


async def filtered(stage: Stage, query: str) -> None:
    await stage.press("\\")
    await stage.type(query)
    await stage.press("enter")
    await stage.found(query)
    await stage.press("enter")


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_n_walks_the_hits_of_the_filter_and_on_into_the_next_cable(size: tuple[int, int]) -> None:
    async with playing(size=size) as stage:
        main = stage.main
        await filtered(stage, "mosavy")
        await stage.until(lambda: main.reader.has_hits and main.reader.has_focus)
        first, place = main.state.mrn, main.reader.current
        assert place is not None
        assert main.state.cable is not None
        assert "MOSAVY" in main.state.cable.paragraphs[place - 1].text
        await stage.until(lambda: main.footer.aside.startswith("hit 1 of "))
        await stage.press("n")
        await stage.until(lambda: main.footer.aside.startswith("hit 2 of "))
        for _ in range(40):
            await stage.press("n")
            if main.state.mrn != first:
                break
        await stage.until(lambda: main.state.mrn != first and main.reader.has_hits)


async def test_without_a_filter_nothing_is_lit() -> None:
    async with playing() as stage:
        await filtered(stage, "mosavy")
        await stage.until(lambda: stage.main.reader.has_hits)
        await stage.press("\\", "escape")
        await stage.until(lambda: not stage.main.reader.has_hits)
        await stage.open("06PHNOMPENH977")
        assert not stage.main.reader.has_hits
        assert stage.main.reader.current == 1


async def test_what_one_looks_for_oneself_comes_before_the_filter() -> None:
    async with playing() as stage:
        await filtered(stage, "mosavy")
        await stage.until(lambda: stage.main.reader.has_hits)
        await stage.press("/")
        await stage.until(lambda: stage.app.screen is not stage.main)
        await stage.type("trafficking")
        await stage.press("enter")
        await stage.until(lambda: stage.main.reader.finding == "trafficking")
        first = stage.main.state.mrn
        await stage.press("J")
        await stage.until(lambda: stage.main.state.mrn != first)
        await stage.done("open")
        assert not stage.main.reader.has_hits, "the words of the filter are not highlighted"

"""The outline of a cable, and how long it takes to read."""

from __future__ import annotations

from dataclasses import replace

from reader.cable.model import Region
from reader.cable.outline.parts import OutlinePart, outline
from reader.cable.outline.reading_time import WORDS_A_MINUTE, Progress, progress, whole_time, words_before
from reader.cable.parse import parse
from tests.library.builders import cable_text
from tests.tui.build import Draft, cable_of


def test_the_outline_has_headings_and_paragraphs_in_the_order_of_the_text() -> None:
    cable = cable_of("Opening\nwords.", "# ACTION PLAN", Draft("The plan.", portion="C"), "# THE END")

    parts = [(part.text, part.ordinal, part.paragraph is None) for part in outline(cable)]

    assert parts == [
        ("Opening words.", 1, False),
        ("ACTION PLAN", 2, True),
        ("The plan.", 2, False),
        ("THE END", 2, True),
    ]


def test_a_paragraph_of_the_comment_that_does_not_say_so_is_marked() -> None:
    cable = parse(
        cable_text(
            paragraphs=["(C) Summary: The plan failed. End summary.", "(C) Comment: So be it.", "(C) Alas."]
        )
    )
    _, second, third = cable.paragraphs
    comment = Region("comment", second.span._replace(end=third.span.end))

    parts = outline(replace(cable, regions=(comment,)))

    assert [part.regions for part in parts] == [(), ("comment",), ("comment",)]
    assert [part.unsaid for part in parts] == [(), (), ("comment",)]
    assert outline(cable)[0].regions == ("summary",)


def test_a_long_paragraph_is_cut_and_an_empty_cable_has_no_outline() -> None:
    assert len(outline(cable_of("word " * 10_000))[0].text) <= 200
    assert outline(cable_of()) == []
    assert outline(cable_of("# ONLY A HEADING")) == [OutlinePart("ONLY A HEADING", None)]


def test_the_rest_counts_from_the_start_of_the_paragraph() -> None:
    cable = cable_of("one " * WORDS_A_MINUTE, "two " * WORDS_A_MINUTE * 2, "three")
    before = words_before(cable)

    assert progress(before, 1)[0] == 0
    assert progress(before, 2).percent == 33
    assert progress(before, 2).left == "2 min left"
    assert progress(before, 1, 0.5).percent == 16, "half of a long paragraph"
    assert progress(before, 3).left == "under 1 min left"
    assert whole_time(before) == "3 min"


def test_a_cable_without_words_takes_no_time() -> None:
    assert whole_time(words_before(cable_of())) == ""
    assert progress(words_before(cable_of("")), 1) == Progress(0, 0.0)

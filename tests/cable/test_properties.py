"""What holds for every text, cable or not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.cable.normalise import normalise
from reader.cable.parse import parse
from tests.fuzz import check

TraceFunction = Callable[[FrameType, str, Any], Any]

SAMPLES = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
]

FRAGMENTS = [
    "VZCZCXRO1234",
    "PP RUEHAG RUEHROV",
    "DE RUEHMD #0348/01 0791620",
    "ZNY CCCCC ZZH",
    "P 191620Z MAR 08",
    "FM AMEMBASSY MADRID",
    "TO RUEHC/SECSTATE WASHDC PRIORITY 4523",
    "INFO RUEHLA/AMCONSUL BARCELONA 3370",
    "XMT AMCONSUL LYON",
    "C O N F I D E N T I A L SECTION 01 OF 02 MADRID 000348",
    "UNCLAS PHNOM PENH 000189",
    "SS E C R E T PARIS 1",
    "SIPDIS",
    "C O R R E C T E D  C O P Y",
    "STATE FOR EUR/WE",
    "E.O. 12958: DECL: 03/18/2018",
    "EO 12958 DECL: OADR",
    "TAGS: [PHUM](#) BM, VT",
    "TAGS PREL",
    "SUBJECT: SUB-",
    "REGIONAL PLAN",
    "REF: A. MADRID 281 ¶B. 07 RABAT 2200 (NOTAL)",
    "(C) LISBON 12, 13 AND 14",
    "Classified By: DCM Hugo Llorens for reasons 1.4 (b) and (d).",
    "¶1. (C) Summary: text",
    "¶12. (S//REL TO USA, FVEY) Text.",
    "[1](#)4. Text",
    "**14.** (SBU) Text",
    "- 110. (U) Text",
    "(C) 3. Text",
    "18. Text",
    "¶2006.",
    "1. SECRET - ENTIRE TEXT.",
    "(S/NF) KEY POINTS",
    "-------------",
    "--------------------------------------------- -------",
    "COMMENT -------",
    "## Comment",
    "---",
    "-- a bullet",
    "- a bullet",
    "a. an item",
    "1) an item",
    "PHNOM PENH 00000977  002 OF 002",
    "text PARIS 00000123 002 OF 003 text",
    "PAGE 02 CAPE T 00097 01 OF 03 182017Z",
    "end of a sentence.",
    "no end",
    "anti-",
    "word word  word",
    "Party     Seats",
    "PSOE      164",
    "(Note: see ref A and paras 4-6 ref B. End note.)",
    "End Summary.",
    "BEGIN TEXT",
    "END TEXT",
    "XXXXXXXXXXXX",
    "Jose (please protect) said",
    "on 23 May 2006 for $3 million",
    "see 08 MADRID 123",
    "Visit Madrid's Classified Website: http://x",
    "AGUIRRE",
    "NNNN",
    "This record is a partial extract of the original cable.",
    "06PHNOMPENH1385",
    "Tue Aug 01 00:00:00 +0200 2006",
    "Friday, 23 February 2001, 15:53",
    "\\",
    "<br>",
    "&amp;",
    "¶",
    "(",
    ")",
    "",
]

lines = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=30), max_size=60)
cables = st.builds(
    lambda parts, glue: glue.join(parts), lines, st.sampled_from(["\n", "\n\n", " \n", " ", "\r\n"])
)
anything = st.text(st.characters()) | cables


@given(anything)
@example("")
@example("\n")
@example("\x00\ud800")
def test_any_text_is_a_cable_that_keeps_every_promise(text: str) -> None:
    cable = parse(text)
    check(text, cable)
    assert cable.source == normalise(text)


@given(anything)
def test_blocks_tile_the_source_and_join_back(text: str) -> None:
    cable = parse(text)
    assert cable.source == normalise(text)
    assert "".join(cable.source[block.span.start : block.span.end] for block in cable.blocks) == cable.source
    assert all(one.span.end == other.span.start for one, other in pairwise(cable.blocks))
    assert all(block.span.start < block.span.end for block in cable.blocks)


@given(cables)
def test_kept_characters_map_to_the_source_and_back(text: str) -> None:
    for paragraph in parse(text).paragraphs:
        pieces = zip(paragraph.map.clean, paragraph.map.source, paragraph.map.length, strict=True)
        for clean, source, length in pieces:
            for at in range(length):
                assert paragraph.map.to_source(clean + at) == source + at
                assert paragraph.map.to_clean(source + at) == clean + at


@given(cables)
@example("- \nvarying lines")  # the dash is the first of the source, before which there is no letter
def test_kept_characters_are_those_of_the_source(text: str) -> None:
    cable = parse(text)
    for paragraph in cable.paragraphs:
        pieces = zip(paragraph.map.clean, paragraph.map.source, paragraph.map.length, strict=True)
        for clean, source, length in pieces:
            assert paragraph.text[clean : clean + length] == cable.source[source : source + length]


@given(cables)
def test_every_span_lies_in_its_text(text: str) -> None:
    cable = parse(text)
    whole = [
        *(tag.span for tag in cable.tags),
        *(reference.span for reference in cable.references),
        *(heading.span for heading in cable.headings),
        *(paragraph.span for paragraph in cable.paragraphs),
        *(region.span for region in cable.regions),
        *(addressee.span for addressee in (*cable.recipients, *cable.info)),
        *(problem.span for problem in cable.problems),
        *(page.span for page in cable.page_breaks),
    ]
    assert all(0 <= span.start <= span.end <= len(cable.source) for span in whole)
    for paragraph in cable.paragraphs:
        inner = [
            *(mark.span for mark in paragraph.marks),
            *(link.span for link in paragraph.links),
            *(item.span for item in paragraph.items),
            *paragraph.verbatim,
        ]
        assert all(0 <= span.start <= span.end <= len(paragraph.text) for span in inner)


@given(cables)
def test_ordinals_count_from_one_in_the_order_of_the_text(text: str) -> None:
    paragraphs = parse(text).paragraphs
    assert [paragraph.ordinal for paragraph in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert all(one.span.end <= other.span.start for one, other in pairwise(paragraphs))


@pytest.mark.parametrize("text", SAMPLES)
def test_every_word_of_a_sample_is_in_some_block_and_most_in_paragraphs(text: str) -> None:
    cable = parse(text)
    assert sum(len(paragraph.text) for paragraph in cable.paragraphs) > 0.6 * len(cable.source)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "-",
        " ",
        "(",
        "¶1. ",
        "A. ",
        "TAGS: ",
        "TAGS: PREL\n",
        "¶1. (C) x.\n",
        "A. \n",
        "REF: A. PARIS 1\n",
        "X",
    ],
)
@pytest.mark.parametrize("before", ["", "UNCLAS PARIS 000123\nSUBJECT: x\nREF: A. PARIS 1\n\n1. (C) Text. "])
@pytest.mark.parametrize("after", ["", " and more\nSMITH\n"])
def test_steps_grow_with_the_length_and_not_with_its_square(unit: str, before: str, after: str) -> None:
    def steps(size: int) -> int:
        return lines_run(parse, before + unit * (size // len(unit)) + after)

    steps(SHORT)  # fills the caches
    # Four times the text: linear is at most 4, quadratic 16. Patterns are looked after by tests.faults.
    assert steps(4 * SHORT) < 6 * steps(SHORT)


SHORT = 1_000


def lines_run(work: Callable[[str], object], text: str) -> int:
    """How many lines of Python are run."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count

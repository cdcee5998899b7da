"""Headings: with rules, between marks, or only by their words and place."""

from __future__ import annotations

import pytest

from tests.cable.build import read

STRUCK_OUT = "¶2. XXXXXXXXXXXX"
SENTENCE = "¶2. (C) He left in the evening."
OPEN_END = "¶2. (C) Summary: He left in the \nevening, as was said. End Summary"


@pytest.mark.parametrize("above", [STRUCK_OUT, SENTENCE, OPEN_END])
@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("The Recuperating Minister\n-------------------------", "The Recuperating Minister"),
        ("HYPERTENSION AND DIABETES,\nBUT NOT CANCER", "HYPERTENSION AND DIABETES, BUT NOT CANCER"),
        (
            "HYPERTENSION AND DIABETES,\nBUT NOT CANCER\n------------",
            "HYPERTENSION AND DIABETES, BUT NOT CANCER",
        ),
    ],
)
def test_a_heading_directly_below_a_paragraph_is_no_part_of_it(
    above: str, printed: str, heading: str
) -> None:
    cable = read(f"¶1. (C) He came.\n\n{above}\n{printed}\n\n¶3. (C) It was late.")
    assert [one.text for one in cable.headings] == [heading]
    assert heading not in cable.paragraphs[1].text


def test_two_lines_of_capitals_with_a_portion_mark_are_a_heading() -> None:
    body = "¶1. (C) He came.\n\n(C/NOFORN) FRANCE AGREED,\nACCORDING TO THE MINISTRY\n\n¶2. (C) No."
    assert [one.text for one in read(body).headings] == ["FRANCE AGREED, ACCORDING TO THE MINISTRY"]


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        (
            "Argentina Requires Ships to Request Permission to Travel to\nFalklands/Malvinas",
            "Argentina Requires Ships to Request Permission to Travel to Falklands/Malvinas",
        ),
        ("//BACKGROUND ON THE CASE//", "BACKGROUND ON THE CASE"),
        ("In Seoul - messages for the U.S.\n-----------", "In Seoul - messages for the U.S."),
        ("The Opposition Has Failed...\n-----------", "The Opposition Has Failed..."),
        ("THE PRINCE'S REPUTATION:\nA CASUALTY?\n----------", "THE PRINCE'S REPUTATION: A CASUALTY?"),
        ("-- US USE OF SPANISH BASES --", "US USE OF SPANISH BASES"),
        ("---------\n(U) Opening remarks\n---------", "Opening remarks"),
        ("I. BIRTH OF THE PARTY\n---------", "I. BIRTH OF THE PARTY"),
        ("NO PROSECUTOR GENERAL,\nMINISTER TO RESIGN ---------", "NO PROSECUTOR GENERAL, MINISTER TO RESIGN"),
    ],
)
def test_titles_between_paragraphs_are_headings(printed: str, heading: str) -> None:
    cable = read(f"¶1. (C) He came.\n\n{printed}\n\n¶2. (C) No.")
    assert [one.text for one in cable.headings] == [heading]
    assert [one.text for one in cable.paragraphs] == ["He came.", "No."]


def test_a_title_between_rules_on_its_line_is_no_paragraph_that_lost_its_number() -> None:
    rule = "-" * 30
    cable = read(f"¶1. (C) He came.\n\n{rule} Play to our Advantage {rule}\n\n¶3. (C) No.")
    assert [one.text for one in cable.headings] == ["Play to our Advantage"]
    assert [one.number for one in cable.paragraphs] == [1, 3]


def test_slashes_part_a_heading_directly_below_a_paragraph() -> None:
    cable = read("¶1. (C) He came\nand went.\n//COMMENT//\n\n¶2. (C) No.")
    assert [one.text for one in cable.headings] == ["COMMENT"]
    assert cable.paragraphs[0].text == "He came and went."


@pytest.mark.parametrize(
    "block",
    ["They were received in the capital by the\nMinister of Defense", "XXXXXXXXXXXX", "The end.\nOf all."],
)
def test_what_is_no_title_stays_with_the_paragraph_above(block: str) -> None:
    cable = read(f"¶1. (C) He came.\n\n{block}\n\n¶2. (C) No.")
    assert not cable.headings
    assert cable.paragraphs[0].text.startswith("He came.")


def test_a_redaction_is_a_heading_only_above_a_rule() -> None:
    assert [one.text for one in read("¶1. (C) He.\n\nXXXXXXXXXXXX\n------\n\n¶2. (C) No.").headings] == [
        "XXXXXXXXXXXX"
    ]
    cable = read("¶1. (C) He.\n\nREACTIONS\n-------\n\nXXXXXXXXXXXX\n\n¶2. (C) No.")
    assert [one.text for one in cable.headings] == ["REACTIONS"]
    assert [one.text for one in cable.paragraphs] == ["He.", "XXXXXXXXXXXX", "No."]


def test_begin_summary_alone_opens_the_paragraph_below_it() -> None:
    summary = "THE MINISTER ASKS THAT WE TAKE ANOTHER HARD LOOK AT DELIVERY OF AIRCRAFT IN 1972. END SUMMARY"
    cable = read(f"COUNTRY TEAM MESSAGE\n\nBEGIN SUMMARY\n\n{summary}\n\n¶1. ON FEB 24 HE CAME.")
    assert "BEGIN SUMMARY" not in [one.text for one in cable.headings]
    assert f"BEGIN SUMMARY {summary}" in [one.text for one in cable.paragraphs]
    assert cable.summary_text == summary.removesuffix(" END SUMMARY")


@pytest.mark.parametrize(
    "heading",
    [
        "Summary\n-------",
        "-------\nSummary\n-------",
        "Summary -------",
        "## Summary",
        "#### Summary\n\n---",
        "Summary\n\n---",
        "Summary",
        "**Summary**",
        "=======\nSummary\n=======",
    ],
)
def test_headings(heading: str) -> None:
    text = read(f"¶1. (C) One sentence.\n\n{heading}\n\n¶2. (C) Another.")
    assert [found.text for found in text.headings] == ["Summary"]
    assert [paragraph.text for paragraph in text.paragraphs] == ["One sentence.", "Another."]


def test_a_heading_may_have_two_lines_and_a_portion_mark() -> None:
    text = read("---------\n(S/NF) KEY POINTS OF\nTHE VISIT\n---------\n\n¶1. (C) One sentence.")
    assert [(found.text, found.portion.normal) for found in text.headings if found.portion] == [
        ("KEY POINTS OF THE VISIT", "S/NF")
    ]


def test_a_heading_directly_below_a_paragraph_is_parted_from_it() -> None:
    text = read("¶1. (C) The director of\nthe Office.\nNEW BMD ARCHITECTURE IN EUROPE\n\n¶2. (C) Another.")
    assert [found.text for found in text.headings] == ["NEW BMD ARCHITECTURE IN EUROPE"]
    assert text.paragraphs[0].text == "The director of the Office."


LONG = (
    "¶1. (C) The minister spoke at length of the journey he had made, of the people he had met on it, and of "
    "what they had asked of him."
)


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Nobody Is Convinced by the Minister", "\n\n"),
        ("Nobody Is Convinced by the Minister", "\n----------------\n"),
        ("The Answer", "\n----------\n"),
        ("THE ANSWER", "\n\n----------\n\n"),
    ],
)
def test_a_title_at_the_end_of_a_long_line_is_a_heading(title: str, below: str) -> None:
    cable = read(f"{LONG} {title}{below}¶2. (C) No.")
    assert [one.text for one in cable.headings] == [title]
    assert [one.text for one in cable.paragraphs] == [LONG.removeprefix("¶1. (C) "), "No."]


@pytest.mark.parametrize(
    "end",
    [
        "The Answer",  # no rule, and too few words
        "He met Mr. Miller Of The Ministry",
        "The Answer that was given to him",
        "END SUMMARY",
        "XXXXXXXXXXXX XXXXXXXX XXXXXXX",
    ],
)
def test_what_else_ends_a_long_line_is_text(end: str) -> None:
    cable = read(f"{LONG} {end}\n\n¶2. (C) No.")
    assert not cable.headings
    assert cable.paragraphs[0].text.endswith(end)


def test_a_heading_of_a_question_and_its_answer_is_whole() -> None:
    cable = read("¶1. (C) He came.\n\nWho is to blame? The Opposition\n----------\n\n¶2. (C) No.")
    assert [one.text for one in cable.headings] == ["Who is to blame? The Opposition"]


@pytest.mark.parametrize(
    "printed",
    [
        "Parliament Holds a Session\n\n----------\n\n",
        "Is It for the Oil?\n\n----------\n\n",
        "BIG FISH OR SMALL?\n",
    ],
)
def test_a_heading_directly_below_a_paragraph_may_ask_and_have_its_rule_below_a_blank_line(
    printed: str,
) -> None:
    cable = read(f"¶1. (C) He came and\nwent.\n{printed}¶2. (C) No.")
    assert [one.text for one in cable.headings] == [printed.partition("\n")[0]]
    assert cable.paragraphs[0].text == "He came and went."


@pytest.mark.parametrize(
    "closing", ["End talking points/non-paper", "END SUMMARY", "END OF TEXT", "End non-paper"]
)
def test_closing_words_are_no_heading(closing: str) -> None:
    cable = read(f"¶1. (C) He came.\n\n{closing}\n\n¶2. (C) No.")

    assert not cable.headings
    assert cable.paragraphs[0].text == f"He came.\n\n{closing}"


def test_two_lines_of_capitals_with_a_rule_each_are_one_heading() -> None:
    title = ("A FIFTY PERCENT CHANCE OF BEING FRANCE'S", "NEXT PRESIDENT")
    found = read("\n".join(f"{line}\n{'-' * len(line)}" for line in title) + "\n¶1. (C) He came.")
    assert [heading.text for heading in found.headings] == [" ".join(title)]


@pytest.mark.parametrize(
    "title", [("THE NORTH", "BACKGROUND"), ("The North of the Country at War", "Background")]
)
def test_a_short_heading_and_one_in_small_letters_stay_apart_from_the_next(title: tuple[str, str]) -> None:
    found = read("\n".join(f"{line}\n{'-' * len(line)}" for line in title) + "\n¶1. (C) He came.")
    assert [heading.text for heading in found.headings] == list(title)


@pytest.mark.parametrize("end", ["he said.)", 'he said."'])
def test_the_end_of_a_sentence_below_a_blank_line_is_not_a_heading(end: str) -> None:
    found = read(f"¶1. (C) He spoke of the U.S.\n\nor its companies, {end}\n\n¶2. (C) He left.")
    assert not found.headings
    assert found.paragraphs[0].text.endswith(end)

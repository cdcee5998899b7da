"""Line breaks that the drafter meant: titles, letters, lists of persons, and texts that are not wrapped."""

from __future__ import annotations

import textwrap

from tests.cable.build import read

LONG = "The Minister said that he would come and that he would stay for as long as it took to reach an end. "


def text(body: str) -> str:
    """The text of the first paragraph."""
    return read(f"{body}\n\n¶2. (C) He left.").paragraphs[0].text


def test_a_title_above_a_blank_line_is_not_joined_to_the_text_below() -> None:
    assert (
        text("¶1. (S) Safir Airframes\n\nThe U.S. noted them.") == "Safir Airframes\n\nThe U.S. noted them."
    )


def test_the_lines_of_a_letter_stay_apart() -> None:
    letter = "¶1. (U) Begin text:\n\nParis, 14 August 2008\n\nMister President\n\nNothing has changed."
    assert text(letter).split("\n\n")[1:3] == ["Paris, 14 August 2008", "Mister President"]


def test_a_sentence_that_a_blank_line_cuts_is_joined() -> None:
    cut = "¶1. (C) The talks went on between the Vietnamese and the\n\nChinese Ministries."
    assert text(cut) == "The talks went on between the Vietnamese and the Chinese Ministries."


def test_each_person_of_a_list_has_a_line_however_long() -> None:
    persons = [
        "Oleg Khodyrev, Counselor, Council",
        "Andrey Shabalin, Second Secretary, Ministry of Foreign Affairs",
        "Yuriy Korolev, Expert",
    ]
    assert text("\n\n".join(["¶1. (U) Delegation:", *persons])).split("\n\n")[1:] == persons


def test_an_item_of_a_quoted_list_begins_a_line_whatever_is_above_it() -> None:
    quoted = "¶1. (U) They agreed:\n\n1. We agreed on trade and on much more of the kind;\n\n2. China agrees."
    assert text(quoted).split("\n\n")[-1] == "2. China agrees."


def test_breaks_of_a_text_that_is_not_wrapped_were_meant() -> None:
    assert text(f"¶1. (C) Participants:\nU.S.: the Minister.\n{LONG * 20}") == (
        f"Participants:\nU.S.: the Minister.\n{(LONG * 20).strip()}"
    )


def test_a_sentence_cut_in_a_text_that_is_not_wrapped_is_joined() -> None:
    cut = f"¶1. (C) {LONG * 20}He met the\nMinister, XXXXXXXXXXXX\nand others. {LONG * 3}"
    assert "He met the Minister, XXXXXXXXXXXX and others." in text(cut)


def test_capitals_wrapped_at_less_than_usual_are_no_list() -> None:
    words = "THE DCM PAID AN INITIAL CALL MAY 10 ON STATE SECRETARY LEON WHO SAID THAT THIS WAS HIS FIRST"
    wrapped = "\n".join(textwrap.wrap(f"¶1. (C) {words} {words}.", 40))
    assert "\n" not in text(wrapped)


def test_the_rest_of_a_person_in_a_list_is_joined_to_the_name() -> None:
    persons = (
        "¶1. (U) Participants:\n\nU.K.\nGordon Brown, Prime Minister\nThomas Fletcher, Private Secretary\n"
    )
    wrapped = persons + "Stuart Wood, Special Advisor to the British Prime\nMinister\nAnn Ray, Aide"
    assert text(wrapped).endswith("Stuart Wood, Special Advisor to the British Prime Minister\nAnn Ray, Aide")

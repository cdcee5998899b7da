from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.model import Cable
from reader.cable.normalise import normalise
from reader.cable.parse import parse
from reader.notes.anchoring.anchor import OPENING, Locator, locate, target_for
from reader.notes.codec import decode_target, encode_target
from reader.notes.model import Confidence, Quote, Target
from reader.paths import shipped
from tests.notes.builders import PHNOM_PENH, a_cable, paragraph, words

EXACT, MOVED, UNSURE, LOST = Confidence.EXACT, Confidence.MOVED, Confidence.UNSURE, Confidence.LOST

FIRST = "Summary: The Ministry of Interior closed forty brothels last month, police told the embassy."
SECOND = (
    "The head of the anti-trafficking police, General Un Sokunthea, said that her unit lacks fuel and cars. "
    "She asked for training. Contacts at two shelters were less sure that the raids would continue."
)
THIRD = "Comment: The government shows some will. Whether it lasts after the elections is another matter."
CABLE = a_cable(FIRST, SECOND, THIRD)
FUEL = words(CABLE, 2, "her unit lacks fuel and cars")


def quoted(target: Target, cable: Cable) -> tuple[Confidence, str]:
    """How sure, and the words found."""
    anchor = locate(target, cable)
    found = cable.paragraph(anchor.ordinal) if anchor.ordinal else None
    return anchor.confidence, found.text[anchor.start : anchor.end] if found else ""


# -- making targets --------------------------------------------------------------------------------------


def test_a_target_keeps_the_words_their_neighbours_and_the_address() -> None:
    assert FUEL.mrn == PHNOM_PENH
    assert (FUEL.number, FUEL.ordinal) == (2, 2)
    assert FUEL.quote == Quote(
        "her unit lacks fuel and cars", "General Un Sokunthea, said that ", ". She asked for training. Contac"
    )
    assert SECOND[FUEL.start : FUEL.end] == "her unit lacks fuel and cars"


def test_a_paragraph_is_known_by_its_opening_words() -> None:
    target = target_for(CABLE, 2)
    assert target.is_paragraph
    assert target.quote is not None
    assert SECOND.startswith(target.quote.exact)
    assert len(target.quote.exact) <= OPENING
    assert SECOND[len(target.quote.exact)] == " ", "cut between words"


def test_a_number_that_the_drafter_used_twice_keeps_which_of_the_two() -> None:
    cable = parse("¶1. (C) Police came.\n\n¶2. (C) They left.\n\n¶2. (C) They came back.\n")
    target = target_for(cable, 3)

    assert [target_for(cable, each.ordinal).label for each in cable.paragraphs] == ["¶1", "¶2", "¶2 (second)"]
    assert locate(Target(target.mrn, number=2, ordinal=9, occurrence=2), cable).ordinal == 3
    assert decode_target(encode_target(target)) == target


def test_a_cable_without_a_number_of_its_own_is_told_its_name() -> None:
    target = target_for(a_cable("x", mrn=""), mrn="TEXT-0123456789")
    assert target.is_cable
    assert target.mrn == "TEXT-0123456789"


def test_a_choice_is_clamped_to_the_paragraph_and_may_run_backwards() -> None:
    assert target_for(CABLE, 1, 10_000, 80) == target_for(CABLE, 1, 80, len(FIRST))
    assert target_for(CABLE, 1, 5, 5).is_paragraph
    with pytest.raises(ValueError, match="no paragraph 9"):
        target_for(CABLE, 9)


# -- the same words in the same place ---------------------------------------------------------------------


@given(st.integers(1, 3), st.integers(0, 200), st.integers(0, 200))
def test_every_target_is_exactly_where_it_was_made(ordinal: int, start: int, end: int) -> None:
    target = target_for(CABLE, ordinal, start, end)
    anchor = locate(target, CABLE)
    assert (anchor.confidence, anchor.ordinal) == (EXACT, ordinal)
    assert (anchor.start, anchor.end) == (target.start, target.end)


def test_a_whole_cable_is_always_there() -> None:
    assert locate(target_for(CABLE), a_cable("something else")).confidence is EXACT


@pytest.mark.parametrize(
    "changed",
    [
        a_cable(FIRST, SECOND.replace(" ", "\n", 7), THIRD),
        a_cable(FIRST, SECOND.replace(" her unit", "\n\n  her  unit").replace("lacks ", "lacks\n"), THIRD),
        a_cable(FIRST, SECOND.upper(), THIRD),
        a_cable(FIRST + " More was added here.", SECOND, THIRD),
        a_cable(FIRST, "New beginning, of some length. " + SECOND, THIRD),
    ],
    ids=["reflowed", "re-wrapped", "in capitals", "another paragraph changed", "shifted in its paragraph"],
)
def test_the_same_words_between_the_same_neighbours_are_exact(changed: Cable) -> None:
    confidence, found = quoted(FUEL, changed)
    assert confidence is EXACT
    assert " ".join(found.lower().split()) == "her unit lacks fuel and cars"


def test_curly_quotes_and_long_dashes_are_no_change() -> None:
    cable = a_cable('He said "we have no fuel" - and left.')
    target = words(cable, 1, '"we have no fuel"')
    assert quoted(target, a_cable("He said “we have no fuel” – and left.")) == (EXACT, "“we have no fuel”")


def test_words_across_a_page_break_are_joined_like_any_others() -> None:
    broken = a_cable(FIRST, SECOND.replace("fuel and", "fuel\n\nand"), THIRD)
    assert quoted(FUEL, broken)[0] is EXACT


# -- moved ------------------------------------------------------------------------------------------------


def test_a_renumbered_paragraph_takes_its_notes_along() -> None:
    renumbered = a_cable("A new first paragraph of the corrected copy.", FIRST, SECOND, THIRD)
    assert quoted(FUEL, renumbered) == (MOVED, "her unit lacks fuel and cars")
    anchor = locate(target_for(CABLE, 2), renumbered)
    assert (anchor.confidence, anchor.ordinal, anchor.start) == (MOVED, 3, None)


@pytest.mark.parametrize("blacked", ["XXXXXXXXXXXX", "[REDACTED]"])
def test_words_that_were_redacted_or_opened_are_found_between_their_neighbours(blacked: str) -> None:
    open_text, closed = CABLE, a_cable(FIRST, SECOND.replace("General Un Sokunthea", blacked), THIRD)
    name = words(open_text, 2, "General Un Sokunthea")
    assert quoted(name, closed) == (MOVED, blacked)
    bar = words(closed, 2, blacked)
    assert quoted(bar, open_text) == (MOVED, "General Un Sokunthea")


def test_a_redaction_beside_the_words_does_not_shake_them() -> None:
    closed = a_cable(FIRST, SECOND.replace("General Un Sokunthea", "XXXXXXXXXXXX"), THIRD)
    assert quoted(FUEL, closed) == (MOVED, "her unit lacks fuel and cars")


def test_a_corrected_word_is_followed() -> None:
    corrected = a_cable(FIRST, SECOND.replace("lacks fuel", "laks feul"), THIRD)
    assert quoted(FUEL, corrected) == (MOVED, "her unit laks feul and cars")


def test_a_corrected_opening_is_followed() -> None:
    corrected = a_cable(FIRST, SECOND.replace("anti-trafficking", "counter-traficking"), THIRD)
    anchor = locate(target_for(CABLE, 2), corrected)
    assert (anchor.confidence, anchor.ordinal, anchor.start) == (MOVED, 2, None)


# -- unsure -----------------------------------------------------------------------------------------------


def test_a_sentence_that_now_stands_twice_is_asked_about() -> None:
    cable = a_cable(FIRST, SECOND, THIRD)
    twice = a_cable(FIRST, SECOND, THIRD, SECOND)
    anchor = locate(words(cable, 2, "She asked for training."), twice)
    assert anchor.confidence is UNSURE
    assert [ordinal for ordinal, _, _ in anchor.candidates] == [2, 4]


def test_a_sentence_repeated_elsewhere_does_not_shake_one_whose_address_is_whole() -> None:
    cable = a_cable(FIRST, SECOND, "As before. " + SECOND)
    target = words(cable, 2, "She asked for training.")
    assert locate(target, a_cable(FIRST + " Corrected.", SECOND, "As before. " + SECOND)).confidence is EXACT
    shifted = a_cable("New.", FIRST, SECOND, "As before. " + SECOND)
    assert locate(target, shifted).confidence is UNSURE


def test_of_repeated_sentences_the_one_meant_is_found_while_the_text_is_the_same() -> None:
    cable = a_cable("End of text. End of text. End of text.", "End of text. End of text. End of text.")
    target = target_for(cable, 2, 13, 25)
    anchor = locate(target, cable)
    assert (anchor.confidence, anchor.ordinal, anchor.start) == (EXACT, 2, 13)


def test_a_look_alike_is_never_taken_in_silence() -> None:
    """The paragraph is cut, and the same short words stand in another one between other neighbours."""
    cable = a_cable("The minister agreed to the plan at once.", "Later that day the press heard of it.")
    cut = a_cable(
        "Later that day the press heard of it.", "Others say that the minister agreed, more or less."
    )
    target = words(cable, 1, "minister agreed")
    anchor = locate(target, cut)
    assert anchor.confidence is UNSURE
    assert anchor.candidates[0][0] == 2


def test_a_short_paragraph_elsewhere_is_asked_about() -> None:
    anchor = locate(target_for(a_cable("No comment.", "x"), 1), a_cable("x", "No comment."))
    assert (anchor.confidence, anchor.ordinal) == (UNSURE, 2)


def test_words_of_which_the_end_was_cut_are_asked_about() -> None:
    cut = a_cable(FIRST, SECOND[: SECOND.index("and cars")].rstrip(), THIRD)
    confidence, found = quoted(FUEL, cut)
    assert (confidence, found) == (UNSURE, "her unit lacks fuel")


def test_a_letter_is_found_by_its_neighbours_or_asked_about_within_its_paragraph() -> None:
    target = target_for(CABLE, 2, SECOND.index("unit"), SECOND.index("unit") + 1)
    assert quoted(target, a_cable(FIRST + " And more.", SECOND, THIRD)) == (EXACT, "u")
    other = a_cable(FIRST, "A unique account of other units.", THIRD)
    anchor = locate(target, other)
    assert anchor.confidence is UNSURE
    assert {ordinal for ordinal, _, _ in anchor.candidates} == {2}


def test_an_address_alone_is_good_for_a_paragraph_and_no_more() -> None:
    assert locate(paragraph(2), CABLE).confidence is EXACT
    assert locate(paragraph(9), CABLE).confidence is LOST
    twice = a_cable("a", "b", "c", numbers=(1, 2, 2))
    assert [c[0] for c in locate(paragraph(2), twice).candidates] == [2, 3]


def test_paragraphs_without_numbers_go_by_their_words() -> None:
    cable = a_cable(FIRST, SECOND, THIRD, numbers=(None, None, None))
    changed = a_cable(FIRST, SECOND, THIRD + " Really.", numbers=(None, None, None))
    assert locate(target_for(cable, 2), changed).confidence is EXACT
    fewer = a_cable(SECOND, THIRD, numbers=(None, None))
    assert locate(target_for(cable, 2), fewer).confidence is MOVED


# -- lost -------------------------------------------------------------------------------------------------


def test_what_is_gone_is_lost() -> None:
    cut = a_cable(FIRST, THIRD, numbers=(1, 3))
    assert locate(FUEL, cut).confidence is LOST
    assert locate(target_for(CABLE, 2), cut).confidence is LOST
    assert locate(FUEL, a_cable()).confidence is LOST
    assert locate(FUEL, Cable(source="", blocks=())).confidence is LOST


def test_words_that_were_simply_taken_out_are_lost() -> None:
    assert (
        locate(FUEL, a_cable(FIRST, SECOND.replace("her unit lacks fuel and cars", ""), THIRD)).confidence
        is LOST
    )


# -- laws and cost ----------------------------------------------------------------------------------------

VOCABULARY = ("the", "a", "minister", "said", "fuel", "of", "XXXX", "raid", "\n", "", "it", "İ", "ß", "'tis")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=30)
CABLES = st.lists(WORDS.map(" ".join), min_size=1, max_size=4)


@given(CABLES, CABLES, st.data())
def test_whatever_the_text_every_place_given_exists(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    one, other = a_cable(*old), a_cable(*new)
    target = target_for(
        one, data.draw(st.integers(1, len(old))), data.draw(st.integers(0, 99)), data.draw(st.integers(0, 99))
    )
    anchor = locate(target, other)
    for ordinal, start, end in anchor.candidates:
        found = other.paragraph(ordinal)
        assert found is not None
        assert 0 <= start <= end <= len(found.text)
    if anchor.confidence in (EXACT, MOVED):
        assert anchor.ordinal is not None
        assert not anchor.candidates
        found = other.paragraph(anchor.ordinal)
        assert found is not None
        if anchor.confidence is EXACT and target.quote and not target.is_paragraph:
            text = found.text[anchor.start : anchor.end]
            assert " ".join(text.lower().split()) == " ".join(target.quote.exact.lower().split())
    assert (anchor.confidence is LOST) == (anchor.ordinal is None)


@pytest.mark.parametrize("quote", ["a", "a " * 500, "x" * 20_000])
def test_a_hostile_text_is_searched_in_linear_time(quote: str) -> None:
    """A search that is quadratic in the text would not come back for hours."""
    size = 400_000
    hostile = a_cable("a " * size, "x" * size)
    target = Target(PHNOM_PENH, "old", 1, 1, Quote(quote, "y " * 16, "z " * 16), 0, len(quote))
    assert Locator(hostile).locate(target).confidence is UNSURE


# -- the five samples, as they are read --------------------------------------------------------------------

SAMPLES = sorted(shipped("samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_notes_on_a_real_cable_keep_their_places_when_it_is_corrected(path: Path) -> None:
    cable = parse(normalise(path.read_text("utf-8", errors="replace")))
    targets = [target_for(cable, p.ordinal) for p in cable.paragraphs]
    targets += [target_for(cable, p.ordinal, 20, 60) for p in cable.paragraphs if len(p.text) > 80]
    assert {locate(target, cable).confidence for target in targets} == {EXACT}
    corrected = parse(cable.source + "\nCORRECTED COPY\n")
    locator = Locator(corrected)
    found = [locator.locate(target).confidence for target in targets]
    last = cable.paragraphs[-1].ordinal
    openings = Counter(paragraph.text[:60] for paragraph in cable.paragraphs)
    for target, confidence in zip(targets, found, strict=True):
        made_on = cable.paragraphs[(target.ordinal or 0) - 1]
        if openings[made_on.text[:60]] > 1:
            assert confidence is UNSURE, "two paragraphs begin alike: there is no telling which"
        else:
            assert confidence is EXACT or target.ordinal == last

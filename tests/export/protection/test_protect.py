"""What an export may write of a cable with protected names, and of the notes on it."""

from __future__ import annotations

import pytest

from reader.cable.model import Cable
from reader.export.markdown import build_page
from reader.export.passages import group_passages, locator_of
from reader.export.protection.masked_cable import LEFT_OUT, masked_cable
from reader.export.protection.names import MASK, Why, names_in
from reader.export.protection.own_names import OwnNames
from reader.export.protection.policy import Protection, Treatment
from reader.export.protection.protect import Shown, protect
from reader.notes.model import Quote, Target
from tests.export.builders import Bundle, a_cable, a_code, a_link, a_note, on

TEXT = """\
P 061200Z NOV 09
FM AMEMBASSY LONDON
TO SECSTATE WASHDC PRIORITY 1234

C O N F I D E N T I A L LONDON 000273

E.O. 12958: DECL: 11/06/2019
TAGS: PGOV
SUBJECT: FREER ON TRIDENT

1. (C) Dr. Richard Freer (strictly protect) told us of plans. One of
Freer's deputies, no richard, was blunter.

2. (C) Nobody of that name is in here.

3. (C) In a later talk (please protect) he complained, and RICHARD
FREER agreed.
"""
CABLE = a_cable(TEXT)
NAMES = names_in(CABLE)


def words_of(shown: Shown) -> list[str]:
    passages = group_passages(shown.cable, shown, locator_of(shown.cable))
    return [passage.words()[0] for passage in passages]


def test_every_mention_in_the_cable_is_found_whole_or_as_a_surname() -> None:
    places = [place for one in CABLE.paragraphs for place in NAMES.places(one.text)]
    assert [(place.words, place.why) for place in places] == [
        ("Richard Freer", Why.REQUEST),
        ("Freer", Why.REQUEST),
        ("(please protect)", Why.UNNAMED),
        ("RICHARD FREER", Why.REQUEST),
    ]


def test_listed_names_are_found_with_other_accents_and_line_breaks() -> None:
    names = names_in(a_cable(TEXT.replace("Nobody", "José\nMuñoz")), OwnNames(("jose munoz",)))
    assert [place.words for place in names.places("José\nMuñoz, not jose Munozes")] == ["José\nMuñoz"]


def test_all_merged_spellings_of_a_protected_name_are_masked() -> None:
    own = OwnNames(("Muñoz",), (("Richard Freer", "Dicky Frere"), ("José Muñoz", "Pepe"), ("Ann", "Anna")))
    text = "Freer, Dicky Frere, DICKY FRERE, Munoz, PEPE and Anna"
    masked = names_in(CABLE, own).mask(text).text
    assert masked == f"{', '.join([MASK] * 5)} and Anna"
    assert names_in(None, own).mask(text).text == f"Freer, Dicky Frere, DICKY FRERE, {MASK}, {MASK} and Anna"
    protection = Protection(Treatment.MASK, own)
    protection.count("09LONDON273", "", NAMES.places("Richard Freer"))
    assert [protection.query(query) == query for query in ("dicky", "pepe", "anna")] == [False, False, True]
    assert Protection(Treatment.MASK, OwnNames(own.listed)).key != protection.key


def test_a_name_in_a_cable_that_is_all_capitals_is_masked_in_a_note_on_it() -> None:
    names = names_in(None, words=["SOURCES TOLD US THAT IVAN PETROV (PROTECT) HAD LEFT."])
    assert names.mask("Ask Ivan Petrov.").text == f"Ask {MASK}."


def test_a_masked_cable_has_the_names_nowhere_and_stays_sound() -> None:
    masked = masked_cable(CABLE, NAMES)
    assert "freer" not in repr(masked).lower()
    assert masked.subject == f"{MASK} ON TRIDENT"
    assert "".join(masked.source[slice(*block.span)] for block in masked.blocks) == masked.source
    for paragraph in masked.paragraphs:
        for offset, character in enumerate(paragraph.text):
            if character != " ":
                assert masked.source[paragraph.map.to_source(offset)] == character


def test_a_name_parted_by_a_page_break_is_masked() -> None:
    text = TEXT.replace("of plans. One of\nFreer's", "of Richard\n\nLONDON 00000273  002 OF 003\n\nFreer's")
    cable = a_cable(text)
    assert "Freer" not in masked_cable(cable, names_in(cable)).paragraphs[0].text


def test_masked_notes_stay_at_their_words() -> None:
    notes = Bundle((a_note(on(CABLE, 1, "deputies"), "Ask Freer."), a_note(on(CABLE, 1, "Freer (strictly"))))
    protection = Protection(Treatment.MASK)
    shown = protect(protection, "09LONDON273", CABLE, notes)
    assert words_of(shown) == [f"{MASK} (strictly", "deputies"]
    assert shown.annotations[0].body == f"Ask {MASK}."
    assert sum(protection.found.values()) == 3  # and the title


def test_a_passage_with_a_request_that_names_nobody_is_left_out_when_names_are_masked() -> None:
    notes = Bundle((a_note(on(CABLE, 3, "complained")), a_note(on(CABLE, 2))))
    shown = protect(Protection(Treatment.MASK), "09LONDON273", CABLE, notes)
    assert words_of(shown) == ["Nobody of that name is in here."]
    assert shown.cable
    assert shown.cable.paragraphs[2].text == LEFT_OUT
    assert shown.remark == "One passage is left out, to protect a name."


def test_passages_with_names_in_words_note_or_comment_are_left_out() -> None:
    link = a_link(on(CABLE, 2), Target("10X1"), comment="as Freer said")
    notes = Bundle((a_note(on(CABLE, 1, "Freer's")), a_note(on(CABLE, 2, "Nobody"), "kept")), (link,))
    shown = protect(Protection(Treatment.LEAVE_OUT), "09LONDON273", CABLE, notes)
    assert words_of(shown) == ["Nobody"]
    assert shown.left_out == 2


def test_names_are_counted_and_nothing_is_changed_until_somebody_decides() -> None:
    notes = Bundle((a_note(on(CABLE, 1)),))
    protection = Protection(None)
    shown = protect(protection, "09LONDON273", CABLE, notes)
    assert (shown.cable, shown.annotations) == (CABLE, list(notes.annotations))
    assert [found.label for found in protection.found] == ["", "¶1", "¶1"]


def test_words_kept_with_a_note_on_a_cable_outside_the_library_are_masked() -> None:
    quote = Quote("Freer (protect) agreed", prefix="ichard ", suffix=" with Fre")
    notes = Bundle((a_note(Target("10LONDON1", "x", 1, 1, quote, 0, 22)),))
    shown = protect(Protection(Treatment.MASK), "10LONDON1", None, notes)
    assert shown.annotations[0].target.quote == Quote(f"{MASK} (protect) agreed", "", " with")


@pytest.mark.parametrize("treatment", [Treatment.MASK, Treatment.LEAVE_OUT])
def test_a_page_names_nobody_who_is_protected(treatment: Treatment) -> None:
    code = a_code("freer's circle")
    notes = Bundle((a_note(on(CABLE, 1), "Freer!", code), a_note(on(CABLE, 2), "", code)))
    protection = Protection(treatment, OwnNames(("freer",)))
    codes = {one.id: one for one in protection.codes([code])}
    shown = protect(protection, "09LONDON273", CABLE, notes)
    page = build_page(shown.cable, "09LONDON273", shown, codes, remark=shown.remark)
    assert "freer" not in page.text().lower()


def test_cables_without_protected_names_are_untouched() -> None:
    cable: Cable = a_cable()
    notes = Bundle((a_note(on(cable, 1)),))
    protection = Protection(Treatment.LEAVE_OUT, OwnNames(("Nobody Else",)))
    shown = protect(protection, "09MUNICH273", cable, notes)
    assert shown.annotations == list(notes.annotations)
    assert not protection.found


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "Director Javier Sandomingo met us. Sandomingo (protect) agreed.",
            f"Director {MASK} met us. {MASK}",
        ),
        (
            "With Canadian Ambassador Bruno Picard. The Canadian Ambassador (protect)",
            f"With {MASK} {MASK}. The",
        ),
        ("But Blunt left. The UK Blunt (protect) of old.", f"But {MASK} left. The UK {MASK}"),
    ],
)
def test_the_given_name_and_the_holder_of_an_office_are_protected_too(text: str, masked: str) -> None:
    assert names_in(None, words=[text]).mask(text).text.startswith(masked)

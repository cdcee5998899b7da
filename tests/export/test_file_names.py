"""A cable's file has a name that is only a name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.export.file_names import candidates, file_name, stem, tag

anything = st.text(st.characters(), max_size=80)


def test_a_canonical_number_is_its_own_name() -> None:
    assert file_name("06PHNOMPENH977") == "06PHNOMPENH977.md"
    assert stem("TEXT-0a1b2c3d4e") == "TEXT-0a1b2c3d4e"


def test_what_could_climb_out_of_the_folder_is_made_harmless() -> None:
    assert stem("../../etc/passwd").startswith("etc-passwd-")


def test_numbers_that_become_alike_keep_different_names() -> None:
    assert len({stem("A/B"), stem("A-B"), stem("a-b"), stem("A B")}) == 4


@given(anything)
def test_no_number_leads_out_of_the_folder(mrn: str) -> None:
    name = file_name(mrn)
    assert "/" not in name
    assert "\\" not in name
    assert "\0" not in name
    assert not name.startswith(".")
    assert name.isascii()
    assert len(name) < 120


@given(anything, anything)
def test_two_numbers_never_share_a_file_even_where_capitals_do_not_count(one: str, other: str) -> None:
    assert one == other or stem(one).lower() != stem(other).lower()


def test_names_are_tried_in_turn() -> None:
    assert list(candidates("06PARIS1", most=3)) == ["06PARIS1", "06PARIS1-2", "06PARIS1-3"]


def test_a_code_becomes_a_tag_that_editors_take() -> None:
    assert tag("Trafficking in persons") == "trafficking-in-persons"
    assert tag("actors/ngo") == "actors/ngo"
    assert tag("2009") == "t-2009"
    assert tag("Überläufer") == "überläufer"
    assert tag("🙂").startswith("tag-")


@given(anything)
def test_any_code_makes_a_tag_without_spaces_that_is_not_all_digits(code: str) -> None:
    made = tag(code)
    assert made
    assert not any(character.isspace() or character in '",#[]=' for character in made)
    assert any(character.isalpha() or character in "_-/" for character in made)
    assert not made.isdigit()

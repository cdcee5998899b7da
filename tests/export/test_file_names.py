"""A cable's file has a name that is only a name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.export.file_names import file_name, file_stem, numbered_names, tag_name

anything = st.text(st.characters(), max_size=80)


def test_a_canonical_number_is_its_own_name() -> None:
    assert file_name("06PHNOMPENH977") == "06PHNOMPENH977.md"
    assert file_stem("TEXT-0a1b2c3d4e") == "TEXT-0a1b2c3d4e"


def test_what_could_climb_out_of_the_folder_is_made_harmless() -> None:
    assert file_stem("../../etc/passwd").startswith("etc-passwd-")


def test_numbers_that_become_alike_keep_different_names() -> None:
    assert len({file_stem("A/B"), file_stem("A-B"), file_stem("a-b"), file_stem("A B")}) == 4


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
    assert one == other or file_stem(one).lower() != file_stem(other).lower()


def test_names_are_tried_in_turn() -> None:
    assert list(numbered_names("06PARIS1", most=3)) == ["06PARIS1", "06PARIS1-2", "06PARIS1-3"]


def test_a_code_becomes_a_tag_that_editors_take() -> None:
    assert tag_name("Trafficking in persons") == "trafficking-in-persons"
    assert tag_name("actors/ngo") == "actors/ngo"
    assert tag_name("2009") == "t-2009"
    assert tag_name("Überläufer") == "überläufer"
    assert tag_name("🙂").startswith("tag-")


@given(anything)
def test_any_code_makes_a_tag_without_spaces_that_is_not_all_digits(code: str) -> None:
    made = tag_name(code)
    assert made
    assert not any(character.isspace() or character in '",#[]=' for character in made)
    assert any(character.isalpha() or character in "_-/" for character in made)
    assert not made.isdigit()

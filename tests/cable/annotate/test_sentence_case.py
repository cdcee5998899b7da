"""Texts in capitals, shown as a sentence is usually written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.annotate.sentence_case import kept_spans, sentence_case
from reader.cable.annotate.word_forms import WordForms, count_forms
from reader.cable.span import Span
from tests.cable.build import read

LIBRARY = count_forms(
    [
        "Yesterday the minister told Azimi and the NGO to return to al-Hasa. They spoke of the White House, "
        "and for the White House, and to the White House, as they work at the house, in the house, "
        "on the house or off the house. We heard that the policy of Tehran is white paint on "
        "white paint and white policy, white or not, or so they told us. "
    ]
)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("THE MINISTER MET AZIMI IN TEHRAN. POLICY?", "The minister met Azimi in Tehran. Policy?"),
        ("AZIMI'S NGO, AND THE WHITE HOUSE", "Azimi's NGO, and the White House"),
        ("A WHITE PAINT FOR THE HOUSE", "A white paint for the house"),
        ("AN F-16 OF THE U.S. IN AL-HASA", "An F-16 of the U.S. in al-Hasa"),
        ("COMMENT: THE MINISTER SAID SO. END COMMENT.", "Comment: The minister said so. End comment."),
        ("(A) POLICY; I AGREE WITH MR. AZIMI", "(A) Policy; I agree with Mr. Azimi"),
        ("ON MAY 5 HE MAY RETURN FOR THE 30TH TIME", "On May 5 he may return for the 30th time"),
        ("HE TOLD US THAT US-IRAN POLICY OF THE US", "He told us that US-Iran policy of the US"),
        ("O'BRIEN OF THE PDRK AND THE GOTG", "O'Brien of the PDRK and the GOTG"),
        ("- POLICY FIRST\n- PAINT NEXT", "- Policy first\n- Paint next"),
        ("The minister is NOT in small letters", "The minister is not in small letters"),
    ],
)  # fmt: skip
def test_names_acronyms_and_first_words_have_capitals(sent: str, shown: str) -> None:
    assert sentence_case(sent, LIBRARY) == shown


def test_a_long_rule_behind_a_label_is_read_once() -> None:
    """A pattern with two ways to read two dashes would try more ways than there is time for."""
    rule = "-" * 5_000
    assert sentence_case(f"COMMENT {rule}(POLICY", LIBRARY) == f"Comment {rule}(policy"


def test_spans_to_be_kept_do_not_change() -> None:
    text = "SEE 04 RANGOON 1422 AND MORE"
    assert sentence_case(text, LIBRARY, [Span(4, 19)]) == "See 04 RANGOON 1422 and more"


def test_an_unknown_word_is_a_name_only_where_a_library_knows_many_words() -> None:
    many = WordForms({f"W{n}": f"w{n}" for n in range(5_000)})
    text = "MET TOUFANIAN ABOUT SHIPMENTS"
    assert sentence_case(text, WordForms()) == "Met toufanian about shipments"
    assert sentence_case(text, many) == "Met Toufanian About shipments"


def test_an_unknown_word_is_no_name_where_names_are_rare_and_an_acronym_alone_in_parentheses() -> None:
    many = WordForms({f"W{n}": f"w{n}" for n in range(5_000)})
    assert sentence_case("MET TOUFANIAN TO TIGHTEN CENSORSHIP", many) == "Met Toufanian to tighten censorship"
    assert sentence_case("MET THE ASSEMBLY (ANRC)", many) == "Met the assembly (ANRC)"


def test_general_is_a_rank_only_before_a_name() -> None:
    forms = WordForms({"GENERAL": "General", "TERMS": "terms", "POLICY": "policy", "KAYANI": "Kayani"})
    assert sentence_case("POLICY IN GENERAL TERMS", forms) == "Policy in general terms"
    assert sentence_case("POLICY OF GENERAL KAYANI", forms) == "Policy of General Kayani"


def test_references_and_marks_of_a_paragraph_are_kept() -> None:
    body = "¶1. (C) AS IN MADRID 345 (NOFORN), XXXXXXXXXXXX PAID THE MINISTER."
    paragraph = read(body).paragraphs[0]
    shown = sentence_case(paragraph.text, LIBRARY, kept_spans(paragraph))
    assert "MADRID 345" in shown
    assert "XXXXXXXXXXXX paid the minister." in shown


@given(st.text(alphabet=st.one_of(st.sampled_from("AB ISTÉß.,:-'’\n(1İǆŉ"), st.characters()), max_size=60))
def test_the_text_keeps_its_length_and_its_words(text: str) -> None:
    shown = sentence_case(text, LIBRARY)
    assert len(shown) == len(text)
    assert shown.upper() == text.upper()

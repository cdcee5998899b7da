"""The phrases by which other texts with the same passages are looked for."""

from __future__ import annotations

from reader.library.discovery.alike.rare_phrases import rare_phrases, words_to_look_up

ONE = ["the", "envoy", "praised", "the", "antiquities", "museum", "in", "battambang", "province"]
OTHER = ["he", "said", "that", "zirconium", "exports", "had", "fallen"]
FREQUENCY = {"envoy": 900.0, "antiquities": 4.0, "battambang": 2.0, "zirconium": 3.0, "museum": 40.0}


def phrases(*paragraphs: list[str], frequency: dict[str, float] = FREQUENCY, most: int = 9) -> list[str]:
    return [" ".join(phrase.words) for phrase in rare_phrases(paragraphs, frequency, most)]


def test_each_paragraph_gives_its_rarest_words_before_any_gives_more() -> None:
    found = phrases(ONE, OTHER)

    assert "battambang" in found[0]
    assert "zirconium" in found[1]
    assert any("antiquities" in phrase for phrase in found[2:])


def test_phrases_do_not_overlap() -> None:
    words = " ".join(phrases(ONE)).split()

    assert len(words) == len(set(words)) > 3


def test_a_phrase_in_two_paragraphs_is_looked_for_once() -> None:
    assert phrases(ONE, ONE) == phrases(ONE)


def test_no_phrase_has_a_word_that_only_this_text_has() -> None:
    assert not any(
        "battambang" in phrase for phrase in phrases(ONE, frequency={**FREQUENCY, "battambang": 1.0})
    )


def test_at_most_as_many_phrases_as_asked_for_are_returned() -> None:
    assert len(phrases(ONE, OTHER, most=1)) == 1


def test_the_longest_words_of_every_paragraph_are_looked_up_first() -> None:
    assert words_to_look_up([ONE, OTHER], 3) == ["antiquities", "zirconium", "battambang"]

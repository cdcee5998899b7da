"""A damaged cable keeps its paragraphs; the damages themselves are what they say."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from reader.cable.parse import parse
from tests.cable.damage import DAMAGES, mixed, seeded
from tests.cable.damage.truth import labels, opening, openings
from tests.corpus import folder, rows

SAMPLES = Path(__file__).parents[2] / "samples"


def written(paragraphs: int = 9, *, portions: bool = True) -> str:
    """A clean cable of our own: header, fields, a reference, headings, paragraphs, a signature."""
    words = (
        "The Minister told the Ambassador that his government would sign the border agreement in March",
        "A second official, who asked not to be named, doubted that parliament would ratify the text",
        "Poloff met the union's leaders on Friday and heard the same complaint about unpaid wages",
        "Farmers in the north lost half of the harvest and have begun to sell their cattle for feed",
        "The press gave the visit little room, and the editorials that did appear were friendly",
    )
    body = []
    for number in range(1, paragraphs + 1):
        if number in (3, 6):
            head = f"What comes next {number}"
            body.append(f"{head}\n{'-' * len(head)}\n")
        mark = ("(SBU) ", "(C) ", "(S/NF) ", "(U) ")[number % 4] if portions else ""
        lead = "Summary: " if number == 1 else ""
        told = f'{words[number % 5]}, and said so {number * 3} times. The "old friends" don\'t agree. '
        told += f"{words[(number + 1) % 5]}. {words[(number + 2) % 5]}. {words[(number + 3) % 5]}."
        lines = re.sub(r"(.{1,64})(?: |$)", r"\1\n", f"¶{number}. {mark}{lead}{told}")
        body.append(f"{lines.rstrip()}{' End Summary.' if number == 1 else ''}\n")
    return "\n".join(
        [
            "VZCZCXRO1234\nPP RUEHAG RUEHROV\nDE RUEHMD #0348/01 0791620\nZNY CCCCC ZZH\nP 191620Z MAR 08",
            "FM AMEMBASSY MADRID\nTO RUEHC/SECSTATE WASHDC PRIORITY 4523",
            "INFO RUEHLA/AMCONSUL BARCELONA 3370\n",
            "C O N F I D E N T I A L SECTION 01 OF 02 MADRID 000348\n\nSIPDIS\n",
            "E.O. 12958: DECL: 03/18/2018\nTAGS: PGOV PREL SP\nSUBJECT: A BORDER, A HARVEST AND A VISIT\n",
            "REF: A. MADRID 281\n     ¶B. 07 MADRID 2200\n",
            "Classified By: DCM Hugo Llorens for reasons 1.4 (b) and (d).\n",
            *body,
            "AGUIRRE",
        ]
    )


def clean_cables() -> dict[str, str]:
    """Cables whose numbers run 1..N: written ones, and the one sample that came through whole."""
    return {
        "written": written(),
        "long": written(24),
        "short": written(2),
        "without portions": written(portions=False),
        "06PHNOMPENH1385": (SAMPLES / "06PHNOMPENH1385.txt").read_text(encoding="utf-8"),
    }


# --- the damages


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_the_same_for_the_same_seed(name: str) -> None:
    text = written()
    assert DAMAGES[name](text, seeded(name, "a")) == DAMAGES[name](text, seeded(name, "a"))


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_changes_a_cable_that_has_what_it_spoils(name: str) -> None:
    text = written(24)
    assert any(DAMAGES[name](text, Random(turn)) != text for turn in range(5))


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize(
    "text", ["", "\n", "¶1. (C) ", "No cable at all.", "¶7. (C) Seven.\n\n¶7. (C) Again."]
)
def test_a_damage_leaves_a_text_without_a_cable_nearly_as_it_was(name: str, text: str) -> None:
    spoilt = DAMAGES[name](text, Random(1))
    assert set(re.findall(r"[A-Za-z]{3,}", text)) <= set(re.findall(r"[A-Za-z]{3,}", spoilt))


def test_labels_are_the_numbers_that_carry_the_count_on() -> None:
    text = "¶1. (C) One for\n¶2006. Still one.\n\n¶2. Two.\n\n3. (SBU) Three.\n¶B. No."
    assert [(label.number, text[label.end :][:4].strip()) for label in labels(text)] == [
        (1, "One"),
        (2, "Two."),
        (3, "Thre"),
    ]


def test_a_number_that_ends_a_sentence_is_no_label() -> None:
    assert list(openings("¶1. (C) One for\n¶2. Still one.\n\n¶2. Two.")) == [1, 2]


def test_a_cable_with_a_stray_number_has_no_sure_truth() -> None:
    assert openings("¶1. (C) One.\n\n¶12. Another list.\n\n¶2. Two.") == {}


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("digit_for_pilcrow", r"^1\d\. \(C\)"),
        ("digit_after_pilcrow", r"^¶1\d\. \(C\)"),
        ("link_for_pilcrow", r"^\[1\]\(#\)\d\. "),
        ("spaces_lost", r"^\d\.\(C\)"),
        ("stops_lost", r"^\d \(S/NF\)|^\d \(C\)"),
        ("numbers_lost", r"^\((?:C|U|SBU|S/NF)\) "),
        ("numbers_in_mid_line", r"\. \d\. \("),
        ("list_bullets", r"^- 1\d\. \("),
        ("bold", r"^\*\*¶1\. \(C\) Summary:\*\*|^\*\*\d\.\*\* \("),
        ("false_marks_in_mid_line", r"\w for ¶\d+\. [A-Z]"),
        ("false_marks_at_line_start", r"\w for\n¶\d+\. [A-Z]"),
        ("headings_marked", r"^#+ What comes next 3$"),
        ("underlines_joined", r"^What comes next 3 -+$"),
        ("underlines_short", r"^What comes next 3\n---$"),
        ("header_glued", r"BARCELONA 3370C O N F I D E N T I A L"),
        ("page_lines", r"^MADRID 00000348  00\d(?:\.2)? OF 0"),
        ("commas_for_apostrophes", r"don,t"),
        ("ampersands_for_quotes", r"&old friends8"),
        ("tags_linked", r"^TAGS: \[PGOV\]\(#\) "),
    ],
)
def test_a_damage_does_what_it_is_named_for(name: str, seen: str) -> None:
    spoilt = [DAMAGES[name](written(), Random(turn)) for turn in range(12)]
    assert any(re.search(seen, text, re.M) for text in spoilt)


@pytest.mark.parametrize("name", ["rewrapped", "unwrapped"])
def test_wrapping_keeps_every_word(name: str) -> None:
    text = written()
    assert DAMAGES[name](text, Random(1)).split() == text.split()


# --- the parser under them


def kept(text: str, spoilt: str) -> tuple[int, int, int]:
    """True paragraphs that keep their number, true paragraphs, numbered paragraphs that are none."""
    truth = openings(text)
    found = [(p.number, opening(p.text)[:8]) for p in parse(spoilt).paragraphs]
    right = sum((number, start[:8]) in found for number, start in truth.items())
    starts = {start[:8] for start in truth.values()}
    return right, len(truth), sum(n is not None and start not in starts for n, start in found)


def totals(cables: dict[str, str], names: list[str], turns: int) -> tuple[float, float]:
    """Share of paragraphs kept, share of false ones, over these damages."""
    right = true = false = 0
    for name in names:
        spoil = DAMAGES.get(name, mixed)
        for key, text in cables.items():
            for turn in range(turns):
                spoilt = spoil(text, seeded(name, f"{key} {turn}"))
                one = kept(text, spoilt)
                right, true, false = right + one[0], true + one[1], false + one[2]
    return right / true, false / true


@pytest.mark.parametrize("key", clean_cables())
def test_a_clean_cable_has_its_numbers(key: str) -> None:
    text = clean_cables()[key]
    right, true, false = kept(text, text)
    assert (right, false) == (true, 0)


@pytest.mark.parametrize("name", DAMAGES)
def test_paragraphs_keep_their_number_under_one_damage(name: str) -> None:
    right, false = totals(clean_cables(), [name], 6)
    assert right >= 0.995
    assert false < 0.003


def test_paragraphs_keep_their_number_under_mixed_damages() -> None:
    right, false = totals(clean_cables(), ["mixed"], 40)
    assert right >= 0.99
    assert false < 0.003


@pytest.mark.skipif(folder() is None, reason="no corpus here")
def test_real_cables_keep_their_numbers_under_every_damage() -> None:
    place = folder()
    assert place
    every = {row.mrn: row.text for row in rows(place / "cables.csv") if openings(row.text)}
    some = {key: every[key] for key in sorted(every)[::40]}
    right, false = totals(some, list(DAMAGES), 1)
    assert right >= 0.995
    assert false < 0.003
    right, false = totals(some, ["mixed"], 6)
    assert right >= 0.99
    assert false < 0.003

"""Numbers, joins, headings, bullets and tables of the body."""

from __future__ import annotations

import pytest

from reader.cable.model import Level, NumberSource
from reader.cable.parse import parse
from tests.cable.build import numbers, read
from tests.cable.test_samples import SAMPLES, sample

LINES = "The Minister said that talks would go on.\n\n"


def body(*labels: str) -> str:
    return "".join(f"{label} {LINES}" for label in labels)


# --- the damage of one sample done to another


@pytest.mark.parametrize(
    "printed",
    [
        "¶1{n}.",
        "1{n}.",
        "- 1{n}.",
        "[1](#){n}.",
        "**¶1{n}.**",
        "**{n}.**",
        "- {n}.",
        "¶{n}.",
        "{n}.",
        "[1](#)1{n}.",
    ],
)
@pytest.mark.parametrize("portion", ["", " (SBU)", "(C)"])
@pytest.mark.parametrize("count", [3, 9, 14])
def test_numbers_come_out_whatever_became_of_the_pilcrow(printed: str, portion: str, count: int) -> None:
    labels = [printed.format(n=n) + portion for n in range(1, count + 1)]
    assert numbers(read(body(*labels))) == list(range(1, count + 1))


def test_numbers_come_out_of_the_damages_of_all_samples_at_once() -> None:
    text = body(
        "**¶11. (SBU) Summary:**",
        "¶12.",
        "- (U)",
        "[1](#)4.",
        "- 15. (C)",
        "(SBU)",
        "17.(C)",
        "18 (C)",
        "**19.** (S/NF)",
        "110.",
    )
    assert numbers(read(text)) == list(range(1, 11))


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_a_sample_keeps_its_numbers_when_its_marks_are_changed(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    wanted = numbers(sample(name))
    for mark in ("", "¶", "[1](#)"):
        assert numbers(parse(text.replace("¶1", mark + "1").replace("¶", mark))) == wanted


@pytest.mark.parametrize("name", ["06PHNOMPENH1385.txt", "06PHNOMPENH977.txt", "09PHNOMPENH189.txt"])
def test_a_header_glued_to_the_body_is_parted_in_any_sample(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    before, line, after = text.partition("UNCLAS")
    glued = sample(name)
    cut = parse(before.rstrip() + line + after)
    assert cut.info[-1].name == glued.info[-1].name
    assert (cut.mrn, numbers(cut)) == (glued.mrn, numbers(glued))


# --- sequence and context


@pytest.mark.parametrize(
    "false", ["¶43. Additionally", "¶2006. Then", "1737. Then", "[1](#)2008. He", "¶99. So"]
)
def test_a_number_that_ends_a_sentence_is_text(false: str) -> None:
    text = read(f"¶1. (C) The court held trials for\n{false} more.\n\n¶2. (C) Done.")
    assert numbers(text) == [1, 2]
    assert "trials for " + false.replace("¶", "").replace("[1](#)", "") in text.paragraphs[0].text


def test_a_hole_is_kept_and_said() -> None:
    text = read(body("¶1. (C)", "¶2. (C)", "¶5. (C)", "¶6. (C)"))
    assert numbers(text) == [1, 2, 5, 6]
    assert [problem.what for problem in text.problems] == ["There is no ¶3 to ¶4."]


def test_a_number_the_drafter_repeated_is_kept_twice() -> None:
    text = read(body("¶1. (C)", "¶2. (C)", "¶2. (C)", "¶3. (C)"))
    assert numbers(text) == [1, 2, 2, 3]
    assert [paragraph.ordinal for paragraph in text.paragraphs] == [1, 2, 3, 4]


def test_a_list_that_starts_again_stays_in_its_paragraph() -> None:
    text = read(
        body("¶1. (C)", "¶2. (C)")
        + "Begin text:\n\n1. One thing.\n2. Another.\n3. A third.\n\n"
        + body("¶3. (C)")
    )
    assert numbers(text) == [1, 2, 3]
    assert "A third." in text.paragraphs[1].text


def test_an_annex_with_a_longer_count_does_not_go_on_with_the_first() -> None:
    annex = "".join(f"{n}. Point of the annex.\n\n" for n in range(1, 12))
    assert numbers(read(body(*(f"¶{n}. (C)" for n in range(1, 6))) + annex)) == [1, 2, 3, 4, 5]


def test_how_a_number_was_found_is_told() -> None:
    text = read(body("¶1. (C)", "¶12. (C)", "(C)", "¶4. (C)"))
    assert [paragraph.number_source for paragraph in text.paragraphs] == [
        NumberSource.PRINTED,
        NumberSource.REPAIRED,
        NumberSource.INFERRED,
        NumberSource.PRINTED,
    ]


def test_without_any_number_the_portion_marks_count() -> None:
    assert numbers(read(body("(C)", "(S)", "(U)"))) == [1, 2, 3]


def test_without_numbers_and_portions_each_block_is_a_paragraph_without_number() -> None:
    text = read("First block of the text.\n\nSecond block of the text.", classified="")
    assert [(p.number, p.label, p.number_source) for p in text.paragraphs] == [
        (None, "§1", NumberSource.INFERRED),
        (None, "§2", NumberSource.INFERRED),
    ]


def test_a_number_in_mid_line_begins_a_paragraph_where_a_portion_mark_follows() -> None:
    text = read("¶1. (C) One sentence. 2. (S/NF) Another one. 3. (C) A third.")
    assert numbers(text) == [1, 2, 3]


def test_entire_text_marks_every_paragraph() -> None:
    text = read("1. (C - ENTIRE TEXT).\n\n2. Text of two.\n\n3. Text of three.")
    assert [(p.portion.level, p.portion.inherited) for p in text.paragraphs if p.portion] == [
        (Level.C, False),
        (Level.C, True),
        (Level.C, True),
    ]


# --- clean text


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("the talks\nwould go on", "the talks would go on"),
        ("the  talks   went", "the talks went"),
        ("an anti-\ntrafficking law", "an anti-trafficking law"),
        ("said --\nand meant", "said -- and meant"),
        ("talks with\n\nMADRID 00000348  002 OF 003\n\n\nFrench companies", "talks with French companies"),
        (
            "talks with\n\nMADRID 00000348  002 OF 003\n\nSUBJECT: A VISIT\n\nFrench companies",
            "talks with French companies",
        ),
        ("talks with MADRID 00000348  002 OF 003 French companies", "talks with French companies"),
        ("talks with\n\nMadrid 00000348  002 of 003\n\n\nFrench companies", "talks with French companies"),
        (
            "talks with. CONFIDENTIAL\nPAGE 02 MADRID 00348 02 OF 03 291401Z\nFrench companies",
            "talks with. French companies",
        ),
        ("talks with\n\nSIPDIS\nFrench companies", "talks with French companies"),
        ("talks with\n\nSIPDIS French companies", "talks with French companies"),
        ("talks with\n\nFrench companies", "talks with French companies"),
        ("Vietnamese and\n \nChinese Ministries", "Vietnamese and Chinese Ministries"),
        ("R&amp;D &quot;now&quot;", 'R&D "now"'),
        ("see [PHUM](#) there", "see PHUM there"),
        ("a **bold** word", "a bold word"),
        ("one<br>\ntwo", "one two"),
        ("one\\\ntwo", "one two"),
    ],
)
def test_clean_text(printed: str, clean: str) -> None:
    text = read(f"¶1. (C) He said {printed} in March.")
    assert [paragraph.text for paragraph in text.paragraphs] == [f"He said {clean} in March."]


def test_page_breaks_are_remembered_where_they_stood() -> None:
    text = read("¶1. (C) Talks with\n\nMADRID 00000348  002 OF 003\n\nFrench companies.")
    assert [(page.part, page.of) for page in text.page_breaks] == [(2, 3)]
    assert text.source[slice(*text.page_breaks[0].span)] == "MADRID 00000348  002 OF 003"


def test_a_block_after_a_whole_sentence_goes_on_with_its_paragraph() -> None:
    text = read("¶1. (C) One.\n\n¶2. (C) Two.\n\nThis block goes on with the second paragraph.\n\n¶3. (C) X.")
    assert text.paragraphs[1].text.startswith("Two.\n\nThis block")
    assert numbers(text) == [1, 2, 3]


def test_bullets_begin_lines_and_are_told() -> None:
    (paragraph,) = read("¶1. (C) They asked for:\n\n-- more money,\nand soon;\n-- fewer men.").paragraphs
    assert paragraph.text == "They asked for:\n-- more money, and soon;\n-- fewer men."
    assert [paragraph.text[slice(*item.span)] for item in paragraph.items] == [
        "-- more money, and soon;",
        "-- fewer men.",
    ]
    assert paragraph.text[paragraph.items[0].body :].startswith("more money")


def test_columns_are_left_as_set() -> None:
    table = "Party     Seats\nPSOE      164\nPP        148"
    (paragraph,) = read(f"¶1. (C) The results were:\n\n{table}").paragraphs
    assert [paragraph.text[slice(*span)] for span in paragraph.verbatim] == [table]


PARTICIPANTS = """¶2.  (U) Participants:

U.S.
Joseph Baker, Vice President
Antony Miller, National Security Advisor to the
Vice President
Brian Cook (notetaker), Embassy Guatemala City

United Kingdom
Gordon Smith, Prime Minister
Thomas Cooper, Private Secretary to the Prime Minister

"""


def test_a_list_of_names_keeps_its_lines_and_joins_what_was_wrapped() -> None:
    (paragraph,) = read(PARTICIPANTS).paragraphs
    assert paragraph.text.split("\n") == [
        "Participants:",
        "",
        "U.S.",
        "Joseph Baker, Vice President",
        "Antony Miller, National Security Advisor to the Vice President",
        "Brian Cook (notetaker), Embassy Guatemala City",
        "",
        "United Kingdom",
        "Gordon Smith, Prime Minister",
        "Thomas Cooper, Private Secretary to the Prime Minister",
    ]


def test_a_paragraph_in_capitals_is_no_list() -> None:
    (paragraph,) = read(
        "¶2. (U) PRESIDENT KNOWS THAT THE GOVERNMENT WILL NOT SIGN AN\n"
        "AGREEMENT BEFORE THE ELECTIONS. HE ASKED FOR PATIENCE.\n"
        "FOREIGN MINISTER ADDED NOTHING TO THIS.\n"
    ).paragraphs
    assert "\n" not in paragraph.text


# --- fragments and repeated heads


def test_a_fragment_is_read_for_what_it_has() -> None:
    assert [tag.code for tag in parse("TAGS: PHUM, BM").tags] == ["PHUM", "BM"]
    assert [paragraph.text for paragraph in parse("A plain text of one line.").paragraphs] == [
        "A plain text of one line."
    ]


def test_the_repeated_head_of_a_second_part_is_no_text() -> None:
    second = (
        "C O N F I D E N T I A L SECTION 02 OF 02 MADRID 000348\nSIPDIS\nSTATE FOR EUR/WE\nE.O. 12958: N/A\n"
    )
    text = read(f"¶1. (C) The talks went\n{second}on and on.\n\n¶2. (C) Done.")
    assert text.paragraphs[0].text == "The talks went on and on."


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("¶1. (C - ENTIRE TEXT).", ""),
        ("¶1. (C - ENTIRE TEXT)", ""),
        ("¶1. (C). He came.", "He came."),
        ("¶1. (C) .50 caliber rounds were found.", ".50 caliber rounds were found."),
    ],
)
def test_a_stop_behind_a_portion_mark_is_no_text(printed: str, text: str) -> None:
    cable = read(f"{printed}\n\n¶2. He left.")

    assert [paragraph.label for paragraph in cable.paragraphs] == ["¶1", "¶2"]
    assert cable.paragraphs[0].text == text


# --- marks that are printed twice


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ("(C - ENTIRE TEXT) (C)", "He came."),
        ("(C - ENTIRE TEXT). (C)", "He came."),
        ("(C) (C - ENTIRE TEXT)", "He came."),
        ("(C) (C)", "He came."),
        ("(C) (S)", "(S) He came."),
        ("(C) (C/NF)", "(C/NF) He came."),
    ],
)
def test_only_the_same_mark_again_is_left_out_of_the_text(marks: str, text: str) -> None:
    found = read(f"1. {marks} He came.\n\n2. He left.")
    assert found.paragraphs[0].text == text
    is_entire = "ENTIRE" in marks
    assert [bool(paragraph.portion) for paragraph in found.paragraphs] == [True, is_entire]


def test_a_mark_of_all_the_text_above_the_first_number_is_not_a_heading() -> None:
    found = read("(C - ENTIRE TEXT)\n\n1. He came.\n\n2. He left.")
    assert not found.headings
    assert all(paragraph.portion and paragraph.portion.level is Level.C for paragraph in found.paragraphs)


def test_a_count_that_starts_again_below_the_mark_of_all_the_text_is_the_paragraphs_own() -> None:
    found = read("1. (C - ENTIRE TEXT).\n\n1. He came.\n\n2. He left.")
    assert [(paragraph.number, paragraph.text) for paragraph in found.paragraphs] == [
        (None, ""),
        (1, "He came."),
        (2, "He left."),
    ]
    assert all(paragraph.portion and paragraph.portion.level is Level.C for paragraph in found.paragraphs)

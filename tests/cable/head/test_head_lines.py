"""The head of a cable where it departs from the usual."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.cable.model import DeclassifyKind, Level
from reader.cable.parse import parse
from tests.cable.build import BODY, HEADER, cable, numbers, read


@pytest.mark.parametrize("printed", ["SIPDIS", "Sipdis", "sipdis"])
def test_a_caption_counts_in_any_case(printed: str) -> None:
    found = read(captions=printed)
    assert [caption.name for caption in found.captions] == ["SIPDIS"]
    assert not found.passing


@pytest.mark.parametrize(
    ("declassify", "mrn", "estimated"),
    [
        ("04/06/2015", "05MADRID348", dt.date(2005, 4, 6)),
        ("04/06/2014", "05MADRID348", dt.date(2005, 4, 6)),
        ("02/29/2016", "05MADRID348", dt.date(2005, 2, 28)),
        ("01/03/2016", "05MADRID348", dt.date(2005, 12, 31)),
        ("12/30/2014", "05MADRID348", dt.date(2005, 1, 1)),
    ],
)
def test_an_estimated_date_lies_in_the_year_that_the_number_tells(
    declassify: str, mrn: str, estimated: dt.date
) -> None:
    text = cable(header="", order=f"E.O. 12958: DECL: {declassify}")
    assert parse(text, mrn=mrn).estimated_date == estimated


def test_a_misspelt_precedence_is_no_part_of_a_name() -> None:
    found = read(header=f"{HEADER}RUEHNE/AMEMBASSY NEW DELHI PIORITY\nRUEHPU/AMEMBASSY PORT AU PRINCE 0012")
    assert [(one.name, one.precedence) for one in found.info[1:]] == [
        ("AMEMBASSY NEW DELHI", "PRIORITY"),
        ("AMEMBASSY PORT AU PRINCE", None),
    ]


def test_an_id_stays_in_a_header_whose_routing_has_many_lines() -> None:
    routing = "PP RUEHAG RUEHROV\nRUEHAA\nRUEHBB\n\nRUEHCC\nRUEHDD"
    found = read(header=HEADER.replace("PP RUEHAG RUEHROV", routing))
    assert (found.transmission_id, found.precedence, found.date) == (
        "VZCZCXRO1234",
        "PRIORITY",
        read().date,
    )


def test_a_header_once_more_below_an_internal_form_is_the_one_that_counts() -> None:
    form = "O 010000Z JAN 01\nFM NOBODY\nTO NOBODY\nAPPROVED: X\nDRAFTED: Y\nCLEARED: Z\nnull\n"
    found = read(header=form + HEADER)
    assert (found.origin, found.date) == ("AMEMBASSY MADRID", read().date)


def test_a_heading_directly_below_the_classifier_is_no_part_of_his_line() -> None:
    found = read(body="Summary\n-------\n¶1. (C) He came.", classified="")
    assert [one.text for one in found.headings] == ["Summary"]
    text = cable(body="", classified="Classified By: DCM Hugo Llorens. Reason 1.4 (b, d)")
    glued = parse(f"{text}\nSummary\n------- \n¶1. (C) He came.")
    assert [one.text for one in glued.headings] == ["Summary"]
    assert glued.classified_by is not None
    assert glued.classified_by.text == "DCM Hugo Llorens. Reason 1.4 (b, d)"


def test_the_reason_above_a_rule_is_no_heading() -> None:
    text = cable(body="", classified="Classified By: DCM Hugo Llorens\nfor reasons 1.4 (b) and (d).")
    glued = parse(f"{text}\n-------\nSummary\n-------\n¶1. (C) He came.")
    assert [one.text for one in glued.headings] == ["Summary"]
    assert [one.number for one in glued.paragraphs] == [1]
    assert glued.classified_by is not None
    assert glued.classified_by.reasons == ("1.4(b)", "1.4(d)")


def test_a_letter_that_was_doubled_is_one_letter() -> None:
    found = read(reference="REF: A. A. MAIER - QUINN EMAIL 06 MARCH 06  B. B. MADRID 41").references
    assert [(item.letter, item.printed) for item in found] == [
        ("A", "MAIER - QUINN EMAIL 06 MARCH 06"),
        ("B", "MADRID 41"),
    ]


def test_an_extract_whose_first_paragraphs_were_cut_out_keeps_its_numbers() -> None:
    body = "XXXXXXXXXXXX\n//RELATIONS//\n\n¶7. (C) He came.\n\n¶8. (C) He left.\n\n¶9. (C) It was late."
    assert [number for number in numbers(read(body)) if number] == [7, 8, 9]


def test_the_lines_that_name_a_web_site_are_no_text() -> None:
    footer = "For more reporting from Embassy Madrid, visit:\n\nvisit Madrid's Classified Website at:\n"
    found = read(f"¶1. (C) He came. End Comment.\n\n*********\n{footer}http://www.sgov.gov\n*****\nAGUIRRE")
    assert found.paragraphs[-1].text == "He came. End Comment."
    assert found.signers == ("AGUIRRE",)


@pytest.mark.parametrize("labels", ["SUBJECT: ", "SUBJECT: SUBJECT: ", "SUBJECT: (U) SUBJ: "])
def test_a_label_set_twice_is_no_part_of_the_subject(labels: str) -> None:
    assert read(subject=f"{labels}A VISIT: SUBJECT: TALKS").subject == "A VISIT: SUBJECT: TALKS"


def test_a_page_line_in_a_subject_is_no_part_of_it() -> None:
    page = "CONFIDENTIAL\nPAGE 02        HARARE  06677  01 OF 03  291400Z\n"
    found = read(subject=f"SUBJECT: A VISIT TO THE\n{page}OPPOSITION LEADER")
    assert found.subject == "A VISIT TO THE OPPOSITION LEADER"
    assert found.references == read().references
    assert numbers(found) == numbers(read())


def test_a_classification_above_a_page_line_is_no_word_of_the_text() -> None:
    text = (
        "¶1. (C) FORM A  CONFIDENTIAL\nPAGE 04 HARARE 06677 01 OF 03 291400Z COALITION.\n\n¶2. (C) IT FELL.\n"
    )
    assert [paragraph.text for paragraph in read(text).paragraphs] == ["FORM A COALITION.", "IT FELL."]


def test_a_head_set_twice_is_read_once() -> None:
    once = cable().partition("¶1.")[0]
    head = once[once.index("C O N F") :]
    found = parse(cable().replace(head, f"{head.rstrip()}\nFriday, 18 December 2009, 11:04\n{head}"))
    assert found.subject == read().subject
    assert numbers(found) == numbers(read())
    assert [paragraph.text for paragraph in found.paragraphs] == [p.text for p in read().paragraphs]


@pytest.mark.parametrize("broken", ["A VISIT AS\n\nTALKS GO ON", "A VISIT AS\n \nTALKS\n\nGO ON"])
def test_a_subject_that_blank_lines_broke_goes_on_above_the_next_field(broken: str) -> None:
    found = read(subject=f"SUBJECT: {broken}\n", reference="REF: PARIS 12")
    assert found.subject == "A VISIT AS TALKS GO ON"
    assert [item.mrn for item in found.references] == ["08PARIS12"]
    assert [paragraph.number for paragraph in found.paragraphs] == [1, 2]


def test_a_heading_below_the_head_is_no_part_of_the_subject() -> None:
    found = read("THE TALKS\n\n¶1. (C) He came.", subject="SUBJECT: A VISIT", reference="", classified="")
    assert found.subject == "A VISIT"
    assert [heading.text for heading in found.headings] == ["THE TALKS"]


def test_captions_stand_also_where_the_classification_line_is_lost() -> None:
    assert [caption.name for caption in read(line="").captions] == ["SIPDIS"]


def test_a_caption_glued_to_a_line_for_an_office_is_parted() -> None:
    found = read(captions="SIPDIS  S/CT FOR MILLER")
    assert [caption.name for caption in found.captions] == ["SIPDIS"]
    assert found.passing == ("S/CT FOR MILLER",)


def test_a_zero_for_the_letter_makes_an_executive_order_too() -> None:
    assert read(order="E.0. 12958: N/A").executive_order == read(order="E.O. 12958: N/A").executive_order


def test_tags_without_a_colon_glued_to_the_executive_order_are_parted() -> None:
    found = read(order="E.O. 12958: DECL: 03/18/2018 TAG PGOV, PREL, SP", tags="")
    assert [tag.code for tag in found.tags] == ["PGOV", "PREL", "SP"]
    assert read(subject="SUBJECT: A PRICE TAG IS SET", tags="").subject == "A PRICE TAG IS SET"


def test_a_reference_line_glued_to_the_subject_is_parted() -> None:
    found = read(subject="SUBJECT: WHO WILL BE PRIMEREF: A. LONDON 1939  B. LONDON 1704")
    assert found.subject == "WHO WILL BE PRIME"
    assert [item.mrn for item in found.references] == ["08LONDON1939", "08LONDON1704"]


def test_a_label_with_nothing_to_label_makes_no_paragraph() -> None:
    found = read(classified="CLASSIFIED BY: Thomas Shannon, Ambassador; REASON: 1.4(D) 1. (C)")
    assert numbers(found) == [1, 2]


@pytest.mark.parametrize(
    ("printed", "kind", "date"),
    [
        ("DECL: 03/18/2018", DeclassifyKind.DATE, dt.date(2018, 3, 18)),
        ("DECL: 2018/03/18", DeclassifyKind.DATE, dt.date(2018, 3, 18)),
        ("DECLl: 011/2/2019", DeclassifyKind.DATE, dt.date(2019, 11, 2)),
        ("DNG: CO 01/26/2021", DeclassifyKind.DATE, dt.date(2021, 1, 26)),
        ("DECL: AFTER KOREAN UNIFICATION", DeclassifyKind.EVENT, None),
        ("N/A", DeclassifyKind.NOT_APPLICABLE, None),
        ("GDS", DeclassifyKind.GDS, None),
        ("GDS 8/12/85 (TOMSETH, VICTOR L.) OR-P", DeclassifyKind.GDS, dt.date(1985, 8, 12)),
        ("DECL: OADR", DeclassifyKind.OADR, None),
        ("DECL: MR", DeclassifyKind.OTHER, None),
        ("DECL: XXXXXXXXXXXX", DeclassifyKind.OTHER, None),
    ],
)
def test_what_the_executive_order_line_asks_for(
    printed: str, kind: DeclassifyKind, date: dt.date | None
) -> None:
    found = read(order=f"E.O. 12958: {printed}").declassify_on
    assert found is not None
    assert (found.kind, found.date) == (kind, date)


@pytest.mark.parametrize(
    ("printed", "classifier", "reasons"),
    [
        ("Classified By: COM Carmen Martinez; REASON: 1.4(B), (D)", "COM Carmen Martinez", "bd"),
        ("Classified By: DCM Hugo Llorens for reasons 1.4 b/d", "DCM Hugo Llorens", "bd"),
        ("CLASSIFIED BY: DCM HUGO LLORENS FOR REAS\nONS 1.4 (b,d)", "DCM HUGO LLORENS", "bd"),
        ("(U) Classified by CDA Robert Silverman for reasons: 1/4 (B), (G)", "CDA Robert Silverman", "bg"),
        ("CLASSIFIED BY DCM HUGO LLORENS, FOR REASONS 1.4 (B) AND (D)", "DCM HUGO LLORENS", "bd"),
    ],
)
def test_who_classified_it_and_why(printed: str, classifier: str, reasons: str) -> None:
    found = read(classified=printed).classified_by
    assert found is not None
    assert (found.classifier, found.reasons) == (classifier, tuple(f"1.4({one})" for one in reasons))


def test_a_classifier_glued_to_the_ref_line_is_parted() -> None:
    glued = "REF: STATE 6461  Classified by S/CT DAS, Susan Burk, Reason: 1.4 (B)"
    found = read(reference=glued, classified="")
    assert [item.mrn for item in found.references] == ["08STATE6461"]
    assert found.classified_by is not None
    assert found.classified_by.classifier == "S/CT DAS, Susan Burk"


@pytest.mark.parametrize(
    ("given", "level", "told"),
    [
        ("CONFIDENTIAL", Level.C, False),
        ("CONFIDENTIAL//NOFORN", Level.C, False),
        ("SECRET", Level.S, True),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Level.C, True),
        ("no classification", Level.C, False),
    ],
)
def test_the_higher_of_the_texts_and_the_containers_level_counts(
    given: str, level: Level, told: bool
) -> None:
    found = parse(cable(), classification=given)
    assert found.classification is not None
    assert (found.classification.level, found.classification.printed) == (level, "C O N F I D E N T I A L")
    assert [problem.what for problem in found.problems] == (
        [f"Filed as {given}, but the text is CONFIDENTIAL."] if told else []
    )


def test_a_text_that_names_no_level_has_the_containers() -> None:
    found = parse("SUBJECT: A VISIT\n\n1. He came.\n", classification="SECRET//NOFORN")
    assert found.level is Level.S


def test_a_subject_set_twice_is_no_heading() -> None:
    found = read(body=f"SUBJ: A visit to\nMadrid\n\n{BODY}", subject="SUBJECT: A VISIT\nTO MADRID")
    assert (found.subject, found.headings) == ("A VISIT TO MADRID", ())
    assert numbers(found) == [1, 2]

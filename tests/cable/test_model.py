"""What a cable says of itself as a whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reader.cable.level import Level
from tests.cable.build import read

SENSITIVE = "¶1. (SBU) He came.\n\n¶2. (U) He left.\n\nAguirre\n"


def test_level_and_classification_to_cite_agree_about_sbu() -> None:
    plain = read("¶1. (U) He came.\n", line="UNCLAS MADRID 000348", captions="", order="E.O. 12958: N/A")
    sensitive = read(SENSITIVE, line="UNCLAS MADRID 000348", captions="", order="E.O. 12958: N/A")

    assert (plain.level, plain.classified_as) == (Level.U, "UNCLASSIFIED")
    assert (sensitive.level, sensitive.classified_as) == (Level.SBU, "UNCLASSIFIED//FOR OFFICIAL USE ONLY")
    assert sensitive.classification is not None
    assert sensitive.classification.name == "UNCLASSIFIED", "as the line has it"


def test_before_october_1995_what_is_now_sbu_is_called_limited_official_use() -> None:
    plain = {"line": "UNCLAS MADRID 000348", "captions": "", "order": "E.O. 12958: N/A"}
    cable = read(SENSITIVE, **plain)

    assert cable.level_words == "SENSITIVE BUT UNCLASSIFIED"
    assert replace(cable, date=dt.datetime(1995, 9, 30)).level_words == "LIMITED OFFICIAL USE"
    assert replace(cable, date=dt.datetime(1995, 10, 1)).level_words == "SENSITIVE BUT UNCLASSIFIED"
    assert replace(read("¶1. (S) He came."), date=dt.datetime(1989, 12, 19)).level_words == "SECRET"


def test_a_paragraph_above_the_cable_leaves_the_cable_as_it_is_classified() -> None:
    cable = read("¶1. (S) He came.\n")

    assert (cable.level, cable.classified_as) == (Level.S, "CONFIDENTIAL")


def test_a_signer_is_one_however_the_name_was_typed() -> None:
    assert (
        read(SENSITIVE).signer_names
        == read(SENSITIVE.replace("Aguirre", "AGUIRRE")).signer_names
        == ("AGUIRRE",)
    )


def test_the_title_is_the_subject_without_its_portion_mark() -> None:
    assert read(subject="SUBJECT: (S/NF) A VISIT").title == "A VISIT"
    assert read(subject="SUBJECT: A VISIT (C)").title == "A VISIT"
    assert read(subject="SUBJECT: A VISIT").title == "A VISIT"
    assert read(subject="SUBJECT: (S/NF) A VISIT").subject == "(S/NF) A VISIT"

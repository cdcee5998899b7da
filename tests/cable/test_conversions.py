"""Cables as converters leave them: double-spaced, indented, on one line, with the marks of a web page."""

from __future__ import annotations

import re
import textwrap

import pytest

from reader.cable.model import Cable
from reader.cable.parse import parse
from tests.cable.build import HEADER, cable

WORDS = "The Minister came to the Embassy, said that he would sign the agreement in March, and left it again."
BODY = "\n\n".join(
    f"A Title {number}\n---------\n\n" + textwrap.fill(f"¶{number}. (C) {WORDS} {WORDS}", 64)
    for number in range(1, 6)
)
TEXT = cable(f"{BODY}\n\nAGUIRRE\n", tags="TAGS: PGOV PREL\nECON SP", subject="SUBJECT: A VISIT\nTO MADRID")


def facts(read: Cable) -> tuple[object, ...]:
    """What must be the same however the text was converted."""
    return (
        read.mrn,
        read.date,
        [one.name for one in (*read.recipients, *read.info)],
        [tag.code for tag in read.tags],
        read.subject,
        read.classified_by and read.classified_by.classifier,
        [(one.number, one.portion and one.portion.printed, one.text) for one in read.paragraphs],
        [heading.text for heading in read.headings],
        read.signers,
    )


@pytest.mark.parametrize(
    "converted",
    [
        TEXT.replace("\n", "\n\n"),
        TEXT.partition("\n\nE.O.")[0] + ("\n\nE.O." + TEXT.partition("\n\nE.O.")[2]).replace("\n", "\n\n"),
        textwrap.indent(TEXT, "    "),
        textwrap.indent(TEXT, "\t"),
        TEXT.replace("\n", "<br/>\n"),
        TEXT.replace("\n", " <br>\n"),
        TEXT.replace("-----", "–––––"),
        re.sub(
            r"(?s)(E\.O\..*?)\n\nA Title", lambda m: f"{' '.join(m[1].split())}\n\nA Title", TEXT, count=1
        ),
        f"{TEXT}\nPage 3 of 3\n",
        f"{TEXT}\n\nSource: The Guardian, 28 November 2010\n",
    ],
)
def test_a_converted_cable_is_read_like_the_original(converted: str) -> None:
    assert converted != TEXT
    assert facts(parse(converted)) == facts(parse(TEXT))


def test_a_head_of_edited_form_on_one_line_is_read() -> None:
    head = "EO 12958 DECL: 03/18/2018 TAGS PGOV, PREL, SP SUBJECT: A VISIT CLASSIFIED BY DCM X FOR 1.4 (B)"
    read = parse(f"{HEADER}\nC O N F I D E N T I A L MADRID 000348\n\n{head}\n\n¶1. (C) He came.")
    assert ([tag.code for tag in read.tags], read.subject) == (["PGOV", "PREL", "SP"], "A VISIT")
    assert read.classified_by
    assert read.classified_by.classifier == "DCM X"


def test_the_addressees_of_a_header_on_one_line_are_those_of_its_lines() -> None:
    info = (
        "RUCNIRA/IRAN COLLECTIVE",
        "ARAB LEAGUE COLLECTIVE PRIORITY",
        "RUEATRS/DEPT OF TREASURY WASHDC IMMEDIATE",
        "FBI WASHDC",
        "RHEHWSR/WHITE HOUSE NATIONAL SECURITY COUNCIL WASHINGTON DC",
        "RUEATSA/TSA HQ WASHINGTON DC",
        "RHMFISS/HQ USEUCOM VAIHINGEN GE",
        "COMUSNAVCENT",
        "RUZEADI/USCENTCOM INTEL CEN MACDILL AFB FL",
    )
    header = HEADER.rstrip() + "\n" + "\n".join(info) + "\n"
    lines, line = parse(cable(header=header)), parse(cable(header=" ".join(header.split())))
    assert len(lines.info) == 1 + len(info)
    assert [one.name for one in line.info] == [one.name for one in lines.info]
    assert [one.name for one in line.recipients] == [one.name for one in lines.recipients]


def test_a_text_of_short_paragraphs_is_not_double_spaced() -> None:
    body = "\n\n".join(f"¶{number}. (C) He came on day {number}." for number in range(1, 40))
    assert len(parse(cable(body)).paragraphs) == 39


def test_a_header_on_one_line_is_read_like_the_original() -> None:
    header, rest = TEXT.split("\n\n", 1)
    one = parse(f"{' '.join(header.split())}\n\n{rest}")
    assert facts(one) == facts(parse(TEXT))
    assert (one.precedence, one.origin, one.transmission_id) == (
        "PRIORITY",
        "AMEMBASSY MADRID",
        "VZCZCXRO1234",
    )


def test_each_block_on_one_line_is_read_like_the_original() -> None:
    blocks = "\n\n".join(" ".join(block.split()) for block in TEXT.split("\n\n"))
    assert facts(parse(blocks)) == facts(parse(TEXT))


def test_a_date_above_the_classification_line_may_be_on_one_line_with_it() -> None:
    read = parse("Friday, 26 October 2007, 02:25 S E C R E T MADRID 000348 SIPDIS\n\n¶1. (S) He came.")
    assert (read.mrn, str(read.date)[:10], [one.name for one in read.captions]) == (
        "07MADRID348",
        "2007-10-26",
        ["SIPDIS"],
    )


def test_addressees_end_at_the_captions_where_the_classification_line_is_lost() -> None:
    text = cable(line="", captions="SIPDIS\nNOFORN\n\nDEPARTMENT FOR EUR/WE")
    read = parse(text)
    assert [one.name for one in read.info] == ["AMCONSUL BARCELONA"]
    assert [one.name for one in read.captions] == ["SIPDIS", "NOFORN"]
    assert read.passing == ("DEPARTMENT FOR EUR/WE",)

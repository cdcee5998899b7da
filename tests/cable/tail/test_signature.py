"""Who signed a cable, and what is no name."""

from __future__ import annotations

import pytest

from tests.cable.build import read


@pytest.mark.parametrize(
    ("end", "signer"),
    [
        ("\n\nAGUIRRE\n", "AGUIRRE"),
        ("\nAGUIRRE", "AGUIRRE"),
        (" CROCKER", "CROCKER"),
        (" LeBaron", "LeBaron"),
        (
            "\n\nVisit Madrid's Classified Website:\nhttp://x.gov/madrid/index.c fm\n\nAGUIRRE\n\nNNNN\n",
            "AGUIRRE",
        ),
        ("\n\nMINIMIZE CONSIDERED\n\nAGUIRRE", "AGUIRRE"),
        (" MINIMIZE CONSIDERED AGUIRRE", "AGUIRRE"),
        (" MINIMIZED CONSIDERED. MURRAY .", "MURRAY"),
        ("\n\nBAGHDAD AND KABUL MINIMIZE CONSIDERED\nSHANNON", "SHANNON"),
        ("\nMINIMIZE CONSIDERED FOR BAGHDAD.\n\nSHANNON", "SHANNON"),
        ("\n******** JONES", "JONES"),
        ("\n\nVisit Paris' Classified Website at:\nhttp://x.gov/index.c fm STAPLETON", "STAPLETON"),
        (
            "\n\n*********\nVisit Madrid's Classified Website:\nhttp://x.gov/madrid\n \nYou can also access"
            " this site through the State Department's\nClassified SIPRNET website.\n*********\nJONES",
            "JONES",
        ),
        (
            "\nVisit Mexico City's Classified Web Site at\nhttp://x.gov/mexicocity and the North American\n"
            "Partnership Blog at http://x.gov/nap /\n\nPASCUAL",
            "PASCUAL",
        ),
        ("\n\n***** Visit Rabat’s Classified Website; http://x.gov/rabat *****\nRiley", "Riley"),
        ("\n\nAGUIRRE\nCONFIDENTIAL\n", "AGUIRRE"),
        ("\n\nO'BRIEN\n.\n>\n", "O'BRIEN"),
        (
            '\nJeffrey\n"Visit Ankara\'s Classified Web Site at http://www.x.s\ngov.gov/wiki/Portal:Turkey"',
            "Jeffrey",
        ),
        ("\n\nVisit London's Classified Website: http://x.gov/index. cfm Tuttle", "Tuttle"),
        ("\n\nVisit Kuwait's Classified Website:\nhttp://x.gov/kuwait/\n****** *\njones", "jones"),
        ("\n\nCLINTON\nNNNN\nEnd Cable Text\n XXXXXXXXXXXX", "CLINTON"),
        ("\nWHITE\nTrack impresión: someone @ Sat Dec 4 19:20:36 2010\nID: 187536", "WHITE"),
    ],
)
def test_signatures(end: str, signer: str) -> None:
    text = read(f"¶1. (C) One sentence.\n\n¶2. (C) The last sentence.{end}")
    assert text.signers == (signer,)
    assert text.paragraphs[-1].text == "The last sentence."


@pytest.mark.parametrize(
    "last", ["End comment", "At last he met XXXXXXXXXXXX", "He left for Bonn. --------------"]
)
def test_a_name_in_capitals_behind_what_is_no_sentence_signs(last: str) -> None:
    assert read(f"¶1. (C) One.\n\n¶2. (C) Two.\n{last} DELL").signers == ("DELL",)
    assert read(f"¶1. (C) One.\n\n¶2. (C) Two.\n{last} Bonn").signers == ()


def test_minimize_considered_without_a_name_is_no_text() -> None:
    text = read("¶1. (C) One.\n\n¶2. (C) The last sentence. MINIMIZE CONSIDERED.")
    assert (text.paragraphs[-1].text, text.signers) == ("The last sentence.", ())


def test_a_name_below_a_redaction_or_below_a_line_with_room_for_it_signs() -> None:
    assert read("¶1. (C) One.\n\n¶2. (SBU) XXXXXXXXXXXX\nDINGER").signers == ("DINGER",)
    wrapped = "¶1. (C) The visit does not have unanimous support and that\nguarantees reports in the media\n"
    assert read(f"{wrapped}Aguirre").signers == ("Aguirre",)
    full = wrapped.replace("in the media", "in the media of the capital and")
    assert read(f"{full}Madrid").signers == ()


def test_a_name_that_had_room_above_signs_where_no_line_above_was_broken_early() -> None:
    full = (
        "¶1. (C) The visit does not have support in government,\n"
        "unanimous or otherwise, and the differences that there\n"
        "always were inside it will without doubt be discussed,\n"
    )
    assert read(f"{full}at some length, in most of the papers of May\nAguirre").signers == ("Aguirre",)
    assert read(f"{full}at some length, in most of the papers of the\nMadrid press").signers == ()
    early = full.replace("otherwise, and", "otherwise,\nand")
    assert read(f"{early}at some length, in most of the papers of May\nAguirre").signers == ()


def test_a_piece_of_the_subject_below_the_name_is_no_name() -> None:
    text = read(
        "¶1. (C) He left again.\nAGUIRRE\n\nTHE MINISTER COMES...",
        subject="SUBJECT: THE MINISTER COMES\nHOME",
    )
    assert text.signers == ("AGUIRRE",)
    assert text.paragraphs[-1].text == "He left again."


def test_who_classified_the_cable_signs_it_whatever_stands_above() -> None:
    classified = "Classified By: Ambassador Eduardo Aguirre for reasons 1.4 (b) and (d)."
    open_end = (
        "¶1. (C) This alone guarantees that all differences\non this will be aired at large in the media of"
    )
    assert read(f"{open_end}\nAguirre", classified=classified).signers == ("Aguirre",)
    assert read(f"{open_end}\nMadrid", classified=classified).signers == ()


@pytest.mark.parametrize(
    ("end", "partial"),
    [(" He went on and ...\n", True), ("…", True), ("\n\nPEKALA\n...\n", False), ("", False)],
)
def test_a_text_that_breaks_off_is_an_extract(end: str, partial: bool) -> None:
    assert read(f"¶1. (C) One sentence.\n\n¶2. (C) The last sentence.{end}").partial is partial


@pytest.mark.parametrize(
    "end",
    [
        "",
        " End comment.",
        "\n\nEND COMMENT",
        " He went on and",
        "\n\nSECRET",
        "\n\nXXXXXXXXXXXX",
        " Point of contact is David J. Hazarian",
    ],
)
def test_what_is_no_signature(end: str) -> None:
    assert read(f"¶1. (C) One sentence.\n\n¶2. (C) The last sentence.{end}").signers == ()

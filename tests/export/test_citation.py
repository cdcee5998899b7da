"""Footnotes that an editor or an archivist can follow."""

from __future__ import annotations

import dataclasses

from reader.cable.model import MrnSource
from reader.export.citation import footnote
from tests.export.builders import TEXT, a_cable

CABLE = a_cable()


def test_a_cable_is_cited_by_sender_title_number_date_level_and_paragraph() -> None:
    assert footnote(CABLE, "09MUNICH273", "¶1") == (
        "Consulate Munich to Department of State, \"GERMAN ELECTIONS: BAVARIA 'WINS' #1,\" "
        "telegram 09MUNICH273, November 6, 2009, confidential, ¶1."
    )


def test_a_year_that_was_deduced_is_said_to_be() -> None:
    cable = dataclasses.replace(CABLE, mrn_source=MrnSource.INFERRED)
    assert "telegram 09MUNICH273 (year inferred), November" in footnote(cable, "09MUNICH273")


def test_a_date_that_was_guessed_is_said_to_be() -> None:
    cable = dataclasses.replace(CABLE, date=None, estimated_date=CABLE.date.date() if CABLE.date else None)
    assert "November 2009 (date inferred)" in footnote(cable, "09MUNICH273")


def test_a_telegram_of_the_seventies_is_cited_as_the_archives_do() -> None:
    head = (
        "O 271200Z MAY 78\nFM USMISSION BERLIN\nTO SECSTATE WASHDC\n\nLIMITED OFFICIAL USE USBERLIN 01232\n\n"
    )
    text = f"{head}SUBJECT: X\n\n1. Text.\n"
    cited = footnote(a_cable(text, "78USBERLIN1232"), "78USBERLIN1232", "¶1")
    assert cited.endswith(
        "to Department of State, Telegram 01232, May 27, 1978, 1978USBERL01232, "
        "Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1."
    )


def test_a_post_of_two_words_is_cut_as_the_archives_cut_it() -> None:
    assert "1975PHNOM00292" in footnote(None, "75PHNOMPENH292")


def test_several_addressees_are_not_all_named() -> None:
    cable = a_cable(TEXT.replace("PRIORITY 1234", "PRIORITY 1234\nAMEMBASSY BERLIN"))
    assert footnote(cable, "09MUNICH273").startswith("Consulate Munich to Department of State and others,")


def test_what_is_not_known_is_not_invented() -> None:
    assert footnote(None, "TEXT-0a1b2c3d4e") == "Sender not printed, telegram TEXT-0a1b2c3d4e, n.d."


def test_a_title_that_ends_in_a_stop_or_a_question_reads_well() -> None:
    ends = {"End.": '"End,"', "End?": '"End?,"'}
    for subject, cited in ends.items():
        assert cited in footnote(dataclasses.replace(CABLE, subject=subject), "09MUNICH273")


def test_a_title_is_cited_without_its_portion_mark() -> None:
    marked = dataclasses.replace(CABLE, subject="(S/NF) A VISIT")
    assert '"A VISIT,"' in footnote(marked, "09MUNICH273")

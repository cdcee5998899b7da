"""What is printed below and around the signature and is no text."""

from __future__ import annotations

import pytest

from tests.cable.build import read

BODY = "¶1. (C) Summary: The Minister came. End summary.\n\n¶2. (C) He left again."


@pytest.mark.parametrize(
    "ending",
    [
        "AGUIRRE\n\nRELEASED IN FULL",
        "AGUIRRE\nRELEASE IN PART B1, 1.4(B)",
        "AGUIRRE\n\nUNCLASSIFIED U.S. Department of State Case No. F-2010-0 Doc No. C01 Date: 04/05/2011",
        "AGUIRRE\nBT\n#0348\n0900 0791620\nNNNN",
        "AGUIRRE\nNNNN\n2008MADRID00348 - Classification: CONFIDENTIAL",
        "AGUIRRE\nNNNN\nMSGID: 08MADRID348",
        "AGUIRRE\nCONFIDENTIAL\nNNNNMAFVVZCZ",
        "AGUIRRE\n##",
        "AGUIRRE##",
        "AGUIRRE\n\nINSERT INTO cables VALUES (1,2);",
        "AGUIRRE\nEND TEXT",
        "AGUIRRE\nEND OF TEXT",
        "AGUIRRE\nDrafted by: POL - J Smith\nCleared by: ECON - A Doe",
        "DRAFTED: POL:JSMITH\nAPPROVED: DCM:HLLORENS\nAGUIRRE",
        "AGUIRRE\n\nCONFIDENTIAL\n\nPAGE 03 MADRID 00348 01 OF 01 191620Z",
        "AGUIRRE\nMADRID 00000348  003 OF 003",
        "AGUIRRE\n\n(This message may be found at www.example.gov/p/eur/madrid)",
        "AGUIRRE\n\nsource: http://example.org/cable/2008",
        "AGUIRRE\n=======================CABLE ENDS============================",
        "AGUIRRE\n\nJane Doe Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
    ],
)
def test_the_signer_is_found_and_the_rest_is_no_text(ending: str) -> None:
    found = read(f"{BODY}\n\n{ending}\n")
    assert found.signers == ("AGUIRRE",)
    assert [paragraph.text for paragraph in found.paragraphs][1:] == ["He left again."]


@pytest.mark.parametrize(
    "text",
    ["Released in full, the report filled two pages.", "END TEXT", "Drafted by: two lawyers of the party."],
)
def test_the_same_words_in_a_text_without_signature_are_text(text: str) -> None:
    found = read(f"{BODY}\n\n{text}\n")
    assert not found.signers
    assert text in found.paragraphs[-1].text


def test_end_text_above_the_name_is_no_text_unless_a_text_began() -> None:
    assert read(f"{BODY}\n\nEND TEXT\n\nAGUIRRE\n").paragraphs[-1].text == "He left again."
    quoted = read(f"{BODY} Begin text: No.\n\nEND TEXT\n\nAGUIRRE\n")
    assert quoted.paragraphs[-1].text.endswith("END TEXT")
    assert quoted.signers == ("AGUIRRE",)


def test_end_text_ends_the_cable_where_the_quoted_text_ended_above() -> None:
    quoted = "¶1. (U) Begin text:\n\nHe came.\n\nEnd text.\n\n¶2. (U) He left.\n\n"
    whole = read(f"{quoted}END TEXT\n\nAGUIRRE\n")
    assert (whole.signers, whole.paragraphs[-1].text) == (("AGUIRRE",), "He left.")
    last = read("¶1. (U) Begin text:\n\nHe came.\n\nEnd text.\n\nAGUIRRE\n")
    assert last.paragraphs[-1].text.endswith("End text.")


def test_the_notice_of_a_web_site_is_no_text_behind_the_last_sentence_or_across_a_page() -> None:
    site = "Please visit Madrid's Classified Website at: http://www.state.sgov.gov/p/eur/madrid/index.c fm"
    assert read(f"¶1. (U) He left. {site}\n\nAGUIRRE\n").paragraphs[-1].text == "He left."
    page = "MADRID 00000348  002 OF 002"
    wrapped = f"Visit Madrid's Classified Web Site at\n\n{page}\n\n\nhttp://state.gov/madrid and"
    cable = read(f"¶1. (U) He left.\n\n{wrapped}\nthe Blog at http://state.gov/blog\nAGUIRRE\n")
    assert (cable.paragraphs[-1].text, len(cable.page_breaks)) == ("He left.", 1)

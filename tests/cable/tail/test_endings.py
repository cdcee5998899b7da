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

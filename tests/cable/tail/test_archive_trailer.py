"""What the National Archives print on and below telegrams of 1973-79 is no text, wherever it stands."""

from __future__ import annotations

import pytest

from reader.cable.parse import parse

STAMPS = (
    "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005",
    "Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review 04 MAY 2006",
    "Sheryl P. Walter Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
)
TRAILER = """\
*** Current Handling Restrictions *** n/a
*** Current Classification *** UNCLASSIFIED
"""
ATTRIBUTES = """\
Automatic Decaptioning: X
Capture Date: 01 JAN 1994
Channel Indicators: n/a
Concepts: PRESIDENTS, CALLS,
 VISITS
Current Classification: UNCLASSIFIED
Draft Date: 16 JAN 1975
TAGS: OVIP, US
To: STATE
"""
TELEGRAM = """\
CONFIDENTIAL

PAGE 01        DACCA  00292  160625Z

R 160550Z JAN 75
FM AMEMBASSY DACCA
TO SECSTATE WASHDC 5771
INFO AMEMBASSY ISLAMABAD
{stamp}

C O N F I D E N T I A L DACCA 0292

E.O. 11652: GDS
TAGS: PFOR, BG
SUBJECT: A CALL ON THE PRESIDENT

1. HE SAID NOTHING, AND WENT ON TO SAY IT, AS
IF THERE WERE NO OTHER GUESTS IN THE
CONFIDENTIAL

CONFIDENTIAL

PAGE 02        DACCA  00292  160625Z

{stamp}
ROOM.

2. COMMENT: WE AGREE.
BOSTER

CONFIDENTIAL

NNN

{below}"""


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize(
    "below",
    [
        TRAILER,
        f"{TRAILER}\n\nMessage Attributes\n\n{ATTRIBUTES}",
        f"{TRAILER}\n\nMessage Attributes:\n{ATTRIBUTES}",
        ATTRIBUTES,
        f"<< END OF DOCUMENT >>\n\n{STAMPS[1]}\n{TRAILER.replace('*** ', '')}{ATTRIBUTES}",
        "NNNNMAFVVZCZ\n" + TRAILER,
    ],
)
def test_stamps_and_trailers_are_kept_out_of_the_text(stamp: str, below: str) -> None:
    cable = parse(TELEGRAM.format(stamp=stamp, below=below), mrn="75DACCA292")

    assert [paragraph.text for paragraph in cable.paragraphs] == [
        "HE SAID NOTHING, AND WENT ON TO SAY IT, AS IF THERE WERE NO OTHER GUESTS IN THE ROOM.",
        "COMMENT: WE AGREE.",
    ]
    assert cable.signer_names == ("BOSTER",)
    assert [addressee.name for addressee in cable.info] == ["AMEMBASSY ISLAMABAD"]
    assert [tag.code for tag in cable.tags] == ["PFOR", "BG"]


def test_labels_in_a_cable_of_today_are_text() -> None:
    text = TELEGRAM.format(stamp="", below="").replace(
        "2. COMMENT", "2. Status: open.\nOffice: none.\n\nDrafter: unknown. He left.\n\n3. COMMENT"
    )

    cable = parse(text, mrn="75DACCA292")

    assert "Office: none." in cable.paragraphs[1].text
    assert cable.signer_names == ("BOSTER",)

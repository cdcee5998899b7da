"""Cables in the manner of their time, from 1966 to the message format after 2010; all texts are our own."""

from __future__ import annotations

from reader.cable.model import DeclassifyKind, Level, MrnSource
from reader.cable.parse import parse
from tests.cable.build import numbers

SIXTIES = """P R 281848Z DEC 66
FM AMEMBASSY LISBON
TO SECSTATE WASHDC PRIORITY 812
INFO AMEMBASSY MADRID 44
BT
C O N F I D E N T I A L LISBON 1207

SUBJ: TALKS ON BASE RIGHTS

REF: STATE 106206 CIRCULAR; MADRID 720 AND 707

1. FOREIGN MINISTER TOLD ME TODAY THAT HE WOULD NOT RPT NOT
SIGN BEFORE NEW YEAR. QTE WE HAVE TIME UNQTE.

2. I REPLIED THAT WASHINGTON HAD LESS OF IT.

GP-3
ANDERSON
"""

ARCHIVE = """Message Text




CONFIDENTIAL

PAGE 01  LIMA  02545  181730Z

43
ACTION ARA-10

INFO OCT-01  ISO-00  SS-15  NSC-07  L-02  /035 W
------------------352654  200910Z /23
R 181640Z APR 73
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 5731
INFO AMEMBASSY BOGOTA

C O N F I D E N T I A L LIMA 2545

E.O. 11652: GDS
TAGS: PFOR, PINT, PE
SUBJECT: MINISTER ON FISHING LIMITS

REF: STATE 65012 (NOTAL)

1. SUMMARY: MINISTER REPEATED THAT THE LIMIT STANDS AT 200
MILES. END SUMMARY.

2. HE ADDED THAT BOATS WOULD BE
CONFIDENTIAL

PAGE 02  LIMA  02545  181730Z

SEIZED WITHOUT WARNING.
BELCHER

CONFIDENTIAL

NNN
<< END OF DOCUMENT >>
Message Attributes
Automatic Decaptioning: X
Document Number: 1973LIMA02545
Subject: MINISTER ON FISHING LIMITS
Locator: TEXT ON-LINE
"""

EIGHTIES = """PAGE 01        CAPE T  00097  01 OF 02  182017Z
O 181955Z JAN 85
FM AMCONSUL CAPE TOWN
TO SECSTATE WASHDC IMMEDIATE 2210

C O N F I D E N T I A L SECTION 01 OF 02 CAPE TOWN 00097

E.O. 12356: DECL: OADR
TAGS: PGOV, SF
SUBJ: OPENING OF PARLIAMENT

1. CONFIDENTIAL - ENTIRE TEXT.

2. THE STATE PRESIDENT OPENED PARLIAMENT ON JANUARY 25 AND
CONFIDENTIAL

CONFIDENTIAL

PAGE 02        CAPE T  00097  01 OF 02  182017Z

SPOKE FOR AN HOUR.

3. THE OPPOSITION LISTENED.
NICKEL
"""

NOTICE = (
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available."
)
PARTIAL = f"""{NOTICE}

S E C R E T SECTION 01 OF 03 AMMAN 003210

SIPDIS
NOFORN

E.O. 12958: DECL: 04/24/2014
TAGS: PREL, PTER, JO
SUBJECT: A CONVERSATION

Classified By: Ambassador for reasons 1.5 (b) and (d)

1. (S/NF) Summary: He talked. End summary.

2. (S//REL TO USA, FVEY) He went on to talk and
"""

SMART = """UNCLASSIFIED
SBU

MRN: 11 TRIPOLI 123
Date/DTG: Feb 03, 2011 / 032014Z FEB 11
From: AMEMBASSY TRIPOLI
Action: WASHDC, SECSTATE ROUTINE
E.O.: 13526
TAGS: PGOV, PREL, LY
Captions: SENSITIVE
Reference: 10 TRIPOLI 950
Subject: A QUIET WEEK

1. (SBU) Summary: Nothing happened. End Summary.

2. (SBU) Nothing more is expected.

CRETZ
"""


def test_a_telegram_of_the_sixties() -> None:
    cable = parse(SIXTIES)
    assert (cable.mrn, cable.precedence, cable.origin) == ("66LISBON1207", "PRIORITY", "AMEMBASSY LISBON")
    assert cable.subject == "TALKS ON BASE RIGHTS"
    assert [(reference.mrn, reference.qualifiers) for reference in cable.references] == [
        ("66STATE106206", ("CIRCULAR",)),
        ("66MADRID720", ()),
        ("66MADRID707", ()),
    ]
    assert numbers(cable) == [1, 2]
    assert cable.signers == ("ANDERSON",)


def test_a_telegram_from_the_archive_of_the_seventies() -> None:
    cable = parse(ARCHIVE)
    assert (cable.mrn, cable.mrn_source) == ("73LIMA2545", MrnSource.PRINTED)
    assert [addressee.name for addressee in cable.recipients] == ["SECSTATE WASHDC"]
    assert [addressee.name for addressee in cable.info] == ["AMEMBASSY BOGOTA"]
    assert cable.executive_order == "11652"
    assert cable.declassify_on is not None
    assert cable.declassify_on.kind is DeclassifyKind.GDS
    assert [tag.code for tag in cable.tags] == ["PFOR", "PINT", "PE"]
    assert [reference.mrn for reference in cable.references] == ["73STATE65012"]
    assert [paragraph.text for paragraph in cable.paragraphs] == [
        "SUMMARY: MINISTER REPEATED THAT THE LIMIT STANDS AT 200 MILES. END SUMMARY.",
        "HE ADDED THAT BOATS WOULD BE SEIZED WITHOUT WARNING.",
    ]
    assert cable.signers == ("BELCHER",)


def test_a_telegram_of_the_eighties() -> None:
    cable = parse(EIGHTIES)
    assert (cable.mrn, cable.sections, cable.subject) == ("85CAPETOWN97", 2, "OPENING OF PARLIAMENT")
    assert cable.declassify_on is not None
    assert cable.declassify_on.kind is DeclassifyKind.OADR
    assert numbers(cable) == [1, 2, 3]
    assert (
        cable.paragraphs[1].text
        == "THE STATE PRESIDENT OPENED PARLIAMENT ON JANUARY 25 AND SPOKE FOR AN HOUR."
    )
    assert [p.portion.level for p in cable.paragraphs[1:] if p.portion and p.portion.inherited] == [
        Level.C
    ] * 2


def test_an_extract_of_2004_has_an_inferred_year() -> None:
    cable = parse(PARTIAL)
    assert (cable.mrn, cable.mrn_source, cable.partial) == ("04AMMAN3210", MrnSource.INFERRED, True)
    assert [caption.name for caption in cable.captions] == ["SIPDIS", "NOFORN"]
    assert cable.classification is not None
    assert cable.classification.name == "SECRET//NOFORN"
    assert [p.portion.release for p in cable.paragraphs if p.portion] == [(), ("USA", "FVEY")]


def test_the_year_of_an_extract_may_be_given() -> None:
    assert (parse(PARTIAL, year=5).mrn, parse(PARTIAL, year=5).mrn_source) == ("05AMMAN3210", MrnSource.GIVEN)
    assert parse(PARTIAL, mrn="05AMMAN3210").mrn == "05AMMAN3210"


def test_the_text_wins_over_the_number_it_was_filed_under() -> None:
    cable = parse(SIXTIES, mrn="66LISBON1208")
    assert cable.mrn == "66LISBON1207"
    assert [problem.what for problem in cable.problems] == [
        "The text calls itself 66LISBON1207, but it was filed as 66LISBON1208."
    ]


def test_the_message_format_after_2010() -> None:
    cable = parse(SMART)
    assert (cable.mrn, cable.origin, cable.executive_order) == ("11TRIPOLI123", "AMEMBASSY TRIPOLI", "13526")
    assert cable.date is not None
    assert cable.date.isoformat() == "2011-02-03T20:14:00+00:00"
    assert [tag.code for tag in cable.tags] == ["PGOV", "PREL", "LY"]
    assert [reference.mrn for reference in cable.references] == ["10TRIPOLI950"]
    assert cable.subject == "A QUIET WEEK"
    assert cable.level is Level.SBU
    assert numbers(cable) == [1, 2]


RELEASED = """RELEASED IN FULL
PAGE 01 LIMA 02545 181730Z
R 181640Z AUG 94
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 1429
CONFIDENTIALLIMA 002545
E.O. 12356: DECL: OADR
TAGS: PREL, PE
SUBJECT: MINISTER ON FISHING LIMITS
1. CONFIDENTIAL - ENTIRE TEXT.
2. MINISTER REPEATED THAT THE LIMIT STANDS AT
UNITED STATES DEPARTMENT OF STATE
REVIEW AUTHORITY: JOHN A SMITH
DATE/CASE ID: 24 MAR 2006 200103014
UNCLASSIFIED
200 MILES.
"""


def test_what_the_department_stamped_on_a_released_telegram_of_1994_is_no_text() -> None:
    cable = parse(RELEASED)

    assert (cable.level, cable.mrn) == (Level.C, "94LIMA2545")
    assert cable.paragraphs[-1].text == "MINISTER REPEATED THAT THE LIMIT STANDS AT 200 MILES."
    assert cable.source == RELEASED, "nothing is lost"

"""The heads that a cable of several sections repeats are not text, whichever era it is of."""

from __future__ import annotations

import pytest

from reader.cable.model import BlockKind
from reader.cable.parse import parse
from tests.cable.build import HEADER, cable, numbers, read

LINE = "C O N F I D E N T I A L SECTION 01 OF 02 MADRID 000348"
AGAIN = LINE.replace("SECTION 01", "SECTION 02")
SUBJECT = "SUBJECT: A VISIT OF THE MINISTER WHO LEADS THE\nOPPOSITION"
FIELDS = f"E.O. 12958: DECL: 03/18/2018\nTAGS: PGOV PREL SP\n{SUBJECT}\nREF: A. PARIS 12\nB. ROME 13"
CLASSIFIED = "Classified By: DCM Hugo Llorens for reasons\n1.4 (b) and (d)."
HEADS = {
    "the classification line": AGAIN,
    "with captions": f"{AGAIN}\n\nSIPDIS",
    "with all fields": f"{AGAIN}\n\nSIPDIS\n\n{FIELDS}\n\n{CLASSIFIED}",
    "with the transmission header": f"{HEADER}\n{AGAIN}\n\nSIPDIS\n\n{FIELDS}\n\n{CLASSIFIED}",
    "with a header of the nineties": f"P 191620Z MAR 08\nFM AMEMBASSY MADRID\n\n{AGAIN}\n\nSIPDIS",
}
heads = pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)


def text_of(body: str) -> str:
    """A cable of two sections with a body."""
    return cable(body, line=LINE, order="", tags="", subject=FIELDS, classified=CLASSIFIED)


@heads
def test_a_repeated_head_between_paragraphs_is_furniture(head: str) -> None:
    found = parse(text_of(f"¶1. (C) He came.\n\n{head}\n\n¶2. (C) He left.\n"))
    assert [paragraph.text for paragraph in found.paragraphs] == ["He came.", "He left."]
    furniture = [block.span for block in found.blocks if block.kind is BlockKind.FURNITURE]
    assert any(AGAIN in found.source[span.start : span.end] for span in furniture)


@heads
def test_a_sentence_goes_on_below_a_repeated_head(head: str) -> None:
    found = parse(
        text_of(f"¶1. (C) He came with the\n\n{head}\n\nminister of defence.\n\n¶2. (C) He left.\n")
    )
    assert [paragraph.text for paragraph in found.paragraphs] == [
        "He came with the minister of defence.",
        "He left.",
    ]


@heads
def test_the_head_of_the_cable_stays_its_own(head: str) -> None:
    found = parse(text_of(f"¶3. (C) He came.\n\n{head}\n\n¶4. (C) He left.\n"))
    assert (numbers(found), found.sections, len(found.references)) == ([3, 4], 2, 2)
    assert found.subject == "A VISIT OF THE MINISTER WHO LEADS THE OPPOSITION"


def test_a_line_of_the_head_that_a_text_quotes_stays_text() -> None:
    quoted = "FM AMEMBASSY MADRID"
    found = read(f"¶1. (C) He saw the line:\n\n{quoted}\n\n¶2. (C) He left.\n")
    assert not [block for block in found.blocks if block.kind is BlockKind.FURNITURE]

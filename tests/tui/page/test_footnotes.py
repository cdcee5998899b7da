"""Footnotes of printed documents are shown below what has their mark."""

from __future__ import annotations

from reader.cable.parse import parse
from reader.tui.page.footnotes import INDENT, Footnotes
from reader.tui.page.layout import FOLDED, layout
from reader.tui.page.model import Layout, Options

TEXT = """\
MRN: FRUS1969-76V22D15
Date/DTG: Panama, June 8[8]
Volume: Panama, Document 15, page 48
Address: https://history.state.gov/historicaldocuments/frus1969-76v22/d15
Heading: Letter[1] From Marsh[2]
REF: FRUS1969-76V22D12
Subject: Letter From Marsh

It rained.[3] The tolls were discussed.[4]

Tab A[5]
--------

These are talking points.[3]

Signed: Marsh[6]

Footnotes
---------

[1] Source: Records Center.

[2] The elder.

[3] Until May; see Document 12.[7]

[4] Not found.

[5] Secret.

[3] Not printed.

[6] Typed.

[7] Not the first.

[8] Received late.
"""


def page_of(text: str = TEXT, options: Options = FOLDED) -> Layout:
    return layout(parse(text), 60, options)


def printed(page: Layout) -> list[str]:
    return [text for row in range(len(page)) if (text := page.text(row).rstrip())]


def test_each_is_below_what_has_its_mark_and_all_are_at_the_end() -> None:
    rows = [row.strip() for row in printed(page_of())]

    assert rows[0] == "Letter[1] From Marsh[2]"
    above = ["[1] Source: Records Center.", "[2] The elder.", "[8] Received late."]
    third = ["[3] Until May; see Document 12.[7]", "[7] Not the first.", "[4] Not found."]
    start = rows.index(above[0])
    assert rows[start : start + 11] == [
        *above,
        "It rained.[3] The tolls were discussed.[4]",
        *third,
        "Tab A[5]",
        "[5] Secret.",
        "These are talking points.[3]",
        "[3] Not printed.",
    ]
    assert rows[start + 11] == "Footnotes"
    assert rows[-2:] == ["Marsh", "[6] Typed."]
    assert all(rows.count(note) == 2 for note in (*above, *third))


def test_they_are_dim_and_indented_with_their_links_and_belong_to_no_paragraph() -> None:
    page = page_of()
    row = next(row for row in range(len(page)) if "[3] Until" in page.text(row))

    assert page.text(row).startswith(" " * INDENT + "[3]")
    assert [piece.role for piece in page.pieces(row)] == ["dim", "reference", "dim"]
    flow = page.lines[row].flow
    assert [link.choices for link in page.flows[flow].links] == [("FRUS1969-76V22D12",)]
    assert page.flows[flow].ordinal is None
    assert not page.spans[0][0] <= row < page.spans[0][1]


def test_the_address_of_a_note_leads_to_the_one_at_the_end() -> None:
    page = page_of()
    note = next(one for one in page.cable.paragraphs if one.text.startswith("[4]"))

    assert [one.label for one in page.cable.paragraphs].count(note.label) == 1
    first, _ = page.rows_of(note.ordinal)
    footnotes = next(row for row in range(len(page)) if page.text(row).strip() == "Footnotes")
    assert first > footnotes
    assert "Not found" not in page.cable.paragraphs[0].text


def test_a_text_that_is_no_printed_document_keeps_its_brackets() -> None:
    cable = TEXT.replace("MRN: FRUS1969-76V22D15", "MRN: 06PHNOMPENH977")

    assert [row.strip() for row in printed(page_of(cable))].count("[4] Not found.") == 1


def test_as_sent_nothing_is_added() -> None:
    assert "\n".join(printed(page_of(options=Options(as_sent=True)))).count("[4] Not found.") == 1


def test_a_chain_of_notes_on_notes_is_followed_to_its_end() -> None:
    chain = "\n\n".join(f"[{at}] See also.[{at + 1}]" for at in range(1, 3000))
    document = f"{TEXT.partition('It rained')[0]}It rained.[1]\n\nFootnotes\n---------\n\n{chain}\n"

    notes = Footnotes(parse(document))

    assert len(list(notes.marked_in("It rained.[1]"))) == 2999

"""The text of a document: a head in lines the parser reads, and the printed text below."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reader.cable.frus import Explained, explained_in
from reader.cable.level import Level
from reader.cable.model import Cable, MrnSource
from reader.cable.parse import parse
from reader.library.sources import SourceDocument
from tests.library.sources.containers import only, write
from tests.library.sources.frus.volumes import MEMORANDUM, OF_1861, OF_1934, TELEGRAM, document, volume

Read = tuple[SourceDocument, Cable]


def read_one(tmp_path: Path, text: str, id: str = "frus1969-76v22") -> Read:
    """The document of a volume of one, and what the parser makes of it."""
    found = only(write(tmp_path / "volume", volume(text, id=id)))
    said = found.metadata
    year = said.date.year if said.date else None
    return found, parse(found.text, mrn=said.mrn, year=year, classification=said.classification)


def labels(cable: Cable) -> list[str]:
    return [paragraph.label for paragraph in cable.paragraphs]


def test_a_telegram_has_the_fields_of_a_cable(tmp_path: Path) -> None:
    _, cable = read_one(tmp_path, TELEGRAM)

    assert (cable.mrn, cable.mrn_source) == ("FRUS1969-76V22D15", MrnSource.PRINTED)
    assert cable.date == dt.datetime(1973, 8, 1, 0, 31, tzinfo=dt.UTC)
    assert cable.precedence == "IMMEDIATE"
    assert cable.origin == "Mission to the United Nations"
    assert [to.name for to in cable.recipients] == ["Department of State"]
    assert [to.name for to in cable.info] == ["Panama City", "USCINCSO"]
    assert cable.classification is not None
    assert cable.classification.name == "CONFIDENTIAL//EXDIS"
    assert cable.subject == "Telegram From the Mission to the United Nations to the Department of State"
    assert cable.signers == ("Bennett",)
    assert cable.problems == ()


def test_the_head_says_where_it_is_printed(tmp_path: Path) -> None:
    found, _ = read_one(tmp_path, TELEGRAM)

    assert found.text.split("\n\n")[0] == (
        "MRN: FRUS1969-76V22D15\n"
        "Date/DTG: New York, August 1, 1973, 0031Z / O 010031Z AUG 1973\n"
        "Volume: Foreign Relations of the United States, 1969–1976, Volume XXII, Panama, 1973–1976, "
        "Document 15, page 48\n"
        "Address: https://history.state.gov/historicaldocuments/frus1969-76v22/d15\n"
        "Heading: Telegram From the Mission to the United Nations to the Department of State[1]\n"
        "Number: telegram 2743\n"
        "Drafted by J. Weller on July 31.\n"
        "Term: RG = Record Group\n"
        "Person: Bennett = Bennett, Walter T., envoy of President Ford\n"
        "From: Mission to the United Nations\n"
        "Action: Department of State\n"
        "Info: Panama City\n"
        "Info: USCINCSO\n"
        "CONFIDENTIAL\n"
        "Captions: EXDIS\n"
        "REF: FRUS1969-76V22D12, FRUS1969-76VE10D543\n"
        "Subject: Telegram From the Mission to the United Nations to the Department of State"
    )


def test_paragraphs_of_a_telegram_have_its_numbers(tmp_path: Path) -> None:
    _, cable = read_one(tmp_path, TELEGRAM)

    assert labels(cable)[:4] == ["§1", "¶1", "¶2", "¶3"]
    assert cable.paragraphs[0].text == "Subj: Who Comes Next."
    assert (
        cable.paragraphs[2].text
        == "Merchants were growing uneasiness itself, he said.\n\nThis was said twice."
    )


def test_a_page_is_a_mark_and_no_text(tmp_path: Path) -> None:
    found, cable = read_one(tmp_path, TELEGRAM)

    assert "uneasiness\nPAGE 49\nitself" in found.text
    assert [page.part for page in cable.page_breaks] == [49]
    assert not any("PAGE" in paragraph.text for paragraph in cable.paragraphs)


def test_footnotes_are_marked_in_the_text_and_printed_below_it(tmp_path: Path) -> None:
    _, cable = read_one(tmp_path, TELEGRAM)

    assert cable.paragraphs[1].text == (
        "The counselor asked Bennett whom Washington had in mind.[2] He had heard a rumor."
    )
    assert [heading.text for heading in cable.headings] == ["Footnotes"]
    source, second = cable.paragraphs[4:]
    assert source.text.startswith("[1] Source: National Archives, RG 59, Central Files. Confidential;")
    assert second.text.startswith("[2] The name was given in a June memorandum; see Document 12 and Foreign")


def test_marks_of_footnotes_in_the_heading_and_the_signature_are_kept_out_of_subject_and_signer(
    tmp_path: Path,
) -> None:
    note = '<note n="{0}">{1}</note>'
    body = (
        f"<head>3. [Letter]{note.format(1, 'Not dated.')} From Marsh{note.format(2, 'The elder.')}.</head>"
        f"<p>It rained.</p><closer><signed>Marsh{note.format(3, 'Typed.')}</signed></closer>"
    )
    found, cable = read_one(tmp_path, f'<div type="document" n="3" xml:id="d3">{body}</div>')

    assert "\nHeading: [Letter][1] From Marsh[2].\n" in found.text
    assert "\nSigned: Marsh[3]\n" in found.text
    assert (cable.subject, cable.signers) == ("[Letter] From Marsh", ("Marsh",))
    assert [paragraph.text for paragraph in cable.paragraphs[1:]] == [
        "[1] Not dated.",
        "[2] The elder.",
        "[3] Typed.",
    ]


def test_a_paragraph_that_begins_as_a_line_of_a_head_does_is_text(tmp_path: Path) -> None:
    first = "Reference: Embtel 820. The talks were stormy."

    _, cable = read_one(tmp_path, document(body=f"<p>{first}</p><p>They ended.</p>"))

    assert [paragraph.text for paragraph in cable.paragraphs] == [first, "They ended."]
    assert cable.references == ()


def test_linked_documents_are_references_where_they_are_named(tmp_path: Path) -> None:
    found, cable = read_one(tmp_path, TELEGRAM)

    linked = ("FRUS1969-76V22D12", "FRUS1969-76VE10D543")
    assert found.metadata.references == linked
    assert tuple(reference.mrn for reference in cable.references) == linked
    note = cable.paragraphs[-1]
    assert [(note.text[slice(*link.span)], link.mrns) for link in note.links] == [
        ("Document 12", linked[:1]),
        ("Document 543", linked[1:]),
    ]


def test_a_memorandum_is_counted_by_us_and_keeps_its_lists(tmp_path: Path) -> None:
    found, cable = read_one(tmp_path, MEMORANDUM)

    assert cable.origin == "Director of the Staff (Train)"
    assert [to.name for to in cable.recipients] == ["Secretary Marsh"]
    assert "Number: JSM–272–73" in found.text
    assert [heading.text for heading in cable.headings] == [
        "PARTICIPANTS",
        "What is left",
        "Tab A[3]",
        "Footnotes",
    ]
    assert [(paragraph.label, paragraph.text) for paragraph in cable.paragraphs[:9]] == [
        ("§1", "SUBJECT: Tolls (U)"),
        ("§2", "- The Governor\n- Mr. Dorsey, of his staff"),
        ("§3", "The tolls were discussed.[2]"),
        ("§4", "We then turned to the following:"),
        ("¶1", "Ships. There were more of them."),
        ("§6", "This is plain."),
        ("§7", "See footnote 2, Document 15."),
        ("§8", "Year   Ships\n1972   14,238"),
        ("§9", "Vice Admiral"),
    ]
    assert [item.marker for item in cable.paragraphs[1].items] == ["-", "-"]
    assert cable.problems == ()


def test_the_signer_of_an_enclosure_is_not_that_of_the_document(tmp_path: Path) -> None:
    _, cable = read_one(tmp_path, MEMORANDUM)

    assert cable.signers == ("H.D. Train",)
    assert "Vice Admiral" in [paragraph.text for paragraph in cable.paragraphs]
    assert "A Clerk" in [paragraph.text for paragraph in cable.paragraphs]


def test_a_telegram_of_1934_names_its_correspondents_without_from(tmp_path: Path) -> None:
    found, cable = read_one(tmp_path, OF_1934, "frus1934v04")

    assert cable.mrn == "FRUS1934V04D58"
    assert cable.origin == "Ambassador in Argentina (Weller)"
    assert [to.name for to in cable.recipients] == ["Acting Secretary of State"]
    assert "Number: telegram 10\n" in found.text
    assert [paragraph.text for paragraph in cable.paragraphs] == [
        "Referring to my No. 7, January 7, I called today.",
        "He promised an answer.",
        "724.3415/3475: Telegram",
    ]
    assert cable.signers == ("Weller",)
    assert cable.problems == ()


def test_a_despatch_of_1861_is_a_document_too(tmp_path: Path) -> None:
    _, cable = read_one(tmp_path, OF_1861, "frus1861")

    assert (cable.mrn, cable.date, cable.classification) == ("FRUS1861D9", None, None)
    assert cable.subject == "Mr. Hartwell to Mr. Seymour"
    assert cable.origin == "Hartwell"
    assert cable.signers == ("JOHN B. HARTWELL",)
    assert cable.paragraphs[-2].text == "Hon. W. Seymour, Secretary of State."


@pytest.mark.parametrize(
    ("note", "opener", "level"),
    [
        ("Source: X. Top Secret; Sensitive; Eyes Only.", "", Level.TS),
        ("Source: X. Limited Official Use; Niact Immediate.", "", Level.SBU),
        ("Source: X. Official Use Only.", "", Level.SBU),
        ("Source: X. No classification marking. Secret talks followed.", "", None),
        ("Source: X. Restricted. Drafted by Y.", "", None),
        ("Source: Secret papers of X, Box 3.", "", None),
        ("890G.6113/3–2948", "<seg><hi>confidential</hi></seg>", Level.C),
        ("890G.6113/3–2948", "<seg>No. 17</seg>", None),
    ],
)
def test_the_level_is_the_marking_in_the_source_note(
    tmp_path: Path, note: str, opener: str, level: Level | None
) -> None:
    body = f'<note type="source" n="1">{note}</note><opener>{opener}</opener><p>It rained.</p>'

    _, cable = read_one(tmp_path, document(body=body))

    assert (cable.classification.level if cable.classification else None) == level


@pytest.mark.parametrize(
    ("head", "origin", "to"),
    [
        (
            "Telegram From the Embassy in Chile to the Department of State",
            "Embassy in Chile",
            "Department of State",
        ),
        (
            "Telegram From the Department of State to the Mission to the United Nations",
            "Department of State",
            "Mission to the United Nations",
        ),
        ("Letter from President Ames to the Prime Minister", "President Ames", "Prime Minister"),
        ("Paper Prepared in the Department of State", None, None),
        ("Editorial Note", None, None),
        ("Message From Moscow", "Moscow", None),
        ("The Chargé in Peru to the Secretary of State", "Chargé in Peru", "Secretary of State"),
    ],
)
def test_who_wrote_to_whom_is_read_from_the_heading(
    tmp_path: Path, head: str, origin: str | None, to: str | None
) -> None:
    _, cable = read_one(tmp_path, document(head=head))

    assert cable.subject == head
    assert cable.origin == origin
    assert [each.name for each in cable.recipients] == ([to] if to else [])


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>3. Talks went on.</p><p>4. They ended.</p>", "3. Talks went on.\n\n4. They ended."),
        ("<p>1. Talks went on.</p>", "1. Talks went on."),
        ("<p>17. Talks.</p><p>1. They ended.</p>", "Talks.\n\n1. They ended."),
        ("<p>Secto 5. Talks.</p>", "Talks."),
    ],
)
def test_only_the_number_of_the_telegram_is_taken_out_of_the_text(
    tmp_path: Path, body: str, shown: str
) -> None:
    found, _ = read_one(tmp_path, document(body=body, head="Telegram From Paris to Bonn"))

    assert found.text.partition("\n\n")[2].strip() == shown


def test_a_telegram_that_names_itself_in_its_text_is_still_the_document(tmp_path: Path) -> None:
    body = "<p>CONFIDENTIAL PANAMA 001234</p><p>1. It rained.</p>"

    _, cable = read_one(tmp_path, document(body=body, head="Telegram From Panama to Bonn"))

    assert cable.mrn == "FRUS1969-76V22D1"
    assert cable.problems == ()


def test_blocks_of_every_kind_keep_their_words(tmp_path: Path) -> None:
    body = """<p>Before<list><item>inside</item></list>after</p><lg><l>A line of verse</l></lg>
      <quote><p>Quoted</p></quote><list type="gloss"><label>NSC</label><item>a council</item></list>
      <note rend="inline">[Enclosure]</note><figure><head>Map</head></figure>
      <p>Seen<note>no label</note></p><pb n="1204"/><p>Last</p>Loose words"""

    found, cable = read_one(tmp_path, document(body=body))

    shown = found.text.partition("\n\n")[2]
    for words in ("Before", "- inside", "after", "verse", "Quoted", "NSC a council", "[Enclosure]", "Map"):
        assert words in shown
    assert "Seen[1]\n\nPAGE 1204\n\nLast\n\nLoose words" in shown
    assert [page.part for page in cable.page_breaks] == [1204]


def test_persons_and_terms_are_explained_as_in_the_lists_of_the_volume(tmp_path: Path) -> None:
    found, cable = read_one(tmp_path, TELEGRAM)

    assert explained_in(found.text) == [
        Explained("RG", "Record Group", False),
        Explained("Bennett", "Bennett, Walter T., envoy of President Ford", True),
    ]
    assert not any("Record Group" in paragraph.text for paragraph in cable.paragraphs)
    assert explained_in("Term: RG = Record Group\n") == []


def test_lists_with_labels_are_numbered_paragraphs_with_their_points(tmp_path: Path) -> None:
    body = """<list><label>1.</label><item>The Chiefs considered the <pb n="9"/> proposals.</item>
      <label>2.</label><item>The measures are these: <list><label>a.</label><item>Slow down.</item>
      <label>b.</label><item>Withdraw.</item></list></item></list>"""

    found, cable = read_one(tmp_path, document(body=body, head="Memorandum From A Chief to the Staff"))

    assert "considered the\nPAGE 9\nproposals." in found.text
    assert [(paragraph.label, paragraph.text) for paragraph in cable.paragraphs] == [
        ("¶1", "The Chiefs considered the proposals."),
        ("¶2", "The measures are these:\na. Slow down.\nb. Withdraw."),
    ]


def test_a_page_may_begin_between_and_in_the_items_of_a_list(tmp_path: Path) -> None:
    body = """<p>Present:</p><list><pb n="8"/><item>The Governor</item><pb n="9"/><item>His staff <pb n="10"/>
      and guests</item><item>Others: <list><item>Two clerks</item></list></item></list><p>It rained.</p>"""

    _, cable = read_one(tmp_path, document(body=body))

    assert [paragraph.text for paragraph in cable.paragraphs] == [
        "Present:\n- The Governor\n- His staff and guests\n- Others:\n- Two clerks",
        "It rained.",
    ]
    assert [page.part for page in cable.page_breaks] == [8, 9, 10]


@pytest.mark.parametrize(
    ("note", "places"),
    [
        ("Source: X. Repeated to London, Paris, and USUN.", ["London", "Paris", "USUN"]),
        ("Source: X. Secret. Also sent to Moscow and repeated for information to Bonn.", ["Moscow", "Bonn"]),
        ("Source: X. He repeated this.", []),
    ],
)
def test_who_else_received_it_is_read_from_the_source_note(
    tmp_path: Path, note: str, places: list[str]
) -> None:
    body = f'<note type="source" n="1">{note}</note><p>It rained.</p>'

    _, cable = read_one(tmp_path, document(body=body, head="Telegram From Rome to Oslo"))

    assert [each.name for each in cable.info] == places


def test_a_level_above_the_text_is_no_number(tmp_path: Path) -> None:
    body = "<opener><seg>secret</seg><seg>No. 17</seg></opener><p>It rained.</p>"

    found, _ = read_one(tmp_path, document(body=body))

    assert "\nNumber: No. 17\n" in found.text


def test_the_text_of_a_document_is_read_again_as_that_document(tmp_path: Path) -> None:
    found, _ = read_one(tmp_path, OF_1861, "frus1861")
    again = only(write(tmp_path / "copy.txt", found.text))

    assert parse(again.text).mrn == "FRUS1861D9"


def test_a_short_paragraph_in_italics_is_a_heading(tmp_path: Path) -> None:
    body = (
        '<p rend="flushleft"><hi rend="italic">A. Objectives</hi></p><p>It rained.</p>'
        '<p><hi rend="italic">It rained all day.</hi></p><p><hi rend="italic">Ships.</hi> None came.</p>'
    )

    _, cable = read_one(tmp_path, document(body=body))

    assert [heading.text for heading in cable.headings] == ["A. Objectives"]
    assert [paragraph.text for paragraph in cable.paragraphs] == [
        "It rained.",
        "It rained all day.",
        "Ships. None came.",
    ]


def test_a_telegram_of_1894_is_known_by_the_word_above_its_text(tmp_path: Path) -> None:
    text = (
        '<div type="document" n="1" xml:id="d1"><head>No. 1.<lb/><hi rend="italic">Mr. <persName '
        'type="from">Seaton</persName> to Mr. <persName type="to">Greer</persName>.</hi></head>'
        "<opener><seg>[Telegram.]</seg></opener><p>7. It rained.</p>"
        "<closer><signed>Seaton</signed>,<lb/>(and fifty others).</closer></div>"
    )

    found, cable = read_one(tmp_path, text, "frus1894Nicaragua")

    assert "Number: [Telegram.]; telegram 7\n" in found.text
    assert [paragraph.text for paragraph in cable.paragraphs] == ["It rained.", "(and fifty others)."]
    assert cable.signers == ("Seaton",)
    assert cable.mrn == "FRUS1894NICARAGUAD1"
    assert cable.subject == "Mr. Seaton to Mr. Greer"
    assert (cable.origin, [to.name for to in cable.recipients]) == ("Seaton", ["Greer"])

"""Texts in every encoding and form, recognised by their content."""

from __future__ import annotations

import datetime as dt
import io
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.sources import Container, Limits, Precision, Skipped, read
from reader.library.sources.decoding import decode, without_entities
from reader.library.sources.mail.message import is_message
from tests.library.counting import growth
from tests.library.sources.containers import BODY, CABLE, HEADER, conversion, found, only, refusal, write

ACCENTED = CABLE.replace("The ministers", "São Tomé’s minister – José –")


def test_a_raw_text_is_one_cable_with_its_bytes(tmp_path: Path) -> None:
    document = only(write(tmp_path / "a.txt", CABLE))

    assert document.text == CABLE
    assert document.original == CABLE.encode()
    assert document.container == Container.RAW
    assert document.place == str(tmp_path / "a.txt")
    assert document.metadata.mrn is None


def test_links_in_a_text_leave_their_words(tmp_path: Path) -> None:
    linked = CABLE.replace("TAGS: ", 'TAGS: <a\nhref="/tag/PREL_0.html" title="External">PREL</a > ')
    linked = linked.replace("SUBJECT: ", "SUBJECT: <A HREF='/x'>").replace("SIPDIS", "SIPDIS</A>")

    assert linked != CABLE
    assert only(write(tmp_path / "a.txt", linked)).text == CABLE.replace("TAGS: ", "TAGS: PREL ")


def test_the_number_in_a_file_name_becomes_metadata(tmp_path: Path) -> None:
    assert only(write(tmp_path / "04RANGOON1422.txt", CABLE)).metadata.mrn == "04RANGOON1422"
    assert only(write(tmp_path / "2006MAY12.txt", CABLE)).metadata.mrn is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    data = ACCENTED.encode(encoding)

    document = only(write(tmp_path / "a.txt", data))

    assert document.text == ACCENTED
    assert document.original == data


def test_latin_1_and_utf_8_in_one_file_are_both_read(tmp_path: Path) -> None:
    data = CABLE.encode() + "São Tomé".encode("latin-1") + " São Tomé".encode() + b" \x81"

    assert only(write(tmp_path / "a.txt", data)).text.endswith("São Tomé São Tomé \x81")


def test_stray_nuls_do_not_make_a_text_binary(tmp_path: Path) -> None:
    data = CABLE.replace("SIPDIS", "SIPDIS\0\0").encode()

    assert only(write(tmp_path / "a.txt", data)).original == data


def test_a_text_quoted_as_a_whole_is_unquoted(tmp_path: Path) -> None:
    quoted = CABLE.replace("\n", "\n> ").removesuffix("> ")
    twice = quoted.replace("> ", ">> ")

    for name, text in (("a", quoted), ("b", twice)):
        document = only(write(tmp_path / f"{name}.txt", f"> {text}" if name == "a" else f">> {text}"))
        assert document.text == CABLE
        assert document.original.startswith(b">")

    partly = CABLE.replace("\n\n1. ", "\n\n> We said:\n> No.\n> No.\n\n1. ")
    assert only(write(tmp_path / "c.txt", partly)).text == partly


def test_entities_and_line_break_tags_of_a_web_copy_are_decoded(tmp_path: Path) -> None:
    copy = CABLE.replace("&", "&amp;").replace("SIPDIS\n", "SIPDIS<br />\n").replace('"', "&quot;")

    document = only(write(tmp_path / "a.md", copy))

    assert document.text == CABLE
    assert document.original == copy.encode()


@pytest.mark.parametrize("words", ["&middle power8", "R&D", "&notable8", "AT&T;", "& ", "&copy"])
def test_a_lone_ampersand_is_text(words: str) -> None:
    assert without_entities(words) == words


def test_quoted_printable_is_decoded(tmp_path: Path) -> None:
    data = quopri.encodestring(ACCENTED.replace("signed.", "signed. " + "word " * 40).encode())

    document = only(write(tmp_path / "a.txt", data))

    assert "São Tomé’s minister" in document.text
    assert document.original == data


def test_rules_of_equal_signs_are_not_quoted_printable(tmp_path: Path) -> None:
    text = CABLE + "Heading\n=======\nA=20\n"

    assert only(write(tmp_path / "a.txt", text)).text == text


def test_the_cable_in_an_e_mail_is_read(tmp_path: Path) -> None:
    head = "From: someone@example.org\nTo: x@example.org\nSubject: a cable\nMIME-Version: 1.0\n"
    mail = (
        f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        + quopri.encodestring(ACCENTED.encode()).decode()
    )

    document = only(write(tmp_path / "a.eml", mail))

    assert document.text == ACCENTED
    assert document.container == Container.MAIL
    assert document.original == mail.encode()


def test_a_conversion_is_five_lines_of_metadata_and_the_text(tmp_path: Path) -> None:
    text = conversion(text=(HEADER + BODY).replace("&", "&amp;"))

    document = only(write(tmp_path / "a.txt", text))

    assert document.text == HEADER + BODY
    assert document.original == text.encode()
    assert document.container == Container.TXT
    assert document.metadata.mrn == "06PHNOMPENH977"
    assert document.metadata.subject == "REGIONAL PROGRESS & MORE"
    assert document.metadata.date == dt.datetime(2006, 5, 23, tzinfo=dt.UTC)
    assert document.metadata.precision == Precision.DAY
    assert document.metadata.classification == "UNCLASSIFIED//FOR OFFICIAL USE ONLY"
    assert document.metadata.origin == "Embassy Phnom Penh"


@pytest.mark.parametrize("date", ["2006-05-23", "2006-05-23T00:00:00+00:00", "2006-05-23 00:00"])
def test_a_conversion_may_write_its_date_in_figures(tmp_path: Path, date: str) -> None:
    text = conversion().replace("Tue May 23 00:00:00 +0200 2006", date)

    assert only(write(tmp_path / "a.txt", text)).metadata.date == dt.datetime(2006, 5, 23, tzinfo=dt.UTC)


def test_a_conversion_without_text_is_still_a_cable(tmp_path: Path) -> None:
    document = only(write(tmp_path / "a.txt", conversion(text="")))

    assert document.text == ""
    assert document.metadata.mrn == "06PHNOMPENH977"


@pytest.mark.parametrize(
    "words",
    [
        "Dear diary, nothing happened today.\n",
        "# Read me\n\n1. Install it.\n2. Run it.\n",
        "def subject():\n    return 1\n",
        "Subject: lunch\n\nSee you at one.\n",
        "{mrn: 06PHNOMPENH977}",
    ],
)
def test_a_text_without_a_sign_of_a_cable_is_skipped(tmp_path: Path, words: str) -> None:
    assert refusal(write(tmp_path / "a.txt", words)) == "no cable found"


@pytest.mark.parametrize(
    "fragment",
    [
        "TAGS: PHUM, PREL",
        "SUBJECT: A VISIT",
        "E.O. 12958: DECL: 11/02/2014",
        "P 230655Z MAY 06",
        "UNCLAS PHNOM PENH 000189",
        "C O N F I D E N T I A L SECTION 01 OF 02 RANGOON 001422",
        "**¶11. (SBU) Summary:** words",
        "- 11. (C) words",
        "(S/NF) KEY POINTS",
        "TAGS: [PHUM](#) [PREL](#)",
        "REF: A\nSubject: B",
    ],
)
def test_a_fragment_of_a_cable_is_a_cable(tmp_path: Path, fragment: str) -> None:
    assert only(write(tmp_path / "a.txt", fragment)).text == fragment


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"\0" * 100_000, "not a text file"),
        (b"Rar!\x1a\7" + bytes(30), "a rar archive: unpack it first"),
    ],
)
def test_what_is_not_text_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    assert refusal(write(tmp_path / "a.txt", content)) == reason


def test_a_file_too_large_for_a_cable_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", CABLE * 100)

    assert [*read([path], limits=Limits(document=10_000))] == [
        Skipped(str(path), "larger than 1 MB: too large for a cable")
    ]


def test_the_standard_input_is_read_like_a_file() -> None:
    documents, _ = found(read(["-"], stdin=io.BytesIO(CABLE.encode())))

    assert [(document.text, document.place) for document in documents] == [(CABLE, "standard input")]


def test_a_closed_standard_input_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    assert [*read(["-"])] == [Skipped("standard input", "closed")]


def test_headers_without_an_end_are_not_an_e_mail() -> None:
    data = b" a\r\n" * 5000

    assert not is_message(data)


@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    text = decode(data)

    assert text.encode().decode() == text
    if data.isascii() and b"\0" not in data:
        assert text == data.decode("ascii")


@given(st.text(max_size=200))
def test_utf_8_decodes_to_itself(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe")) and "\0" not in text:
        assert decode(data) == text


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "\n",
            "0",
            " ",
            "(",
            "=",
            "=\n",
            "=3D=\n",
            "&",
            "&#",
            "<br ",
            "  <br",
            "\r",
            "\xe9",
            "06MADRID1 ",
            "1. A\n",
        ),
        *("¶1. ", "TAGS: \n", "Date:\n1975\n", "\nMetadata", "\nMessage Attributes\n", "From: x\n", " x\n"),
        *("Locator: a\nCanonical ID: b\nOriginal Classification: c\nTAGS: (,,,(\n", "S E C R E T\n"),
        *('"1","1/1/2001 1:01","abc",', '\\"'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_twice_the_text_takes_no_more_than_twice_the_work(piece: str, encoding: str) -> None:
    """What regular expressions do meanwhile is measured by ``tests.faults.regex_growth``."""

    def items(size: int) -> int:
        text = piece * (size // len(piece))
        return len([*read(["-"], stdin=io.BytesIO(text.encode(encoding)))])

    assert items(500_000) == 1
    assert growth(items, 20_000) < 2.1


@given(st.binary(max_size=2000))
def test_any_bytes_are_one_cable_or_one_skipped_file(data: bytes) -> None:
    assert len([*read(["-"], stdin=io.BytesIO(data))]) == 1

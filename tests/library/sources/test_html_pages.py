"""Published pages, of 2010 and later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reader.library.sources import Container, Precision
from reader.library.sources.html_pages import read_page
from tests.library.counting import growth
from tests.library.sources.containers import BODY, CABLE, HEADER, only, page, refusal, write


def test_a_page_of_2010_has_header_and_body_with_pilcrows(tmp_path: Path) -> None:
    markup = page(body=BODY.replace("\n1. ", "\n1. ")).encode()

    document = only(write(tmp_path / "a.html", markup))

    assert document.text == f"{HEADER}\n\n{BODY}".replace("\n1. ", "\n¶1. ")
    assert document.original == markup
    assert document.container == Container.HTML


def test_the_table_of_a_page_of_2010_becomes_metadata(tmp_path: Path) -> None:
    given = only(write(tmp_path / "a.html", page(created="2006-05-23 18:06"))).metadata

    assert given.mrn == "06PHNOMPENH977"
    assert given.date == dt.datetime(2006, 5, 23, 18, tzinfo=dt.UTC)  # 06 is 18 on a clock of twelve
    assert given.precision == Precision.HOUR
    assert given.classification == "UNCLASSIFIED"
    assert given.origin == "Embassy Phnom Penh"
    assert given.subject == "REGIONAL PROGRESS ON COMMIT PROCESS"
    assert given.tags == ("PHUM",)  # the links of the TAGS line, not those of the page's menu


def test_a_line_break_written_twice_is_one(tmp_path: Path) -> None:
    markup = page().replace("SIPDIS&#x000A;", "SIPDIS <br>&#x000A;")

    assert "SIPDIS \n\nE.O." in only(write(tmp_path / "a.html", markup)).text


def test_a_later_page_shows_true_minutes(tmp_path: Path) -> None:
    given = only(write(tmp_path / "a.html", page(created="2006-05-23 06:55"))).metadata

    assert given.date == dt.datetime(2006, 5, 23, 6, 55, tzinfo=dt.UTC)
    assert given.precision == Precision.MINUTE


def test_a_page_with_one_block_and_values_beside_keys_is_read(tmp_path: Path) -> None:
    markup = (
        "<!DOCTYPE html>\n<html><body><table>"
        "<tr><td>Canonical ID:</td><td><a href='#'>06PHNOMPENH977_a</a></td></tr>"
        "<tr><td>Date:</td><td>2006 May 23, 06:55 (Tuesday)</td></tr></table>"
        f"<div><PRE class='x'>\n{CABLE.replace('&', '&amp;')}</PRE></div></body></html>"
    )

    document = only(write(tmp_path / "a", markup))

    assert document.text == CABLE
    assert document.metadata.mrn == "06PHNOMPENH977_a"
    assert document.metadata.date == dt.datetime(2006, 5, 23, 6, 55, tzinfo=dt.UTC)


def test_a_page_without_preformatted_text_is_read_as_shown(tmp_path: Path) -> None:
    markup = (
        "<html><head><title>x</title><style>TAGS: NO</style></head><body>"
        "<script>if (a < b) SUBJECT: no;</script>"
        "<p>UNCLAS PHNOM\n PENH 000977</p><p>TAGS: <b>PHUM</b> PREL<br>SUBJECT: A &amp; B</p>"
        "<ul><li>1. (U) Words.</li></ul></body></html>"
    )

    text = only(write(tmp_path / "a", markup)).text

    assert [line for line in text.splitlines() if line] == [
        "UNCLAS PHNOM PENH 000977",
        "TAGS: PHUM PREL",
        "SUBJECT: A & B",
        "1. (U) Words.",
    ]


@pytest.mark.parametrize("set_text", [True, False])
def test_a_page_of_the_public_library_is_read(tmp_path: Path, set_text: bool) -> None:
    facts = {
        "Date:": "1975 January 1, 00:00 (Wednesday)",
        "Canonical ID:": "1975DACCA00292_b",
        "Original Classification:": "UNCLASSIFIED",
        "Current Classification:": "UNCLASSIFIED",
        "Handling Restrictions": "-- N/A or Blank --",
        "From:": "Bangladesh Dhaka",
        "TAGS:": "AFSP - Administration--Post Administration | BG - Bangladesh",
    }
    cells = "".join(
        f"<td><div class='s_key'>{key}</div><div class='s_val'>{value}</div></td>"
        for key, value in facts.items()
    )
    lines = "UNCLAS DACCA 0292\nE.O. 11652: N/A\nTAGS: AFSP, BG\n1. WORDS."
    body = f"<pre>{lines}</pre>" if set_text else lines.replace("\n", "<br/>\n")

    document = only(
        write(
            tmp_path / "a.html",
            "<!DOCTYPE html><html><body><div>Search</div><table id='synopsis'>"
            f"<tr><td>A TITLE</td></tr><tr>{cells}</tr></table>"
            f"<div>Content</div><div>Show Headers</div><div>{body}</div><div>Metadata</div></body></html>",
        )
    )

    assert [line for line in document.text.splitlines() if line] == lines.splitlines()
    assert document.metadata.mrn == "1975DACCA00292_b"
    assert document.metadata.date == dt.datetime(1975, 1, 1, tzinfo=dt.UTC)
    assert document.metadata.classification == "UNCLASSIFIED"
    assert document.metadata.origin == "Bangladesh Dhaka"
    assert document.metadata.tags == ("AFSP", "BG")


def test_an_index_page_contains_no_cable(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "a.html", "<html><body><a href='x'>2010</a></body></html>")) == (
        "no cable found"
    )


@pytest.mark.parametrize(
    "text", [CABLE, "<p>x</p>", "<pre>", "<table><td><tr><th>x</pre></table><pre>İ</pre>"]
)
def test_no_markup_raises_an_error(text: str) -> None:
    document = read_page(text, b"x", "place")

    assert document is None or (document.text.strip() and document.place == "place")


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a ", "<pre>", "</pre>", "<table>", "<table><tr>", "<!--", "<script>", "&#x000A;", "<td>"),
        *("<br", "<h3>", "viewing cable ", "<a x/tag/x>", "&amp", " \n", "<pre></pre>", "<table></table>"),
    ],
)
def test_twice_the_markup_takes_no_more_than_twice_the_work(piece: str) -> None:
    """What regular expressions do meanwhile is measured by ``tests.faults.regex_growth``."""
    assert growth(lambda size: read_page("<html>" + piece * (size // len(piece)), b"", ""), 20_000) < 2.1

"""Bibliography files, read by parsers that are not ours."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import bibtexparser  # type: ignore[import-untyped]
import pytest
from bibtexparser.bparser import BibTexParser  # type: ignore[import-untyped]
from bibtexparser.latexenc import latex_to_unicode  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.bibliography.entry import Entry, bibliography_record
from reader.export.bibliography.formats import FORMATS, biblatex, bibtex, csl_json, ris
from reader.export.escape import one_line
from tests.export.builders import TEXT, a_cable
from tests.export.styles.hostile import HOSTILE_QUOTES, pandoc, with_pandoc

MUNICH = bibliography_record(a_cable(), "09MUNICH273")
BERLIN = bibliography_record(
    a_cable(
        "O 271200Z MAY 78\nFM USMISSION BERLIN\nTO SECSTATE WASHDC\n\nSUBJECT: X\n\n1. T.\n", "78USBERLIN1232"
    ),
    "78USBERLIN1232",
)
titles = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60).map(
    lambda text: one_line(text) or "x"
)

# The part of the CSL 1.0.2 data schema (csl-data.json) that these entries use.
CSL_STRINGS = {
    *(
        "id",
        "type",
        "archive",
        "archive_collection",
        "archive_location",
        "genre",
        "keyword",
        "note",
        "number",
    ),
    *("publisher", "title", "URL"),
}
CSL_NAMES = {"author", "recipient"}
CSL_NAME_FIELDS = {"family", "given", "literal"}
CSL_DATE_FIELDS = {"date-parts", "season", "circa", "literal", "raw"}


def assert_is_csl(items: Any) -> None:
    """What the schema asks of the properties used; anything else is not allowed in an item."""
    assert isinstance(items, list)
    for item in items:
        assert {"id", "type"} <= set(item) <= CSL_STRINGS | CSL_NAMES | {"issued"}
        assert item["type"] == "report"
        assert all(isinstance(item[name], str) for name in CSL_STRINGS & set(item))
        for names in CSL_NAMES & set(item):
            assert isinstance(item[names], list)
            assert all(set(name) <= CSL_NAME_FIELDS for name in item[names])
            assert all(isinstance(value, str) for name in item[names] for value in name.values())
        if "issued" in item:
            date = item["issued"]
            assert set(date) <= CSL_DATE_FIELDS
            assert isinstance(date.get("circa", True), bool)
            (parts,) = date["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


def titled(title: str) -> Entry:
    return dataclasses.replace(MUNICH, title=title)


def parsed(text: str) -> list[dict[str, str]]:
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    entries = bibtexparser.loads(text, parser=parser).entries
    assert isinstance(entries, list)
    return entries


def plain(value: str) -> str:
    """The text of a BibTeX field whose commands are ours."""
    commands = {
        "textbackslash": "\\",
        "textasciitilde": "~",
        "textasciicircum": "^",
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
        "textquotedbl": '"',
        "textbraceleft": "{",
        "textbraceright": "}",
    }
    assert value.startswith("{")
    assert value.endswith("}")
    return re.sub(r"\\([$&%#_])|\\([a-z]+)\{\}", lambda m: m[1] or commands[m[2]], value[1:-1])


def test_csl_json_has_what_an_archivist_needs() -> None:
    items = json.loads(csl_json([MUNICH, BERLIN]))
    assert_is_csl(items)
    assert items[0] == {
        "id": "09MUNICH273",
        "type": "report",
        "genre": "Telegram",
        "title": 'GERMAN ELECTIONS: BAVARIA "WINS" #1',
        "author": [{"literal": "Consulate Munich"}],
        "recipient": [{"literal": "Department of State"}],
        "publisher": "Consulate Munich",
        "number": "09MUNICH273",
        "issued": {"date-parts": [[2009, 11, 6]]},
        "keyword": "PGOV, PREL, NO, GM",
        "note": "To Department of State; Confidential",
    }
    assert items[1]["archive_location"] == "1978USBERL01232"


def test_a_month_that_was_estimated_has_no_day() -> None:
    cable = dataclasses.replace(a_cable(), date=None, estimated_date=dt.date(2009, 11, 1))
    entry = bibliography_record(cable, "09MUNICH273")
    (item,) = json.loads(csl_json([entry]))
    assert item["issued"] == {"date-parts": [[2009, 11]], "circa": True}
    assert "day" not in parsed(bibtex([entry]))[0]
    assert parsed(biblatex([entry]))[0]["date"] == "2009-11~"
    assert "DA  - 2009/11//\r\n" in ris([entry])


@given(st.lists(titles, max_size=4))
def test_any_title_makes_valid_csl_without_markup(given_titles: list[str]) -> None:
    items = json.loads(csl_json(titled(title) for title in given_titles))
    assert_is_csl(items)
    assert [item["title"].replace("‹", "<") for item in items] == [
        title.replace("‹", "<") for title in given_titles
    ]
    assert not any(re.search("</?[A-Za-z]", item["title"]) for item in items)


@settings(max_examples=20)  # each is read by another library, slowly
@given(st.lists(titles, min_size=1, max_size=4))
def test_any_title_comes_back_from_bibtex_and_biblatex(given_titles: list[str]) -> None:
    entries = [dataclasses.replace(titled(title), key=f"k{n}") for n, title in enumerate(given_titles)]
    for write in (bibtex, biblatex):
        found = parsed(write(entries))
        assert [plain(entry["title"]) for entry in found] == given_titles
        assert [entry["ID"] for entry in found] == [entry.key for entry in entries]


def test_bibtex_and_biblatex_differ_in_kind_and_date() -> None:
    assert bibtex([MUNICH]) == (
        "@techreport{09MUNICH273,\n"
        "  author = {{Consulate Munich}},\n"
        "  title = {{GERMAN ELECTIONS: BAVARIA \\textquotedbl{}WINS\\textquotedbl{} \\#1}},\n"
        "  institution = {{Consulate Munich}},\n"
        "  type = {Telegram},\n"
        "  number = {09MUNICH273},\n"
        "  keywords = {PGOV, PREL, NO, GM},\n"
        "  note = {To Department of State; Confidential},\n"
        "  year = {2009},\n"
        "  month = {11},\n"
        "  day = {06},\n"
        "}\n"
    )
    (entry,) = parsed(biblatex([BERLIN]))
    assert (entry["ENTRYTYPE"], entry["date"]) == ("report", "1978-05-27")
    assert entry["library"].startswith("1978USBERL01232, Central Foreign Policy Files")


def test_latex_reads_an_accent_as_it_is() -> None:
    assert (
        latex_to_unicode(parsed(bibtex([titled("Überläufer & Söhne")]))[0]["title"]) == "Überläufer & Söhne"
    )


@given(titles)
def test_any_title_is_one_line_of_ris(title: str) -> None:
    lines = ris([titled(title), BERLIN]).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert f"TI  - {title}" in lines
    assert [line for line in lines if line.startswith(("TY", "ER"))] == ["TY  - RPRT", "ER  - "] * 2


@pytest.mark.parametrize("form", FORMATS)
def test_no_text_of_a_cable_starts_a_field_of_its_own(form: str) -> None:
    cable = a_cable(TEXT.replace('BAVARIA "WINS" #1', "X\n  }\nER  - \nTY  - BOOK"), "09MUNICH273")
    text = FORMATS[form]([bibliography_record(cable, "../../\n@evil{x,")])
    assert not re.search(r"^\s*@evil\{|^TY  - BOOK|^ER  - [^\r]", text, re.MULTILINE)


READERS = {"csl": "csljson", "bibtex": "bibtex", "biblatex": "biblatex"}


@with_pandoc
@pytest.mark.parametrize("form", READERS)
def test_pandoc_reads_every_hostile_entry(form: str) -> None:
    quotes = [one_line(quote) for quote in HOSTILE_QUOTES]
    entries = [dataclasses.replace(titled(quote), key=f"k{n:02}") for n, quote in enumerate(quotes)]
    items = json.loads(pandoc(FORMATS[form](entries), "--from", READERS[form], "--to", "csljson"))
    found = {item["id"]: item for item in items}
    assert set(found) == {entry.key for entry in entries}
    assert {item["type"] for item in items} == {"report"}
    assert {item["number"] for item in items} == {"09MUNICH273"}
    words = [
        entry for entry in entries if re.fullmatch(r"[\w (),.]+", entry.title) and ".." not in entry.title
    ]
    assert len(words) > 5
    assert [found[entry.key]["title"] for entry in words] == [entry.title for entry in words]


@with_pandoc
def test_citeproc_cites_a_cable_with_its_paragraph_and_warns_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cables.json"
    path.write_text(csl_json([MUNICH]), encoding="utf-8")
    options = ("--citeproc", f"--bibliography={path}", "--to", "plain", "--wrap=none")
    rendered = pandoc("Noted [@09MUNICH273, para. 1].", *options)
    assert "Consulate Munich" in rendered
    assert "2009, para. 1" in rendered

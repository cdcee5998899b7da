"""Tables with column names: recognised, guessed, named; hostile ones do no harm."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reader.library.sources import Container, Limits, Notice, Skipped, SourceDocument, read
from reader.library.sources.column_map import Field, joined_maps, map_columns, map_words, read_map
from tests.library.sources.containers import CABLE, write


def table(*rows: dict[str, str], **dialect: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), **dialect)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


ROW = {
    "Document Number": "1975DACCA00292",
    "Draft Date": "01/16/1975",
    "From": "DACCA",
    "TAGS": "PFOR, BG",
    "Message Text": CABLE,
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_columns_of_a_table_are_recognised_by_name(tmp_path: Path, delimiter: str, encoding: str) -> None:
    data = table(ROW, {**ROW, "Document Number": "1975DACCA00293"}, delimiter=delimiter).encode(encoding)

    notice, first, second = read([write(tmp_path / "a.csv", data)])

    assert isinstance(notice, Notice)
    assert notice.words.startswith("guessed: body=Message Text, id=Document Number, date=Draft Date")
    assert isinstance(first, SourceDocument)
    assert (first.text, first.container) == (CABLE.strip(), Container.TABLE)
    assert (first.metadata.mrn, first.metadata.origin) == ("1975DACCA00292", "DACCA")
    assert first.metadata.tags == ("PFOR", "BG")
    assert str(first.metadata.date).startswith("1975-01-16")
    assert isinstance(second, SourceDocument)
    assert (second.metadata.mrn, second.place) == ("1975DACCA00293", f"{tmp_path / 'a.csv'}, row 2")


def test_a_table_of_an_index_has_entries(tmp_path: Path) -> None:
    row = {
        "URL": "https://aad.archives.gov/aad/createpdf?rid=1",
        "Draft Date": "1976-03-02",
        "Document Number": "P760042-1234",
        "Film Number": "P760042-1234",
        "From": "STATE",
        "Subject": "LETTER",
        "TAGS": "",
        "To": "n/a",
    }

    _, entry = read([write(tmp_path / "a.csv", table(row))])

    assert isinstance(entry, SourceDocument)
    assert entry.container == Container.INDEX
    assert "microfilm only" in entry.text
    assert "Action" not in entry.text


def test_columns_that_are_not_known_are_named_in_the_refusal_and_can_be_given(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table({"DocNumber": "75DACCA292", "Wortlaut": CABLE, "x": "1"}))

    assert [*read([path])] == [
        Skipped(
            str(path),
            "which column is the text? Its columns: DocNumber, Wortlaut, x. Known: id=DocNumber."
            " Name it: --map body=Wortlaut",
        )
    ]
    notice, document = read([path], columns=read_map(["body=wortlaut"]))
    assert notice == Notice(str(path), "body=Wortlaut; guessed: id=DocNumber; not used: x")
    assert isinstance(document, SourceDocument)
    assert document.text == CABLE.strip()


def test_damage_is_confined_to_its_row(tmp_path: Path) -> None:
    good = table(ROW).split("\n", 1)
    text = f"{good[0]}\n1,2,3\n{good[1]}\n\n{good[1]}"

    items = [*read([write(tmp_path / "a.csv", text)])]

    assert [type(item).__name__ for item in items] == [
        "Notice",
        "Skipped",
        "SourceDocument",
        "SourceDocument",
    ]
    assert items[1] == Skipped(f"{tmp_path / 'a.csv'}, row 1", "has 3 columns, not 5")


@pytest.mark.parametrize("tail", ['"' + "word " * 40_000, "word " * 40_000])
def test_a_row_without_an_end_is_not_kept_in_memory(tmp_path: Path, tail: str) -> None:
    path = write(tmp_path / "a.csv", f"{table(ROW)}1975DACCA00293,{tail}")

    *_, last = read([path], limits=Limits(document=100_000))

    assert last == Skipped(f"{path}, row 2", "larger than 1 MB: the rest of the table was not read")


@pytest.mark.parametrize(
    "text",
    [
        CABLE,
        "ACTION EUR-12, INFO OCT-01\nTAGS: PREL\nSUBJECT: A, B\n",
        "TAGS: A, B\n1. (C) X, Y\n",
        "Date;\n;\n",
    ],
)
def test_other_texts_are_no_tables(tmp_path: Path, text: str) -> None:
    assert not any(isinstance(item, Notice) for item in read([write(tmp_path / "a.txt", text)]))


def test_a_map_is_read_as_it_is_written() -> None:
    given = read_map(["body=Full, text,id=Doc=Num", "date=When"])

    assert given == {Field.BODY: "Full, text", Field.ID: "Doc=Num", Field.DATE: "When"}
    assert read_map([map_words(given)]) == given
    for wrong in ("Text", "text=Text", "body=", "x body=Text"):
        with pytest.raises(ValueError, match=r"field|column"):
            read_map([wrong])


def test_the_surest_name_wins_and_a_column_is_used_once() -> None:
    found = map_columns(["id", "MRN", "Text", "subject"], {Field.BODY: "subject"})

    assert found.columns == {Field.BODY: "subject", Field.ID: "MRN"}
    assert found.unused == ("id", "Text")


def test_files_that_differ_may_each_have_a_name_for_the_text() -> None:
    given = joined_maps({Field.BODY: "Wortlaut"}, {Field.BODY: "Inhalt", Field.ID: "Nr"})
    assert map_words(given) == "body=Wortlaut|Inhalt,id=Nr"
    assert joined_maps(given, {Field.BODY: "Inhalt"}) == given
    assert map_columns(["Nr", "inhalt"], given).columns == {Field.BODY: "inhalt", Field.ID: "Nr"}
    assert map_columns(["x", "Wortlaut|Inhalt"], given).columns == {Field.BODY: "Wortlaut|Inhalt"}

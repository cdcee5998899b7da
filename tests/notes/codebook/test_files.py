"""Codebooks that go out to other programs and come back: REFI-QDA and CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.notes.codebook import csv_file, files, import_plan, operations, qdc
from reader.notes.codebook.import_plan import Entry
from reader.notes.codes import Codebook, name_key
from reader.notes.errors import NotesError
from reader.notes.model import Code
from reader.notes.repository import Notes
from tests.notes.builders import paragraph

ATLAS = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" origin="Another program 23"
 xsi:schemaLocation="urn:QDA-XML:codebook:0:4 Codebook.xsd" xmlns="urn:QDA-XML:codebook:1.0">
  <Codes>
    <Code guid="{1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294}" name="abuse" color="#4a0" isCodable="false">
      <Description>What was done &amp; by whom</Description>
      <Code guid="2FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="in prison" isCodable="true"/>
    </Code>
  </Codes>
  <Sets><Set name="group" guid="ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F0"/></Sets>
</CodeBook>"""


def through_qdc(entries: list[Entry]) -> list[Entry]:
    return qdc.read("".join(qdc.write(entries, "cables")).encode())[0]


def through_csv(entries: list[Entry]) -> list[Entry]:
    return csv_file.read("".join(csv_file.write(entries, {})))


def names(notes: Notes) -> dict[str, str | None]:
    """Each code with the name of the one above it."""
    by_id = {code.id: code.name for code in notes.codes()}
    return {code.name: by_id.get(code.parent or "") for code in notes.codes()}


def test_a_codebook_of_another_program_is_taken_in_with_its_tree_and_colours(notes: Notes) -> None:
    told, remarks = qdc.read(ATLAS.encode())
    assert import_plan.import_entries(notes, told).words == "2 new"
    assert names(notes) == {"abuse": None, "in prison": "abuse"}
    abuse = notes.find_code("abuse")
    assert abuse
    assert (abuse.definition, abuse.colour) == ("What was done & by whom", "#44aa00")
    assert abuse.id == "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294"
    assert remarks == ["A set of codes is not imported: sets are not supported."]
    assert import_plan.plan(notes.codebook(), told).words == "", "a second time nothing is new"
    notes.undo()
    assert notes.codes() == ()


def test_what_is_written_is_a_refi_codebook(notes: Notes) -> None:
    above = operations.create(notes, "abuse", definition='<b> "x" & y')
    operations.create(notes, "in prison", parent=above.id)
    operations.describe(notes, above.id, definition='<b> "x" & y', colour="#c26d63")
    text = "".join(qdc.write(import_plan.entries(notes.codebook()), "cables 1"))
    root = ET.fromstring(text)
    space = f"{{{qdc.NAMESPACE}}}"
    (code,) = root.findall(f"{space}Codes/{space}Code")
    assert root.tag == f"{space}CodeBook"
    assert code.attrib == {"guid": above.id, "name": "abuse", "isCodable": "true", "color": "#c26d63"}
    assert [child.tag for child in code] == [f"{space}Description", f"{space}Code"]
    assert code[0].text == '<b> "x" & y'


def test_every_guid_is_one_also_where_an_id_came_from_elsewhere() -> None:
    entries = [import_plan.Entry("a", "code-7"), import_plan.Entry("b", "\ud800")]
    read, _ = qdc.read("".join(qdc.write(entries, "cables 1")).encode())
    assert [str(uuid.UUID(one.id)) for one in read] == [one.id for one in read]
    assert len({one.id for one in read}) == 2


def test_a_codebook_without_a_code_is_not_written(notes: Notes, tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="no codes yet"):
        files.save(notes, tmp_path / "codes.qdc")
    assert not (tmp_path / "codes.qdc").exists()


in_xml = st.characters(exclude_characters="\ufffe\uffff")
text_ = st.text(in_xml, max_size=30).map(lambda text: " ".join(normalise(text).split()))


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Codes with distinct names, each under one made before it or at the top."""
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    titles = draw(st.lists(text_.filter(name_key), max_size=12, unique_by=name_key))
    ids = [str(uuid.UUID(int=number + 1)) for number in range(len(titles))]
    return Codebook(
        Code(
            id=identity,
            author="Ann",
            created=now,
            changed=now,
            name=title,
            definition=draw(text_),
            colour=draw(st.sampled_from(["", "#c26d63"])),
            parent=draw(st.sampled_from([None, *ids[:number]])),
        )
        for number, (identity, title) in enumerate(zip(ids, titles, strict=True))
    )


@given(codebooks())
def test_a_codebook_comes_back_from_refi_qda_as_it_went(book: Codebook) -> None:
    told = import_plan.entries(book)
    assert through_qdc(told) == told


@given(codebooks(), st.lists(text_.filter(name_key), max_size=3))
def test_a_codebook_comes_back_from_a_table_as_it_went(book: Codebook, aliases: list[str]) -> None:
    told = [replace(entry, aliases=tuple(aliases)) for entry in import_plan.entries(book)]
    back = through_csv(told)
    by_name = {name_key(entry.name): entry.id for entry in told}
    assert [replace(one, parent=by_name.get(name_key(one.parent), one.parent)) for one in back] == told


def test_a_table_has_the_columns_that_taguette_reads_and_its_own_is_read(notes: Notes) -> None:
    above = operations.create(notes, "abuse", definition="What was done")
    operations.create(notes, "in prison", parent=above.id)
    rows = list(csv.DictReader(csv_file.write(import_plan.entries(notes.codebook()), {})))
    assert [(row["name"], row["parent"], row["description"]) for row in rows] == [
        ("abuse", "", "What was done"),
        ("in prison", "abuse", ""),
    ]
    taguette = (
        "tag,parent,description,number of highlights\r\nabuse,,What was done,3\r\nin prison,abuse,,0\r\n"
    )
    back = csv_file.read(taguette)
    assert import_plan.plan(notes.codebook(), back).words == ""
    assert [(one.name, one.parent, one.definition) for one in back] == [
        ("abuse", "", "What was done"),
        ("in prison", "abuse", ""),
    ]


@pytest.mark.parametrize("column", ["definition", "description"])
def test_a_table_that_this_program_wrote_before_is_still_read(column: str) -> None:
    assert csv_file.read(f"name,{column}\nabuse,What\n")[0].definition == "What"


@given(codebooks())
def test_a_codebook_taken_in_changes_nothing_where_it_came_from(book: Codebook) -> None:
    for through in (through_qdc, through_csv):
        planned = import_plan.plan(book, through(import_plan.entries(book)))
        assert (planned.words, planned.remarks, planned.same) == ("", (), len(book.codes))


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4).filter(any), max_size=6))
def test_no_cell_is_a_formula_and_every_cell_comes_back(rows: list[list[str]]) -> None:
    rows = [["first, second", "line"], *rows]
    text = "".join(csv_safe.write(rows))
    assert [row for row in csv_safe.read(text) if row] == rows
    for cell in itertools.chain.from_iterable(csv.reader(io.StringIO(text, newline=""))):
        assert not cell.lstrip(" \t\r\n").startswith(("=", "+", "-", "@"))


def test_a_table_from_a_spreadsheet_of_another_country_is_read() -> None:
    told = csv_file.read('\ufeffName;Parent;Definition\nabuse;;"a; b"\nin prison;Abuse;\n')
    assert [(entry.name, entry.parent, entry.definition) for entry in told] == [
        ("abuse", "", "a; b"),
        ("in prison", "Abuse", ""),
    ]


def test_codes_are_known_by_their_ids_and_by_their_names(notes: Notes) -> None:
    kept = operations.create(notes, "abuse")
    other = operations.create(notes, "raid")
    told = [Entry("Maltreatment", id=kept.id, definition="new"), Entry("RAID", parent="maltreatment")]
    assert import_plan.import_entries(notes, told).words == "2 changed"
    assert names(notes) == {"Maltreatment": None, "raid": "Maltreatment"}
    again = notes.find_code("abuse")
    assert again
    assert (again.id, again.definition, notes.codes()[1].id) == (kept.id, "new", other.id)


def test_what_cannot_be_is_remarked_upon_and_the_rest_is_taken(notes: Notes) -> None:
    abuse = operations.create(notes, "abuse")
    operations.create(notes, "raid")
    told = [
        Entry("raid", id=abuse.id),
        Entry("one", parent="two"),
        Entry("two", parent="one"),
        Entry("three", parent="nobody"),
        Entry("four", aliases=("Raid", "vier")),
        Entry(" "),
    ]
    planned = import_plan.import_entries(notes, told)
    assert planned.words == "4 new"
    assert names(notes) == {
        "abuse": None,
        "raid": None,
        "one": "two",
        "two": None,
        "three": None,
        "four": None,
    }
    assert planned.remarks == (
        "A code without a name is left out.",
        '"two" is not put under one of its own children.',
        '"three" is not put under "nobody", which is not a code.',
        '"abuse" keeps its name: there is another code "raid".',
        '"Raid" cannot be an alias of "four": it belongs to another code.',
    )
    four = notes.find_code("vier")
    assert four
    assert four.name == "four"


def test_a_code_that_was_deleted_here_comes_back_as_the_same(notes: Notes) -> None:
    code = operations.create(notes, "abuse")
    told = import_plan.entries(notes.codebook())
    operations.delete(notes, code.id)
    assert import_plan.import_entries(notes, told).words == "1 new"
    assert [found.id for found in notes.codes()] == [code.id]


def test_an_id_that_is_another_records_is_not_taken_over(notes: Notes) -> None:
    note = notes.annotate(paragraph(1), "mine")
    import_plan.import_entries(notes, [Entry("abuse", id=note.id), Entry("raid", parent=note.id)])
    assert names(notes) == {"abuse": None, "raid": "abuse"}
    assert notes.find(note.id) == note


def expanding() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
        f'<CodeBook xmlns="{qdc.NAMESPACE}"><Codes><Code name="&l9;"/></Codes></CodeBook>'
    ).encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "entities that expand": expanding,
    "a file of this machine": lambda: (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><CodeBook><Codes>'
        b'<Code name="&f;"/></Codes></CodeBook>'
    ),
    "not closed": lambda: b"<CodeBook><Codes>",
    "no codebook": lambda: b"<html/>",
    "no text": lambda: bytes(range(256)),
    "nothing": lambda: b"",
    "an unknown encoding": lambda: b'<?xml version="1.0" encoding="utf-7"?><CodeBook/>',
    "too many codes": lambda: b"<CodeBook>" + b"<Code/>" * (import_plan.MOST + 1) + b"</CodeBook>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_codebook_is_refused_in_words(name: str) -> None:
    with pytest.raises(NotesError):
        qdc.read(HOSTILE[name]())


def test_codes_thousands_deep_are_read(notes: Notes) -> None:
    depth = 3000
    data = "<CodeBook>" + "".join(f'<Code name="{n}">' for n in range(depth)) + "</Code>" * depth
    told, _ = qdc.read(f"{data}</CodeBook>".encode())
    import_plan.import_entries(notes, told)
    assert len(notes.codes()) == depth
    assert len(through_qdc(import_plan.entries(notes.codebook()))) == depth


@pytest.mark.parametrize("name", ["codes.qdc", "codes.CSV"])
def test_a_codebook_goes_into_a_file_and_comes_back(notes: Notes, tmp_path: Path, name: str) -> None:
    notes.tag(paragraph(1), ["Überfall", "raid"])
    assert files.save(notes, tmp_path / name) == 2
    told, remarks = files.load(tmp_path / name)
    assert sorted(entry.name for entry in told) == ["raid", "Überfall"]
    assert (import_plan.plan(notes.codebook(), told).words, remarks) == ("", [])
    if name.endswith("CSV"):
        table = (tmp_path / name).read_text("utf-8-sig")
        assert [row["uses"] for row in csv.DictReader(io.StringIO(table))] == ["1", "1"]


def test_a_file_that_cannot_be_a_codebook_is_refused_in_words(notes: Notes, tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name\nÜberfall\n".encode("latin-1"))
    huge = tmp_path / "huge.qdc"
    with huge.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    for path in (latin, huge, tmp_path / "missing.csv", tmp_path / "codes.txt", tmp_path):
        with pytest.raises(NotesError):
            files.load(path)
    with pytest.raises(NotesError):
        files.save(notes, tmp_path / "nowhere" / "codes.csv")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00"])
def test_what_is_no_table_of_codes_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotesError):
        csv_file.read(text)


@pytest.mark.parametrize(
    ("read", "data", "sentence"),
    [
        (qdc.read, b"<CodeBook", "This is not a valid REFI-QDA file"),
        (qdc.read, b"<html/>", "This is not a REFI-QDA codebook. *Its root element should be CodeBook"),
        (csv_file.read, "a,b\nc,d\n", "The table has no column `name`. *Its first line should be name,"),
        (csv_file.read, 'name\n"' + "x" * 200_000, "This is not a valid CSV table"),
    ],
)
def test_another_file_is_refused_with_a_sentence(
    read: Callable[[Any], object], data: object, sentence: str
) -> None:
    limit = csv.field_size_limit(131_072)  # of the whole process: reading cables raises it
    try:
        with pytest.raises(NotesError) as refused:
            read(data)
    finally:
        csv.field_size_limit(limit)
    assert re.match(sentence, " ".join(str(refused.value).split())), str(refused.value)

"""Notes as data: nothing lost in JSON Lines, no formula in CSV, the model's shapes in annotations."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import csv_safe
from reader.export.data.json_lines import HEADER, read_json_lines, restore, write_json_lines
from reader.export.data.passages_csv import COLUMNS, passages_csv
from reader.export.data.web_annotation import CONTEXT, web_annotations
from reader.notes.codec import KINDS, encode
from reader.notes.errors import NotesError
from reader.notes.model import Docs, Record, Target
from reader.notes.repository import Notes
from tests.export.builders import Bundle, a_cable, a_code, a_link, a_note, on

CABLE = a_cable()
COALITION = a_code("coalition")
CODES = {COALITION.id: COALITION}
SELECTORS = {
    "FragmentSelector": {"type", "value", "refinedBy"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
}


def tables_of(notes: Notes) -> dict[str, object]:
    return dict(notes.tables())


def filled(folder: Path) -> Notes:
    notes = Notes.open(folder, author="me")
    note = notes.annotate(on(CABLE, 1), "A note: \u2028 ¶ \x1b[31m\n# x")
    notes.tag(on(CABLE, 2), ["coalition"])
    notes.link(on(CABLE, 1), Target(mrn="06PARIS1"), "cites", "why")
    notes.annotate(on(CABLE, 3), "gone")
    notes.edit(note.id, "A note, edited.")
    notes.delete(note.id)
    notes.undo()
    notes.set_author("somebody else")
    return notes


def test_everything_exported_wiped_and_imported_is_equal(tmp_path: Path) -> None:
    with_notes = filled(tmp_path / "a")
    before = tables_of(with_notes)
    text = "".join(write_json_lines(with_notes.tables()))
    with_notes.close()
    fresh = Notes.open(tmp_path / "b", author="me")
    count = restore(fresh.storage, read_json_lines(io.StringIO(text)))
    assert tables_of(fresh) == before
    assert count == text.count("\n") - 1 > 5
    fresh.close()
    again = Notes.open(tmp_path / "b", author="me")
    assert tables_of(again) == before
    assert "".join(write_json_lines(again.tables())) == text
    again.close()


def test_notes_are_never_restored_over_others(tmp_path: Path) -> None:
    notes = filled(tmp_path)
    before = tables_of(notes)
    with pytest.raises(NotesError, match="already"):
        restore(notes.storage, {"codes": {"1": {"kind": "code"}}})
    assert tables_of(notes) == before
    notes.close()


@given(
    st.sampled_from(list(KINDS.values())),
    st.text(max_size=9),
    st.dictionaries(st.text(), st.text()),
    st.data(),
)
def test_any_record_comes_back_from_json_lines(
    kind: type[Record], table: str, newer: dict[str, str], data: st.DataObject
) -> None:
    record = data.draw(st.builds(kind))
    tables: dict[str, Docs] = {
        table: {"7": newer | encode(record), "12": {"deleted": [None, 1, {"\ud800": False}]}}
    }
    text = "".join(write_json_lines(tables.items()))
    assert text.isascii()
    assert read_json_lines(io.StringIO(text)) == tables


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This is not an export"),
        ('{"cables-notes": 2}\n', "This is not an export"),
        (f"{HEADER}\nx\n", "Line 2"),
        (f'{HEADER}\n\n{{"table": "codes", "number": "one", "document": {{}}}}\n', "Line 3"),
        (f'{HEADER}\n{{"table": 1, "number": "1", "document": {{}}}}\n', "Line 2"),
        (f'{HEADER}\n{{"table": "t", "number": "1", "document": []}}\n', "Line 2"),
        (HEADER + '\n{"table": "t", "number": "1", "document": {}}' * 2, "repeats a document"),
    ],
)
def test_what_is_not_such_a_file_is_refused_by_line(text: str, said: str) -> None:
    with pytest.raises(NotesError, match=said):
        read_json_lines(io.StringIO(text))


def table(bundle: Bundle, mrn: str = "09MUNICH273") -> list[dict[str, str]]:
    text = "".join(passages_csv([(mrn, CABLE, bundle)], CODES))
    rows = list(csv_safe.read(text))
    assert tuple(rows[0]) == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def test_a_row_has_the_passage_its_address_and_its_citation() -> None:
    (row,) = table(Bundle((a_note(on(CABLE, 2, "names_nobody"), "A note.", COALITION),)))
    assert row["words"] == "names_nobody"
    assert (row["cable"], row["paragraph"], row["portion"], row["place"]) == (
        "09MUNICH273",
        "¶2",
        "C",
        "exact",
    )
    assert (row["note"], row["codes"], row["date"]) == ("A note.", "coalition", "2009-11-06")
    assert row["citation"].endswith("confidential, ¶2.")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_cell_is_a_formula_and_every_note_comes_back(body: str) -> None:
    bundle = Bundle((a_note(on(CABLE, 1), body),))
    text = "".join(passages_csv([("=1+1", CABLE, bundle)], {}))
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert table(bundle)[0]["cable"] == "09MUNICH273"


def test_a_note_is_an_annotation_with_selectors_of_the_model() -> None:
    note = a_note(on(CABLE, 2, "names_nobody"), "A note.", COALITION)
    page = json.loads("".join(web_annotations([note], CODES)))
    assert (page["@context"], page["type"]) == (CONTEXT, "AnnotationPage")
    (item,) = page["items"]
    assert item["id"] == f"urn:uuid:{note.id}"
    assert item["motivation"] == "commenting"
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("commenting", "A note."),
        ("tagging", "coalition"),
    ]
    assert item["target"]["source"] == "urn:cable:09MUNICH273"
    selector = item["target"]["selector"]
    assert selector["value"] == "paragraph-2"
    quote, position = selector["refinedBy"]
    assert quote["exact"] == "names_nobody"
    text = CABLE.paragraphs[1].text
    assert text[position["start"] : position["end"]] == "names_nobody"
    for one in (selector, quote, position):
        assert set(one) <= SELECTORS[one["type"]]


def test_whole_cables_highlights_and_links_are_annotations_too() -> None:
    link = a_link(on(CABLE, 2), Target(mrn="06PARIS1", number=7, ordinal=7), "supports", "as said")
    items = json.loads("".join(web_annotations([a_note(on(CABLE)), a_note(on(CABLE, 1)), link], {})))["items"]
    assert items[0]["target"] == "urn:cable:09MUNICH273"
    assert items[1]["motivation"] == "highlighting"
    assert "body" not in items[1]
    assert items[2]["motivation"] == "linking"
    assert items[2]["body"][0] == {
        "type": "SpecificResource",
        "source": "urn:cable:06PARIS1",
        "purpose": "linking",
        "selector": {"type": "FragmentSelector", "value": "paragraph-7"},
    }


@given(st.text(max_size=30))
def test_no_number_breaks_an_iri(mrn: str) -> None:
    (item,) = json.loads("".join(web_annotations([a_note(Target(mrn=mrn))], {})))["items"]
    assert item["target"].startswith("urn:cable:")
    assert item["target"].isascii()
    assert not any(character in item["target"] for character in ' <>"{}|\\^`')

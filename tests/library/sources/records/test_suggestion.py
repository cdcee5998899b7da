"""Tables and records whose names do not say which is the text: what is asked about, and what is offered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.library.sources.column_map import Field
from reader.library.sources.records.suggestion import unknown_table
from tests.library.sources.containers import CABLE, write

RECORDS = [{"Nummer": f"06PARIS{number}", "Wortlaut": CABLE, "Tag": "2006-05-01"} for number in (1, 2, 3)]
LINES = "\n".join(map(json.dumps, RECORDS))
ROWS = "".join(
    f"<z><Nummer>{r['Nummer']}</Nummer><Wortlaut>{r['Tag']} {'x' * 90}</Wortlaut></z>" for r in RECORDS
)
XML = f'<?xml version="1.0"?><all>{ROWS}</all>'


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.json", json.dumps(RECORDS), "key"),
        ("a.json", json.dumps({"count": 3, "results": RECORDS}), "key"),
        ("a.jsonl", LINES, "key"),
        ("a.jsonl", LINES[:-20], "key"),
        ("a.xml", XML, "element"),
        ("a.xml", XML[:-50], "element"),
        ("a.csv", f"Nummer,Wortlaut\n06PARIS1,{'x' * 90}\n06PARIS2,{'x' * 90}\n", "column"),
    ],
)
def test_the_longest_values_are_offered_as_the_text(tmp_path: Path, name: str, text: str, kind: str) -> None:
    found = unknown_table([write(tmp_path / name, text)], {})
    assert found is not None
    assert (found.kind, found.names[:2]) == (kind, ("Nummer", "Wortlaut"))
    assert found.suggested[Field.BODY] == "Wortlaut"
    assert found.suggested[Field.ID] == "Nummer"
    assert unknown_table([tmp_path / name], {Field.BODY: "wortlaut"}) is None


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{"mrn": "06PARIS1", "body": CABLE, "x": 1}]),
        json.dumps([{"host": "localhost", "port": 80}]),
        '{"damaged": "',
        '<?xml version="1.0"?><all><z><body>B</body><mrn>06PARIS1</mrn></z></all>',
        '<?xml version="1.0"?><TEI><z><a>A</a><b>B</b></z></TEI>',
        CABLE,
    ],
)
def test_nothing_is_asked_where_the_text_is_known_or_there_is_none(tmp_path: Path, text: str) -> None:
    assert unknown_table([write(tmp_path / "a", text)], {}) is None

"""JSON and JSON Lines: every published form, at any place where a chunk may end."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.sources import Container, Limits, Notice, SourceDocument, read
from reader.library.sources.records.json_stream import json_lines, json_objects
from tests.library.sources.containers import CABLE, found, refusal, write

RECORD = {
    "id": "1976STATE000123",
    "body": CABLE,
    "date": "1976-11-11",
    "from_field": "STATE",
    "tags": ["PREL", {"id": 4, "name": "BG"}],
    "cable_references": None,
    "persons": [{"name": "FORD, GERALD"}],
    "nuclear": False,
}
OTHER = {**RECORD, "id": "1976STATE000124"}
FORMS = {
    "lines": f"{json.dumps(RECORD)}\n\n{json.dumps(OTHER)}\n",
    "list": json.dumps([RECORD, OTHER], indent=1),
    "answer": json.dumps({"count": 2, "query": {"a": [1]}, "results": [RECORD, OTHER], "page": None}),
    "search engine": json.dumps(
        {"took": 1, "hits": {"total": 2, "hits": [{"_source": RECORD}, {"_source": OTHER}]}}
    ),
    "one after the other": json.dumps(RECORD, indent=1) + json.dumps(OTHER, indent=1),
    "telegrams by their attributes": json.dumps(
        [
            {"text": each["body"], "Message Attributes": {"Document Number": each["id"], "From": "STATE"}}
            for each in (RECORD, OTHER)
        ]
    ),
}


class Slices:
    """A file that is read a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._file = io.BytesIO(data)
        self._size = size

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._size))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_records_of_every_form_are_read(tmp_path: Path, form: str, encoding: str) -> None:
    notice, *documents = read([write(tmp_path / "a", FORMS[form].encode(encoding))])

    first, second = [document for document in documents if isinstance(document, SourceDocument)]
    assert isinstance(notice, Notice)
    assert (first.metadata.mrn, second.metadata.mrn) == ("1976STATE000123", "1976STATE000124")
    assert (first.text, first.metadata.origin) == (CABLE.strip(), "STATE")
    assert (first.container, second.place) == (Container.JSON, f"{tmp_path / 'a'}, record 2")


def test_lists_and_objects_become_values(tmp_path: Path) -> None:
    _, document = read([write(tmp_path / "a", json.dumps(RECORD))])

    assert isinstance(document, SourceDocument)
    assert document.metadata.tags == ("PREL", "BG")
    assert document.original == json.dumps(RECORD).encode()


@given(st.integers(1, 7), st.sampled_from([form for form in FORMS if form != "lines"]))
def test_records_are_found_wherever_a_chunk_ends(size: int, form: str) -> None:
    data = FORMS[form].replace("ministers", 'min\\\\\\"isters {[').encode()

    records = [*json_objects(Slices(data, size), 1 << 20)]

    assert len(records) == 2
    assert all(isinstance(json.loads(record or b""), dict) for record in records)


@given(st.integers(1, 50))
def test_lines_are_found_wherever_a_chunk_ends(size: int) -> None:
    lines = [b'{"a": 1}', b"x" * 40, b'{"b": 2}']

    assert [*json_lines(Slices(b"\n\n".join(lines), size), 30)] == [lines[0], None, lines[2]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 20_000 + "{", "damaged JSON: more than 10,000 brackets inside one another"),
        ('{"a":[' * 20_000, "damaged JSON: more than 10,000 brackets inside one another"),
        ('[{"id": "a"}}', "damaged JSON: its brackets do not match"),
        ('[{"id": "a', "damaged JSON: the file ends inside a record or list"),
        (
            '{"name": "x", "version": 1}',
            "which key is the text? Its keys: name, version. Name it: --map body=KEY",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    assert refusal(write(tmp_path / "a.json", text)) == reason


def test_damage_and_size_of_a_record_do_not_concern_the_others(tmp_path: Path) -> None:
    large = json.dumps({**RECORD, "body": "x" * 9_000})
    deep = '{"body": ' + "[" * 5_000 + "]" * 5_000 + "}"
    text = f'[{json.dumps(RECORD)}, {large}, {{"body": nonsense}}, {deep}, {json.dumps(OTHER)}]'

    documents, skipped = found(read([write(tmp_path / "a", text)], limits=Limits(document=8_000)))

    assert len(documents) == 2
    reasons = [each.reason for each in skipped]
    assert reasons[0] == "larger than 1 MB: too large for a cable"
    assert reasons[1].startswith("damaged JSON: Expecting value")
    assert len(reasons) == 3


def test_a_file_of_other_records_is_refused_after_a_hundred(tmp_path: Path) -> None:
    text = '{"a": 1}\n' * 5_000

    assert refusal(write(tmp_path / "a", text)).startswith("which key is the text?")

"""A snapshot gives back its tables: by its index, and line by line where that is no good."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notes.storage.format import snapshot
from reader.notes.storage.format.journal_lines import encode_line, scan

HEAD = {"snapshot": 7, "format": 1, "store": "s", "n": 3, "last": "l"}
TABLES = {"cable:06PARIS1": {"1": {"body": "Où?"}}, "codes": {"1": {"name": "a"}, "2": {"name": "b"}}}

tables = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.dictionaries(
        st.integers(1, 999).map(str),
        st.dictionaries(st.text(max_size=4), st.text(max_size=12), max_size=2),
        max_size=3,
    ),
    max_size=4,
)


def written(docs: dict[str, dict[str, dict[str, str]]]) -> bytes:
    texts = ((name, json.dumps(docs[name]).encode()) for name in sorted(docs))
    return b"".join(snapshot.write(HEAD, texts))


def without_index(data: bytes) -> bytes:
    """As snapshots were written before they had an index."""
    lines = data.splitlines(keepends=True)
    return b"".join((*lines[:-2], encode_line({"end": HEAD["snapshot"], "tables": len(lines) - 3})))


def docs(data: bytes, found: snapshot.Contents) -> dict[str, object]:
    return {name: json.loads(data[start:end]) for name, (start, end) in found.places.items()}


@given(tables)
def test_by_its_index_and_line_by_line_a_snapshot_holds_the_same(
    of: dict[str, dict[str, dict[str, str]]],
) -> None:
    data = written(of)
    for each in (data, without_index(data)):
        found = snapshot.read(each)
        assert found.whole
        assert found.header is not None
        assert found.header["n"] == HEAD["n"]
        assert docs(each, found) == of
        assert not found.damage


def test_each_line_proves_itself_also_in_a_snapshot_with_an_index() -> None:
    assert all(piece.intact for piece in scan(written(TABLES)))


@pytest.mark.parametrize("line", range(5))
def test_a_byte_changed_in_any_line_costs_that_line_at_most(line: int) -> None:
    lines = written(TABLES).splitlines(keepends=True)
    lines[line] = lines[line].replace(b'":', b'";', 1)
    data = b"".join(lines)
    found = snapshot.read(data)
    assert not found.whole
    assert [data[piece.start : piece.end] for piece in found.damage] == [lines[line].rstrip(b"\n")]
    assert len(found.places) == len(TABLES) - (line in (1, 2))

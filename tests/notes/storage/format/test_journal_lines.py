from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.storage.format.journal_lines import encode_line, scan

TEXT = st.text(st.characters(codec=None, categories=None), max_size=30)
OBJECTS = st.dictionaries(TEXT, TEXT | st.integers() | st.lists(TEXT), min_size=1, max_size=4)


def values(data: bytes) -> list[dict[str, Any]]:
    return [piece.decode(data) for piece in scan(data) if piece.intact]


def half_pairs_joined(value: object) -> Any:
    """Two halves of a surrogate pair in a row are the character they spell, in JSON."""
    return json.loads(json.dumps(value))


@given(st.lists(OBJECTS, max_size=5))
def test_lines_come_back_as_they_went_in(objects: list[dict[str, Any]]) -> None:
    assert values(b"".join(map(encode_line, objects))) == half_pairs_joined(objects)


def test_a_line_is_plain_json_for_any_tool() -> None:
    line = json.loads(encode_line({"name": "Ōsaka \x1b[31m"}))
    assert line["name"] == "Ōsaka \x1b[31m"


@given(st.lists(OBJECTS, min_size=3, max_size=3), st.data())
def test_a_changed_byte_costs_at_most_the_line_it_is_in(objects: list[dict[str, Any]], data: Any) -> None:
    objects = [{**value, "at": index} for index, value in enumerate(objects)]
    lines = [encode_line(value) for value in objects]
    whole = bytearray(b"".join(lines))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    kept = values(bytes(whole))
    hit = 0 if at < len(lines[0]) else 1 if at < len(lines[0]) + len(lines[1]) else 2
    others = [value for value in half_pairs_joined(objects) if value["at"] != hit]
    assert [value for value in kept if value["at"] != hit] == others


def test_a_changed_newline_costs_nothing() -> None:
    assert values(encode_line({"n": 1})[:-1] + b"x" + encode_line({"n": 2})) == [{"n": 1}, {"n": 2}]
    assert values(encode_line({"n": 1})[:-1] + b"x") == [{"n": 1}]


def test_a_line_that_lacks_its_end_is_damage() -> None:
    *_, last = scan(encode_line({"n": 1}) + encode_line({"n": 2})[:-3])
    assert not last.intact


def test_user_text_cannot_pass_for_a_line() -> None:
    forged = encode_line({"n": 99}).decode()
    assert values(encode_line({"body": f"\n{forged}\n"})) == [{"body": f"\n{forged}\n"}]

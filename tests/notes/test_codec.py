from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notes.codec import KINDS, decode, encode, parse_time, time_text
from reader.notes.model import Annotation, Quote, Record, Target

TIMES = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC))
st.register_type_strategy(dt.datetime, TIMES)


@given(st.sampled_from(list(KINDS.values())), st.data())
def test_every_record_comes_back_as_it_was(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(st.builds(kind))
    assert decode(json.loads(json.dumps(encode(record)))) == record


def test_a_document_says_no_more_than_it_must() -> None:
    moment = dt.datetime(2026, 11, 22, 9, 5, tzinfo=dt.UTC)
    target = Target("06PHNOMPENH977", number=2, ordinal=2, quote=Quote("fuel"), start=4, end=8)
    note = Annotation(id="n", author="Ann", created=moment, changed=moment, target=target, body="Why?")
    assert encode(note) == {
        "kind": "annotation",
        "id": "n",
        "author": "Ann",
        "created": "2026-11-22T09:05:00.000000Z",
        "changed": "2026-11-22T09:05:00.000000Z",
        "target": {
            "mrn": "06PHNOMPENH977", "number": 2, "ordinal": 2,
            "quote": {"exact": "fuel"}, "start": 4, "end": 8,
        },
        "body": "Why?",
    }  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(list(KINDS))},
        optional=dict.fromkeys(
            ["id", "target", "created", "changed", "codes", "body", "name", "mrn", "stops"], JSON
        ),
    )
)
def test_nonsense_is_no_record_and_no_error(document: dict[str, Any]) -> None:
    assert decode(document) is None or isinstance(decode(document), Record)


@pytest.mark.parametrize("text", ["2026-11-22T09:05:00Z", "2026-11-22T10:05:00+01:00", "2026-11-22T09:05:00"])
def test_times_are_read_in_any_zone_and_kept_in_utc(text: str) -> None:
    assert time_text(parse_time(text)) == "2026-11-22T09:05:00.000000Z"


@given(TIMES, TIMES)
def test_times_sort_as_text(one: dt.datetime, other: dt.datetime) -> None:
    assert (one < other) == (time_text(one) < time_text(other))

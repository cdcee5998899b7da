"""The text that is kept of a table after a change."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.model import Docs
from reader.notes.storage.format.journal_lines import dump
from reader.notes.storage.table_state import State
from reader.notes.storage.tables import Tables

numbers = st.integers(1, 6).map(str)
hostile = st.sampled_from(["", "one", '","6":{', "\ud800", "}", "ÿ\x00"])
docs = st.dictionaries(numbers, st.fixed_dictionaries({}, optional={"body": hostile, "codes": st.just([])}))


@given(before=docs, after=docs)
def test_the_text_of_a_table_says_what_was_staged_in_its_order(before: Docs, after: Docs) -> None:
    state = State()
    state.set_raw("t", dump(before))
    tables = Tables(state)
    kept = tables.shared("t")
    ordered = {number: after[number] for number in kept if number in after} | after
    tables["t"] = ordered
    change = tables.change()
    if not change:
        assert ordered == before
        return
    text = tables.texts(change)["t"]
    assert text is not None
    assert list(json.loads(text).items()) == list(ordered.items())


def test_what_comes_before_a_changed_document_is_not_encoded_again() -> None:
    state = State()
    state.set_raw("t", b'{ "1":{"body" : "as it was"},"2":{"body":"old"}}')
    tables = Tables(state)
    tables["t"] = {**tables.shared("t"), "2": {"body": "new"}, "3": {"body": "more"}}
    expected = b'{ "1":{"body" : "as it was"},"2":{"body":"new"},"3":{"body":"more"}}'
    assert tables.texts(tables.change()) == {"t": expected}

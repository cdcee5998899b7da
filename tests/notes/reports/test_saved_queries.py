"""Saved queries."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.notes.reports.saved_queries import TABLE, delete_query, find_query, save_query, saved_queries
from reader.notes.repository import Notes


def listed(notes: Notes) -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in saved_queries(notes)]


def test_queries_are_saved_replaced_and_deleted_by_name(notes: Notes) -> None:
    save_query(notes, "drinks", "vodka")
    save_query(notes, "  Arms  sales ", "tag:MARR")
    save_query(notes, "Drinks", "vodka OR tea")

    assert listed(notes) == [("Arms sales", "tag:MARR"), ("Drinks", "vodka OR tea")]
    assert delete_query(notes, "drinks")
    assert not delete_query(notes, "drinks")
    assert listed(notes) == [("Arms sales", "tag:MARR")]
    assert notes.undo() is None


def test_a_deleted_name_can_be_used_again(notes: Notes) -> None:
    save_query(notes, "drinks", "vodka")
    delete_query(notes, "drinks")
    save_query(notes, "drinks", "tea")

    assert listed(notes) == [("drinks", "tea")]


def test_a_query_is_found_whatever_the_case_of_its_name(notes: Notes) -> None:
    save_query(notes, "Straße", "germany")

    found = find_query(notes, "STRASSE")
    assert found
    assert found.query == "germany"
    assert find_query(notes, "strass") is None


@pytest.mark.parametrize(
    "document", [{"name": 1}, {"name": "x", "query": "y"}, {"name": "x", "query": "y", "saved": "soon"}]
)
def test_documents_of_another_shape_are_ignored(notes: Notes, document: dict[str, object]) -> None:
    save_query(notes, "drinks", "vodka")
    with notes.transaction() as transaction:
        transaction.insert(TABLE, document)

    assert listed(notes) == [("drinks", "vodka")]
    save_query(notes, "x", "tea")
    assert listed(notes) == [("drinks", "vodka"), ("x", "tea")]


odd = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(odd, odd)
def test_any_name_and_query_can_be_saved(notes: Notes, name: str, query: str) -> None:
    save_query(notes, name, query)

    found = find_query(notes, name)
    assert found
    assert found.query == query
    assert delete_query(notes, name)

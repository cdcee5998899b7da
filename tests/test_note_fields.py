"""Queries that ask for the user's notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import places
from reader.library.errors import QueryError
from reader.notes.anchoring import target_for
from reader.notes.coding import move, set_aliases
from reader.workspace import Workspace

PHNOM_PENH, BEIJING, RANGOON = "06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422"


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The samples with notes, codes and a link on three of them."""
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.delenv(places.LIBRARY_VARIABLE, raising=False)
    with Workspace.samples() as workspace:
        here, there, third = (workspace.cable(mrn) for mrn in (PHNOM_PENH, BEIJING, RANGOON))
        assert here
        assert there
        assert third
        notes = workspace.notes
        notes.annotate(target_for(here, 2), "Who drafted the Décret on visas?")
        notes.tag(target_for(there, 1), ["trafficking", "Mekong region"])
        notes.link(target_for(here, 2), target_for(third, 1), "continues", "the same plan")
        yield workspace


def found(workspace: Workspace, query: str) -> set[str]:
    listing = workspace.library.listing(query, notes=workspace.about_notes)
    return {row.mrn for row in listing.window(0, len(listing))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("note:decret", {PHNOM_PENH}),
        ("note:VISA*", {PHNOM_PENH}),
        ("note:visa", set()),
        ('note:"décret on"', {PHNOM_PENH}),
        ('note:"same plan"', {PHNOM_PENH}),
        ("code:Trafficking", {BEIJING}),
        ("code:traff*", {BEIJING}),
        ('code:"mekong region"', {BEIJING}),
        ('code:"mekong re"*', {BEIJING}),
        ("has:notes", {PHNOM_PENH}),
        ("has:codes", {BEIJING}),
        ("has:link", {PHNOM_PENH, RANGOON}),
        ("has:notes OR has:code", {PHNOM_PENH, BEIJING}),
        ("from:beijing -code:trafficking", set()),
        ("has:links from:rangoon", {RANGOON}),
    ],
)
def test_a_query_may_ask_for_notes_codes_and_links(noted: Workspace, query: str, expected: set[str]) -> None:
    assert found(noted, query) == expected


def test_a_code_stands_for_those_below_it_and_goes_by_its_other_names(noted: Workspace) -> None:
    trafficking, region = noted.notes.find_code("trafficking"), noted.notes.find_code("Mekong region")
    assert trafficking
    assert region
    move(noted.notes, region.id, trafficking.id)
    set_aliases(noted.notes, region.id, ["Greater Mekong"])
    cable = noted.cable(RANGOON)
    assert cable
    noted.notes.tag(target_for(cable, 2), ["Mekong region"])

    assert found(noted, "code:trafficking") == {BEIJING, RANGOON}
    assert found(noted, 'code:"greater mekong"') == {BEIJING, RANGOON}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("code:traficking", "trafficking"),
        ("code:xyzzy", "Mekong region"),
        ("has:pictures", "has:notes"),
        ("note:...", "note:visas"),
        ("is:kept", "has:"),
        ("is:read", "has:"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(noted: Workspace, query: str, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        found(noted, f"vodka {query}")
    assert raised.value.position == len("vodka ")
    assert said in str(raised.value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from(["note", "code", "has", "is"]), value=st.text(max_size=20))
def test_no_value_is_anything_but_found_or_told(noted: Workspace, field: str, value: str) -> None:
    for written in (f"{field}:{value}", f'{field}:"{value}"'):
        with suppress(QueryError):
            found(noted, written)

"""Stored documents as they may be given away."""

from __future__ import annotations

from typing import Any

from reader.export.protection.documents import protected_tables
from reader.export.protection.own_names import OwnNames
from reader.export.protection.policy import QUERY_MASK, Protection, Treatment
from reader.notes.codec import encode_stop
from reader.notes.model import Docs, Quote, Target, TrailStop
from tests.export.protection.test_protect import CABLE


def nothing(mrn: str) -> None:
    """No cable is in the library."""


QUOTE = Quote("Dr. Richard Freer (strictly protect) told us of plans.")
STOPS = [
    encode_stop(TrailStop("1", Target("09LONDON273", ordinal=1, quote=QUOTE), "ask Freer")),
    encode_stop(TrailStop("2", Target("09PARIS1"), "and then Freer Street")),
]
PERSONS = {"1": {"kind": "person", "name": "Dick Frere", "spellings": ["Richard Freer"]}}
TRAIL = {"kind": "trail", "id": "t", "name": "Trident", "stops": STOPS}


def shown(treatment: Treatment, *listed: str) -> dict[str, Any]:
    protection = Protection(treatment, OwnNames(listed))
    cable = {"09LONDON273": CABLE}.get
    ((_, documents),) = protected_tables([("trails", {"1": TRAIL})], protection, cable)
    return documents["1"] if documents else {}


def test_a_stop_of_a_trail_is_protected_as_its_cable_asks() -> None:
    masked = shown(Treatment.MASK)
    assert "Freer" not in str(masked["stops"][0])
    assert masked["stops"][1] == STOPS[1], "another cable's street"
    assert [stop["id"] for stop in shown(Treatment.LEAVE_OUT)["stops"]] == ["2"]
    assert shown(Treatment.KEEP) == TRAIL
    assert shown(Treatment.LEAVE_OUT, "Trident") == {}


def test_merged_spellings_of_a_name_that_was_found_are_left_out() -> None:
    own = OwnNames(merged=(("Dick Frere", "Richard Freer"),))
    tables: list[tuple[str, Docs]] = [("persons", PERSONS), ("trails", {"1": TRAIL})]
    for treatment, left in ((Treatment.MASK, {}), (Treatment.LEAVE_OUT, {}), (Treatment.KEEP, PERSONS)):
        shown = dict(protected_tables(tables, Protection(treatment, own), {"09LONDON273": CABLE}.get))
        assert shown["persons"] == left
    assert dict(protected_tables(tables, Protection(Treatment.MASK), nothing))["persons"] == {}
    assert dict(protected_tables(tables[:1], Protection(Treatment.MASK), nothing))["persons"] == PERSONS


def test_what_undo_needs_is_left_out_and_a_query_with_a_word_of_a_name_is_masked() -> None:
    tables: list[tuple[str, Docs]] = [
        (
            "log",
            {"1": {"kind": "search", "query": "freer trident"}, "2": {"kind": "search", "query": "ships"}},
        ),
        ("step:0000000001", {"1": {"kind": "step", "words": "edit", "changes": {"body": "Freer"}}}),
        ("trails", {"1": TRAIL}),
    ]
    shown = dict(protected_tables(tables, Protection(Treatment.MASK), {"09LONDON273": CABLE}.get))
    assert sorted(shown) == ["log", "trails"]
    assert [one["query"] for one in shown["log"].values()] == [QUERY_MASK, "ships"]
    assert dict(protected_tables(tables, Protection(Treatment.KEEP), nothing)) == dict(tables)

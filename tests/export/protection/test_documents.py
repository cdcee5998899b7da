"""Stored documents as they may be given away."""

from __future__ import annotations

from typing import Any

from reader.export.protection.documents import protected_tables
from reader.export.protection.policy import Protection, Treatment
from reader.notes.codec import encode_stop
from reader.notes.model import Quote, Target, TrailStop
from tests.export.protection.test_protect import CABLE

QUOTE = Quote("Dr. Richard Freer (strictly protect) told us of plans.")
STOPS = [
    encode_stop(TrailStop("1", Target("09LONDON273", ordinal=1, quote=QUOTE), "ask Freer")),
    encode_stop(TrailStop("2", Target("09PARIS1"), "and then Freer Street")),
]
TRAIL = {"kind": "trail", "id": "t", "name": "Trident", "stops": STOPS}


def shown(treatment: Treatment, *listed: str) -> dict[str, Any]:
    protection = Protection(treatment, listed=listed)
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

"""Garbage in cycles is collected in pauses, also what was left out of earlier collections."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from reader.tui.core import collector


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave Python's collector as it was for other tests."""
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    gc.enable()


class Loop:
    """Is freed only by a collection."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_in_a_pause_and_what_was_left_out_after_a_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr(collector, "monotonic", lambda: now)
    monkeypatch.setattr(collector, "_WORTH", 0)
    monkeypatch.setattr(collector, "_left_out", False)
    collector.begin()
    collector.settle()
    collector.used()
    first, later = Loop(), Loop()
    freed, kept = weakref.ref(first), weakref.ref(later)
    del first
    collector.tick()
    assert freed() is not None, "keys are being pressed"
    now += 2 * collector.PAUSE
    collector.tick()
    assert freed() is None
    del later
    collector.tick()
    assert kept() is not None, "left out by the collection in the pause"
    now += collector.REST
    collector.tick()
    assert kept() is None

"""Each test has folders of its own, and a terminal without wishes about colours."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import textual._wait as pilots_patience
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

pilots_patience.SLEEP_GRANULARITY = 1 / 250
pilots_patience.SLEEP_IDLE = pilots_patience.SLEEP_GRANULARITY / 10
"""Seconds. A pilot waits twice for each key until the app is idle, by default 20 ms or more each time: half
of what these tests took. What comes later is waited for by name (``Stage.until``)."""


@pytest.fixture(scope="session", autouse=True)
def rare_garbage_collection() -> Iterator[None]:
    """Each app leaves thousands of objects in circles; looking for them often costs a fifth of the time."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def style_sheets_are_parsed_once() -> Iterator[None]:
    """Each app parses the same sheets, some twice: a fifth of its start. What comes of it never changes."""
    parse = Stylesheet._parse_rules
    parsed: dict[object, list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, *where: Any, **options: Any) -> list[RuleSet]:
        key = (css, where, *options.items(), frozenset(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, *where, **options)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "COLORFGBG", "CABLES_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path

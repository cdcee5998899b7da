"""What makes many runs of the app in one process faster, without changing what they show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import textual._wait as pilots_patience
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


def less_waiting() -> None:
    """A pilot waits twice for each key until the app is idle, by default 20 ms or more each time: half of
    what tests took. What comes later is waited for by name (``Stage.until``).
    """
    pilots_patience.SLEEP_GRANULARITY = 1 / 250
    pilots_patience.SLEEP_IDLE = pilots_patience.SLEEP_GRANULARITY / 10


@contextmanager
def style_sheets_parsed_once() -> Iterator[None]:
    """Each app parses the same sheets, some twice: a fifth of its start. What comes of it never changes."""
    parse = Stylesheet._parse_rules
    parsed: dict[object, list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, *where: Any, **options: Any) -> list[RuleSet]:
        key = (css, where, *options.items(), frozenset(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, *where, **options)
        return parsed[key]

    with mock.patch.object(Stylesheet, "_parse_rules", once):
        yield

"""How a record screen shows its cables over time: in the list, by date, with the histogram."""

from __future__ import annotations

from typing import NamedTuple

from reader.tui.commands.table import Command

OVER_TIME = Command(
    "over_time",
    ("h",),
    "Show its cables over time",
    "In the list by date, with the histogram above it.",
    hint="over time",
)


class OverTime(NamedTuple):
    """The result of a record screen that is left to see cables over time."""

    query: str
    """What finds them."""


def code_over_time(name: str) -> OverTime:
    """The cables that have a code."""
    plain = name.replace('"', " ")
    return OverTime(f'code:"{plain}"')

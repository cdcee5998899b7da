"""What a list without rows says, and what it offers instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.terminal_text import fit, safe_line


@dataclass(frozen=True, slots=True)
class Offer:
    """A query that would find something."""

    query: str
    detail: str
    """How much, or what it is."""


def lines(notice: str, offers: Sequence[Offer], width: int) -> list[tuple[str, str]]:
    """(text, role) of each line; roles as those of rows."""
    made = [("", "dim"), *((f"  {line}", "dim") for line in notice.split("\n"))] if notice else []
    if offers:
        made += [("", "dim"), ("  Nearest:", "dim")]
        for figure, offer in enumerate(offers, 1):
            made.append((f"  {figure}  {safe_line(offer.query)}  {offer.detail}", "plain"))
    return [(fit(text, width), role) for text, role in made]


def chosen(offers: Sequence[Offer], key: str) -> Offer | None:
    """The offer that a key takes: its figure, or Enter for the first."""
    if key == "enter":
        return offers[0] if offers else None
    return offers[int(key) - 1] if len(key) == 1 and key in "123456789"[: len(offers)] else None

"""What a list without rows shows: that nothing was found, and queries that would find something."""

from __future__ import annotations

from collections.abc import Sequence

from reader.terminal_text import fit, safe_line
from reader.tui.core.query_task import SuggestedQuery


def lines(notice: str, offers: Sequence[SuggestedQuery], width: int) -> list[tuple[str, str]]:
    """(text, role) of each line; roles as those of rows."""
    made = [("", "dim"), *((f"  {line}", "dim") for line in notice.split("\n"))] if notice else []
    if offers:
        made += [("", "dim"), ("  Nearest:", "dim")]
        for figure, offer in enumerate(offers, 1):
            made.append((f"  {figure}  {safe_line(offer.query)}  {offer.detail}", "plain"))
    return [(fit(text, width), role) for text, role in made]


def query_for_key(offers: Sequence[SuggestedQuery], key: str) -> SuggestedQuery | None:
    """The suggestion that a key selects: its number, or Enter for the first."""
    if key == "enter":
        return offers[0] if offers else None
    return offers[int(key) - 1] if len(key) == 1 and key in "123456789"[: len(offers)] else None

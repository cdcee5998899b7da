"""Short ids for notes, used as block ids and footnote labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol


class Dated(Protocol):
    """What an id is made from: a record, or as much of it as was read."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def created(self) -> dt.datetime:
        """When it was made."""


MIN_DIGITS = 6
"""Hexadecimal digits in an id. Of 10,000 notes, 1 in 1,700 needs more; with four digits, 1 in 7 would."""


def block_ids(records: Iterable[Dated]) -> Mapping[str, str]:
    """Map each record id to a unique block id such as ``n7f3a2c``, taken from the start of the record's UUID.

    When two UUIDs share a prefix, the newer record gets more digits, so an id never changes once assigned.
    Pass all records of the user, not only those being exported.
    """
    assigned: dict[str, str] = {}
    used: set[str] = set()
    for record in sorted(records, key=lambda record: (record.created, record.id)):
        digits = _hex_digits(record.id)
        length = min(MIN_DIGITS, len(digits))
        while (block_id := f"n{digits[:length]}") in used:
            length += 1
            if length > len(digits):
                digits += "0"
        used.add(block_id)
        assigned[record.id] = block_id
    return assigned


def _hex_digits(identifier: str) -> str:
    """The digits of a UUID; for any other id, its bytes in hexadecimal."""
    digits = identifier.replace("-", "").lower()
    if digits and not digits.strip("0123456789abcdef"):
        return digits
    return identifier.encode("utf-8", "surrogatepass").hex() or "0"

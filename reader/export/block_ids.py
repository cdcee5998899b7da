"""This is where a note gets the short name that block links and footnotes use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.notes.model import Record

SHORTEST = 6
"""Hexadecimal digits. Among 10,000 notes one in 1,700 has to be longer; with four it would be one in 7."""


def block_ids(records: Iterable[Record]) -> Mapping[str, str]:
    """``n7f3a2c`` for each record's id, unique among those given.

    It begins like the record's UUID. Where two begin alike the later made gets more digits, so that a
    name once given stays: pass all the user's records, not only those to be written.
    """
    named: dict[str, str] = {}
    taken: set[str] = set()
    for record in sorted(records, key=lambda one: (one.created, one.id)):
        digits = _digits(record.id)
        length = min(SHORTEST, len(digits))
        while (name := f"n{digits[:length]}") in taken:
            length += 1
            if length > len(digits):
                digits += "0"
        taken.add(name)
        named[record.id] = name
    return named


def _digits(identifier: str) -> str:
    """The letters and digits of an id; the hexadecimal of its characters if it is no UUID of ours."""
    plain = identifier.replace("-", "").lower()
    if plain and all(character in "0123456789abcdef" for character in plain):
        return plain
    return identifier.encode("utf-8", "surrogatepass").hex() or "0"

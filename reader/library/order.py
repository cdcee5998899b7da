"""The sort orders of a list of cables. Fast to import, as ``--help`` and the first frame need them."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """How a list of cables is sorted. The value is what the user types; ties are sorted newest first."""

    words: str
    """The order as the heading of a list shows it."""
    key: str
    """The letter that chooses it in the list's sort menu."""

    NEWEST = "newest", "newest first", "n"
    OLDEST = "oldest", "oldest first", "o"
    BEST = "best", "best match first", "b"
    """Words of subject and summary weigh more. Newest first where a query has no words to match."""
    POST = "post", "by post", "p"
    LEVEL = "level", "highest level first", "l"
    SUBJECT = "subject", "by subject", "s"
    SIZE = "size", "longest first", "z"

    def __new__(cls, value: str, words: str, key: str) -> Order:
        """Make a member from its value and attributes."""
        order = str.__new__(cls, value)
        order._value_ = value
        order.words = words
        order.key = key
        return order

    @classmethod
    def named(cls, name: str) -> Order:
        """The order of this name; newest first for an unknown one, such as one saved by a later version."""
        return cls._value2member_map_.get(name, cls.NEWEST)  # type: ignore[return-value]

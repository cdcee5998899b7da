"""What the tests of the formats export: entries made by hand, and a text that is code in many languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.cable.model import Cable
from reader.export.data.entries import CitedCable, Entry, Summary
from reader.notes.model import Code

HOSTILE = "=1+1 <script>&amp;</script> ]]> <!-- \"' \x00\x1b\ufffe\ud800 &x;"
INERT = "=1+1 <script>&amp;</script> ]]> <!-- \"' ␀␛\ufffd\ufffd &x;"
"""The same with every character that a format cannot contain made visible."""


def no_cable() -> Cable | None:
    """The cable is not in the library."""
    return None


@dataclass(frozen=True)
class Some:
    """These entries and codes; each cable of ``references`` cites its cables."""

    entries: Sequence[Entry]
    others: Sequence[Entry] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)
    references: Mapping[str, Sequence[str]] = field(default_factory=dict)
    summaries: Mapping[str, Summary] = field(default_factory=dict)

    def chosen(self) -> Iterator[Entry]:
        return iter(self.entries)

    def linked(self) -> Iterator[Entry]:
        return iter(self.others)

    def cited(self, mrn: str) -> list[CitedCable]:
        return [CitedCable(cited, sure=True) for cited in self.references.get(mrn, ())]

    def summary(self, mrn: str) -> Summary | None:
        return self.summaries.get(mrn)

"""The cables of an export of data with protected names masked or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from reader.export.data.entries import CitedCable, Entries, Entry, Summary
from reader.export.protection.names import NOBODY, Names
from reader.export.protection.policy import Protection
from reader.export.protection.protect import protect
from reader.notes.model import Code


class ProtectedEntries:
    """Wraps the entries of an export; implements ``Entries``.

    ``whole``: the format has the whole text of each cable, not only the passages with notes.
    """

    def __init__(self, entries: Entries, protection: Protection, *, whole: bool) -> None:
        self._entries, self._protection, self._whole = entries, protection, whole
        self._names: dict[str, Names] = {}
        """Of the cables that were written and have any."""

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """All codes by id, parents before their children."""
        return {code.id: code for code in self._protection.codes(self._entries.codes.values())}

    def chosen(self) -> Iterator[Entry]:
        """The cables that are exported, sorted by MRN."""
        return map(self._protected, self._entries.chosen())

    def linked(self) -> Iterator[Entry]:
        """The cables that links of the chosen ones lead to and that are not chosen, sorted by MRN."""
        return map(self._protected, self._entries.linked())

    def cited(self, mrn: str) -> list[CitedCable]:
        """The cables that a cable cites."""
        return self._entries.cited(mrn)

    def summary(self, mrn: str) -> Summary | None:
        """About a cable; None if it is not in the library."""
        about = self._entries.summary(mrn)
        if about is None or self._protection.keeps:
            return about
        names = self._names.get(mrn) or self._protection.names(None)
        return about._replace(title=names.mask(about.title).text)

    def _protected(self, entry: Entry) -> Entry:
        if self._protection.keeps:  # then nothing has to be read
            return entry
        shown = protect(self._protection, entry.mrn, entry.cable, entry, whole=self._whole)
        if shown.names is not NOBODY:
            self._names[entry.mrn] = shown.names
        return Entry(
            entry.mrn,
            lambda: shown.cable,
            tuple(shown.annotations),
            tuple(shown.outgoing),
            tuple(shown.incoming),
        )

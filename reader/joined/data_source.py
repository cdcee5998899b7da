"""The cables and notes of a workspace, as an export of data needs them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

from reader.cable.model import Cable
from reader.export.data.entries import CitedCable, Entry, Summary
from reader.joined.protocol import LibraryAndNotes
from reader.notes.model import Code


class DataSource:
    """Cables with their notes, links and citations; implements ``reader.export.data.entries.Entries``."""

    def __init__(self, workspace: LibraryAndNotes, mrns: Collection[str] | None = None) -> None:
        """``mrns``: the cables to export; None for all with notes or links."""
        self._workspace = workspace
        notes = workspace.notes
        found = mrns if mrns is not None else (mrn for mrn, count in notes.counts().items() if count)
        self._chosen = frozenset(found)

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """All codes by id, parents before their children."""
        return {code.id: code for code, _ in self._workspace.notes.codebook().tree()}

    def chosen(self) -> Iterator[Entry]:
        """The cables that are exported, sorted by MRN."""
        for mrn in sorted(self._chosen):
            notes = self._workspace.notes.for_cable(mrn)
            incoming = tuple(link for link in notes.incoming if link.source.mrn in self._chosen)
            yield Entry(mrn, self._reads(mrn), notes.annotations, notes.outgoing, incoming)

    def linked(self) -> Iterator[Entry]:
        """The cables that links of the chosen ones lead to and that are not chosen, sorted by MRN."""
        notes = self._workspace.notes
        others = {
            link.target.mrn
            for mrn in self._chosen
            for link in notes.for_cable(mrn).outgoing
            if link.target.mrn not in self._chosen
        }
        for mrn in sorted(others):
            incoming = tuple(
                link for link in notes.for_cable(mrn).incoming if link.source.mrn in self._chosen
            )
            yield Entry(mrn, self._reads(mrn), incoming=incoming)

    def cited(self, mrn: str) -> list[CitedCable]:
        """The cables that a cable cites."""
        from reader.library.discovery.reference_graph import references_from

        found = references_from(self._workspace.library, mrn)
        return [CitedCable(one.mrn, one.sure) for one in found]

    def summary(self, mrn: str) -> Summary | None:
        """About a cable; None if it is not in the library."""
        row = self._workspace.library.row(mrn)
        if row is None:
            return None
        level = row.level.name if row.level is not None else ""
        return Summary(row.title or "", row.day.isoformat() if row.day else "", row.origin or "", level)

    def _reads(self, mrn: str) -> Callable[[], Cable | None]:
        return lambda: self._workspace.cable(mrn)

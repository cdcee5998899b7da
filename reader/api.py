"""The public Python interface: a library, its cables and its notes as plain dictionaries.

The dictionaries are those of ``--json``, documented in ``docs/json.md``. Nothing else is public.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.paths import typed_path

if TYPE_CHECKING:
    from reader.workspace import Workspace

Record = dict[str, Any]
WINDOW = 500
"""Rows read at a time."""


class Library:
    """An open library with its notes; use it in a ``with`` statement or close it.

    Every method raises ``reader.errors.CablesError``, whose text is fit for a user.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """Number of cables."""
        return self._workspace.library.count()

    def close(self) -> None:
        """Close the files."""
        self._workspace.close()

    def cables(self, query: str = "", *, order: str = "newest") -> Iterator[Record]:
        """The cables matching a query, or all, as in ``cables list --json``.

        ``order`` as for ``--order``; raises ValueError for another one.
        """
        from reader.cli.cable_rows import note_counts, rows, shape
        from reader.library.order import Order

        if order not in tuple(Order):
            raise ValueError(f"order must be one of {', '.join(Order)}")
        found = self._workspace.library.listing(query, Order.named(order), notes=self._workspace.about_notes)
        counted = note_counts(self._workspace)
        for row in rows(found, None, WINDOW):
            yield shape(row, counted(row.mrn))

    def count(self, query: str = "") -> int:
        """Number of cables matching a query."""
        return len(self._workspace.library.listing(query, notes=self._workspace.about_notes))

    def cable(self, mrn: str) -> Record:
        """Every parsed field of a cable, as ``cable`` in ``cables show --json``.

        ``mrn`` in any common form. Raises ``CablesError`` if the cable is not in the library.
        """
        from reader.cli.json_shapes import cable_shape

        cable = self._workspace.cable(self._workspace.mrn_of(mrn))
        assert cable is not None, "the MRN was just resolved"
        return cable_shape(cable)

    def notes(self, query: str = "") -> Iterator[Record]:
        """The notes and links matching a query, or all, as in ``cables notes --json``."""
        from reader.cli.json_shapes import annotation_shape, link_shape
        from reader.joined.note_search import find
        from reader.notes.model import Annotation

        codes = {code.id: code for code in self._workspace.notes.codes()}
        for record in find(self._workspace, query):
            yield annotation_shape(record, codes) if isinstance(record, Annotation) else link_shape(record)


def open_library(path: str | os.PathLike[str] | None = None) -> Library:
    """The library in a folder, or the user's own. Raises ``CablesError`` if there is none."""
    from reader.workspace import Workspace

    return Library(Workspace.existing(None if path is None else typed_path(path)))

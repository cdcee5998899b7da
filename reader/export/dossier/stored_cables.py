"""The cables of a dossier in a temporary file: memory does not grow with their texts."""

from __future__ import annotations

import datetime as dt
import pickle
import tempfile
import weakref
from collections.abc import Collection, Iterator

from reader.export.dossier.dossier_model import CableInDossier

When = tuple[dt.date, str]
"""The date of a cable, and its MRN, by which cables of the same day are in order."""


class StoredCables(Collection[CableInDossier]):
    """Cables that are added in any order and come in order of date, as often as they are read.

    The file has no name, so nobody else can read it, and it is gone when this is.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: list[tuple[When, int]] = []
        weakref.finalize(self, self._file.close)

    def add(self, when: When, cable: CableInDossier) -> None:
        """Store a cable. Raises OSError."""
        self._places.append((when, self._file.seek(0, 2)))
        pickle.dump(cable, self._file, pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[CableInDossier]:
        """The cables, in order of date. Raises OSError."""
        for _, start in sorted(self._places, key=lambda place: place[0]):
            self._file.seek(start)
            yield pickle.load(self._file)

    def __contains__(self, cable: object) -> bool:
        return any(cable == one for one in self)

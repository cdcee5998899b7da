"""The corpus of real cables, where it is at hand: the tests run without it, the figures need it.

It is looked for in the folder named by ``CABLES_CORPUS``, else in ``shared/corpus`` beside the checkout.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a 2011 ``cables.csv``."""

    id: str
    created: str
    mrn: str
    origin: str
    classification: str
    references: str
    header: str
    body: str

    @property
    def text(self) -> str:
        """The whole cable: header, a blank line, body."""
        return f"{self.header}\n\n{self.body}" if self.header else self.body


def folder() -> Path | None:
    """The corpus folder, or None where there is none."""
    named = os.environ.get("CABLES_CORPUS")
    place = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpus"
    return place if (place / "cables.csv").is_file() else None


def rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV in the dialect of 2011: quote ``"``, escape ``\\``, no header row."""
    csv.field_size_limit(1 << 28)
    with path.open(newline="", encoding="utf-8") as file:
        for fields in csv.reader(file, quotechar='"', escapechar="\\", doublequote=False):
            yield Row(*fields)

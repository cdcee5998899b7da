from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.notes.repository import Notes
from tests.notes.builders import notes_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def notes(folder: Path) -> Iterator[Notes]:
    opened = notes_in(folder)
    yield opened
    opened.close()

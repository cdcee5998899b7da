from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import notes_processes


@pytest.mark.parametrize(("writers", "changes"), [(2, 80), (4, 60)])
def test_processes_writing_at_once_lose_nothing(tmp_path: Path, writers: int, changes: int) -> None:
    assert notes_processes.run(tmp_path / "notes", writers, changes) >= writers * changes

"""A short run of an import from the screen while the disk fills."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import screen_import


def test_the_screen_lives_through_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_import, "COUNT", 150)
    assert screen_import.full_disk(tmp_path, random.Random(1)) == []

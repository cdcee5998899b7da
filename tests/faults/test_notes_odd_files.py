from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.notes_odd_files import CASES, attack


@pytest.mark.parametrize(("place", "kind"), CASES)
def test_what_the_program_did_not_make_is_refused_and_left_alone(
    tmp_path: Path, place: str, kind: str
) -> None:
    refusal = attack(tmp_path, place, kind, late=False)
    assert refusal is not None
    assert str(tmp_path / "notes" / place) in refusal
    assert "It was left as it is. Move it away" in refusal


@pytest.mark.parametrize(("place", "kind"), CASES)
def test_what_comes_while_a_window_is_open_is_left_alone(tmp_path: Path, place: str, kind: str) -> None:
    refusal = attack(tmp_path, place, kind, late=True)
    assert refusal is None or "found" in refusal or "Expected" in refusal or "This is" in refusal

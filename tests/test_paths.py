"""Paths as users type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.paths import typed_path


def test_a_tilde_is_the_home_folder_and_an_unknown_users_stays_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/notes") == tmp_path / "notes"
    assert typed_path("notes") == Path("notes")
    assert typed_path("~nobody-of-this-name/notes") == Path("~nobody-of-this-name/notes")

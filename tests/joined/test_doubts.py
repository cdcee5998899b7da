from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from reader.joined import doubts
from reader.notes.model import Target
from tests.notes.builders import PHNOM_PENH, notes_in


@pytest.mark.parametrize("number", ["\ud800", "a\x00b"])
def test_a_number_that_cannot_be_encoded_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    looked_up: list[str] = []

    def text_hashes(library: Any, mrns: Any) -> dict[str, str]:
        looked_up.extend(mrns)
        return dict.fromkeys(mrns, "new")

    monkeypatch.setattr(doubts, "text_hashes", text_hashes)
    notes = notes_in(tmp_path / "notes")
    for mrn in (number, PHNOM_PENH):
        notes.annotate(Target(mrn, "old"), "a note")
    found = doubts.cables_with_changed_text(cast(Any, SimpleNamespace(notes=notes, library=None)))
    assert found == looked_up == [PHNOM_PENH]
    notes.close()

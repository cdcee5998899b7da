"""How a library writes its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery import word_sample
from reader.library.discovery.word_sample import word_forms
from reader.library.library import Library
from tests.library.builders import cable_text, filled


def test_the_forms_are_those_of_cables_in_small_letters(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert word_forms(library).words == {}
    filled(
        library,
        tmp_path / "texts",
        small=cable_text(
            "06PHNOMPENH10", paragraphs=["(C) Then the sculptor Kampongsvay met the NGO again."]
        ),
        large=cable_text("07PHNOMPENH11", paragraphs=["(C) THE SCULPTOR KAMPONGSVAY LEFT AGAIN."]),
    )
    words = word_forms(library).words
    assert (words["KAMPONGSVAY"], words["NGO"], words["SCULPTOR"]) == ("Kampongsvay", "NGO", "sculptor")

    monkeypatch.setattr(word_sample, "MOST_TEXTS", 1)
    assert "NGO" not in word_forms(library).words  # the newest of two is in capitals

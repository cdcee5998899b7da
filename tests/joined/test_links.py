"""The user's links and the references of the texts, together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import places
from reader.joined.links import outline
from reader.notes.model import Target
from reader.notes.outline import described
from reader.workspace import Workspace

PHNOM_PENH, BEIJING = "06PHNOMPENH977", "07BEIJING7545"


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.delenv(places.LIBRARY_VARIABLE, raising=False)
    with Workspace.samples() as workspace:
        yield workspace


def test_own_links_come_first_and_lead_on_to_what_the_texts_cite(samples: Workspace) -> None:
    samples.notes.link(Target(BEIJING), Target(PHNOM_PENH, number=2, ordinal=2), "supports", "as said there")
    lines = [words for _, words in described(outline(samples, BEIJING, 2))]
    assert lines[:2] == [BEIJING, f"supports {PHNOM_PENH} ¶2: as said there"]
    assert any(words.startswith("refers to") for words in lines[2:])
    own = [words for _, words in described(outline(samples, BEIJING, 2, texts=False))]
    assert own == lines[:2]

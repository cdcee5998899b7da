"""The user's links and the references of the texts, together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import paths
from reader.joined.cable_links import outline
from reader.notes.model import Target
from reader.notes.reports.link_outline import lines_of_text
from reader.workspace import Workspace

RANGOON, BEIJING = "04RANGOON1422", "07BEIJING7545"


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    with Workspace.samples() as workspace:
        yield workspace


def test_own_links_come_first_and_are_followed_to_citations(samples: Workspace) -> None:
    samples.notes.link(Target(BEIJING), Target(RANGOON, number=2, ordinal=2), "supports", "as said there")
    own = [BEIJING, f"supports {RANGOON} ¶2: as said there"]
    assert [words for _, words in lines_of_text(outline(samples, BEIJING, 2, texts=False))] == own
    cited = ["refers to 04RANGOON1370", "refers to 04RANGOON1357"]
    assert [words for _, words in lines_of_text(outline(samples, BEIJING, 2))] == own + cited
    from_a_ghost = [words for _, words in lines_of_text(outline(samples, "04RANGOON1357", 2))]
    assert from_a_ghost[1:3] == [f"referred to by {RANGOON}", f"¶2 supported by {BEIJING}: as said there"]

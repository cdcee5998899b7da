"""Pages whose notes are gone: reported, and removed only when asked and as we wrote them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.export.exporter import Exporter
from reader.export.styles.choice import style_named
from reader.export.writer import Action
from tests.export.test_exporter import MUNICH, Source


def without_munich(style: str = "obsidian") -> Exporter:
    source = Source()
    del source.bundles[MUNICH]
    return Exporter.of(source, style_named(style))


@pytest.mark.parametrize("style", ["obsidian", "pandoc", "plain"])
def test_a_page_as_we_wrote_it_is_removed_only_with_prune(tmp_path: Path, style: str) -> None:
    list(Exporter.of(Source(), style_named(style)).to_folder(tmp_path))
    path = tmp_path / f"{MUNICH}.md"
    _, left = without_munich(style).to_folder(tmp_path)
    assert (left.action, left.path) == (Action.UNCHANGED, path)
    assert left.remark.endswith("it was left alone. --prune removes it.")
    _, offered = without_munich(style).to_folder(tmp_path, preview=True, prune=True)
    assert offered.action is Action.REMOVED
    assert path.exists()
    _, removed = without_munich(style).to_folder(tmp_path, prune=True)
    assert (removed.action, path.exists()) == (Action.REMOVED, False)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: f"{text}\nMy conclusion.\n",
        lambda text: text.replace("# 09MUNICH273", "# My own heading: 09MUNICH273"),
        lambda text: text.replace("\n# 09MUNICH273", "\nA word.\n# 09MUNICH273"),
        lambda text: text.replace('cable: "09MUNICH273"', 'cable: "09MUNICH273"\nmine: 1'),
        lambda text: text.replace('"MUNICH 273"', '"Bavaria"'),
        lambda text: text.replace("A note.", "An edited note."),
        lambda text: text.replace("tags: []", 'tags: ["own"]'),
        lambda text: text.replace("---\ntitle", "---\n# a comment\ntitle"),
    ],
)
def test_a_page_with_anything_of_the_users_own_is_kept(tmp_path: Path, edit: Callable[[str], str]) -> None:
    list(Exporter.of(Source(), style_named("obsidian")).to_folder(tmp_path))
    path = tmp_path / f"{MUNICH}.md"
    edited = edit(path.read_text())
    assert edited != path.read_text()
    path.write_text(edited)
    _, outcome = without_munich().to_folder(tmp_path, prune=True)
    assert "It has text of your own" in outcome.remark
    assert path.read_text() == edited

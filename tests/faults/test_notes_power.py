from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.notes.storage.disk import Disk
from tests.faults.notes_power import Platter
from tests.notes.builders import bodies, notes_in, paragraph

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/self/fd")
TEXTS = [f"note {number}" for number in range(6)]


def story(folder: Path, acknowledge: Callable[[str], None], disk: Disk | None = None) -> None:
    """Notes in a folder whose parents are new, with snapshots in between and windows that come and go."""
    for start in range(0, len(TEXTS), 2):
        notes = notes_in(folder, background=False, compact_at=600, disk=disk)
        for text in TEXTS[start : start + 2]:
            notes.annotate(paragraph(1), text)
            acknowledge(text)
        notes.close()


def opened(folder: Path) -> list[str]:
    if not folder.exists():
        return []
    notes = notes_in(folder)
    assert not [said for said in notes.warnings if "lost" in said or "missing" in said], notes.warnings
    found = bodies(notes)
    notes.storage.close(compact=False)
    return found


def test_what_was_acknowledged_is_there_after_a_power_cut_at_any_call(tmp_path: Path) -> None:
    root, after = tmp_path / "disk", tmp_path / "after"
    root.mkdir()
    platter = Platter(root)
    acknowledged: list[str] = []
    cuts = 0

    def cut() -> None:
        nonlocal cuts
        cuts += 1
        platter.paused = True
        platter.after_power_cut(after)
        found = opened(after / "library" / "notes")
        assert found in (acknowledged, [*acknowledged, *TEXTS[len(acknowledged) :][:1]]), platter.calls
        shutil.rmtree(after)
        platter.paused = False

    with platter.watching():
        platter.on_call = cut
        story(root / "library" / "notes", acknowledged.append)
        cut()
    assert acknowledged == TEXTS
    assert cuts > 60


def forgetful(name: str) -> type[Disk]:
    """A disk whose program forgets one kind of sync."""
    return type("Forgetful", (Disk,), {name: lambda self, *arguments: None})


@pytest.mark.parametrize("forgotten", ["sync", "sync_folder"])
def test_the_shim_notices_a_sync_that_is_forgotten(tmp_path: Path, forgotten: str) -> None:
    root = tmp_path / "disk"
    root.mkdir()
    platter = Platter(root)
    lost: list[str] = []
    acknowledged: list[str] = []

    def acknowledge(text: str) -> None:
        acknowledged.append(text)
        platter.paused = True
        platter.after_power_cut(tmp_path / "after")
        folder = tmp_path / "after" / "library" / "notes"
        found = bodies(notes_in(folder)) if folder.exists() else []
        lost.extend(set(acknowledged) - set(found))
        shutil.rmtree(tmp_path / "after")
        platter.paused = False

    with platter.watching():
        story(root / "library" / "notes", acknowledge, forgetful(forgotten)())
    assert lost

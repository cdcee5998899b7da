"""F: writing up. Notes exported and exported again, one's own text kept, and a draft's quotations checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.hands import User, sitting_down


async def exports(user: User, scope: str, target: Path, style: str, preview: str) -> None:
    """Scope, place, style; the preview; and done."""
    await user.press("x", scope, "enter")
    await user.sees("Export to folder or file")
    await user.press("ctrl+u", str(target), "enter")
    await user.sees("Style")
    await user.press(style, "enter")
    await user.sees(preview)
    await user.press("enter")
    await user.sees("Exported ")


async def test_notes_are_exported_again_and_again_and_a_draft_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "vault"
    async with sitting_down() as user:
        await user.press("j", "j", "enter")
        await user.sees("06PHNOMPENH1385 · ¶1 (SBU)")
        await user.press("3", "G", "a", "Why?", "ctrl+s")
        await user.sees("│ 1 note")
        await user.press("t", "police", "enter")
        await user.sees("#police")

        # 1. The scope: this cable, a code, a saved query, a trail, everything.
        await user.press("x")
        await user.sees("Export ")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("escape")
        # 2. A preview; 3. a folder, one file per cable.
        await exports(user, "this", vault, "obsidian", "1 file: 1 new")
        print(user.screen_text())

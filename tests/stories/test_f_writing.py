"""F: writing up. Notes exported and exported again, one's own text kept, and a draft's quotations checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import main
from tests.stories.hands import User, sitting_down

CITED = "06PHNOMPENH1385 ¶3 (SBU)"


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
        await user.sees("This cable: 06PHNOMPENH1385  1 note, 1 code", "Everything with notes  1 cable")
        await user.sees("A code", "The cables in the list  5 cables", "A saved query", "A trail")
        await user.press("escape")
        # 2. A preview; 3. a folder, one file per cable.
        await exports(user, "this", vault, "pandoc", "1 file: 1 new · pandoc")
        page = vault / "06PHNOMPENH1385.md"
        assert "Why?" in page.read_text()

        # 4. One keeps writing in the page: exported again, the text survives, and new notes arrive.
        page.write_text(page.read_text() + "\nMy conclusion stays.\n")
        await user.press("a", "Since when?", "ctrl+s")
        await user.sees("│ 2 notes, 1 code")
        await exports(user, "everything", vault, "", "1 file: 1 changed · pandoc")
        assert "Since when?" in page.read_text()
        assert "My conclusion stays." in page.read_text()

        # 3. Or everything in one file, with a bibliography.
        await user.press("x", "everything", "enter", "ctrl+u", f"{tmp_path}/dossier.html", "enter")
        await user.sees("1 file: 1 new · html")
        await user.press("enter")
        await user.sees("Exported 1 file in")
        written = (tmp_path / "dossier.html").read_text()
        assert written.index("Since when?") < written.index("<h2>Bibliography</h2>")

        # 5. The quotations in a draft are checked: altered words are reported.
        draft = tmp_path / "draft.md"
        draft.write_text(
            f'It says that "police inactivity is the main factor" ({CITED}), and\n'
            f'that "Hok Lundy has been more cooperative with AFESIP lately" ({CITED}).\n'
        )
        await user.press(":", f"verify {draft}", "enter")
        await user.sees("draft.md · 2 places checked · 1 to correct", "✗ differs", "✓ exact")
        await user.sees("draft  main", "cable  most significant")
        await user.press("enter")
        await user.sees("Line 1 of draft.md: differs", "06PHNOMPENH1385 · ¶3 (SBU)")
        await user.quits()

    # 3. The bibliography as a file of its own, for reference managers.
    capsys.readouterr()
    assert main(["--samples", "cite", "--all", "--as", "biblatex"]) == 0
    assert "06PHNOMPENH1385" in capsys.readouterr().out

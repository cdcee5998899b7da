"""Several texts of one cable, walked by keys."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.core.cable.versions import same_paragraph
from reader.workspace import Workspace
from tests.library.builders import cable_text, write_cables
from tests.tui.build import Draft, cable_of
from tests.tui.stage import playing

MRN = "06PHNOMPENH977"
FULL = (
    "(C) One came early.",
    "(C) The minister spoke with Sok An about timber.",
    "(C) Comment follows here.",
)
CUT = ("(C) The minister spoke with XXXXXXXXXXXX about timber.", "(C) Comment follows here.")


def library(folder: Path) -> Workspace:
    workspace = Workspace.open(folder / "mine")
    for name, paragraphs in (("cut", CUT), ("full", FULL)):
        text = cable_text(MRN, "TIMBER", paragraphs)
        workspace.import_paths([write_cables(folder / name, text=text)])
    workspace.import_paths([write_cables(folder / "other", text=cable_text("06PHNOMPENH978"))])
    return workspace


async def test_a_key_steps_through_the_versions_and_notes_stand_where_their_words_are(tmp_path: Path) -> None:
    async with playing(lambda: library(tmp_path)) as stage:
        main = stage.main
        await stage.open("06PHNOMPENH978")
        await stage.press("V")
        await stage.said("only one version")
        await stage.open(MRN)
        await stage.shows("2 versions", "V version")
        await stage.press("}", "a")
        await stage.type("who")
        await stage.press("ctrl+s")
        await stage.until(lambda: len(main.state.entries) == 1)
        assert main.state.entries[0].anchor.ordinal == 2

        await stage.press("V")
        await stage.said("Version 2 of 2, imported")
        await stage.shows("version 2 of 2, not current")
        text = stage.screen_text()
        assert "Sok An" not in text
        assert main.state.entries[0].anchor.ordinal == 1
        await stage.press("u")
        await stage.until(lambda: not main.state.entries)
        await stage.shows("not current")
        await stage.press("H")
        await stage.shows("imported")

        await stage.press("V")
        await stage.shows("Sok An")
        assert "not current" not in stage.screen_text()
        await stage.press("V")
        await stage.shows("not current")
        await stage.press("K", "J")
        await stage.shows("Sok An")
        assert not main.state.versions.at


@given(st.lists(st.integers(1, 6), max_size=6), st.lists(st.integers(1, 6), max_size=6), st.integers(0, 6))
def test_a_paragraph_is_found_by_its_label_in_any_other_text(
    ours: list[int], theirs: list[int], ordinal: int
) -> None:
    before = cable_of(*(Draft("One.", number=number) for number in ours))
    after = cable_of(*(Draft("One.", number=number) for number in theirs))
    found = same_paragraph(before, after, ordinal or None)
    if found is not None:
        paragraph, other = before.paragraph(ordinal), after.paragraph(found)
        assert paragraph
        assert other
        assert other.label == paragraph.label or paragraph.label not in {p.label for p in after.paragraphs}
    else:
        assert not 1 <= ordinal <= len(ours) or not theirs

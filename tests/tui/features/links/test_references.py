"""References and ghosts, followed by keys."""

from __future__ import annotations

from pathlib import Path

from reader.tui.core.pane_layout import Pane
from reader.tui.features.links.controller import paragraph_source
from reader.workspace import Workspace
from tests.library.builders import cable_text, write_cables
from tests.tui.build import Draft, cable_of
from tests.tui.stage import playing

FIRST, SECOND, GHOST = "06PHNOMPENH977", "06PHNOMPENH980", "05PHNOMPENH12"
ONE = ("(C) An embargo on zirconium.",)
OTHER = (
    "(C) It began early.",
    "(C) The embargo on zirconium holds, as reported (ref A).",
    "(C) More (ref B).",
)


def library(folder: Path) -> Workspace:
    """The second cites the first, and both one that is not in the library."""
    texts = {
        "first": cable_text(FIRST, "ZIRCONIUM", ONE, refs="A. 05 PHNOM PENH 12"),
        "second": cable_text(
            SECOND, "EMBARGO", OTHER, refs="A. PHNOM PENH 977 B. 05 PHNOM PENH 12 C. SMITH E-MAIL OF 5/2"
        ),
        "third": cable_text("06PHNOMPENH981", "NOTHING LIKE IT", ("(U) Rice.",)),
    }
    workspace = Workspace.open(folder / "mine")
    workspace.import_paths([write_cables(folder / "texts", **texts)])
    return workspace


async def test_references_lead_out_to_their_place_in_the_text_and_back_in(tmp_path: Path) -> None:
    async with playing(lambda: library(tmp_path)) as stage:
        main = stage.main
        await stage.open(SECOND)
        await stage.press("r")
        await stage.picker()
        await stage.shows(f"→ {FIRST}  REF A  ZIRCONIUM")
        await stage.shows(
            "    ¶2  …zirconium holds, as reported (ref A).", f"→ {GHOST}  REF B  not in library, cited by 2"
        )
        await stage.shows("¶1 (C) An embargo on zirconium.")  # the first words of the cable cited
        await stage.press("down")
        await stage.shows("¶2 (C) The embargo on zirconium holds, as reported (ref A).")
        await stage.press("enter")
        await stage.until(lambda: main.reader.current == 2)
        assert stage.active is Pane.READER

        await stage.press("r")
        await stage.choose(FIRST)
        await stage.until(lambda: main.state.mrn == FIRST)
        await stage.press("r")
        await stage.shows(f"← {SECOND}  REF A ¶2  EMBARGO")
        await stage.choose(SECOND)
        await stage.until(lambda: main.state.mrn == SECOND and main.reader.current == 2)

        # one that is not in the library leads to those that cite it
        await stage.open(FIRST)
        await stage.press("r")
        await stage.choose(GHOST)
        await stage.shows(f"Who cites {GHOST}")
        await stage.choose(SECOND)
        await stage.until(lambda: main.state.mrn == SECOND and main.reader.current == 3)
        await stage.press("<")
        await stage.until(lambda: main.state.mrn == FIRST)

        # all that are not in the library, and those that cite one of them
        await stage.press(":")
        await stage.type("ghosts\r")
        await stage.shows("1 cable not in your library · most cited first", "Cited by 2 cables")
        await stage.press("s", "/")
        await stage.type("paris\r")
        await stage.shows("0 cables of PARIS not in your library · latest cited first")
        await stage.press("/", "ctrl+u", "enter")
        await stage.shows("1 cable not in your library · latest cited first", SECOND)
        await stage.press("enter")
        await stage.found(f"cites:{GHOST}")
        assert len(main.cable_list) == 2
        await stage.press("escape")
        await stage.found("")

        # one that is not a cable is listed, too
        await stage.open(SECOND)
        await stage.press("r")
        await stage.choose("e-mail")
        await stage.said("This reference is not a cable")
        await stage.press("<")
        await stage.until(lambda: main.state.mrn == FIRST)


CITED = ("(C) One.", "(C) Rice.", "(C) Tin.")


async def test_a_paragraph_number_that_was_used_twice_is_asked_about(tmp_path: Path) -> None:
    def twice() -> Workspace:
        texts = {
            "cited": cable_text(FIRST, "ZIRCONIUM", CITED).replace("3. ", "2. "),
            "citing": cable_text(SECOND, "EMBARGO", ("(C) See ref A para 2.",), refs="A. PHNOM PENH 977"),
        }
        workspace = Workspace.open(tmp_path / "mine")
        workspace.import_paths([write_cables(tmp_path / "texts", **texts)])
        return workspace

    async with playing(twice) as stage:
        await stage.open(SECOND)
        await stage.press("enter")
        await stage.shows("letter follow", "See aref A spara 2.")
        await stage.press("s")
        await stage.shows(f"{FIRST} has 2 paragraphs 2", "¶2  Rice.", "¶2 (second)  Tin.")
        await stage.choose("second")
        await stage.until(lambda: stage.main.state.mrn == FIRST and stage.main.reader.current == 3)
        await stage.shows(f"{FIRST} · ¶2 (second) (C) · 3 of 3")


def test_paragraphs_are_chosen_by_their_address() -> None:
    numbers = {"One.": 6, "Two.": 6, "Three.": 60, "Four.": 0}
    source = paragraph_source(cable_of(*(Draft(text, number=number) for text, number in numbers.items())))

    assert [choice.value for choice in source("6")] == ["1", "2", "3"]
    assert [choice.value for choice in source("¶6 (second)")] == ["2"]
    assert [choice.value for choice in source("6 2nd")] == ["2"]
    assert [choice.value for choice in source("4")] == ["4"]
    assert [choice.value for choice in source("three")] == ["3"]

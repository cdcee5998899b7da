"""Exporting many cables: to a folder, into one file, as text, and as a preview that writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.cable.model import Cable
from reader.export.exporter import Exporter
from reader.export.styles.choice import style_named
from reader.export.writer import Action
from reader.notes.model import Annotation, Code, CrossReference
from tests.export.builders import Bundle, a_cable, a_note, on

CABLE = a_cable()
MUNICH, BERLIN = "09MUNICH273", "09BERLIN1340"


class Source:
    """Two cables, one of them not in the library."""

    def __init__(self, body: str = "A note.") -> None:
        self.bundles = {
            MUNICH: Bundle((a_note(on(CABLE, 1), body, number=0x11000000),)),
            BERLIN: Bundle((a_note(on(CABLE, 2), "Another.", number=0x22000000),)),
        }

    def author(self) -> str:
        return "me"

    def cables_with_notes(self) -> Sequence[str]:
        return sorted(self.bundles)

    def codes(self) -> Sequence[Code]:
        return ()

    def annotations(self) -> Iterable[Annotation]:
        return [note for bundle in self.bundles.values() for note in bundle.annotations]

    def cross_references(self) -> Iterable[CrossReference]:
        return ()

    def cable(self, mrn: str) -> tuple[str, Cable | None, str | None]:
        return (mrn, CABLE, "5d1c") if mrn == MUNICH else (mrn, None, None)

    def notes_of(self, mrn: str) -> Bundle:
        return self.bundles[mrn]

    def cited_by(self, mrn: str) -> Sequence[str]:
        return ()


def exporter(body: str = "A note.", style: str = "obsidian") -> Exporter:
    return Exporter.of(Source(body), style_named(style))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_preview_says_what_an_export_then_does(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    before = list(exporter().to_folder(folder, preview=True))
    assert not folder.exists()
    assert list(exporter().to_folder(folder)) == before
    assert [one.action for one in before] == [Action.CREATED, Action.CREATED]


def test_a_preview_tells_new_changed_unchanged_and_conflicting_files_apart(tmp_path: Path) -> None:
    list(exporter().to_folder(tmp_path))
    berlin = tmp_path / f"{BERLIN}.md"
    berlin.write_text(berlin.read_text().replace("Another.", "Edited."))
    before = files(tmp_path)
    outcomes = list(exporter("Changed.").to_folder(tmp_path, preview=True))
    assert [(one.mrn, one.action) for one in outcomes] == [
        (BERLIN, Action.CONFLICT),
        (MUNICH, Action.UPDATED),
    ]
    assert files(tmp_path) == before
    assert [one.action for one in exporter().to_folder(tmp_path, [MUNICH], preview=True)] == [
        Action.UNCHANGED
    ]


def test_all_cables_in_one_file_keep_the_users_own_text(tmp_path: Path) -> None:
    path = tmp_path / "My notes.md"
    assert exporter().to_file(path).action is Action.CREATED
    assert exporter().to_file(path).action is Action.UNCHANGED
    with path.open("a") as file:
        file.write("\nMy conclusion.\n")
    outcome = exporter("Changed.").to_file(path)
    assert (outcome.action, outcome.path) == (Action.UPDATED, path)
    text = path.read_text()
    assert text.index("# 09BERLIN1340") < text.index("# 09MUNICH273: GERMAN") < text.index("Changed.")
    assert text.endswith("\nMy conclusion.\n")


def test_a_file_of_the_users_own_is_not_replaced_by_one_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("mine")
    assert exporter().to_file(path).path.name == "notes-2.md"
    assert path.read_text() == "mine"


def test_the_text_of_all_cables_has_no_markers_and_unique_footnotes() -> None:
    text = exporter(style="pandoc").text()
    assert "<!--" not in text
    assert text.count("[^n110000]") == text.count("[^n220000]") == 2
    assert exporter().text([]) == ""


def test_an_export_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    assert list(exporter().to_folder(tmp_path, cancelled=lambda: True)) == []
    assert files(tmp_path) == {}

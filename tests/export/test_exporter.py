"""Exporting many cables: to a folder, into one file, as text, and as a preview that writes nothing."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.cable.model import Cable
from reader.export import page_builder
from reader.export.exporter import Exporter
from reader.export.generated_page import Page
from reader.export.page_files import ExportError
from reader.export.protection.own_names import OwnNames
from reader.export.protection.policy import Protection, Treatment
from reader.export.source.export_source import Held
from reader.export.styles.choice import style_named
from reader.export.writer import Action, PagePlan, carry_out, export_page, plan_page
from reader.notes.model import Annotation, Code
from reader.notes.reports.research_log import Line
from tests.export.builders import NOON, Bundle, a_cable, a_note, on

CABLE = a_cable()
MUNICH, BERLIN = "09MUNICH273", "09BERLIN1340"


def the_cable() -> Cable:
    return CABLE


class Source:
    """Two cables, one of them not in the library."""

    def __init__(self, body: str = "A note.") -> None:
        self.asked: list[str] = []
        self.bundles = {
            MUNICH: Bundle((a_note(on(CABLE, 1), body, number=0x11000000),)),
            BERLIN: Bundle((a_note(on(CABLE, 2), "Another.", number=0x22000000),)),
        }

    def author(self) -> str:
        return "me"

    def cables_with_notes(self) -> Sequence[str]:
        return sorted(self.bundles)

    def cables_with_codes(self, codes: Collection[str]) -> Sequence[str]:
        return [
            mrn
            for mrn, bundle in sorted(self.bundles.items())
            if any(not {*note.codes}.isdisjoint(codes) for note in bundle.annotations)
        ]

    def codes(self) -> Sequence[Code]:
        return ()

    def dated_ids(self) -> Iterable[Annotation]:
        return [note for bundle in self.bundles.values() for note in bundle.annotations]

    def fingerprint(self, mrn: str) -> str | None:
        return repr(self.bundles[mrn])

    def cables(self, mrns: Sequence[str]) -> Iterator[Held]:
        for mrn in mrns:
            self.asked.append(mrn)
            yield Held(mrn, the_cable, "5d1c", dt.date(2010, 11, 28)) if mrn == MUNICH else Held(mrn)

    def notes_of(self, mrn: str) -> Bundle:
        return self.bundles[mrn]

    def cites_missing(self, mrn: str) -> Sequence[tuple[str, bool]]:
        return [("09STATE1", False)]

    def searches(self) -> Sequence[Line]:
        return [Line(NOON, "me", "vodka [[x]]", 3), Line(NOON, "me", "", 0, judged=2, kept=1)]


def exporter(body: str = "A note.", style: str = "obsidian") -> Exporter:
    return Exporter.of(Source(body), style_named(style))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.md")}


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
    text = "\n\n".join(exporter(style="pandoc").texts())
    assert "<!--" not in text
    assert text.count("[^n110000]") == text.count("[^n220000]") == 2
    assert not list(exporter().texts([]))


def test_an_export_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    assert list(exporter().to_folder(tmp_path, cancelled=lambda: True)) == []
    assert files(tmp_path) == {}


def built(folder: Path, body: str = "A note.", style: str = "obsidian") -> list[str]:
    """The cables whose pages an export builds."""
    source = Source(body)
    list(Exporter.of(source, style_named(style)).to_folder(folder))
    return source.asked


def elsewhere(work: Any, items: Iterable[Any], workers: int, *, ahead: int) -> Iterator[Any]:
    """As worker processes get work and items, and send back results."""
    for item in items:
        there, sent = pickle.loads(pickle.dumps((work, item)))
        yield pickle.loads(pickle.dumps(there(sent)))


def test_pages_built_in_other_processes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = (
        Protection(Treatment.MASK, OwnNames(("Seehofer",))),
        Protection(Treatment.MASK, OwnNames(("Seehofer",))),
    )
    style = style_named("obsidian")
    list(Exporter.of(Source(), style, protection=here).to_folder(tmp_path / "here"))
    monkeypatch.setattr(page_builder, "FEW", 0)
    monkeypatch.setattr(page_builder, "default_workers", lambda: 2)
    monkeypatch.setattr(page_builder, "in_order", elsewhere)
    list(Exporter.of(Source(), style, protection=there).to_folder(tmp_path / "there"))

    assert here.found
    assert there.found == here.found
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_an_error_comes_after_the_files_before_it(tmp_path: Path) -> None:
    def plans() -> Iterator[PagePlan]:
        yield plan_page(tmp_path, Page("06PARIS1", {}, "# 06PARIS1", "One."))
        raise ExportError("The disk is full")

    outcomes = carry_out(plans())

    assert next(outcomes).path.read_text().startswith("# 06PARIS1")
    with pytest.raises(ExportError):
        next(outcomes)


def test_pages_that_cannot_differ_are_not_built_again(tmp_path: Path) -> None:
    assert built(tmp_path) == [BERLIN, MUNICH]
    before = files(tmp_path)
    assert built(tmp_path) == []
    assert built(tmp_path, "Changed.") == [MUNICH]
    assert built(tmp_path) == [MUNICH]
    assert files(tmp_path) == before
    assert built(tmp_path, style="plain") == [BERLIN, MUNICH]


def test_a_file_that_was_touched_or_removed_is_built_again(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / f"{BERLIN}.md").unlink()
    with (tmp_path / f"{MUNICH}.md").open("a") as file:
        file.write("Mine.\n")
    assert built(tmp_path) == [BERLIN, MUNICH]
    assert (tmp_path / f"{MUNICH}.md").read_text().endswith("Mine.\n")
    assert built(tmp_path) == []


@pytest.mark.parametrize(
    "index", ["", "x", "[]", '{"version": 1}', '{"version": 1, "key": "k", "pages": [1]}', "[" * 100_000]
)
def test_a_damaged_index_only_costs_time(tmp_path: Path, index: str) -> None:
    built(tmp_path)
    before = files(tmp_path)
    (tmp_path / ".cables-export.json").write_text(index)
    assert built(tmp_path) == [BERLIN, MUNICH]
    assert files(tmp_path) == before


def test_an_index_that_is_a_link_is_neither_read_nor_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / ".cables-export.json").symlink_to(outside)
    assert built(folder) == built(folder) == [BERLIN, MUNICH]
    assert outside.read_text() == "mine"


def test_a_conflict_is_reported_every_time(tmp_path: Path) -> None:
    built(tmp_path)
    berlin = tmp_path / f"{BERLIN}.md"
    berlin.write_text(berlin.read_text().replace("Another.", "Edited."))
    for _ in range(2):
        outcomes = list(exporter().to_folder(tmp_path))
        assert [one.action for one in outcomes] == [Action.CONFLICT, Action.UNCHANGED]


def test_the_heading_follows_the_subject_until_it_is_edited(tmp_path: Path) -> None:
    page = Page(MUNICH, front={}, heading="# Old subject", generated="text")
    path = written(tmp_path, page)
    written(tmp_path, replace(page, heading="# New subject"))
    assert path.read_text().startswith("# New subject\n<!--")
    path.write_text(path.read_text().replace("# New subject", "# Mine"))
    written(tmp_path, replace(page, heading="# Newest subject"))
    assert path.read_text().startswith("# Mine\n<!--")


def written(folder: Path, page: Page) -> Path:
    return export_page(folder, page).path


def test_the_front_matter_names_the_version_of_the_text(tmp_path: Path) -> None:
    assert exporter().page(MUNICH).front["source_version"] == dt.date(2010, 11, 28)
    assert "source_version" not in exporter().page(BERLIN).front

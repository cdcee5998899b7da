"""An export is put together, looked at and written; protected names are asked about, also before copying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.config.settings import EXPORT_STYLES
from reader.errors import CablesError
from reader.export.folder.project_file import Project, load_project, save_project
from reader.export.protection.own_list import add_names, listed_names, remove_names
from reader.export.writer import Action, PageOutcome
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target
from reader.notes.reports.saved_queries import save_query
from reader.notes.trails.trail_changes import create
from reader.tui.commands.arguments import STYLES_IN_WORDS
from reader.tui.features.export.job import (
    DOCUMENTS,
    Job,
    remembered,
    scope_in_words,
    usual_style,
    with_project,
)
from reader.tui.features.export.preview_screen import PreviewScreen, numbers, ordered, row
from reader.tui.ui.prompt import Prompt
from reader.workspace import Workspace
from tests.tui.stage import Stage, playing

FILES = [
    PageOutcome("A", Path("A.md"), Action.UNCHANGED),
    PageOutcome("B", Path("B.md"), Action.CREATED),
    PageOutcome("C", Path("C.conflict.md"), Action.CONFLICT, "C.md was edited."),
]


def test_conflicts_come_first_and_each_state_is_in_words() -> None:
    assert [one.mrn for one in ordered(FILES)] == ["C", "B", "A"]
    assert numbers(FILES) == "3 files: 1 in conflict, 1 new, 1 left alone"
    lines = ["".join(piece.text for piece in line).rstrip() for line in row(FILES[2], 40)]
    assert lines == ["in conflict  C.conflict.md", "  C.md was edited."]


async def test_protected_names_are_asked_about_once_for_copies_and_for_each_folder(tmp_path: Path) -> None:
    add_names(["Royal Government"])
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        state = stage.main.state
        assert state.workspace is not None
        assert state.cable is not None
        state.workspace.notes.annotate(target_for(state.cable, 2, mrn="06PHNOMPENH977"), "Who?")
        await stage.press("}", "y")
        await stage.shows("Protected names: 1 mention in 1 passage of 1 cable.")
        await stage.press("m")
        await stage.said("protected names masked")
        assert "Cambodia: The [name protected] of Cambodia" in stage.app.clipboard
        assert state.looks.protected == "mask"

        remove_names(["Royal Government"])
        await stage.press("x")
        await stage.choose("everything")
        await answer(stage, str(tmp_path / "out"))
        await stage.choose("plain")
        await stage.shows("1 file: 1 new")
        assert isinstance(stage.app.screen, PreviewScreen)
        assert not (tmp_path / "out").exists()
        add_names(["Royal Government"])  # by another window, say
        await stage.press("enter")
        await stage.shows("Protected names: 1 mention in 1 passage of 1 cable.")
        await stage.press("m")
        await stage.said("Exported 1 file")
        page = (tmp_path / "out" / "06PHNOMPENH977.md").read_text()
        assert "Royal Government" not in page
        project = load_project(tmp_path / "out")
        assert project is not None
        assert project.protected == "mask"

        # The folder remembers, and what it does not say is asked for.
        state.workspace.notes.tag(target_for(state.cable, 2, mrn="06PHNOMPENH977"), ["police"])
        (tmp_path / "page.jinja").write_text("{% block citation %}{{ citation }}{% endblock %}")
        memory = Project(code="police", style="pandoc", template="../page.jinja")
        save_project(tmp_path / "out", replace(memory, index=True))
        await stage.press("x")
        await stage.shows("What the usual folder remembers")
        await stage.shows("everything with notes · only code police")
        await stage.press("enter")
        await stage.shows("Enter: as this folder remembers · only code police · template page.jinja")
        await stage.press("enter")
        await stage.shows("Protected names: 1 mention in 1 passage of 1 cable.")
        await stage.press("k")
        await stage.shows("pandoc · only code police · template page.jinja · with index files")
        await stage.press("escape")
        await stage.said("Nothing was exported.")


def test_each_style_is_offered_in_words() -> None:
    assert tuple(STYLES_IN_WORDS) == (*EXPORT_STYLES, *DOCUMENTS)


def test_what_a_job_says_itself_takes_precedence_over_its_folder(tmp_path: Path) -> None:
    known = Project(
        code="police", style="pandoc", template="page.jinja", citation_keys=True, protected="mask"
    )
    job = with_project(Job(tmp_path, "plain", code="raid", treatment="keep"), known, "")

    assert (job.code, job.treatment, job.citation_keys) == ("raid", "keep", False)
    assert job.template == tmp_path / "page.jinja"
    assert job.words == "only code raid · template page.jinja · names kept"
    assert with_project(Job(tmp_path, "html"), known, "x.jinja").template is None
    assert with_project(Job(tmp_path, "plain"), None, "/x.jinja").template == Path("/x.jinja")
    assert usual_style(tmp_path, known, "obsidian") == "pandoc"
    assert usual_style(tmp_path / "a.HTML", None, "obsidian") == "html"


@pytest.fixture
def samples() -> Iterator[Workspace]:
    """The shipped samples."""
    with Workspace.samples() as workspace:
        yield workspace


def test_a_remembered_scope_is_an_mrn_a_query_a_saved_query_or_a_trail(samples: Workspace) -> None:
    notes, (rangoon, police) = samples.notes, ("04RANGOON1422", "06PHNOMPENH1385")
    notes.annotate(Target(rangoon), "Read.")
    notes.tag(Target(police), ["police"])
    save_query(notes, "South", "from:RANGOON OR from:BEIJING")
    create(notes, "Mekong plan", [Target(police)])

    def job(*words: str, code: str = "") -> Job:
        return remembered(samples, Project(words, code))

    assert job().mrns is None
    assert job("06 phnom penh 1385", "10NOWHERE1").mrns == (police,)
    assert job("from:RANGOON").mrns == job("@south").mrns == (rangoon,)
    assert job("@South", "police").mrns == ()
    assert (job('trail:"Mekong plan"').trail, job('trail:"Mekong plan"').mrns) == ("Mekong plan", None)
    with pytest.raises(CablesError, match="No such saved query"):
        job("@north")
    assert scope_in_words(Project(("tag:PHUM", "two words"))) == 'tag:PHUM "two words"'
    assert scope_in_words(Project(("06PARIS1",) * 9, "raid")) == "9 cables · only code raid"
    assert scope_in_words(Project()) == "everything with notes"


async def answer(stage: Stage, text: str) -> None:
    """Type a path over what is there."""
    await stage.until(lambda: isinstance(stage.app.screen, Prompt))
    await stage.pilot.pause()
    await stage.press("ctrl+u")
    await stage.paste(text)
    await stage.press("enter")


async def test_selected_words_are_put_on_the_list_of_names() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH1385")
        await stage.press("}", "v", "w", "w", "Z")
        await stage.shows("Protect the name")
        await stage.press("y")
        await stage.said("is on your list now")
        assert len(listed_names()) == 1

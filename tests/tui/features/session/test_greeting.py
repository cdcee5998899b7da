"""The next day: what was done, by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from reader import paths
from reader.notes import read_marks, triage
from reader.notes.anchoring.anchor import target_for
from reader.notes.merge import apply
from reader.notes.merge.bundle import read
from reader.notes.model import Verdict
from reader.notes.repository import Notes
from reader.tui.core import session_store
from reader.tui.features.session.greeting import LastWork, day_words, last_work
from reader.tui.ui.prompt import Prompt
from reader.workspace import Workspace
from tests.tui.stage import playing

HERE = "06PHNOMPENH977"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-27", "Earlier today"),
        ("2026-11-26", "Yesterday"),
        ("2026-11-24", "On Tuesday"),
        ("2026-11-12", "On 12 November"),
    ],
)
def test_a_day_is_named_as_people_do(day: str, words: str) -> None:
    assert day_words(dt.date.fromisoformat(day), dt.date(2026, 11, 27)) == words


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-11-{text}:00+01:00")


@pytest.mark.parametrize(
    ("began", "worked", "span"),
    [
        ("", "", None),
        ("soon", "today", None),
        ("2026-11-28T09:00:00+00:00", "", None),
        ("2026-11-27T08:00:00+00:00", "", ("27T09:00", "27T12:00", 27)),
        ("2026-11-27T08:00:00+00:00", "2026-11-27", ("27T09:00", "27T12:00", 27)),
        ("2026-11-26T21:30:00+00:00", "2026-11-27", ("26T22:30", "27T12:00", 26)),
        ("", "2026-11-25", ("25T00:00", "26T00:00", 25)),
        ("2026-11-25T15:00:00+00:00", "2026-11-25", ("25T00:00", "26T00:00", 25)),
        ("2026-11-24T22:00:00+00:00", "2026-11-25", ("24T23:00", "26T00:00", 25)),
    ],
)
def test_the_last_day_of_work_is_summed_up_or_the_last_session_of_today(
    began: str, worked: str, span: tuple[str, str, int] | None
) -> None:
    found = last_work(session_store.Session(began=began, worked=worked), at("27T12:00"))
    wanted = span and LastWork(at(span[0]), at(span[1]), dt.date(2026, 11, span[2]))
    assert found == wanted


def bundle_of(folder: Path, author: str, *, days_ago: int = 0) -> str:
    """What an author did on the samples, some days ago."""
    with Workspace.samples() as workspace:
        cable = workspace.cable(HERE)
    assert cable is not None
    notes = Notes.open(folder, author=author)
    notes.annotate(target_for(cable, 2, mrn=HERE), f"{author}'s note")
    triage.judge(notes, [HERE, "07BEIJING7545"], Verdict.KEEP)
    text = apply.export(notes)
    notes.close()
    now = dt.datetime.now(dt.UTC)
    for back in (1, 0):  # it may be past midnight since
        day = (now - dt.timedelta(days=back)).date()
        text = text.replace(f'"{day}T', f'"{day - dt.timedelta(days=days_ago)}T')
    return text


async def test_what_was_done_yesterday_is_said_at_the_start(tmp_path: Path) -> None:
    with Workspace.samples() as workspace:
        workspace.notes.set_author("ann")
        apply.merge(workspace.notes, read(bundle_of(tmp_path / "ann", "ann", days_ago=1)))
        apply.merge(workspace.notes, read(bundle_of(tmp_path / "ben", "ben", days_ago=1)))
    place = session_store.session_file(paths.samples_home())
    yesterday = dt.date.today() - dt.timedelta(days=1)
    session_store.save(replace(session_store.Session(), worked=yesterday.isoformat()), place)
    async with playing() as stage:
        await stage.said("Yesterday: 2 cables judged, 1 note.")
        await stage.open(HERE)
        await stage.pilot.pause()
        await stage.shows("ben's note", "by ben")
        text = stage.screen_text()
        assert "by ann" not in text
        await stage.press("a")
        await stage.type("today")
        await stage.press("ctrl+s", "q")
        await stage.until(lambda: stage.app.return_code is not None)
    assert session_store.load(session_store.Session, place).worked == dt.date.today().isoformat()
    async with playing() as stage:
        await stage.said("Earlier today: 1 note.")
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code is not None)
    async with playing() as stage:
        await stage.until(lambda: stage.main.controllers.library.opened.is_set())
        await stage.pilot.pause()
        assert not any("judged" in words for _, words, _ in stage.main.messages)


async def test_who_writes_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CABLES_AUTHOR", raising=False)
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("a")
        await stage.type("first")
        await stage.press("ctrl+s")
        await stage.said("(:author changes it)")
        await stage.press("ctrl+p")
        await stage.choose("who writes")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.press("ctrl+u")
        await stage.type("Ann Lee")
        await stage.press("enter")
        await stage.said("New notes are by Ann Lee.")
        await stage.press("}", "a")
        await stage.type("second")
        await stage.press("ctrl+s")
        await stage.until(lambda: len(stage.main.state.entries) == 2)
        assert [entry.record.author for entry in stage.main.state.entries][1] == "Ann Lee"
        assert ": author" not in stage.main.messages[-1][1]


async def test_what_was_read_is_remembered_with_the_notes() -> None:
    def known() -> set[str]:
        with Workspace.samples() as workspace:
            return set(read_marks.read(workspace.notes))

    place = session_store.session_file(paths.samples_home())
    session_store.save(replace(session_store.Session(), read=("04RANGOON1422",)), place)
    async with playing() as stage:
        await stage.until(lambda: stage.main.controllers.library.opened.is_set())
        await stage.open(HERE)
        await stage.until(lambda: known() == {"04RANGOON1422", HERE})
        assert stage.main.state.workspace is not None
        assert stage.main.state.workspace.notes.undo() is None
        assert stage.main.state.last_work_day == ""
    place.unlink()
    async with playing() as stage:
        await stage.until(lambda: stage.main.state.read >= {"04RANGOON1422", HERE})

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reader.notes import triage
from reader.notes.model import Verdict
from reader.notes.reports.day_summary import Day, work_between, work_on_day
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, notes_in, paragraph

UTC = dt.UTC
NOW = dt.datetime(2026, 11, 22, 14, 40, tzinfo=UTC)
DAY = NOW.date()


def notes_on_that_day(folder: Path, author: str = "Ann") -> Notes:
    notes = notes_in(folder, author=author, clock=lambda: NOW)
    make_some(notes)
    return notes


def make_some(notes: Notes) -> None:
    notes.annotate(paragraph(1), "one")
    notes.annotate(paragraph(2), "two")
    gone = notes.annotate(paragraph(2), "three")
    notes.delete(gone.id)
    notes.tag(paragraph(3), ["mou", "raid"])
    notes.link(paragraph(1), paragraph(4, BEIJING), "cites")
    triage.judge(notes, [PHNOM_PENH, BEIJING], Verdict.KEEP)
    triage.judge(notes, [PHNOM_PENH], Verdict.NO, query="raid")


def test_the_work_of_a_day_is_what_of_it_still_stands(folder: Path) -> None:
    notes = notes_on_that_day(folder)
    assert work_on_day(notes, "Ann", DAY, UTC) == Day(judged=2, notes=2, tagged=1, links=1)
    assert work_on_day(notes, "Ann", DAY, UTC).words == "2 cables judged, 2 notes, 1 passage tagged, 1 link"


def test_other_days_and_other_people_do_not_count(folder: Path) -> None:
    notes = notes_on_that_day(folder, author="Ben")
    assert work_on_day(notes, "Ann", DAY, UTC) == Day()
    assert work_on_day(notes, "Ben", DAY - dt.timedelta(days=1), UTC).words == ""
    assert work_on_day(notes, "Ben", DAY + dt.timedelta(days=1), UTC).words == ""


def test_a_day_is_that_of_the_place(folder: Path) -> None:
    notes = notes_on_that_day(folder)
    for hours in (-12, 0, 14):
        zone = dt.timezone(dt.timedelta(hours=hours))
        assert work_on_day(notes, "Ann", NOW.astimezone(zone).date(), zone).notes == 2


def test_from_one_time_to_another_what_was_changed_counts_apart(folder: Path) -> None:
    now = [NOW]
    notes = notes_in(folder, clock=lambda: now[0])
    first = notes.annotate(paragraph(1), "one")
    now[0] = began = NOW + dt.timedelta(hours=9)
    notes.annotate(paragraph(2), "two")
    notes.edit(first.id, "one, corrected")
    end = began + dt.timedelta(days=40)
    assert work_between(notes, notes.author, began, end) == Day(notes=1, edited=1)
    assert work_between(notes, notes.author, began, end).words == "1 note, 1 older note changed"
    assert work_between(notes, notes.author, NOW, began) == Day(notes=1)
    assert work_between(notes, notes.author, end, end).words == ""

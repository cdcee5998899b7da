from __future__ import annotations

import datetime as dt
from pathlib import Path

from reader.notes import triage
from reader.notes.model import Verdict
from reader.notes.reports.day_summary import Day, done_on
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, notes_in, paragraph

UTC = dt.UTC


def made(notes: Notes) -> dt.date:
    notes.annotate(paragraph(1), "one")
    notes.annotate(paragraph(2), "two")
    gone = notes.annotate(paragraph(2), "three")
    notes.delete(gone.id)
    notes.tag(paragraph(3), ["mou", "raid"])
    notes.link(paragraph(1), paragraph(4, BEIJING), "cites")
    triage.judge(notes, [PHNOM_PENH, BEIJING], Verdict.KEEP)
    triage.judge(notes, [PHNOM_PENH], Verdict.NO, query="raid")
    return dt.datetime.now(UTC).date()


def test_the_work_of_a_day_is_what_of_it_still_stands(notes: Notes) -> None:
    day = made(notes)
    assert done_on(notes, "Ann", day, UTC) == Day(judged=2, notes=2, tagged=1, links=1)
    assert done_on(notes, "Ann", day, UTC).words == "2 cables judged, 2 notes, 1 passage tagged, 1 link"


def test_other_days_and_other_people_do_not_count(folder: Path) -> None:
    notes = notes_in(folder, author="Ben")
    day = made(notes)
    assert done_on(notes, "Ann", day, UTC) == Day()
    assert done_on(notes, "Ben", day - dt.timedelta(days=1), UTC).words == ""
    assert done_on(notes, "Ben", day + dt.timedelta(days=1), UTC).words == ""


def test_a_day_is_that_of_the_place(notes: Notes) -> None:
    made(notes)
    now = dt.datetime.now(UTC)
    for hours in (-12, 0, 14):
        zone = dt.timezone(dt.timedelta(hours=hours))
        assert done_on(notes, "Ann", now.astimezone(zone).date(), zone).notes == 2

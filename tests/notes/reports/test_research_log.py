"""The research log."""

from __future__ import annotations

import csv
import io

from reader.notes import triage
from reader.notes.model import Verdict
from reader.notes.reports import research_log
from reader.notes.repository import Notes

HEAP = ["06A1", "06A2", "06A3"]


def told(notes: Notes) -> list[tuple[str, int | None]]:
    return [(line.query, line.found) for line in research_log.lines(notes)]


def test_every_search_is_kept_with_what_it_found_zeros_included(notes: Notes) -> None:
    research_log.log_search(notes, "traffick*", 9412)
    research_log.log_search(notes, "no such thing", 0)
    assert told(notes) == [("traffick*", 9412), ("no such thing", 0)]
    assert notes.undo() is None, "asking is no step"


def test_the_same_search_again_is_one_line_with_its_latest_count(notes: Notes) -> None:
    for query, found in (("a", 1), ("a", 2), ("b", 0), ("a", 3)):
        research_log.log_search(notes, query, found)
    assert told(notes) == [("a", 2), ("b", 0), ("a", 3)]


def test_a_search_says_how_far_its_judging_has_come(notes: Notes) -> None:
    research_log.log_search(notes, "a", 9412)
    triage.judge(notes, HEAP[:2], Verdict.KEEP, query="a")
    triage.judge(notes, HEAP[2:], Verdict.NO, query="a")
    triage.judge(notes, ["06OTHER1"], Verdict.NO)
    search, *judgements = research_log.lines(notes, judgements=True)
    assert (search.found, search.judged, search.kept) == (9412, 3, 2)
    assert [(line.mrn, line.verdict, line.query) for line in judgements] == [
        ("06A1", Verdict.KEEP, "a"),
        ("06A2", Verdict.KEEP, "a"),
        ("06A3", Verdict.NO, "a"),
        ("06OTHER1", Verdict.NO, ""),
    ]


def test_the_log_is_a_table_that_no_query_can_make_calculate(notes: Notes) -> None:
    research_log.log_search(notes, '=HYPERLINK("x")', 0)
    triage.judge(notes, HEAP[:1], Verdict.MAYBE)
    text = "".join(research_log.csv(research_log.lines(notes, judgements=True)))
    head, search, judgement = csv.reader(io.StringIO(text, newline=""))
    assert tuple(head) == research_log.COLUMNS
    assert search[1:] == ["Ann", "search", '\'=HYPERLINK("x")', "0", "0", "0", "", ""]
    assert judgement[1:] == ["Ann", "judgement", "", "", "", "", "06A1", "maybe"]

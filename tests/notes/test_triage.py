from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes import bulk, triage
from reader.notes.model import Target, Verdict
from reader.notes.progress import Stopped
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, notes_in, paragraph

KEEP, MAYBE, NO = Verdict.KEEP, Verdict.MAYBE, Verdict.NO
HEAP = [f"06PHNOMPENH{n}" for n in range(1000)]


def test_a_verdict_holds_for_its_query_and_lasts(folder: Path) -> None:
    notes = notes_in(folder)
    triage.judge(notes, [PHNOM_PENH], KEEP, query="traffick*")
    triage.judge(notes, [BEIJING], NO)
    notes.close()
    notes = notes_in(folder)
    assert triage.verdicts(notes, "traffick*") == {PHNOM_PENH: KEEP}
    assert triage.verdicts(notes) == {BEIJING: NO}
    assert triage.verdicts(notes, "other") == {}


def test_a_slip_is_mended_by_judging_again_or_by_undo(notes: Notes) -> None:
    assert triage.judge(notes, [PHNOM_PENH], NO) == 1
    assert triage.judge(notes, [PHNOM_PENH], KEEP) == 1
    assert triage.judge(notes, [PHNOM_PENH], KEEP) == 0
    assert triage.verdicts(notes) == {PHNOM_PENH: KEEP}
    assert notes.undo() == f"keep for {PHNOM_PENH}"
    assert triage.verdicts(notes) == {PHNOM_PENH: NO}
    triage.judge(notes, [PHNOM_PENH], None)
    assert triage.verdicts(notes) == {}
    triage.judge(notes, [PHNOM_PENH], MAYBE)
    assert triage.verdicts(notes) == {PHNOM_PENH: MAYBE}


def test_everybody_judges_for_himself_and_ones_own_verdict_counts_first(folder: Path) -> None:
    ben = notes_in(folder, author="Ben")
    triage.judge(ben, [PHNOM_PENH, BEIJING], NO)
    ben.close()
    ann = notes_in(folder, author="Ann")
    assert triage.verdicts(ann) == {PHNOM_PENH: NO, BEIJING: NO}
    assert triage.judge(ann, [PHNOM_PENH], KEEP) == 1
    ann.close()
    ben = notes_in(folder, author="Ben")
    triage.judge(ben, [PHNOM_PENH], MAYBE)
    assert triage.verdicts(ben) == {PHNOM_PENH: MAYBE, BEIJING: NO}
    ben.close()
    ann = notes_in(folder, author="Ann")
    assert triage.verdicts(ann) == {PHNOM_PENH: KEEP, BEIJING: NO}
    assert triage.verdicts_for_any(ann)[PHNOM_PENH] == {KEEP}
    triage.judge(ann, [PHNOM_PENH, BEIJING], None)
    assert triage.verdicts(ann) == {PHNOM_PENH: MAYBE, BEIJING: NO}, (
        "a colleague's is not one's own to take back"
    )


def test_judgements_are_no_notes_in_the_counts(notes: Notes) -> None:
    triage.judge(notes, [PHNOM_PENH], KEEP)
    assert notes.counts() == {}


def test_coverage_says_how_far_one_has_come(notes: Notes) -> None:
    triage.judge(notes, HEAP[:200], KEEP, query="q")
    triage.judge(notes, HEAP[200:300], NO, query="q")
    triage.judge(notes, HEAP[300:310], KEEP)
    triage.judge(notes, ["06ELSEWHERE1"], KEEP, query="q")
    assert str(triage.coverage(notes, HEAP, "q")) == "1,000 found, 310 judged, 210 kept"


def test_a_heap_is_judged_in_one_step(notes: Notes) -> None:
    assert triage.judge(notes, HEAP, NO, query="q") == 1000
    assert notes.undo() == "no for 1,000 cables"
    assert triage.verdicts(notes, "q") == {}
    assert notes.undo() is None


def test_a_whole_result_is_tagged_and_untagged_in_one_step_each(notes: Notes) -> None:
    targets = [Target(mrn) for mrn in HEAP]
    notes.tag(targets[0], ["ring"])
    told: list[tuple[int, int]] = []
    changed = bulk.tag(notes, targets, ["ring"], on_progress=lambda done, total: told.append((done, total)))
    assert changed == 999
    assert told[0] == (0, 1000)
    assert told[-1] == (1000, 1000)
    assert sum(notes.usage().values()) == 1000
    assert bulk.tag(notes, targets, [], ["ring"]) == 1000
    assert notes.usage() == {}
    assert notes.undo() == 'untag "ring" on 1,000 cables'
    assert notes.undo() == 'tag "ring" on 999 cables'
    assert notes.counts() == {HEAP[0]: 1}
    bulk.tag(notes, targets[:1], ["alone"])
    assert notes.undo() == f'tag "alone" on {HEAP[0]}', "a single one is named"


def test_something_long_can_be_stopped_and_then_nothing_was_changed(notes: Notes) -> None:
    calls = iter([False, False, True])
    with pytest.raises(Stopped):
        bulk.tag(notes, [Target(mrn) for mrn in HEAP], ["ring"], cancelled=lambda: next(calls))
    assert notes.counts() == {}
    assert notes.codes() == ()
    notes.tag(paragraph(1), ["ring"])
    assert notes.counts() == {PHNOM_PENH: 1}


@pytest.mark.parametrize(
    ("query", "judged_for"),
    [
        ("visas is:unjudged", "visas"),
        ("-is:kept visas", "visas"),
        ("visas disagreed:judgements", "visas"),
        ("disagreed:judgements", ""),
        ("visas disagreed:codes", "visas disagreed:codes"),
    ],
)
def test_conditions_on_judgements_are_not_part_of_what_is_judged_for(query: str, judged_for: str) -> None:
    assert triage.query_for_judging(query) == judged_for

from __future__ import annotations

from pathlib import Path

from reader.notes import triage
from reader.notes.agreement.ratings import agreement, coded, disputed_cables, judged
from reader.notes.merge import apply, bundle
from reader.notes.model import Target, Verdict
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, notes_in, paragraph

KEEP, NO = Verdict.KEEP, Verdict.NO


def by_ben(folder: Path) -> Notes:
    """The same notes, with Ben as the author of new ones."""
    return notes_in(folder, author="Ben")


def test_judgements_are_compared_for_each_query(notes: Notes, folder: Path) -> None:
    triage.judge(notes, [PHNOM_PENH, BEIJING], KEEP, query="mekong")
    triage.judge(notes, [PHNOM_PENH], KEEP)
    triage.judge(notes, [PHNOM_PENH], KEEP, query="only Ann")
    ben = by_ben(folder)
    triage.judge(ben, [PHNOM_PENH], KEEP, query="mekong")
    triage.judge(ben, [BEIJING], NO, query="mekong")
    triage.judge(ben, [PHNOM_PENH], NO)
    triage.judge(ben, [PHNOM_PENH], None)
    assert list(judged(ben)) == ["mekong"], "the other two were judged by one person only"
    found = agreement(judged(ben)["mekong"])
    assert (found.people, found.units, found.observed) == ({"Ann": 2, "Ben": 2}, 2, 0.5)
    assert [(one.mrn, one.given) for one in found.disputed] == [(BEIJING, {"Ann": "keep", "Ben": "no"})]
    assert judged(ben, ["Ben"]) == {}
    assert disputed_cables(ben, code=None) == {BEIJING}
    ben.close()


def test_a_code_is_compared_on_every_coded_paragraph_of_cables_that_two_coded(
    notes: Notes, folder: Path
) -> None:
    notes.tag(paragraph(1), ["visas"])
    notes.tag(paragraph(2), ["visas", "raid"])
    notes.tag(Target(BEIJING), ["raid"])
    ben = by_ben(folder)
    ben.tag(paragraph(1), ["visas"])
    ben.tag(paragraph(3), ["raid"])
    by_code = coded(ben)
    assert {name: [(one.ordinal, one.given) for one in rated] for name, rated in by_code.items()} == {
        "raid": [
            (1, {"Ann": "no", "Ben": "no"}),
            (2, {"Ann": "yes", "Ben": "no"}),
            (3, {"Ann": "no", "Ben": "yes"}),
        ],
        "visas": [
            (1, {"Ann": "yes", "Ben": "yes"}),
            (2, {"Ann": "yes", "Ben": "no"}),
            (3, {"Ann": "no", "Ben": "no"}),
        ],
    }, "Ben coded nothing in the other cable, which is a gap"
    assert [one.ordinal for one in agreement(by_code["raid"]).disputed] == [2, 3]
    assert not agreement(coded(ben, by_cable=True)["raid"]).disputed
    assert disputed_cables(ben, judgements=False, code="VISAS") == {PHNOM_PENH}
    ben.close()


def test_after_a_merge_everybodys_judgements_and_codes_are_still_apart(notes: Notes, tmp_path: Path) -> None:
    ben = notes_in(tmp_path / "other", author="Ben")
    for store, verdict in ((notes, KEEP), (ben, NO)):
        triage.judge(store, [PHNOM_PENH], verdict)
        store.tag(paragraph(1), ["Visas" if store is ben else "visas"])
    apply.merge(notes, bundle.read(apply.export(ben)))
    (one,) = judged(notes)[""]
    assert one.given == {"Ann": "keep", "Ben": "no"}
    assert len(notes.codes()) == 2, "each of them had created the code"
    ((_, (one,)),) = coded(notes).items()
    assert one.given == {"Ann": "yes", "Ben": "yes"}
    ben.close()

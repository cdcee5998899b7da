"""The library in the pictures: the samples, with enough work on them that no screen is empty."""

from __future__ import annotations

from pathlib import Path

from reader import paths
from reader.export.protection.own_list import add_names
from reader.notes.anchoring.anchor import target_for
from reader.notes.codebook import operations
from reader.notes.merge import apply
from reader.notes.merge.bundle import read
from reader.notes.repository import Notes
from reader.notes.trails import trail_changes
from reader.workspace import Workspace

HERE, THERE, PLAN = "06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422"
SAMPLES = paths.shipped("samples")
DRAFT = """\
It says that “Judicial reform has slowed over the year” (06PHNOMPENH1385 ¶1 (SBU)).

It says “PolEconoffs attended as observers” (04RANGOON1422 ¶4).

And “something that nobody ever wrote in any cable” (06PHNOMPENH977 ¶2).
"""


def make(home: Path) -> None:
    """Put everything the pictures need into a folder: a library, a bundle, a draft, a table, a filter."""
    with Workspace.open(home / "library") as workspace:
        workspace.import_paths([SAMPLES])
        _annotate(workspace, home)
    add_names(["Sar Kheng", "Royal Government"])
    (home / "draft.md").write_text(DRAFT, encoding="utf-8")
    text = (SAMPLES / f"{HERE}.txt").read_text(encoding="utf-8").replace('"', '""')
    (home / "table.csv").write_text(f'Nummer,Wortlaut\n06MADRID12,"{text}"\n', encoding="utf-8")
    skipped = home / "mixed"
    skipped.mkdir()
    (skipped / "shopping.txt").write_text("milk", encoding="utf-8")
    (skipped / f"{HERE}.txt").write_text(_corrected(), encoding="utf-8")
    with Workspace.open(home / "library") as workspace:
        workspace.import_paths([skipped])


def _annotate(workspace: Workspace, home: Path) -> None:
    notes = workspace.notes
    notes.set_author("Ann Example")
    cables = {mrn: workspace.cable(mrn) for mrn in (HERE, THERE, PLAN)}
    here, there, plan = (cables[mrn] for mrn in (HERE, THERE, PLAN))
    assert here is not None
    assert there is not None
    assert plan is not None
    mine = notes.annotate(target_for(here, 2, mrn=HERE), "The law was drafted in May; by whom?")
    gone = notes.annotate(target_for(here, 3, mrn=HERE), "To be deleted here.")
    for ordinal, words, note in (
        (3, "both Chinese and Vietnamese police", "Which of the two?"),
        (4, "Laos: Laotian delegates reported that", "Compare with the plan agreed in Beijing."),
        (7, "Vietnamese delegates", "Named again in the next cable."),
    ):
        start = here.paragraphs[ordinal - 1].text.index(words)
        notes.annotate(target_for(here, ordinal, start, start + len(words), mrn=HERE), note)
    notes.tag(target_for(here, 1, mrn=HERE), ["mou", "action-plan"])
    notes.tag(target_for(here, 4, mrn=HERE), ["mou"])
    notes.tag(target_for(there, 2, mrn=THERE), ["mou", "attendance", "police"])
    notes.annotate(target_for(plan, 2, mrn=PLAN), "Several Rangoon-based posts: who is missing? ILO?")
    notes.link(target_for(here, 2, mrn=HERE), target_for(there, 4, mrn=THERE), "continues", "the same plan")
    notes.link(target_for(there, 3, mrn=THERE), target_for(plan, 2, mrn=PLAN), "cites")
    _codes(notes)
    targets = [target_for(here, 2, mrn=HERE), target_for(there, 4, mrn=THERE), target_for(plan, 3, mrn=PLAN)]
    trail = trail_changes.create(notes, "Mekong plan", targets)
    trail_changes.comment(notes, trail.id, trail.stops[0].id, "named here for the first time")
    ben = Notes.open(home / "ben", author="ben")
    apply.merge(ben, read(apply.export(notes)))
    notes.edit(mine.id, "The law was drafted in June, says Ann.")
    notes.delete(gone.id)
    ben.edit(mine.id, "The law was drafted in July.")
    ben.edit(gone.id, "Changed by Ben.")
    ben.annotate(target_for(here, 5, mrn=HERE), "Ben's own note.")
    operations.create(ben, "border")
    (home / "ben.jsonl").write_text(apply.export(ben), encoding="utf-8")
    ben.close()


def _codes(notes: Notes) -> None:
    ids = {code.name: code.id for code in notes.codes()}
    parent = operations.create(notes, "agreement", definition="What governments agreed on, in any form.")
    for name in ("mou", "action-plan"):
        operations.move(notes, ids[name], parent.id)
    operations.describe(notes, ids["mou"], definition="Memorandum of understanding, or COMMIT.", colour="")


def _corrected() -> str:
    """A version of a cable in which passages with notes are gone, twice there, or moved."""
    source = (SAMPLES / f"{HERE}.txt").read_text(encoding="utf-8")
    china = "China: Both Chinese and Vietnamese police came. But both Chinese and Vietnamese police left."
    return (
        source[: source.index("¶4. Laos")]
        + f"¶4. {china}\n\n¶5. {'Of the others nothing was said. ' * 120}\n\n"
        + source[source.index("¶5. Burma") :].replace("¶7.", "¶9.", 1)
    )

"""Lines whose checksum is right and whose shape is not, as by another tool: set aside, named, the rest works.

``python -m tests.faults.notes_shapes --lines 2000 --seed 7`` from the root of a checkout; a short run is in
the suite. One value somewhere in one line of a journal becomes something else, the line gets a new checksum,
and everything the notes can do is done.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from reader.notes import triage
from reader.notes.anchoring import review
from reader.notes.codebook import operations
from reader.notes.errors import NotesError
from reader.notes.merge import apply, bundle
from reader.notes.model import Verdict
from reader.notes.reports import day_summary, research_log
from reader.notes.storage import doctor
from reader.notes.storage.format.journal_lines import encode_line
from tests.notes.builders import BEIJING, PHNOM_PENH, a_cable, bodies, notes_in, paragraph

STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1 << 70, 1.5, float("nan"), "", "x", "1", "\ud800", "\x00", "cable:\x00"),
    *([], [[]], [None], {}, {"1": None}, {"1": {}}, {"x": {"1": {}}}, {"\x00": []}),
)


def make_store(folder: Path) -> list[dict[str, Any]]:
    """A store with a bit of everything; gives the lines of its journal without their sums."""
    notes = notes_in(folder)
    first = notes.annotate(paragraph(1), "first")
    notes.annotate(paragraph(2), "second")
    notes.tag(paragraph(1), ["raid", "border"])
    notes.link(paragraph(1), paragraph(4, BEIJING), "cites")
    triage.judge(notes, [PHNOM_PENH], Verdict.KEEP, query="raid")
    research_log.log_search(notes, "raid", 3)
    notes.edit(first.id, "first, edited")
    notes.undo()
    notes.set_author("Ann")
    lines = (folder / "journal-000001.jsonl").read_text("utf-8").split("\n")[:-1]
    notes.storage.close(compact=False)
    found = [json.loads(line) for line in lines]
    for line in found:
        del line["sum"]
    return found


def changed(value: Any, chance: random.Random) -> Any:
    """The value with one thing in it replaced, removed or added."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value))
        match chance.randrange(8):
            case 0:
                return {name: one for name, one in value.items() if name != key}
            case 1:
                return {
                    **value,
                    chance.choice(["rivals", "past", "given_up", "x", "12"]): chance.choice(STRANGE),
                }
            case _:
                return {**value, key: changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        return [*value[:at], changed(value[at], chance), *value[at + 1 :]]
    if chance.random() < 0.02:
        deep: Any = "x"
        for _ in range(900):
            deep = [deep]
        return deep
    return chance.choice(STRANGE)


def everything(folder: Path) -> tuple[str, ...]:
    """Do all the notes can do; gives the warnings. What is refused is refused with a NotesError."""
    with contextlib.suppress(NotesError):
        doctor.examine(folder)
    notes = notes_in(folder)
    warnings = notes.warnings
    cable = a_cable("The minister agreed.", "A raid.", "x", "y")
    doubts = review.doubts(notes, PHNOM_PENH, cable, moved=True)
    actions: tuple[Callable[[], object], ...] = (
        lambda: notes.author,
        lambda: list(notes.annotations()),
        lambda: list(notes.cross_references()),
        lambda: list(notes.codebook().tree()),
        notes.counts,
        notes.usage,
        lambda: triage.verdicts_for_any(notes),
        lambda: triage.judge(notes, [PHNOM_PENH], Verdict.NO, query="raid"),
        lambda: list(apply.both_sides(notes)),
        lambda: research_log.lines(notes, judgements=True),
        lambda: research_log.log_search(notes, "raid", 4),
        lambda: day_summary.work_on_day(notes, "Ann", dt.datetime.now(dt.UTC).date()),
        lambda: operations.co_occurrence(notes),
        *[partial(review.give_up, notes, doubt, cable) for doubt in doubts],
        lambda: notes.tag(paragraph(1), ["new"], ["raid"]),
        lambda: operations.rename(notes, notes.codes()[0].id, "renamed") if notes.codes() else None,
        lambda: operations.delete(notes, notes.codes()[0].id) if notes.codes() else None,
        lambda: apply.merge(notes, bundle.read(apply.export(notes))),
        *[notes.undo] * 6,
        *[notes.redo] * 6,
        *[partial(notes.delete, note.id) for note in notes.for_cable(PHNOM_PENH).annotations],
        lambda: notes.annotate(paragraph(3), "afterwards"),
    )
    for action in actions:
        with contextlib.suppress(NotesError):
            action()
    assert "afterwards" in bodies(notes), "the rest works"
    notes.close()
    with contextlib.suppress(NotesError):
        doctor.examine(folder)
    again = notes_in(folder)
    assert "afterwards" in bodies(again)
    again.close()
    return warnings


def run(base: Path, lines: int, seed: int) -> int:
    """So many changed lines, one a store; gives how many were set aside. Raises AssertionError."""
    chance = random.Random(seed)
    whole = make_store(base / "whole")
    set_aside = 0
    for number in range(lines):
        folder = base / str(number)
        folder.mkdir()
        at = chance.randrange(len(whole))
        bad = changed(whole[at], chance) or {"x": 1}
        story = [bad if place == at else line for place, line in enumerate(whole)]
        data = b"".join(
            encode_line(line if isinstance(line, dict) and line else {"x": line}) for line in story
        )
        (folder / "journal-000001.jsonl").write_bytes(data)
        try:
            warnings = everything(folder)
        except Exception as error:
            raise AssertionError(f"line {at} as {json.dumps(bad)[:300]}") from error
        if warnings and (folder / "aside").exists():
            assert any("journal-000001.jsonl" in said for said in warnings), warnings
            set_aside += 1
    return set_aside


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_aside = run(Path(folder), asked.lines, asked.seed)
    print(f"{asked.lines} lines of a wrong shape, seed {asked.seed}: all verbs work; {set_aside} set aside")


if __name__ == "__main__":
    main()

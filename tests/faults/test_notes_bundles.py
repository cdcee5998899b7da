"""Bundles made to hang, to fill the memory or to crash: refused or merged, in bounded time and memory.

What would be quadratic or endless would not come back for hours.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from reader.notes.codebook import csv_file, import_plan, qdc
from reader.notes.errors import NotesError
from reader.notes.merge import apply, bundle, bundle_files
from reader.notes.merge.bundle import HEAD, LONGEST_LINE, MOST_VERSIONS
from tests.notes.builders import PHNOM_PENH, bodies, notes_in, paragraph

MANY = 20_000
MANY_CODES = 4_000
"""Four times as many as Python's recursion allows; at 0.1 ms for each pair they would take half an hour."""
AT = "2026-11-22T14:40:00.000000Z"


def note(identity: str, **fields: Any) -> dict[str, Any]:
    base = {"kind": "annotation", "id": identity, "author": "x", "created": AT, "changed": AT}
    return {**base, "target": {"mrn": PHNOM_PENH}, "body": "theirs", **fields}


def code(identity: str, **fields: Any) -> dict[str, Any]:
    base = {"kind": "code", "id": identity, "author": "x", "created": AT, "changed": AT}
    return {**base, "name": f"code {identity}", **fields}


def bundle_of(records: Iterable[dict[str, Any]]) -> str:
    lines = [HEAD]
    for record in records:
        table = "codes" if record.get("kind") == "code" else f"cable:{PHNOM_PENH}"
        lines.append(json.dumps({"table": table, "record": record}))
    return "\n".join(lines)


def merged(folder: Path, text: str) -> tuple[list[str], tuple[str, ...]]:
    """The notes after a merge, opened anew, and what was left out of the bundle."""
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "ours")
    done = apply.merge(notes, bundle.read(text))
    notes.close()
    again = notes_in(folder)
    found = bodies(again)
    assert again.warnings == ()
    again.close()
    return found, done.skipped


def test_twenty_thousand_rivals_are_refused(folder: Path) -> None:
    rivals = [note("r", body=f"rival {number}") for number in range(MANY)]
    found, skipped = merged(folder, bundle_of([note("r", rivals=rivals), note("ok")]))
    assert found == ["theirs", "ours"]
    assert skipped == ("Record r has more than 100 versions.",)


def test_twenty_thousand_lines_of_one_record_are_refused(folder: Path) -> None:
    found, skipped = merged(folder, bundle_of(note("r", body=str(number)) for number in range(MANY)))
    assert found == ["ours"]
    assert skipped == ("Record r has more than 100 versions.",)


def test_rivals_cannot_be_collected_from_bundle_to_bundle(folder: Path) -> None:
    notes = notes_in(folder)
    apply.merge(notes, bundle.read(bundle_of(note("r", body=f"a{n}") for n in range(MOST_VERSIONS))))
    with pytest.raises(NotesError, match="more than 100 versions; nothing was merged"):
        apply.merge(notes, bundle.read(bundle_of([note("r", body="one more")])))
    notes.close()


@pytest.mark.parametrize("shape", ["ring", "chain", "itself", "star"])
def test_codes_in_rings_and_deep_chains_are_shown_and_written(folder: Path, shape: str) -> None:
    parents: dict[str, Callable[[int], str | None]] = {
        "ring": lambda n: str((n + 1) % MANY_CODES),
        "chain": lambda n: str(n - 1) if n else None,
        "itself": lambda n: str(n),
        "star": lambda n: "0" if n else None,
    }
    notes = notes_in(folder)
    text = bundle_of(code(str(number), parent=parents[shape](number)) for number in range(MANY_CODES))
    apply.merge(notes, bundle.read(text))
    assert len(notes.codes()) == MANY_CODES
    assert len(list(notes.codebook().tree())) == MANY_CODES
    entries = import_plan.entries(notes.codebook())
    assert sum(line.startswith("<Code ") for line in qdc.write(entries, "test")) == MANY_CODES
    assert sum(1 for _ in csv_file.write(entries, notes.usage())) == MANY_CODES + 1
    notes.close()


def test_a_huge_body_is_left_out_and_a_large_one_is_taken(folder: Path) -> None:
    huge, large = "h" * LONGEST_LINE, "l" * (LONGEST_LINE // 2)
    found, skipped = merged(folder, bundle_of([note("huge", body=huge), note("large", body=large)]))
    assert found == [large, "ours"]
    assert skipped == ("Line 2 is longer than 4 MB.",)


def test_a_huge_file_is_refused_before_it_is_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_files, "LARGEST", 1 << 20)
    path = tmp_path / "huge.jsonl"
    with path.open("wb") as file:
        file.write(HEAD.encode() + b"\n")
        file.truncate(1 << 40)
    with pytest.raises(NotesError, match="larger than 1 MB; nothing was merged"):
        bundle_files.load(path)


@pytest.mark.parametrize("depth", [40, 900, 100_000])
def test_deep_nesting_is_left_out(folder: Path, depth: int) -> None:
    line = json.dumps({"table": f"cable:{PHNOM_PENH}", "record": note("deep", x="DEEP")})
    text = f"{HEAD}\n" + line.replace('"DEEP"', "[" * depth + "]" * depth)
    found, skipped = merged(folder, text)
    assert found == ["ours"]
    assert skipped == ("Line 2 is not a valid record.",)


def test_a_hundred_thousand_bad_lines_are_counted_not_listed(folder: Path) -> None:
    found, skipped = merged(folder, HEAD + "\n" + "x\n" * 100_000)
    assert found == ["ours"]
    assert len(skipped) == 101
    assert skipped[-1] == "99,900 more lines or records were skipped."


@pytest.mark.parametrize("bad", ["\ud800", "a\x00b", "\x1b[2J", "n" * 2000])
@pytest.mark.parametrize("where", ["id", "mrn", "codes", "name", "parent", "table"])
def test_ids_and_names_that_are_no_text_are_refused(folder: Path, where: str, bad: str) -> None:
    record = {
        "id": lambda: note(bad),
        "mrn": lambda: note("n", target={"mrn": bad}),
        "codes": lambda: note("n", codes=[bad]),
        "name": lambda: code("c", name=bad),
        "parent": lambda: code("c", parent=bad),
        "table": lambda: note("n"),
    }[where]()
    text = bundle_of([record])
    if where == "table":
        text = text.replace(f'"cable:{PHNOM_PENH}"', json.dumps(f"cable:{bad}"))
    found, skipped = merged(folder, text)
    assert found == ["ours"]
    assert skipped == ("Line 2 is not a valid record.",)


@pytest.mark.parametrize("body", ["half \ud800 pair", "nul \x00 inside", "\udfff", "\x1b]0;title\x07"])
def test_bodies_are_carried_as_they_are(folder: Path, body: str) -> None:
    found, _ = merged(folder, bundle_of([note("n", body=body)]))
    assert found == [body, "ours"]


def test_random_changes_to_a_bundle_crash_nothing(folder: Path) -> None:
    chance = random.Random(7)
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "ours")
    notes.tag(paragraph(2), ["raid"])
    text = apply.export(notes)
    for _ in range(300):
        data = list(text)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data))
            data[at] = chance.choice(
                ['"', "{", "}", "[", "]", ",", ":", "\n", "\\", "0", "\x00", "\ud800", ""]
            )
        try:
            apply.merge(notes, bundle.read("".join(data)))
        except NotesError:
            continue
        list(apply.both_sides(notes))
    notes.annotate(paragraph(3), "afterwards")
    notes.close()
    assert {"ours", "afterwards"} <= {*bodies(notes_in(folder))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notes"

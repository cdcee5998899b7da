"""Truncations and changed bytes all through a small store: what is kept, and what is said.

CABLES_EVERY_BYTE=1 tries every byte instead of the short form's every third or seventh.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.notes.storage.tinydb_storage import JournalStorage
from tests.notes.builders import PHNOM_PENH, bodies, notes_in, paragraph

Files = dict[str, bytes]


NEWEST = "journal-000003.jsonl"
OFTEN, SELDOM = (1, 1) if os.environ.get("CABLES_EVERY_BYTE") else (3, 7)
"""Bytes from one damage to the next; odd, so that each of the four ways to change a byte gets its turn."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Three generations: notes a and b, then c, then d and e in the newest journal."""
    folder = tmp_path_factory.mktemp("small") / "notes"
    for texts in ("ab", "c"):
        notes = notes_in(folder)
        for text in texts:
            notes.annotate(paragraph(1), text)
        notes.close()
    notes = notes_in(folder)
    for text in "de":
        notes.annotate(paragraph(1), text)
    files = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    notes.close()
    assert sorted(files) == [
        *(f"journal-00000{n}.jsonl" for n in (1, 2, 3)),
        *(f"snapshot-00000{n}.jsonl" for n in (2, 3)),
    ]
    return files


def opened(folder: Path, files: Files) -> tuple[str, tuple[str, ...]]:
    """The notes and the warnings of a store with these files; what is in the folder stays of it."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.jsonl"):
        path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    notes = notes_in(folder)
    found, warnings = "".join(bodies(notes)), notes.warnings
    notes.storage.close(compact=False)  # a snapshot would mend the folder
    return found, warnings


def lines_before(data: bytes, size: int) -> int:
    """How many changes are whole in the first ``size`` bytes of a journal; its first line is a header."""
    return max(sum(1 for line in data.split(b"\n")[:-1] if data.index(line) + len(line) <= size) - 1, 0)


def damaged(files: Files, name: str, step: int) -> Iterator[tuple[int, Files]]:
    for at in range(0, len(files[name]), step):
        data = bytearray(files[name])
        data[at] ^= (0x01, 0x20, 0x80, 0xFF)[at % 4]
        yield at, {**files, name: bytes(data)}


def test_a_whole_store_says_nothing(store: Files, tmp_path: Path) -> None:
    assert opened(tmp_path / "notes", store) == ("abcde", ())


def test_the_newest_journal_cut_at_any_byte_keeps_every_whole_change(store: Files, tmp_path: Path) -> None:
    data = store[NEWEST]
    around = {at + step for at in range(len(data)) if data[at : at + 1] == b"\n" for step in (0, 1, 2)}
    for size in sorted({*range(0, len(data), OFTEN), *around} - {len(data)}):
        found, warnings = opened(tmp_path / "notes", {**store, NEWEST: data[:size]})
        kept = lines_before(data, size)
        assert found == "abcde"[: 3 + kept], size
        whole = data[:size].endswith(b"\n") or data[size : size + 1] == b"\n"
        assert bool(warnings) == (not whole or size == 0), (size, warnings)


@pytest.mark.parametrize("name", ["snapshot-000003.jsonl", "snapshot-000002.jsonl", "journal-000001.jsonl"])
def test_any_other_file_cut_at_any_byte_costs_nothing(store: Files, tmp_path: Path, name: str) -> None:
    for size in range(0, len(store[name]), SELDOM):
        found, warnings = opened(tmp_path / "notes", {**store, name: store[name][:size]})
        assert found == "abcde", size
        # The end line of a snapshot is whole without its newline, so the last byte is not missed.
        assert bool(warnings) == (name == "snapshot-000003.jsonl" and size < len(store[name]) - 1), size


def test_a_changed_byte_in_the_newest_journal_costs_at_most_its_own_change(
    store: Files, tmp_path: Path
) -> None:
    for at, files in damaged(store, NEWEST, OFTEN):
        found, warnings = opened(tmp_path / "notes", files)
        assert found in ("abcde", "abcd", "abce"), at
        if found != "abcde":
            assert any("lost" in said or "left out" in said for said in warnings), at
            assert any(PHNOM_PENH in said or "lost" in said or "left out" in said for said in warnings), at


@pytest.mark.parametrize("name", ["snapshot-000003.jsonl", "snapshot-000002.jsonl", "journal-000002.jsonl"])
def test_a_changed_byte_elsewhere_costs_nothing(store: Files, tmp_path: Path, name: str) -> None:
    for at, files in damaged(store, name, SELDOM):
        found, warnings = opened(tmp_path / "notes", files)
        assert found == "abcde", at
        assert name == "snapshot-000003.jsonl" or not warnings, at


def test_the_only_snapshot_damaged_keeps_what_can_be_read_of_it(store: Files, tmp_path: Path) -> None:
    alone = {name: data for name, data in store.items() if name.endswith("3.jsonl")}
    for at, files in damaged(alone, "snapshot-000003.jsonl", SELDOM):
        found, warnings = opened(tmp_path / "notes", files)
        assert found in ("abcde", "de"), at
        assert found == "abcde" or any(PHNOM_PENH in said for said in warnings), at


def test_with_every_snapshot_damaged_the_journals_from_the_first_on_give_everything(
    store: Files, tmp_path: Path
) -> None:
    snapshots = {name: data[:300] for name, data in store.items() if name.startswith("snapshot")}
    found, warnings = opened(tmp_path / "notes", store | snapshots)
    assert found == "abcde"
    assert "read from the first change on" in warnings[0]
    assert "older" not in " ".join(warnings)


def test_what_could_not_be_read_is_set_aside(store: Files, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    torn = store[NEWEST][:-30]
    _, warnings = opened(folder, {**store, NEWEST: torn})
    (kept,) = (folder / "aside").iterdir()
    assert torn.endswith(kept.read_bytes())
    assert str(folder / "aside") in " ".join(warnings)
    assert (folder / NEWEST).read_bytes() == torn[: -len(kept.read_bytes())]


def test_the_next_change_goes_on_after_a_torn_end(store: Files, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    opened(folder, {**store, NEWEST: store[NEWEST][:-30]})
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "f")
    notes.close()
    notes = notes_in(folder)
    assert "".join(bodies(notes)) == "abcdf"
    assert notes.warnings == ()


def test_a_journal_that_went_missing_is_said(store: Files, tmp_path: Path) -> None:
    less = {name: data for name, data in store.items() if name != NEWEST}
    found, warnings = opened(tmp_path / "notes", less)
    assert found == "abc"
    assert "journal of generation 3 is missing" in " ".join(warnings)
    notes = notes_in(tmp_path / "notes")
    notes.annotate(paragraph(1), "f")
    assert "".join(bodies(notes)) == "abcf"


def test_files_of_nonsense_are_never_an_empty_store_in_silence(tmp_path: Path) -> None:
    for junk in (b"", b"\x00" * 5000, b"{}\n", b"not json\n" * 3):
        found, warnings = opened(tmp_path / "notes", {"journal-000001.jsonl": junk})
        assert found == ""
        assert warnings


def test_a_line_of_another_copy_of_the_store_is_not_taken_for_ours(store: Files, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    opened(folder, {name: data for name, data in store.items() if "3" not in name})
    storage = JournalStorage(folder)
    storage.compact()
    for text in "xy":
        with storage.change() as tables:
            tables["t"] = {"1": {"body": text}}
    theirs = (folder / NEWEST).read_bytes().split(b"\n")
    ours = store[NEWEST].split(b"\n")
    mixed = b"\n".join([ours[0], ours[1], theirs[2], b""])
    found, warnings = opened(tmp_path / "ours", {**store, NEWEST: mixed})
    assert found == "abcd"
    assert "belongs to another copy of the notes" in " ".join(warnings)

"""Removing cables, rebuilding the index, checking, backup, and repair."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.errors import LibraryError
from reader.library.ingest.importer import import_paths
from reader.library.library import FILE, Library
from reader.library.upkeep.maintenance import INDEX_DAMAGED, backup, check, reindex, remove
from reader.library.upkeep.repair import repair
from tests.library.builders import cable_text, database, filled

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 3, 1, 12, 30, 15)


@pytest.fixture
def drinks(library: Library, tmp_path: Path) -> Library:
    filled(
        library,
        tmp_path / "texts",
        a=cable_text(
            "05MOSCOW1", "Vodka", post="MOSCOW", paragraphs=["(S) Vodka.", "(C) Some more words here."]
        ),
        b=cable_text("06PHNOMPENH977", refs="05 MOSCOW 1", paragraphs=["(C) Caviar and vodka."]),
        c=cable_text("08BEIJING3", post="BEIJING", tags="PHUM"),
    )
    return library


def everything(library: Library) -> dict[str, object]:
    """The results of some queries, to compare before and after."""
    queries = [
        "",
        "vodka",
        "portion:S vodka",
        "tag:PHUM",
        "from:moscow",
        "cites:05MOSCOW1",
        "subject:vodka",
        "signer:storella",
    ]
    found: dict[str, object] = {}
    for query in queries:
        listing = library.listing(query)
        found[query] = [row.mrn for row in listing.window(0, 99)]
        found[f"{query} counted"] = library.facets(listing)
    return found


def test_an_undamaged_library_has_no_problems(drinks: Library) -> None:
    assert list(check(drinks)) == []


def test_removed_cables_are_found_nowhere(drinks: Library) -> None:
    assert remove(drinks, ["05 Moscow 1", "99NOWHERE1"]) == 1

    assert drinks.count() == 2
    assert drinks.get("05MOSCOW1") is None
    assert [row.mrn for row in drinks.listing("vodka").window(0, 9)] == ["06PHNOMPENH977"]
    assert len(drinks.first_rows("vodka")) == 1
    assert drinks.facets(drinks.listing()).total == 2
    assert [row.mrn for row in drinks.citing("05MOSCOW1")] == ["06PHNOMPENH977"]
    assert list(check(drinks)) == []


def test_a_removed_cable_can_come_back(drinks: Library, tmp_path: Path) -> None:
    before = everything(drinks)
    remove(drinks, ["05MOSCOW1"])

    report = import_paths(drinks, [tmp_path / "texts"], workers=0)

    assert (report.added, report.unchanged) == (1, 2)
    assert everything(drinks) == before


def test_rebuilding_the_index_changes_no_result(drinks: Library, tmp_path: Path) -> None:
    filled(
        drinks,
        tmp_path / "more",
        a=cable_text("08BEIJING3", post="BEIJING", paragraphs=["(C) A fuller text, with tea."]),
    )
    remove(drinks, ["06PHNOMPENH977"])
    before = everything(drinks)

    assert reindex(drinks) == 3

    assert everything(drinks) == before
    assert list(check(drinks)) == []


def test_a_damaged_index_is_rebuilt(drinks: Library) -> None:
    before = everything(drinks)
    database(drinks).execute("UPDATE words_data SET block = x'00' WHERE id > 10")

    assert INDEX_DAMAGED in check(drinks)
    reindex(drinks)

    assert everything(drinks) == before
    assert list(check(drinks)) == []


def test_a_rebuild_that_is_stopped_changes_nothing(drinks: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(drinks)
    monkeypatch.setattr("reader.library.upkeep.maintenance.REPORTED", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(drinks, stop)

    assert everything(drinks) == before


def test_damaged_texts_and_inconsistencies_are_reported(drinks: Library) -> None:
    db = database(drinks)
    db.execute("UPDATE body SET text = x'00' WHERE id = (SELECT id FROM cable WHERE mrn = '05MOSCOW1')")
    db.execute("UPDATE cable SET current = 0 WHERE mrn = '08BEIJING3'")

    problems = list(check(drinks))

    assert any("05MOSCOW1" in problem for problem in problems)
    assert any("no current version" in problem for problem in problems)
    assert len(list(check(drinks, texts=False))) == 1


def test_a_backup_is_a_complete_library(drinks: Library, tmp_path: Path) -> None:
    target = tmp_path / "copy" / FILE
    target.parent.mkdir()

    assert backup(drinks, target) == target.stat().st_size
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert os.listdir(target.parent) == [FILE]  # noqa: PTH208 - names only

    with Library.open(target.parent) as copy:
        assert everything(copy) == everything(drinks)


def test_a_backup_never_overwrites_a_file(drinks: Library, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("diary")

    with pytest.raises(LibraryError, match="already"):
        backup(drinks, tmp_path / "precious")

    assert (tmp_path / "precious").read_text() == "diary"


def test_a_damaged_library_is_renamed_and_what_can_be_read_is_copied(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    chance = random.Random(1)
    texts = {
        f"c{n}": cable_text(f"06PHNOMPENH{n}", paragraphs=[f"(C) About {chance.randbytes(2000).hex()}."])
        for n in range(1, 41)
    }
    with Library.open(folder) as library:
        filled(library, tmp_path / "texts", **texts)
    size = (folder / FILE).stat().st_size
    with (folder / FILE).open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(chance.randbytes(4096 * 8))
    damaged = (folder / FILE).read_bytes()

    done = repair(folder, NOW)

    assert done.set_aside == folder / "library.damaged-20260301-123015.db"
    assert done.set_aside.read_bytes() == damaged
    with Library.open(folder) as library:
        assert library.count() == done.recovered > 0
        assert list(check(library)) == []
        report = import_paths(library, [tmp_path / "texts"], workers=0)
        assert report.added == 40 - done.recovered


def test_aliases_are_copied_too(drinks: Library) -> None:
    database(drinks).execute("INSERT INTO alias VALUES ('05MOSCOW99', '05MOSCOW1'), ('GONE', '99GONE1')")
    drinks.close()

    repair(drinks.folder, NOW)

    with Library.open(drinks.folder) as library:
        assert library.resolve("05MOSCOW99") == "05MOSCOW1"
        assert list(check(library)) == []


def test_a_library_of_which_nothing_can_be_read_is_renamed_too(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"SQLite format 3\x00" + b"\x01" * 9000)

    done = repair(tmp_path, NOW)

    assert (done.recovered, done.set_aside.stat().st_size) == (0, 9016)
    with Library.open(tmp_path) as library:
        assert library.count() == 0


def test_another_program_can_read_a_backup(drinks: Library, tmp_path: Path) -> None:
    backup(drinks, tmp_path / "copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)

"""The storage as a plain TinyDB sees it, its files, and what they survive."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.table import Table

from reader.notes.errors import NotesError
from reader.notes.storage.format.generations import Files, Retention, outdated
from reader.notes.storage.format.journal_lines import encode_line
from reader.notes.storage.tinydb_storage import JournalStorage


def database(folder: Path, **options: Any) -> TinyDB:
    return TinyDB(folder, storage=JournalStorage, **options)


def everything(folder: Path) -> dict[str, Any]:
    with database(folder) as db:
        return {name: {doc.doc_id: dict(doc) for doc in db.table(name)} for name in db.tables()}


def test_opening_makes_nothing_until_something_is_saved(folder: Path) -> None:
    with database(folder) as db:
        assert db.tables() == set()
    assert not folder.exists()


def test_a_plain_tinydb_reads_writes_and_reopens(folder: Path) -> None:
    with database(folder) as db:
        table = db.table("cable:06PHNOMPENH977")
        table.insert_multiple([{"body": "one"}, {"body": "two"}])
        table.update({"seen": True}, Query().body == "two")
        table.remove(Query().body == "one")
        db.insert({"loose": 1})
        db.drop_table("_default")
    assert everything(folder) == {"cable:06PHNOMPENH977": {2: {"body": "two", "seen": True}}}


def test_what_is_handed_out_is_the_callers_own(folder: Path) -> None:
    with database(folder) as db:
        given_document = {"codes": ["a"]}
        db.insert(given_document)
        given_document["codes"].append("b")
        db.all()[0]["codes"].append("c")
        assert db.all() == [{"codes": ["a"]}]


def test_files_and_folders_are_the_owners_only(folder: Path) -> None:
    with database(folder) as db:
        db.insert({"a": 1})
    for path in [folder, *folder.iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_change_writes_only_what_changed(folder: Path) -> None:
    with database(folder) as db:
        db.table("large").insert({"body": "x" * 100_000})
        before = sum(path.stat().st_size for path in folder.iterdir())
        db.table("small").insert({"body": "y"})
        assert sum(path.stat().st_size for path in folder.iterdir()) - before < 300


def test_every_file_is_json_lines_for_any_tool(folder: Path) -> None:
    with database(folder) as db:
        db.insert({"body": "\ud800 half a pair, \x00, \u2028"})
    lines = [line for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").split("\n")[:-1]]
    assert len(lines) >= 2
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_several_writes_are_one_change_and_leave_nothing_when_it_fails(folder: Path) -> None:
    with database(folder) as db:
        storage = db.storage
        assert isinstance(storage, JournalStorage)

        def two_tables_then_failure() -> None:
            with storage.change():
                db.table("one").insert({"a": 1})
                db.table("two").insert({"a": 2})
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            two_tables_then_failure()
        assert db.tables() == set()
        with storage.change():
            db.table("one").insert({"a": 1})
            db.table("two").insert({"a": 2})
        assert storage.count == 1
    assert [list(docs.values()) for _, docs in sorted(everything(folder).items())] == [[{"a": 1}], [{"a": 2}]]


def test_a_value_that_json_cannot_hold_is_refused_and_changes_nothing(folder: Path) -> None:
    with database(folder) as db:
        db.insert({"a": 1})
        with pytest.raises(TypeError):
            db.insert({"a": object()})
        db.insert({"a": 2})
        assert db.all() == [{"a": 1}, {"a": 2}]


def test_two_databases_see_each_other_and_lose_nothing(folder: Path) -> None:
    with database(folder) as one, database(folder) as two:
        one.table("t").insert({"by": "one"})
        two.table("t").insert({"by": "two"})
        one.table("u").insert({"by": "one"})
        assert [d["by"] for d in one.table("t")] == ["one", "two"] == [d["by"] for d in two.table("t")]
        assert two.tables() == {"t", "u"}


def test_a_stale_write_is_refused_not_merged_over(folder: Path) -> None:
    with database(folder) as one, database(folder) as two:
        one.insert({"body": "first"})
        stale = two.storage.read()
        one.update({"body": "newer"})
        stale["_default"] = {"1": {"body": "older"}}
        with pytest.raises(NotesError, match="changed by another window"):
            two.storage.write(stale)
        assert two.all() == [{"body": "newer"}]


def test_one_follows_the_other_over_a_compaction(folder: Path) -> None:
    with database(folder) as one, database(folder, background=False, compact_at=200) as two:
        one.insert({"n": 0})
        for n in range(1, 30):
            two.insert({"n": n})
        assert [d["n"] for d in one] == list(range(30))
        Table(one.storage, "_default").insert({"n": 30})
        assert [d["n"] for d in two] == list(range(31))


def test_closing_leaves_a_snapshot_and_the_generation_before(folder: Path) -> None:
    for n in range(3):
        with database(folder) as db:
            db.insert({"n": n})
    names = sorted(path.name for path in folder.glob("*.jsonl"))
    assert names == [f"journal-00000{n}.jsonl" for n in (1, 2, 3, 4)] + [
        f"snapshot-00000{n}.jsonl" for n in (2, 3, 4)
    ]


def test_closing_without_a_change_leaves_the_files_alone(folder: Path) -> None:
    with database(folder) as db:
        db.insert({"n": 1})
    before = sorted(folder.rglob("*"))
    with database(folder) as db:
        db.all()
    assert sorted(folder.rglob("*")) == before


def test_any_one_file_may_be_lost_after_closing(folder: Path) -> None:
    for n in range(3):
        with database(folder) as db:
            db.insert({"n": n})
    whole = everything(folder)
    for path in sorted(folder.glob("*.jsonl")):
        copy = Path(shutil.copytree(folder, folder.parent / f"without {path.name}"))
        (copy / path.name).write_bytes(b"")
        assert everything(copy) == whole, path.name


def test_damage_is_said_once_and_then_mended(folder: Path) -> None:
    for n in range(3):
        with database(folder) as db:
            db.insert({"n": n})
    newest = max(folder.glob("snapshot-*"))
    newest.write_bytes(newest.read_bytes()[:-40])
    with database(folder) as db:
        said = " ".join(db.storage.warnings)
        assert newest.name in said
        assert "generation 3" in said
        assert [d["n"] for d in db] == [0, 1, 2]
    with database(folder) as db:
        assert db.storage.warnings == ()
        assert [d["n"] for d in db] == [0, 1, 2]


def test_old_generations_go_but_for_one_a_day() -> None:
    today = dt.date(2026, 11, 22)
    snapshots = {n: Path(f"s{n}") for n in range(2, 22)}
    files = Files(snapshots, {n: Path(f"j{n}") for n in range(1, 22)})
    made = {n: today - dt.timedelta(days=(21 - n) // 2) for n in snapshots}
    gone = set(map(str, outdated(files, made, today, Retention(last=4, days=5))))
    kept = {f"s{n}" for n in snapshots} - gone
    assert kept == {"s21", "s20", "s19", "s18", "s17", "s15", "s13"}
    assert gone >= {f"j{n}" for n in range(1, 18)}
    assert not gone & {"j18", "j19", "j20", "j21"}


def test_generations_are_pruned_while_working(folder: Path) -> None:
    keep = Retention(last=2, days=0)
    with database(folder, background=False, compact_at=150, retention=keep) as db:
        for n in range(20):
            db.insert({"n": n})
        assert len(list(folder.glob("snapshot-*"))) == 2
    assert len(everything(folder)["_default"]) == 20


def test_a_store_of_a_newer_version_is_read_and_never_written(folder: Path) -> None:
    with database(folder) as db:
        db.insert({"a": 1})
    newest = max(folder.glob("journal-*"))
    header = json.loads(newest.read_text())
    del header["sum"]
    newest.write_bytes(encode_line({**header, "format": 99}))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with database(folder) as db:
        assert db.all() == [{"a": 1}]
        assert "newer version" in " ".join(db.storage.warnings)
        with pytest.raises(NotesError):
            db.insert({"a": 2})
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_symlinked_folder_is_as_good_as_the_folder(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere"
    real.mkdir()
    folder.symlink_to(real)
    with database(folder) as db:
        db.insert({"a": 1})
    assert everything(real) == {"_default": {1: {"a": 1}}}


def test_a_link_in_the_place_of_a_journal_is_not_followed(folder: Path, tmp_path: Path) -> None:
    with database(folder) as db:
        db.insert({"a": 1})
    newest = max(folder.glob("journal-*"))
    newest.rename(tmp_path / "victim")
    newest.symlink_to(tmp_path / "victim")
    with pytest.raises(NotesError):
        database(folder)


DOCUMENTS = st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers() | st.none(), max_size=3)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "update", "remove", "drop", "compact", "reopen"]),
        st.sampled_from(["a", "b"]),
        st.integers(1, 4),
        DOCUMENTS,
    ),
    max_size=12,
)


@given(ACTIONS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_does_what_a_plain_memory_store_does(tmp_path_factory: Any, actions: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("store") / "notes"
    ours = database(folder, background=False)
    plain: dict[str, dict[int, Any]] = {}
    for action, name, number, document in actions:
        table, model = ours.table(name), plain.get(name, {})
        if action == "insert":
            plain.setdefault(name, {})[table.insert(document)] = document
        elif action == "update" and model:
            table.update(document, doc_ids=[number])
            if number in model:
                model[number] = {**model[number], **document}
        elif action == "remove" and number in model:
            table.remove(doc_ids=[number])
            del model[number]
        elif action == "drop":
            ours.drop_table(name)
            plain.pop(name, None)
        elif action == "compact" and plain:
            assert isinstance(ours.storage, JournalStorage)
            ours.storage.compact()
        elif action == "reopen":
            ours.close()
            ours = database(folder, background=False)
    seen = {name: {doc.doc_id: dict(doc) for doc in ours.table(name)} for name in ours.tables()}
    ours.close()
    assert seen == plain == everything(folder)

"""Text that is no text (lone surrogates, NUL) in numbers, names and paths: refused or carried safely."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import CablesError
from reader.joined.doubts import cables_with_changed_text, doubts_in_cable
from reader.joined.note_search import matching
from reader.library.bulk_lookup import subjects, text_hashes
from reader.library.discovery.reference_graph import citations_of, references_from
from reader.library.discovery.alike.similar import similar
from reader.library.discovery.suggest import suggestions
from reader.library.errors import LibraryError
from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from reader.library.upkeep.history import imports, skipped
from reader.library.upkeep.maintenance import check, remove
from reader.workspace import Workspace
from tests.library.builders import cable_text, filled

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
PIECES = ["\ud800", "\udfff", "\udcff", "\0", "0", "6", "PHNOMPENH", '"', "*", ":", " ", "é"]
odd = st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    base = tmp_path_factory.mktemp("text")
    library = Library.open(base / "library")
    filled(library, base / "texts", **{f"c{n}": cable_text(f"06PHNOMPENH{n}") for n in (1, 2, 3)})
    return library


@given(odd)
def test_no_lookup_raises_anything_but_our_errors(library: Library, name: str) -> None:
    lookups: dict[str, Callable[[str], object]] = {
        "resolve": library.resolve,
        "row": library.row,
        "get": library.get,
        "original": library.original,
        "versions": library.version_summaries,
        "complete": library.complete,
        "prefix": lambda name: library.with_number_prefix(name, 5),
        "citing": library.citing,
        "present": lambda name: library.present([name]),
        "hashes": lambda name: text_hashes(library, [name]),
        "subjects": lambda name: subjects(library, [name]),
        "references": lambda name: references_from(library, name),
        "citations": lambda name: citations_of(library, name),
        "similar": lambda name: similar(library, name),
        "remove": lambda name: remove(library, [f"\ud800{name}"]),
        "list": lambda query: library.listing(query).window(0, 3),
        "suggest": lambda query: suggestions(library, query),
    }
    failures = {}
    for what, look_up in lookups.items():
        try:
            look_up(name)
        except CablesError:
            continue
        except Exception as error:
            failures[what] = repr(error)
    assert failures == {}
    assert library.count() == 3


NAMES = [
    b"\xff\xfe.txt",
    b"caf\xe9.txt",
    b"new\nline.txt",
    b"esc\x1b[31m.txt",
    b"\xed\xa0\x80.txt",
    b"'; --.txt",
]


def test_files_of_any_name_are_imported_once_and_named_harmlessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.LARGE", 1)  # so that their names are stored
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, name in enumerate(NAMES, 1):
        (folder / os.fsdecode(name)).write_text(cable_text(f"06PHNOMPENH{number}"))
    (folder / os.fsdecode(b"empty\xff")).touch()
    paths = [*map(str, sorted(folder.iterdir())), "no\0thing", "no\ud800thing"]

    with Library.open(tmp_path / "library") as library:
        first = import_paths(library, paths, workers=0)
        second = import_paths(library, paths, workers=0)

        assert (first.added, second.added, second.unchanged) == (len(NAMES), 0, len(NAMES))
        assert len(first.skipped) == 3
        assert len(imports(library)) == 2
        places = [row.place for run in imports(library) for row in skipped(library, run.id)]
        places += [stored.place for row in library.listing().window(0, 9) if (stored := library.get(row.mrn))]
        assert all(place.isprintable() for place in places)
        assert list(check(library)) == []


@pytest.mark.parametrize(
    "name", [b"\xff", b"a?mode=memory", b"a#b", b"50%25", b"new\nline", b"\xed\xa0\x80", b"a b"]
)
def test_a_library_may_be_kept_in_a_folder_of_any_name(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / os.fsdecode(name)
    with Library.open(folder) as library:
        filled(library, tmp_path / "texts", one=cable_text())
    with Library.open(folder, read_only=True) as library:
        assert library.count() == 1
    assert {path.stem for path in folder.iterdir()} == {"library"}


@pytest.mark.parametrize("folder", ["nul\0", "nul\0/library"])
def test_a_nul_in_the_folders_name_is_refused(folder: str) -> None:
    with pytest.raises(LibraryError, match="contains a NUL"):
        Library.open(Path(folder))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd)
def test_the_joined_searches_carry_a_number_that_is_no_text(library: Library, mrn: str) -> None:
    with Workspace.open(library.folder) as workspace:
        assert cables_with_changed_text(workspace) == []
        assert doubts_in_cable(workspace, f"\ud800{mrn}") == []
        assert list(matching(workspace, "")) == []

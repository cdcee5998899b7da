"""Importing cables: each text once, versions kept, nothing lost when stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.ingest.import_report import Progress
from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from reader.library.sources import Notice
from reader.library.sources.column_map import Field
from reader.library.upkeep.history import imports
from tests.library.builders import cable_text, database, filled, write_cables
from tests.library.sources.containers import write
from tests.library.sources.frus.volumes import document as frus_document
from tests.library.sources.frus.volumes import volume


def folder_of(tmp_path: Path, count: int) -> Path:
    texts = {f"c{n:04}": cable_text(f"06PHNOMPENH{n}", f"Number {n}") for n in range(1, count + 1)}
    return write_cables(tmp_path / "many", **texts)


def test_importing_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    first = import_paths(library, [folder_of(tmp_path, 20)], workers=0)
    again = import_paths(library, [tmp_path / "many"], workers=0)

    assert (first.added, first.unchanged) == (20, 0)
    assert (again.added, again.unchanged, again.versions) == (0, 20, 0)
    assert library.count() == 20


def test_another_text_of_a_cable_is_another_version(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text(paragraphs=["(C) His name is XXXXXXXXXXXX."]))
    report = filled(
        library, tmp_path / "b", b=cable_text(paragraphs=["(C) His name is given, and more is told."])
    )

    assert (report.added, report.versions) == (0, 1)
    assert library.count() == 1
    texts = [stored.source for stored in library.versions("06PHNOMPENH977")]
    assert len(texts) == 2
    assert "more is told" in texts[0]
    assert "XXXXXXXXXXXX" in texts[1]


def test_a_shorter_version_does_not_hide_the_fuller_one(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text(paragraphs=["(C) A long story about vodka.", "(C) More."]))
    filled(library, tmp_path / "b", b=cable_text(paragraphs=["(C) A story."]))

    stored = library.get("06PHNOMPENH977")

    assert stored
    assert "vodka" in stored.source
    assert len(library.listing("vodka")) == 1


def test_words_of_a_superseded_version_are_not_found(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text(paragraphs=["(C) Vodka."]))
    filled(library, tmp_path / "b", b=cable_text(paragraphs=["(C) Caviar, and quite a lot of it."]))

    assert len(library.listing("vodka")) == 0
    assert len(library.listing("caviar")) == 1


def test_a_text_filed_under_another_number_is_found_by_both(library: Library, tmp_path: Path) -> None:
    """The text contains its own number; that of the file name is wrong."""
    filled(library, tmp_path / "a", **{"09BEIJING1": cable_text("06PHNOMPENH977")})

    assert library.count() == 1
    stored = library.get("09BEIJING1")
    assert stored
    assert stored.mrn == "06PHNOMPENH977"


def test_links_to_a_cable_become_real_when_it_arrives(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text(refs="04 RANGOON 1"))
    assert library.present(["04RANGOON1"]) == set()

    filled(library, tmp_path / "b", b=cable_text("04RANGOON1", post="RANGOON"))

    assert library.present(["04RANGOON1"]) == {"04RANGOON1"}
    assert [row.mrn for row in library.citing("04RANGOON1")] == ["06PHNOMPENH977"]


def test_what_cannot_be_read_is_skipped_and_listed(library: Library, tmp_path: Path) -> None:
    folder = write_cables(tmp_path / "a", good=cable_text())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)

    report = import_paths(library, [folder, tmp_path / "missing"], workers=0)

    assert report.added == 1
    assert {Path(skipped.place).name for skipped in report.skipped} == {"empty.txt", "picture.png", "missing"}
    assert all(skipped.reason for skipped in report.skipped)


def test_an_import_that_was_stopped_continues(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.BATCH", 5)
    folder = folder_of(tmp_path, 20)
    checks = iter(range(100))

    stopped = import_paths(library, [folder], cancelled=lambda: next(checks) >= 40, workers=0)
    assert stopped.cancelled
    assert library.count() == stopped.added
    assert 0 < stopped.added < 20

    resumed = import_paths(library, [folder], workers=0)
    assert (resumed.added, resumed.unchanged) == (20 - stopped.added, stopped.added)
    assert not resumed.cancelled


def test_a_large_file_that_has_not_changed_is_not_read_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.LARGE", 1)
    file = folder_of(tmp_path, 1) / "c0001.txt"
    import_paths(library, [file], workers=0)

    with monkeypatch.context() as patch:
        patch.setattr("reader.library.ingest.importer.sources.read", None)
        again = import_paths(library, [file], workers=0)
    assert (again.added, again.unchanged) == (0, 1)

    file.write_text(cable_text("06PHNOMPENH1", "Something else"))
    assert import_paths(library, [file], workers=0).versions == 1


def test_a_file_that_was_read_in_part_is_read_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.LARGE", 1)
    file = folder_of(tmp_path, 1) / "c0001.txt"

    import_paths(library, [file], cancelled=lambda: True, workers=0)

    assert import_paths(library, [file], workers=0).added == 1


def test_the_last_progress_has_the_whole_count(library: Library, tmp_path: Path) -> None:
    seen: list[Progress] = []

    import_paths(library, [folder_of(tmp_path, 5)], on_progress=seen.append, workers=0)

    assert seen[-1].texts == seen[-1].added == 5
    assert (
        seen[-1].bytes == seen[-1].total == sum(path.stat().st_size for path in (tmp_path / "many").iterdir())
    )
    assert seen[-1].left == 0
    assert seen[-1].rate > 0


def test_no_time_left_is_shown_for_archives(library: Library, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    (folder / "more.zip").touch()
    seen: list[Progress] = []

    import_paths(library, [folder], on_progress=seen.append, workers=0)

    assert (seen[-1].total, seen[-1].left) == (None, None)


def test_cables_in_any_order_are_written_to_one_segment(library: Library, tmp_path: Path) -> None:
    texts = {f"t{n}": cable_text(f"{n:02}MOSCOW1", post="MOSCOW") for n in range(9, 0, -1)}
    paths = [write_cables(tmp_path / name, **{name: text}) for name, text in texts.items()]

    import_paths(library, paths, workers=0)

    (pieces,) = database(library).execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()
    assert pieces == 1


def test_a_corrected_frus_document_is_shown_though_it_is_shorter(library: Library, tmp_path: Path) -> None:
    first = write(
        tmp_path / "first.xml", volume(frus_document(1, "<p>It rained and rained.</p>"), frus_document(2))
    )
    second = write(tmp_path / "second.xml", volume(frus_document(1, "<p>It rained.</p>"), frus_document(2)))

    assert import_paths(library, [first], workers=0).added == 2
    again = import_paths(library, [first], workers=0)
    corrected = import_paths(library, [second], workers=0)

    assert (again.added, again.unchanged, again.versions) == (0, 2, 0)
    assert (corrected.added, corrected.unchanged, corrected.versions) == (0, 1, 1)
    shown, older = library.versions("FRUS1969-76V22D1")
    assert shown.current
    assert shown.source.endswith("\n\nIt rained.\n")
    assert older.source.endswith("\n\nIt rained and rained.\n")


def test_named_columns_are_kept_and_used_again(library: Library, tmp_path: Path) -> None:
    text = cable_text().replace('"', '""')
    path = write(tmp_path / "in" / "a.csv", f'Nummer,Wortlaut\n06PHNOMPENH977,"{text}"\n')
    columns = {Field.BODY: "Wortlaut", Field.ID: "Nummer"}

    refused = import_paths(library, [path], workers=0)
    named = import_paths(library, [path.parent], workers=0, columns=columns)
    again = import_paths(library, [path], workers=0)

    assert (refused.added, len(refused.skipped)) == (0, 1)
    assert (named.added, again.unchanged, again.skipped) == (1, 1, ())
    assert again.notices == (Notice(str(path), "body=Wortlaut, id=Nummer"),)
    assert [run.columns for run in imports(library)] == [
        ("body=Wortlaut,id=Nummer",),
        ("body=Wortlaut,id=Nummer",),
        (),
    ]
    assert imports(library)[0].paths == (str(path),)


def test_a_telegram_replaces_its_index_entry(library: Library, tmp_path: Path) -> None:
    entry = (
        "MRN,Subject,From,Date,Film Number\n1975PHNOMPENH00292,A CALL,PHNOM PENH,1975-01-16,D750016-0123\n"
    )
    import_paths(library, [write(tmp_path / "a.csv", entry)], workers=0)
    shown = library.row("D750016-0123")
    text = cable_text("75PHNOMPENH292", "A call")
    report = import_paths(library, [write(tmp_path / "a.txt", text)], workers=0)

    assert shown
    assert (shown.mrn, shown.subject) == ("75PHNOMPENH292", "A CALL")
    assert report.versions == 1
    stored = library.get("d750016-0123")
    assert stored
    assert "index entry" not in stored.source

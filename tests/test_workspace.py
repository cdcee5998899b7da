"""A library and its notes, opened together."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import paths
from reader.cable.model import DateSource
from reader.errors import CablesError, UnknownCable
from reader.export.writer import Action
from reader.library.ingest.import_report import NoCableFound
from reader.notes.anchoring.anchor import target_for
from reader.workspace import Workspace

SAMPLES = paths.shipped("samples")
PHNOM_PENH, BEIJING, RANGOON = "06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)


@pytest.fixture
def samples() -> Iterator[Workspace]:
    with Workspace.samples() as workspace:
        yield workspace


def test_the_users_own_library_begins_empty_in_the_users_data_folder(tmp_path: Path) -> None:
    with Workspace.open() as workspace:
        assert workspace.library.count() == 0
        assert workspace.library.folder == tmp_path / "data" / "cables" / "library"
        assert stat.S_IMODE(workspace.library.folder.stat().st_mode) == 0o700
        assert workspace.title == "library"


def test_the_samples_are_a_library_of_their_own_whose_notes_last() -> None:
    with Workspace.samples() as first:
        cable = first.cable(PHNOM_PENH)
        assert cable is not None
        first.notes.annotate(target_for(cable, 2), "A note.")
    with Workspace.samples() as again:
        assert again.library.count() == 5
        assert [note.body for note in again.notes.for_cable(PHNOM_PENH).annotations] == ["A note."]
    with Workspace.open() as own:
        assert own.library.count() == 0
        assert own.notes.counts() == {}


def test_cables_are_read_without_an_import_and_their_notes_are_the_users_own(tmp_path: Path) -> None:
    with Workspace.reading([SAMPLES / f"{PHNOM_PENH}.txt"]) as reading:
        temporary = reading.library.folder
        assert reading.library.count() == 1
        assert reading.title == f"{PHNOM_PENH}.txt"
        cable = reading.cable(PHNOM_PENH)
        assert cable is not None
        reading.notes.annotate(target_for(cable, 1), "Read in passing.")
    assert not temporary.exists()
    with Workspace.open() as own:
        assert own.library.count() == 0
        assert own.notes.counts() == {PHNOM_PENH: 1}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "not a text"),
        ("shopping.txt", b"milk\neggs\n", "no cable found"),
    ],
)
def test_a_file_without_a_cable_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NoCableFound) as refused:
        Workspace.reading([tmp_path / name])
    assert reason in str(refused.value)
    assert name in str(refused.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoCableFound, match="No cable was found"):
        Workspace.reading([tmp_path])


def test_no_temporary_library_is_left_when_nothing_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(NoCableFound):
        Workspace.reading([tmp_path / "missing"])
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "typed",
    [PHNOM_PENH, "06 phnom penh 977", "phnom penh 977", "06PHNOMPENH977_a", "AMEMBASSY PHNOM PENH 0977"],
)
def test_a_cable_is_found_however_its_number_is_written(samples: Workspace, typed: str) -> None:
    assert samples.mrn_of(typed) == PHNOM_PENH


def test_a_number_that_is_not_held_is_answered_with_the_nearest(samples: Workspace) -> None:
    with pytest.raises(UnknownCable) as unknown:
        samples.mrn_of("06PHNOMPENH978")
    assert unknown.value.nearest[0] == PHNOM_PENH
    assert unknown.value.exit_code == 1
    assert PHNOM_PENH in str(unknown.value)


@pytest.mark.parametrize(
    "typed", ["", "nonsense", "*" * 5000, "\x1b[2J", "'; DROP TABLE cable; --", "\udcff", "99ZZZ1"]
)
def test_nonsense_is_unknown_and_nothing_worse(samples: Workspace, typed: str) -> None:
    with pytest.raises(UnknownCable):
        samples.mrn_of(typed)


def test_several_years_are_offered_and_not_guessed_between(samples: Workspace, tmp_path: Path) -> None:
    text = (SAMPLES / f"{PHNOM_PENH}.txt").read_text()
    later = text.replace("MAY 06", "MAY 07")
    assert later != text
    (tmp_path / "later.txt").write_text(later)
    samples.import_paths([tmp_path / "later.txt"])
    with pytest.raises(UnknownCable) as unknown:
        samples.mrn_of("PHNOM PENH 977")
    assert unknown.value.nearest == (PHNOM_PENH, "07PHNOMPENH977")


def test_a_cable_read_twice_is_parsed_once(samples: Workspace) -> None:
    assert samples.cable(PHNOM_PENH) is samples.cable("06 PHNOM PENH 977")


def test_a_cable_that_is_not_held_is_none(samples: Workspace) -> None:
    assert samples.cable("06PARIS1") is None


def test_only_so_many_cables_are_kept_parsed(samples: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.workspace.KEPT", 2)
    one, two, three = [row.mrn for row in samples.library.listing().window(0, 3)]
    first, second, third = samples.cable(one), samples.cable(two), samples.cable(three)
    assert samples.cable(three) is third
    assert samples.cable(two) is second
    assert samples.cable(one) == first
    assert samples.cable(one) is not first


def test_a_text_without_a_number_can_be_found_by_the_name_it_got(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("SUBJECT: NO NUMBER\n\nTAGS: PGOV, PREL\n\n1. (C) A paragraph.\n" * 2)
    with Workspace.reading([tmp_path / "x.txt"]) as reading:
        (row,) = reading.library.listing().window(0, 2)
        assert row.mrn.startswith("TEXT-")
        assert reading.mrn_of(row.mrn) == row.mrn
        assert reading.cable(row.mrn) is not None


def test_everything_with_notes_is_exported_and_the_links_meet(samples: Workspace, tmp_path: Path) -> None:
    here, there = samples.cable(PHNOM_PENH), samples.cable(BEIJING)
    assert here
    assert there
    samples.notes.tag(target_for(here, 2), ["trafficking"])
    samples.notes.link(target_for(here, 2), target_for(there, 4), "continues", "the same plan")
    samples.notes.annotate(target_for(there), "On the whole.")
    written = samples.export(None, tmp_path / "out")
    assert [(one.mrn, one.action) for one in written] == [
        (PHNOM_PENH, Action.CREATED),
        (BEIJING, Action.CREATED),
    ]
    assert "- continues [[07BEIJING7545]] ¶4: the same plan" in written[0].path.read_text()
    assert "- [[06PHNOMPENH977]] ¶2 continues ¶4: the same plan" in written[1].path.read_text()
    again = samples.export(None, tmp_path / "out")
    assert {one.action for one in again} == {Action.UNCHANGED}


def test_chosen_cables_are_exported_with_notes_or_without(samples: Workspace, tmp_path: Path) -> None:
    seen: list[str] = []
    written = samples.export([RANGOON, RANGOON], tmp_path, on_written=lambda one: seen.append(one.mrn))
    assert [one.path.name for one in written] == [f"{RANGOON}.md"]
    assert seen == [RANGOON]
    assert "(year inferred)" not in written[0].path.read_text()
    assert "[[04RANGOON1370]]" in written[0].path.read_text()


def test_a_page_whose_notes_are_gone_is_told_of_and_renewed_when_asked_for(
    samples: Workspace, tmp_path: Path
) -> None:
    here, there = samples.cable(PHNOM_PENH), samples.cable(BEIJING)
    assert here
    assert there
    note = samples.notes.annotate(target_for(here, 2), "A note to delete.")
    samples.notes.annotate(target_for(there, 2), "A note to keep.")
    samples.export(None, tmp_path)
    samples.notes.delete(note.id)
    (kept, gone) = samples.export(None, tmp_path)
    assert kept.remark == ""
    assert (gone.mrn, gone.action) == (PHNOM_PENH, Action.UNCHANGED)
    assert "has notes that are not in this library" in gone.remark
    assert "A note to delete." in gone.path.read_text()
    (renewed,) = samples.export([PHNOM_PENH], tmp_path)
    assert renewed.action is Action.UPDATED
    assert "A note to delete." not in renewed.path.read_text()


def test_an_export_can_be_stopped_between_files(samples: Workspace, tmp_path: Path) -> None:
    assert samples.export([RANGOON], tmp_path, cancelled=lambda: True) == []


def test_a_disk_that_cannot_be_written_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "/somewhere")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(CablesError) as said:
        Workspace.open(tmp_path / "new" / "library")
    assert "Traceback" not in str(said.value)
    assert said.value.where is not None


def test_a_file_in_place_of_the_library_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CablesError):
        Workspace.open(tmp_path / "file")


def test_what_a_text_does_not_say_of_itself_its_container_says(tmp_path: Path) -> None:
    body = "C O N F I D E N T I A L MUNICH 000273\n\nTAGS: PGOV\nSUBJECT: X\n\n1. (C) A paragraph.\n"
    fields = ("1", "11/6/2009 13:45", "09MUNICH273", "Consulate Munich", "CONFIDENTIAL", "", "", body)
    (tmp_path / "cables.csv").write_text(",".join(f'"{field}"' for field in fields) + "\n")
    with Workspace.reading([tmp_path / "cables.csv"]) as reading:
        cable = reading.cable("09MUNICH273")
    assert cable is not None
    assert cable.date is not None
    assert (cable.date.date().isoformat(), cable.date_source) == ("2009-11-06", DateSource.GIVEN)
    assert cable.origin == "Consulate Munich"

"""Exporting again and again: own text is kept, nothing written without need, no other file touched."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.export import page_files, writer
from reader.export.front_matter import Value
from reader.export.generated_page import Page, parse_page
from reader.export.page_files import ExportError
from reader.export.writer import Action, export_page


def a_page(
    generated: str = "## ¶1\n\n> Words.",
    *,
    mrn: str = "06PARIS1",
    tags: Sequence[str] = (),
    title: str = "Title",
) -> Page:
    front: dict[str, Value] = {"title": title, "cable": mrn, "aliases": ("PARIS 1",), "tags": tuple(tags)}
    return Page(mrn=mrn, front=front, heading="# 06PARIS1", generated=generated)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def written_at(path: Path) -> tuple[int, int]:
    """Which file it is and when it was written; being read changes neither."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_a_new_page_is_created_for_the_owner_alone(tmp_path: Path) -> None:
    written = export_page(tmp_path / "new" / "folder", a_page(tags=["mou"]))
    assert written.action is Action.CREATED
    assert written.path.name == "06PARIS1.md"
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    lines = written.path.read_text().split("\n")
    assert lines[:7] == [
        "---",
        'title: "Title"',
        'cable: "06PARIS1"',
        'aliases: ["PARIS 1"]',
        'tags: ["mou"]',
        "---",
        "# 06PARIS1",
    ]
    assert lines[7].startswith("<!-- generated:begin 06PARIS1 ")
    assert lines[8:] == ["## ¶1", "", "> Words.", "<!-- generated:end 06PARIS1 -->", ""]


def test_the_same_page_again_writes_nothing(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    before = written_at(path)
    assert export_page(tmp_path, a_page()).action is Action.UNCHANGED
    assert written_at(path) == before


def test_own_text_around_our_part_is_kept(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "# 06PARIS1\n", "# My heading\n\nAn introduction.\n\n")
    with path.open("a") as file:
        file.write("\nMy conclusion.\n")
    written = export_page(tmp_path, a_page("## ¶2\n\n> Other words.", tags=["new"]))
    assert written.action is Action.UPDATED
    text = path.read_text()
    assert "# My heading\n\nAn introduction.\n\n<!-- generated:begin" in text
    assert text.endswith("<!-- generated:end 06PARIS1 -->\n\nMy conclusion.\n")
    assert "> Other words." in text
    assert "> Words." not in text
    assert 'tags: ["new"]' in text


def test_own_properties_are_kept(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "cable:", "status: draft # mine\nrating:\n  - 5\ncable:")
    export_page(tmp_path, a_page("new", title="Better"))
    text = path.read_text()
    assert "status: draft # mine\nrating:\n  - 5\ncable:" in text
    assert 'title: "Better"' in text


def test_a_file_without_its_front_matter_stays_without(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    text = path.read_text()
    path.write_text(text[text.index("# 06PARIS1") :])
    export_page(tmp_path, a_page("new"))
    assert path.read_text().startswith("# 06PARIS1\n<!-- generated:begin")


def test_an_edit_between_the_markers_is_kept_and_the_new_page_lies_beside(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "> Words.", "> Words, as I remember them.")
    mine = path.read_bytes()
    written = export_page(tmp_path, a_page("## ¶1\n\n> Words.\n\nA new note."))
    assert written.action is Action.CONFLICT
    assert written.path.name == "06PARIS1.conflict.md"
    assert "edited between the markers" in written.remark
    assert path.read_bytes() == mine
    assert "A new note." in written.path.read_text()


def test_a_conflict_told_twice_is_written_once(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "> Words.", "> Mine.")
    first = export_page(tmp_path, a_page())
    before = written_at(first.path)
    again = export_page(tmp_path, a_page())
    assert again == first
    assert written_at(again.path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["06PARIS1.conflict.md", "06PARIS1.md"]


def test_an_edited_conflict_file_is_kept_too(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "> Words.", "> Mine.")
    beside = export_page(tmp_path, a_page()).path
    edit(beside, "> Words.", "> Mine as well.")
    assert export_page(tmp_path, a_page()).path.name == "06PARIS1.conflict-2.md"
    assert "> Mine as well." in beside.read_text()


def test_a_missing_end_marker_is_an_edit(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "<!-- generated:end 06PARIS1 -->", "")
    mine = path.read_bytes()
    assert export_page(tmp_path, a_page("new")).action is Action.CONFLICT
    assert path.read_bytes() == mine


def test_taking_the_new_text_over_by_hand_ends_the_conflict(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    edit(path, "> Words.", "> New.")
    assert export_page(tmp_path, a_page("## ¶1\n\n> New.")).action is Action.UPDATED
    assert export_page(tmp_path, a_page("## ¶1\n\n> New.")).action is Action.UNCHANGED


def test_blanks_trimmed_by_an_editor_are_no_edit(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page("> one  \n> two")).path
    edit(path, "> one  \n", "> one\n")
    assert export_page(tmp_path, a_page("> one  \n> three")).action is Action.UPDATED


def test_a_file_of_the_users_own_is_never_written_over(tmp_path: Path) -> None:
    own = tmp_path / "06PARIS1.md"
    own.write_text("My own page on Paris.")
    written = export_page(tmp_path, a_page())
    assert written.path.name == "06PARIS1-2.md"
    assert "left alone" in written.remark
    assert own.read_text() == "My own page on Paris."
    assert export_page(tmp_path, a_page()).action is Action.UNCHANGED


def test_the_page_of_another_cable_is_not_ours(tmp_path: Path) -> None:
    other = tmp_path / "06PARIS1.md"
    other.write_text(a_page(mrn="06PARIS2").text())
    assert export_page(tmp_path, a_page()).path.name == "06PARIS1-2.md"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(a_page("old").text())
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "06PARIS1.md").symlink_to(outside)
    (folder / "06PARIS1-2.md").symlink_to(tmp_path / "nothing.md")
    before = outside.read_bytes()
    written = export_page(folder, a_page())
    assert written.path.name == "06PARIS1-3.md"
    assert outside.read_bytes() == before
    assert not (tmp_path / "nothing.md").exists()


def test_a_pipe_or_a_folder_of_that_name_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "06PARIS1.md")
    (tmp_path / "06PARIS1-2.md").mkdir()
    assert export_page(tmp_path, a_page()).path.name == "06PARIS1-3.md"


def test_line_ends_of_another_system_are_kept(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert export_page(tmp_path, a_page()).action is Action.UNCHANGED
    assert export_page(tmp_path, a_page("new\nlines")).action is Action.UPDATED
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")


def test_own_text_in_another_encoding_comes_through(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    with path.open("ab") as file:
        file.write(b"caf\xe9\n")
    export_page(tmp_path, a_page("new"))
    assert path.read_bytes().endswith(b"caf\xe9\n")


def test_permissions_given_by_the_user_are_kept(tmp_path: Path) -> None:
    path = export_page(tmp_path, a_page()).path
    path.chmod(0o640)
    export_page(tmp_path, a_page("new"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_changes_under_our_hands_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export_page(tmp_path, a_page()).path
    read = page_files.read_page_file

    def read_then_somebody_writes(one: Path) -> object:
        file = read(one)
        with path.open("a") as other:
            other.write("just now\n")
        return file

    monkeypatch.setattr(writer, "read_page_file", read_then_somebody_writes)
    with pytest.raises(ExportError, match="another program"):
        export_page(tmp_path, a_page("new"))
    assert path.read_text().endswith("just now\n")


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ExportError, match="a file, not a folder"):
            export_page(folder, a_page())


def test_a_full_disk_is_said_and_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export_page(tmp_path, a_page()).path
    before = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="disk is full"):
        export_page(tmp_path, a_page("new"))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["06PARIS1.md"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    mrn=st.text(st.characters(), max_size=60),
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    before=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    after=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)
def test_any_cable_is_exported_inside_the_folder_and_own_text_lives(
    tmp_path_factory: pytest.TempPathFactory, mrn: str, title: str, before: str, after: str
) -> None:
    folder = tmp_path_factory.mktemp("export")
    first = export_page(folder, a_page(mrn=mrn, title=title))
    assert first.path.parent == folder
    assert export_page(folder, a_page(mrn=mrn, title=title)).action is Action.UNCHANGED
    text = first.path.read_bytes().decode()
    begin, end = text.index("<!-- generated:begin"), text.index("<!-- generated:end")
    own = f"{text[:begin]}{before}\n{text[begin:end]}{text[end:]}{after}"
    first.path.write_bytes(own.encode())
    export_page(folder, a_page("other", mrn=mrn, title=title))
    existing = parse_page(first.path.read_bytes().decode(), a_page(mrn=mrn).name)
    assert existing is not None
    assert existing.before.endswith(f"{before}\n")
    assert existing.after.endswith(after)
    assert [one.name for one in folder.iterdir()] == [first.path.name]

"""Folders, and everything unusual in them."""

from __future__ import annotations

import inspect
import os
import socket
import sys
from pathlib import Path

import pytest

from reader.library.sources import Skipped, SourceDocument, read
from tests.library.sources.containers import CABLE, found, row, write


def test_a_folder_is_read_in_the_order_of_its_names_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c/a.txt"):
        write(tmp_path / name, CABLE)

    documents, _ = found(read([tmp_path]))

    assert [Path(document.place).relative_to(tmp_path).as_posix() for document in documents] == [
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
        "c/a.txt",
    ]


def test_hidden_files_are_ignored_unless_named(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".git" / "a.txt", CABLE)

    assert [*read([tmp_path])] == []
    assert len([*read([hidden])]) == 1


def test_other_files_are_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.bin", bytes(1000))
    write(tmp_path / "b.txt", "hello")
    write(tmp_path / "c.txt", CABLE)

    documents, skipped = found(read([tmp_path, tmp_path / "nowhere"]))

    assert len(documents) == 1
    assert skipped == [
        Skipped(str(tmp_path / "a.bin"), "not a text file"),
        Skipped(str(tmp_path / "b.txt"), "no cable found"),
        Skipped(str(tmp_path / "nowhere"), "cannot be read: no such file or directory"),
    ]


def test_a_link_back_into_the_folder_is_not_followed_again(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt", CABLE)
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")

    documents, skipped = found(read([tmp_path]))

    assert len(documents) == 1
    assert [item.reason for item in skipped] == [
        "already read under another name",
        "cannot be read: too many levels of symbolic links",
    ]


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    write(tmp_path / "b" / "a.txt", CABLE)
    (tmp_path / "link.txt").symlink_to(tmp_path / "b" / "a.txt")

    documents, _ = found(read([tmp_path / "link.txt"]))

    assert len(documents) == 1


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "outside" / "secret.txt", CABLE)
    write(tmp_path / "given" / "a.txt", CABLE)
    write(tmp_path / "given2" / "b.txt", CABLE)
    (tmp_path / "given" / "file.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "given" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "given" / "longer").symlink_to(tmp_path / "given2")
    (tmp_path / "given" / "inside.txt").symlink_to("a.txt")

    documents, skipped = found(read([tmp_path / "given"]))

    assert [Path(each.place).name for each in documents] == ["a.txt", "inside.txt"]
    assert [Path(each.place).name for each in skipped] == ["file.txt", "folder", "longer"]
    assert {each.reason for each in skipped} == {"a symbolic link to a place outside the folder"}


def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        _, skipped = found(read([tmp_path, "/dev/null"]))

    assert [item.reason for item in skipped][::2] == ["a pipe, not a file", "a device, not a file"]
    assert len(skipped) == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_an_unreadable_folder_or_file_is_skipped(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt", CABLE)
    write(tmp_path / "b.txt", CABLE).chmod(0)
    (tmp_path / "a").chmod(0)
    try:
        _, skipped = found(read([tmp_path]))
    finally:
        (tmp_path / "a").chmod(0o700)

    assert [item.reason for item in skipped] == ["cannot be read: permission denied"] * 2


def test_a_folder_deeper_than_the_stack_is_read(tmp_path: Path) -> None:
    here = tmp_path.joinpath(*"d" * 400)
    here.mkdir(parents=True)
    write(here / "a.txt", CABLE)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 200)
    try:
        documents, skipped = found(read([tmp_path]))
    finally:
        sys.setrecursionlimit(before)

    assert len(documents) == 1
    assert not skipped


def test_control_characters_in_a_name_are_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"\x1b[31m\xff\n.txt")
    write(tmp_path / name, CABLE)

    ((document,), _) = found(read([tmp_path]))

    assert document.place == f"{tmp_path}/\\x1b[31m\\xff\\n.txt"


def test_a_file_that_grows_while_it_is_read_is_read_to_its_old_end(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "".join(row(f"06MADRID{n}", id=n) for n in range(1, 2000)))
    count = 0
    skipped = []

    for item in read([path]):
        with path.open("a") as file:
            file.write(row("06MADRID9", id=9))
        count += isinstance(item, SourceDocument)
        skipped += [item] if isinstance(item, Skipped) else []

    assert count == 1999
    assert skipped == [Skipped(str(path), "the file grew while it was being read; the new part was not read")]

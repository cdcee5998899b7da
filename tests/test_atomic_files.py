"""Only regular files are opened in the place of ours; folders are private and their entries synced."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import atomic_files
from reader.atomic_files import UnexpectedFileTypeError


def link(path: Path) -> None:
    target = path.with_name("target")
    target.write_bytes(b"somebody's")
    path.symlink_to(target)


def dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def bound_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


ODD: list[tuple[Callable[[Path], None], str]] = [
    (link, "a symbolic link"),
    (dangling_link, "a symbolic link"),
    (os.mkfifo, "a named pipe"),
    (Path.mkdir, "a folder"),
    (bound_socket, "a socket"),
]


@pytest.mark.parametrize(
    "flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT, os.O_WRONLY | os.O_CREAT | os.O_TRUNC]
)
@pytest.mark.parametrize(("make", "found"), ODD)
def test_what_is_no_regular_file_is_neither_opened_nor_changed(
    tmp_path: Path, make: Callable[[Path], None], found: str, flags: int
) -> None:
    path = tmp_path / "lock"
    make(path)
    before = path.lstat()
    with pytest.raises(UnexpectedFileTypeError) as caught:
        atomic_files.open_regular_file(path, flags)
    assert caught.value.found == found
    assert str(path) in str(caught.value)
    assert path.lstat().st_mode == before.st_mode
    assert path.lstat().st_ino == before.st_ino
    if make is link:
        assert path.read_bytes() == b"somebody's"
    assert not (tmp_path / "nowhere").exists()


def test_a_pipe_that_comes_between_the_check_and_the_opening_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    os.mkfifo(path)
    monkeypatch.setattr(atomic_files, "check_regular_file", lambda path: True)
    with pytest.raises(UnexpectedFileTypeError, match="named pipe"):
        atomic_files.open_regular_file(path)


def test_a_regular_file_is_opened_created_and_emptied(tmp_path: Path) -> None:
    path = tmp_path / "file"
    descriptor = atomic_files.open_regular_file(path, os.O_RDWR | os.O_CREAT)
    os.write(descriptor, b"abc")
    os.close(descriptor)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    descriptor = atomic_files.open_regular_file(path)
    assert os.read(descriptor, 10) == b"abc"
    os.close(descriptor)
    os.close(atomic_files.open_regular_file(path, os.O_WRONLY | os.O_TRUNC))
    assert path.read_bytes() == b""


def test_a_missing_file_is_reported_as_missing(tmp_path: Path) -> None:
    assert not atomic_files.check_regular_file(tmp_path / "none")
    assert not atomic_files.check_folder(tmp_path / "none")
    assert atomic_files.file_type(tmp_path / "none") is None
    with pytest.raises(FileNotFoundError):
        atomic_files.open_regular_file(tmp_path / "none")


def test_a_link_to_a_folder_is_no_folder_of_ours(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "windows").symlink_to(tmp_path / "real")
    assert atomic_files.check_folder(tmp_path / "real")
    with pytest.raises(UnexpectedFileTypeError, match="a symbolic link, not a folder"):
        atomic_files.check_folder(tmp_path / "windows")


def test_a_removed_or_replaced_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    descriptor = atomic_files.open_regular_file(path, os.O_RDWR | os.O_CREAT)
    try:
        assert atomic_files.is_file_at(descriptor, path)
        path.rename(tmp_path / "elsewhere")
        assert not atomic_files.is_file_at(descriptor, path)
        path.write_bytes(b"")
        assert not atomic_files.is_file_at(descriptor, path)
    finally:
        os.close(descriptor)


def test_the_parent_of_each_new_folder_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(atomic_files, "sync_folder", synced.append)
    made = atomic_files.private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert synced == [tmp_path, tmp_path / "a"]


def test_a_replacement_leaves_what_is_in_its_way(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(b"old")
    in_the_way = tmp_path / f".session.json.{os.getpid()}.new"
    (tmp_path / "target").write_bytes(b"somebody's")
    in_the_way.symlink_to(tmp_path / "target")
    with pytest.raises(UnexpectedFileTypeError):
        atomic_files.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert in_the_way.is_symlink()
    assert (tmp_path / "target").read_bytes() == b"somebody's"

"""What an editor may leave in the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import CablesError
from reader.tui.features.notes.edited_file import LONGEST, Edited, read_back


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("é\n\n".encode(), "é", ""),
        (b"\xef\xbb\xbf\xc3\xa9", "é", ""),
        ("é 1".encode("utf-16"), "é 1", ""),
        (b"\xfe\xff" + "é 1".encode("utf-16-be"), "é 1", ""),
        ("hello".encode("utf-16-le"), "hello", "UTF-16"),
        ("hello".encode("utf-16-be"), "hello", "UTF-16"),
        (b"caf\xe9 \x80", "café €", "Windows-1252 (Latin-1)"),
        (b"a\r\nb\rc\r\n", "a\nb\nc", ""),
        (b"", "", ""),
        (b"a\x00b\xc3\xa9c", "a\x00béc", ""),
        (b"x" * LONGEST, "x" * LONGEST, ""),
    ],
)
def test_every_encoding_is_read_and_a_guess_is_named(
    tmp_path: Path, data: bytes, text: str, encoding: str
) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(data)
    assert read_back(path) == Edited(text, encoding)


def test_what_is_no_file_is_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    for name in ("pipe", "link", "."):
        with pytest.raises(CablesError, match="regular file"):
            read_back(tmp_path / name)
    with pytest.raises(CablesError, match="left no file"):
        read_back(tmp_path / "deleted")


def test_a_text_too_long_for_a_note_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(CablesError, match="A note can be at most 1 MB"):
        read_back(path)

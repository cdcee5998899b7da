"""One file written in pieces is the file that its whole page makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.generated_page import LinesDigest, Page, text_digest
from reader.export.in_pieces import file_chunks
from reader.export.in_pieces.one_file import BETWEEN, HEADING, write_one_file
from reader.export.page_files import ExportError
from reader.export.writer import Action

TEXTS = ["# One\n\nA line. \t\n", "\n# Zwei\n\n“Ä”\n\n  \n", "", "# Three\n\n"]


def whole(texts: list[str]) -> bytes:
    return Page("notes", {}, HEADING, BETWEEN.join(texts)).text().encode()


@given(st.text(alphabet="ab \t\n\r\u2028ä\udcff", max_size=20))
def test_the_digest_of_lines_is_that_of_the_text(text: str) -> None:
    digest = LinesDigest()
    for line in text.split("\n"):
        digest.add(line)
    assert digest.value == text_digest(text)


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1], []])
def test_a_file_written_in_pieces_is_the_whole_page(
    tmp_path: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_chunks, "CHUNK", 7)
    path = tmp_path / "new" / "notes.md"
    assert write_one_file(path, texts, preview=True).action is Action.CREATED
    assert not path.parent.exists()
    assert write_one_file(path, texts).action is Action.CREATED
    assert path.read_bytes() == whole(texts)
    assert write_one_file(path, texts).action is Action.UNCHANGED
    assert write_one_file(path, [*texts, "more"]).action is Action.UPDATED
    assert path.read_bytes() == whole([*texts, "more"])


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="not a folder"):
        write_one_file(tmp_path / "file" / "notes.md", TEXTS)

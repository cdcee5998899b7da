"""The same cables as rows and as pages of the real release."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.sources import Container, SourceDocument, read
from tests import corpus

FOLDER = corpus.folder()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="the corpus is not at hand")


def documents(path: Path, container: Container) -> dict[str, SourceDocument]:
    read_in = {}
    for item in read([path]):
        assert isinstance(item, SourceDocument), item
        assert item.container == container
        read_in[str(item.metadata.mrn)] = item
    return read_in


def test_the_rows_are_those_of_the_csv_module_and_make_up_the_file() -> None:
    assert FOLDER
    path = FOLDER / "cables.csv"

    read_in = documents(path, Container.CSV)

    assert [document.text for document in read_in.values()] == [row.text for row in corpus.rows(path)]
    assert b"".join(document.original for document in read_in.values()) == path.read_bytes()


def test_a_row_and_a_page_of_the_same_cable_give_the_same_text() -> None:
    assert FOLDER
    rows = documents(FOLDER / "cables.csv", Container.CSV)
    pages = documents(FOLDER / "html", Container.HTML)

    assert len(pages) == 40
    for mrn, page in pages.items():
        assert page.text == rows[mrn].text, mrn
        assert page.metadata.date == rows[mrn].metadata.date
        assert page.metadata.classification == rows[mrn].metadata.classification
        assert page.metadata.origin == rows[mrn].metadata.origin

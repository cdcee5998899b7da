"""Reading a table takes the memory of a few rows, whatever its size."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from reader.library.sources import SourceDocument, read
from tests.library.sources.containers import row

ROWS = 1600
"""Of 10 KB each: some 16 MB."""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "cables.csv"
    body = "\n".join(f'{n}. (U) The minister said "no" & left for the day, as ever.' for n in range(1, 160))
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, ROWS + 1):
            file.write(row(f"06MADRID{number}", id=number, body=body))
    return path


def peak_while_reading(path: Path) -> int:
    tracemalloc.start()
    try:
        assert sum(isinstance(item, SourceDocument) for item in read([path])) == ROWS
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_sixteen_megabytes_of_rows_are_read_in_four(table: Path) -> None:
    assert table.stat().st_size > 15 << 20

    assert peak_while_reading(table) < 4 << 20


def test_a_compressed_table_takes_no_more(table: Path, tmp_path: Path) -> None:
    packed = tmp_path / "cables.csv.gz"
    packed.write_bytes(gzip.compress(table.read_bytes(), 1))

    assert peak_while_reading(packed) < 4 << 20

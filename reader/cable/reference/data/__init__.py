"""The tables that ship with the program; ``SOURCES.md`` beside them says where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def rows(name: str) -> Iterator[list[str]]:
    """The rows of the table ``name`` (without ``.tsv``), header row left out, each as its cells.

    Raises FileNotFoundError when the installation lacks the table.
    """
    # Not with importlib.resources, which takes some 8 ms to import.
    text = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")

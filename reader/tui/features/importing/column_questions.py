"""Asks which columns of a table, or keys of records, are what, where their names do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.library.ingest.named_columns import remembered
from reader.library.library import Library
from reader.library.sources.column_map import Field, joined_maps, listed, map_columns, map_words, read_map
from reader.library.sources.records.suggestion import UnknownTable, unknown_table
from reader.terminal_text import safe_line
from reader.tui.core.controller import Controller
from reader.tui.ui.prompt import Prompt

WRONG = "Not understood. "


async def ask_columns(controller: Controller, paths: Sequence[Path]) -> dict[Field, str] | None:
    """The columns the user names for tables whose text is not known; None if the import is cancelled.

    The likeliest columns stand in the line, so Enter is often enough. The answer is kept with the import.
    """
    named: dict[Field, str] = {}
    typed: str | None = None
    while table := await controller.wait(_unknown, controller.workspace.library, paths, named):
        above = question(table, again=typed is not None)
        line = typed or map_words(table.suggested)
        typed = await controller.show_dialog(Prompt(f"Which {table.kind} is what?", line, above=above))
        if typed is None:
            return None
        answer = _read(typed)
        if map_columns(table.names, joined_maps(named, answer)).is_readable:
            named = joined_maps(named, answer)
            typed = None
    return named


def question(table: UnknownTable, *, again: bool = False) -> str:
    """The names of the columns, keys or elements, and what they can be, on two lines or more."""
    columns = f"{table.kind.title()}s of {safe_line(table.path.name)}: {safe_line(listed(table.names))}"
    fields = f"They can be: {', '.join(Field)}. Only body, the text, is needed."
    return f"{WRONG if again else ''}{columns}\n{fields}"


def _unknown(library: Library, paths: Sequence[Path], named: Mapping[Field, str]) -> UnknownTable | None:
    """A table at the paths whose columns neither this import was told nor an earlier one."""
    return unknown_table(paths, {**remembered(library, map(str, paths)), **named})


def _read(typed: str) -> dict[Field, str]:
    try:
        return read_map([typed])
    except ValueError:
        return {}

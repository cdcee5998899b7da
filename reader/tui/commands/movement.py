"""The commands that only move the cursor. Neither palette nor footer lists them."""

from __future__ import annotations

from reader.tui.commands.model import Command, Task, Where

_TASKS = {Where.READER: Task.READ, Where.NOTES: Task.ANNOTATE}


def _move(id: str, keys: str, name: str, where: Where) -> Command:
    return Command(id, tuple(keys.split()), name, "", where, palette=False, task=_TASKS.get(where, Task.FIND))


def _step(id: str, keys: str, name: str, where: Where) -> Command:
    return Command(id, tuple(keys.split()), name, "", where, palette=False, task=Task.BASICS)


STEPS: tuple[Command, ...] = (
    _step("list.down", "j down", "Down", Where.LIST),
    _step("list.up", "k up", "Up", Where.LIST),
    _step("reader.next_paragraph", "}", "Next paragraph", Where.READER),
    _step("reader.previous_paragraph", "{", "Previous paragraph", Where.READER),
    _step("reader.down", "j down", "Line down", Where.READER),
    _step("reader.up", "k up", "Line up", Where.READER),
    _step("facets.down", "j down", "Next value", Where.FACETS),
    _step("facets.up", "k up", "Previous value", Where.FACETS),
    _step("periods.earlier", "left", "Earlier", Where.PERIODS),
    _step("periods.later", "right", "Later", Where.PERIODS),
    _step("notes.down", "j down", "Next entry", Where.NOTES),
    _step("notes.up", "k up", "Previous entry", Where.NOTES),
)  # fmt: skip
"""The first thing to know in each panel: one row, line, value or period on."""

MOVES: tuple[Command, ...] = (
    _move("list.page_down", "pagedown", "Page down", Where.LIST),
    _move("list.page_up", "pageup b", "Page up", Where.LIST),
    _move("list.half_down", "ctrl+d", "Half a page down", Where.LIST),
    _move("list.half_up", "ctrl+u", "Half a page up", Where.LIST),
    _move("list.first", "g home", "First cable", Where.LIST),
    _move("list.last", "G end", "Last cable", Where.LIST),
    _move("reader.page_down", "space pagedown", "Page down", Where.READER),
    _move("reader.page_up", "b pageup", "Page up", Where.READER),
    _move("reader.half_down", "ctrl+d", "Half a page down", Where.READER),
    _move("reader.half_up", "ctrl+u", "Half a page up", Where.READER),
    _move("reader.top", "g home", "Top of the cable", Where.READER),
    _move("reader.bottom", "G end", "End of the cable", Where.READER),
    _move("reader.follow", "enter", "Follow the reference or your link in this paragraph", Where.READER),
    _move("facets.next_kind", "}", "Next kind", Where.FACETS),
    _move("facets.previous_kind", "{", "Previous kind", Where.FACETS),
    _move("facets.page_down", "pagedown space ctrl+d", "Page down", Where.FACETS),
    _move("facets.page_up", "pageup b ctrl+u", "Page up", Where.FACETS),
    _move("facets.first", "g home", "First value", Where.FACETS),
    _move("facets.last", "G end", "Last value", Where.FACETS),
    _move("periods.first", "g home", "First period", Where.PERIODS),
    _move("periods.last", "G end", "Last period", Where.PERIODS),
    _move("periods.peak", "p", "Highest bar", Where.PERIODS),
    _move("periods.next_peak", "}", "Next peak", Where.PERIODS),
    _move("periods.previous_peak", "{", "Previous peak", Where.PERIODS),
    _move("periods.leave", "down j", "To the list", Where.PERIODS),
    _move("notes.page_down", "pagedown space", "Page down", Where.NOTES),
    _move("notes.page_up", "pageup b", "Page up", Where.NOTES),
    _move("notes.first", "g home", "First entry", Where.NOTES),
    _move("notes.last", "G end", "Last entry", Where.NOTES),
)  # fmt: skip

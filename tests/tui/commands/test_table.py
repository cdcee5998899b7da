"""The table of commands: one place for keys, footer, help and palette."""

from __future__ import annotations

import pytest

from reader.tui.commands.keys import shown_key, shown_keys
from reader.tui.commands.table import COMMANDS, Command, Where, clashes, here
from reader.tui.core.records.common_commands import all_commands
from reader.tui.features.codebook.codebook_screen import CodebookScreen
from reader.tui.features.codebook.passages_screen import PassagesScreen
from reader.tui.features.links.outline_screen import OutlineScreen
from reader.tui.features.note_search.screen import NoteSearchScreen
from reader.tui.features.review.screen import ReviewScreen
from reader.tui.features.sharing.conflicts_screen import ConflictsScreen
from reader.tui.features.sharing.merge_screen import MergeScreen
from reader.tui.ui.sheet import help_rows, help_text


def test_no_key_means_two_things_in_one_panel() -> None:
    assert clashes() == []


def test_a_clash_is_told_with_both_commands_and_the_panel() -> None:
    pair = (
        Command("one", ("a",), "One", "", Where.LIST),
        Command("two", ("a",), "Two", "", Where.ANY),
    )

    assert clashes(pair) == ["a in cable list: one and two"]


def test_no_key_means_two_things_in_a_room() -> None:
    for room in (
        ReviewScreen,
        ConflictsScreen,
        CodebookScreen,
        MergeScreen,
        NoteSearchScreen,
        OutlineScreen,
        PassagesScreen,
    ):
        assert clashes(all_commands(room.KEYS)) == []
        assert len({command.id for command in room.KEYS}) == len(room.KEYS)


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_keys_that_terminals_take_for_others_are_not_used() -> None:
    # Ctrl+I is Tab, Ctrl+M Enter, Ctrl+H backspace, Ctrl+[ Esc in ordinary terminals.
    used = {key for command in COMMANDS for key in command.keys}
    assert not used & {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket"}


def test_every_command_of_a_panel_is_on_its_help_page() -> None:
    for where in (Where.LIST, Where.READER, Where.NOTES):
        page = help_text(help_rows(where), 200).plain
        for command in here(where):
            assert command.name in page
            assert shown_keys(command) in page


@pytest.mark.parametrize(
    ("key", "shown"),
    [("\\", "\\"), ("escape", "Esc"), ("ctrl+r", "Ctrl+R"), ("f1", "F1"), ("G", "G"), ("f", "f"), ("+", "+")],
)
def test_keys_are_shown_as_users_know_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown

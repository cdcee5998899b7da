"""The table of commands: one place for keys, footer, help and palette."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.tui.commands.keys import shown_key
from reader.tui.commands.model import Task, by_task, in_help_order
from reader.tui.commands.table import COMMANDS, Command, Need, Where, clashes, elsewhere, here
from reader.tui.core.records.common_commands import all_commands
from reader.tui.features.codebook.codebook_screen import CodebookScreen
from reader.tui.features.codebook.passages_screen import PassagesScreen
from reader.tui.features.links.outline_screen import OutlineScreen
from reader.tui.features.note_search.screen import NoteSearchScreen
from reader.tui.features.review.screen import ReviewScreen
from reader.tui.features.sharing.conflicts_screen import ConflictsScreen
from reader.tui.features.sharing.merge_screen import MergeScreen


def test_no_key_means_two_things_in_one_panel() -> None:
    assert clashes() == []


def test_a_clash_is_told_with_both_commands_and_the_panel() -> None:
    pair = (
        Command("one", ("a",), "One", "", Where.LIST),
        Command("two", ("a",), "Two", "", Where.ANY),
    )

    assert clashes(pair) == ["a in cable list: one and two"]
    assert clashes((pair[0], replace(pair[1], unless=Where.LIST))) == []


def test_a_key_that_another_command_has_in_one_panel_is_not_shown_there() -> None:
    assert [command.id for command in here(Where.READER) if "o" in command.keys] == ["outline"]
    assert [command.id for command in here(Where.LIST) if "o" in command.keys] == ["library.samples"]


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


def test_commands_are_grouped_by_task_and_stay_in_the_order_of_the_table() -> None:
    groups = by_task(COMMANDS)
    assert [task for task, _ in groups] == list(Task)
    for _, group in groups:
        assert group == sorted(group, key=COMMANDS.index)
    assert sorted(map(COMMANDS.index, in_help_order(COMMANDS))) == list(range(len(COMMANDS)))


def test_what_a_beginner_needs_comes_first_and_fits_on_a_page() -> None:
    for where in (Where.LIST, Where.READER, Where.NOTES):
        task, basics = by_task(here(where))[0]
        assert task is Task.BASICS
        assert {"note.write", "tag.edit", "filter.edit", "export", "undo", "help", "quit"} < {
            command.id for command in basics
        }
        assert len(basics) <= 16


def test_only_what_needs_the_mode_of_judging_is_hidden_without_it() -> None:
    judging = {command.id for command in COMMANDS if command.need is Need.JUDGING}
    assert judging == {f"judge.{name}" for name in ("keep", "maybe", "no", "clear", "rest")}
    assert all(command.task is Task.JUDGE for command in COMMANDS if command.id.startswith("judge."))


def test_a_key_of_another_panel_is_found() -> None:
    assert [command.id for command in elsewhere("V", Where.NOTES)] == [
        "periods.range",
        "cable.version",
        "list.range",
    ]
    assert elsewhere("=", Where.NOTES) == []


@pytest.mark.parametrize(
    ("key", "shown"),
    [("\\", "\\"), ("escape", "Esc"), ("ctrl+r", "Ctrl+R"), ("f1", "F1"), ("G", "G"), ("f", "f"), ("+", "+")],
)
def test_keys_are_shown_as_users_know_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_the_footer_offers_the_next_cable_and_the_references_before_what_is_for_the_list() -> None:
    offered = [command.id for command in COMMANDS if command.hint and command.where is Where.ANY]
    order = [offered.index(name) for name in ("cable.next", "cable.references", "filter.edit")]
    assert order == sorted(order)

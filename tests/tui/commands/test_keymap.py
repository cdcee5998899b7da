from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.commands.keymap import keymap_of
from reader.tui.commands.keys import first_key, keys_of, shown_key, use_keymap
from reader.tui.commands.names import _SHORT, ALIASES, BY_NAME
from reader.tui.commands.table import BY_ID, COMMANDS, clashes_of


def test_every_command_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(COMMANDS)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in BY_NAME)
    assert not ALIASES.keys() & BY_NAME.keys()
    assert set(ALIASES.values()) <= BY_NAME.keys()
    assert set(_SHORT) <= BY_ID.keys()


def test_commands_get_other_keys() -> None:
    keymap, problems = keymap_of({"note": ("n", "Ctrl+E"), "find-next": ("a",), "back": (",",)})
    assert problems == []
    assert keymap.of(BY_ID["note.write"]) == ("n", "ctrl+e")
    assert keymap.of(BY_ID["tag.edit"]) == ("t",)
    assert keymap.textual == {"note.write": "n,ctrl+e", "find.next": "a", "place.back": "comma"}


@pytest.mark.parametrize(
    ("name", "key", "what", "advice"),
    [
        ("nte", "n", 'there is no command "nte"', 'Did you mean "note"?'),
        ("xyzzy", "n", 'there is no command "xyzzy"', "docs/keys.md lists the names of the commands."),
        ("quit-now", "n", "this command keeps its keys", "Remove the line."),
        ("note", "t", 't is the key of "tag"', 'Choose another key, or change the key of "tag".'),
        ("tag", "down", '↓ is the key of "list-down"', "Choose another key,"),
        ("note", "ctrl+i", 'terminals cannot tell "ctrl+i" from Tab', "Choose another key."),
        ("note", "", "a key is missing", "Write it like"),
        ("note", "page_down", '"page_down" is not a key', 'Did you mean "pagedown"?'),
        ("note", "f25", '"f25" is not a key', 'Did you mean "f'),
        ("note", "shift+n", '"shift+n" is written as the character itself', 'Write "N".'),
        ("note", "ctrl+[", 'terminals cannot tell "ctrl+[" from Esc', "Choose another key."),
        ("note", "alt+,", '"alt+," cannot be pressed in a terminal', "Use a letter"),
        ("note", "\x1b[2J", '"?[2j" is not a key', "Write it like"),
    ],
)
def test_a_key_that_cannot_be_used_is_explained(name: str, key: str, what: str, advice: str) -> None:
    keymap, (problem,) = keymap_of({name: (key,)})
    assert keymap.keys == {}
    assert problem.name == name
    assert problem.what.lower() == what.lower()
    assert problem.advice.startswith(advice)


def test_two_commands_can_change_places() -> None:
    keymap, problems = keymap_of({"note": ("t",), "tag": ("a",)})
    assert (dict(keymap.keys), problems) == ({"note.write": ("t",), "tag.edit": ("a",)}, [])


def test_a_key_set_for_two_commands_is_named_once() -> None:
    keymap, problems = keymap_of({"note": ("f5",), "tag": ("f5",)})
    assert len(problems) == 1
    assert len(keymap.keys) == 1


NAMES = st.sampled_from([name for name in BY_NAME if name != "quit-now"])
KEYS = st.sampled_from([*"atlnNxuU,", "f5", "ctrl+e", "enter", "space"])


@given(st.dictionaries(NAMES, st.lists(KEYS, min_size=1, max_size=2).map(tuple), max_size=5))
def test_what_is_left_has_no_clashes(given: dict[str, tuple[str, ...]]) -> None:
    from dataclasses import replace

    keymap, problems = keymap_of(given)
    assert list(clashes_of(replace(command, keys=keymap.of(command)) for command in COMMANDS)) == []
    assert len(keymap.keys) + len(problems) == len(given)


def test_chosen_keys_are_shown_for_the_commands_of_the_main_screen_alone() -> None:
    from reader.tui.core.records.common_commands import COMMON

    messages = next(command for command in COMMON if command.id == "messages")
    try:
        use_keymap({BY_ID["messages"]: ("f5", "f6")})
        assert list(map(shown_key, keys_of(BY_ID["messages"]))) == ["F5", "F6"]
        assert first_key(BY_ID["messages"]) == "F5"
        assert first_key(messages) == "M"
    finally:
        use_keymap({})
    assert first_key(BY_ID["messages"]) == "M"

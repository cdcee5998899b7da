from __future__ import annotations

from reader.config.settings import Config
from reader.tui.core import preferences
from reader.tui.core.session_store import Looks


def test_a_choice_lasts_until_the_config_file_says_something_else() -> None:
    config = Config(theme="light", list_columns=("date",), export_folder="~/vault")
    looks = Looks()
    assert preferences.theme(looks, config) == "light"
    assert preferences.columns(looks, config) == ("date",)
    assert preferences.export_folder(looks, config) == "~/vault"
    looks = preferences.with_theme(looks, config, "dark")
    looks = preferences.with_columns(looks, config, ("number",))
    looks = preferences.with_export_folder(looks, config, "/tmp")
    assert preferences.theme(looks, config) == "dark"
    assert preferences.columns(looks, config) == ("number",)
    assert preferences.export_folder(looks, config) == "/tmp"
    other = Config(theme="mine", list_columns=("subject",), export_folder="~/other")
    assert preferences.theme(looks, other) == "mine"
    assert preferences.columns(looks, other) == ("subject",)
    assert preferences.export_folder(looks, other) == "~/other"


def test_what_was_chosen_before_there_was_a_config_file_still_counts() -> None:
    looks = Looks(theme="cables-light", columns=("date",), export_folder="~/notes")
    assert preferences.theme(looks, Config()) == "light"
    assert preferences.columns(looks, Config()) == ("date",)
    assert preferences.export_folder(looks, Config()) == "~/notes"

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.own_themes import COLOURS
from reader.config.reading import read_config, read_theme_file
from reader.config.settings import COLUMNS, EXPORT_STYLES, SETTINGS, THEMES, Config
from reader.config.template import template
from reader.tui.commands.keymap import keymap_of

PAGE = Path(__file__).parents[2] / "docs" / "config.md"
FILE = Path("/home/ann/.config/cables/config.toml")


def findings(text: str) -> list[str]:
    return [finding.short for finding in read_config(text, FILE).findings]


def test_settings_are_read() -> None:
    text = """
theme = "light"
dates = "iso"
author = " Ann "
[list]
columns = ["subject", "date"]
[export]
folder = "~/vault"
style = "pandoc"
[keys]
note = "n"
back = ["<", "f3"]
[themes.mine]
base = "terminal"
accent = "ansi_bright_red"
"""
    reading = read_config(text, FILE)
    config = reading.config
    assert reading.findings == ()
    assert (config.theme, config.dates, config.author) == ("light", "iso", "Ann")
    assert config.list_columns == ("date", "subject"), "in the order of the list"
    assert (config.export_folder, config.export_style) == ("~/vault", "pandoc")
    assert config.keys == {"note": ("n",), "back": ("<", "f3")}
    assert config.themes["mine"].colours == {"accent": "ansi_bright_red"}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("them = 'dark'", 'line 1: there is no setting "them". Did you mean "theme"?'),
        ("\n[exports]\nstyle='plain'", 'line 3: there is no setting "exports.style". Did you mean "export.s'),
        ("dates = 'us'", 'line 1: dates cannot be "us". Use one of: day, month, iso.'),
        ("author = 3", 'line 1: author must be text in quotation marks. For example: author = "Ann Example"'),
        ('author = "\\u001b[2J"', 'line 1: author has control characters in it.'),
        ("author = '" + "x" * 301 + "'", 'line 1: author is too long. For example: author = "Ann Example"'),
        ("[list]\ncolumns = 'date'", "line 2: list.columns must be a list of names. For example: columns = "),
        ("[list]\ncolumns = ['dat']", 'line 2: list.columns has no "dat". Did you mean "date"?'),
        ("list = 3", 'line 1: there is no setting "list".'),
        ("[keys]\nnote = 3", 'line 2: "note" needs a key, or a list of keys. For example: note = "a"'),
        ("keys = 3", "line 1: keys must be a table."),
        ("[themes.dark]\n", 'line 1: "dark" is the name of a built-in theme.'),
        ("[themes.'My own']", "line 1: \"My own\" cannot be the name of a theme:"),
        ("[themes]\nmine = 3", "line 2: a theme must be a table of colours."),
        ("themes = 3", "line 1: themes must be a table."),
        ("[themes.mine]\nbase = 'x'", 'line 2: "x" is not a theme to start from. Use "dark", '),
        ("[themes.mine]\nacent = '#fff'", 'line 2: "acent" is not the name of a colour. Did you'),
        ("[themes.mine]\naccent = 'red'", 'line 2: "red" is not a colour. Write it like "#2f62a8".'),
        ("[themes.mine]\naccent = 'ansi_red'", 'line 2: "ansi_red" is not a colour.'),
        ("x = 1\ny = = 2", "line 2: this is not TOML: Invalid value."),
        ("x = [1,", "line 1: this is not TOML: "),
        ("x = " + "[" * 5000, "line 1: this is not TOML: "),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_a_remedy(text: str, finding: str) -> None:
    (found,) = findings(text)
    assert found.startswith(f"config.toml, {finding}")


def test_a_wrong_setting_keeps_its_default_and_the_others_count() -> None:
    reading = read_config("dates = 'us'\nauthor = 'Ann'\n[themes.mine]\naccent = 1\nlink = '#fff'", FILE)
    assert (reading.config.dates, reading.config.author) == (Config().dates, "Ann")
    assert reading.config.themes["mine"].colours == {"link": "#fff"}
    assert [finding.line for finding in reading.findings] == [1, 4]
    assert str(reading.findings[0]).startswith(f"{FILE}:1: dates cannot be")


def test_nothing_in_a_broken_file_counts() -> None:
    reading = read_config("author = 'Ann'\n!", FILE)
    assert not reading.is_readable
    assert reading.config == Config()


@given(st.text(max_size=80))
def test_no_text_is_too_much(text: str) -> None:
    reading = read_config(text, FILE)
    theme, wrong = read_theme_file(text, FILE.with_name("mine.toml"))
    assert reading.is_readable or reading.findings
    assert theme is not None or wrong


def test_the_template_sets_nothing_and_shows_the_defaults() -> None:
    reading = read_config(template(), FILE)
    assert (reading.config, reading.findings) == (Config(), ())
    uncommented = re.sub(r"(?m)^# (?=[\w-]+ = |\[)", "", template())
    reading = read_config(uncommented, FILE)
    assert reading.findings == ()
    for setting in SETTINGS:
        assert getattr(reading.config, setting.attribute) == (setting.default or setting.example)
        assert getattr(Config(), setting.attribute) == setting.default, "one default, wherever it is written"
    assert max(map(len, template().split("\n"))) <= 110


def test_a_theme_file_is_named_by_its_file() -> None:
    theme, wrong = read_theme_file("base = 'light'\naccent = '#123456'", Path("themes/mine.toml"))
    assert wrong == ()
    assert theme is not None
    assert (theme.name, theme.base, theme.colours) == ("mine", "light", {"accent": "#123456"})


def test_names_are_those_of_the_rooms_that_use_them() -> None:
    from reader.export.styles.choice import DEFAULT_STYLE, STYLE_NAMES
    from reader.tui.features.cable_list.row_lines import COLUMNS as list_columns
    from reader.tui.ui import theme

    assert tuple(STYLE_NAMES) == EXPORT_STYLES
    assert Config().export_style == DEFAULT_STYLE
    assert tuple(column.name for column in list_columns) == COLUMNS
    assert tuple(name.removeprefix("cables-") for name in theme.ORDER) == THEMES
    for each in theme.THEMES:
        variables = {
            name for name in each.variables if not name.startswith(("ansi-", "block-", "border-", "input-"))
        }
        assert variables == set(COLOURS[10:]), "every colour of a theme can be set"


@pytest.mark.parametrize("snippet", re.findall(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL))
def test_the_examples_of_the_page_are_right(snippet: str) -> None:
    reading = read_config(snippet, FILE)
    assert reading.findings == ()
    assert keymap_of(reading.config.keys)[1] == []

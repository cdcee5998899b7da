"""What counts where the config file says one thing and the user chose another while the program ran. Pure.

A choice lasts until the user changes that setting in the file.
"""

from __future__ import annotations

from dataclasses import replace

from reader.config.settings import Config
from reader.tui.core.session_store import Looks

_DEFAULT = Config()


def theme(looks: Looks, config: Config) -> str:
    """The name of the theme, as in the config file; empty where the terminal decides."""
    chosen = looks.theme.removeprefix("cables-")  # so it was written before themes of one's own
    return chosen if chosen and looks.config_theme == config.theme else config.theme


def with_theme(looks: Looks, config: Config, name: str) -> Looks:
    """The looks when the user has chosen this theme."""
    return replace(looks, theme=name, config_theme=config.theme)


def columns(looks: Looks, config: Config) -> tuple[str, ...]:
    """The columns of the list."""
    stands = (looks.config_columns or _DEFAULT.list_columns) == config.list_columns
    return looks.columns if looks.columns and stands else config.list_columns


def with_columns(looks: Looks, config: Config, names: tuple[str, ...]) -> Looks:
    """The looks when the user has chosen these columns."""
    return replace(looks, columns=names, config_columns=config.list_columns)


def export_folder(looks: Looks, config: Config) -> str:
    """The folder that an export suggests."""
    stands = (looks.config_export_folder or _DEFAULT.export_folder) == config.export_folder
    return looks.export_folder if looks.export_folder and stands else config.export_folder


def with_export_folder(looks: Looks, config: Config, folder: str) -> Looks:
    """The looks when the user has exported into this folder."""
    return replace(looks, export_folder=folder, config_export_folder=config.export_folder)

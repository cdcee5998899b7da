"""``cables config``: show, edit and check the settings."""

from __future__ import annotations

import argparse
import shlex
import subprocess

from reader.cli.confirm import counted
from reader.cli.output import message, problem
from reader.cli.parser_base import Parser
from reader.errors import CablesError, ExitCode
from reader.terminal_text import one_line

CONFIG_EXAMPLES = """\
  cables config
  cables config --edit
  cables config --check
  cables config --path

--edit creates the file if needed, with every setting explained, and checks it when you leave the editor.
--check prints each mistake with its line (exit code 1); the default is used instead.
"""


def declare_config(parser: Parser) -> None:
    """The arguments of ``cables config``."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--edit", action="store_true", help="open the config file in $VISUAL or $EDITOR")
    what.add_argument("--check", action="store_true", help="report mistakes in the config file and in themes")
    what.add_argument("--path", action="store_true", help="print the path of the config file")
    parser.runs(run, examples=CONFIG_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; without an option print the settings."""
    if arguments.path:
        from reader.config.config_files import config_file

        print(one_line(str(config_file())))
        return ExitCode.DONE
    if arguments.edit:
        _edit()
    if arguments.edit or arguments.check:
        return _check()
    return _show()


def _show() -> int:
    """Every setting with its value, as it would be written in the file."""
    from reader.config.settings import SETTINGS, Config
    from reader.config.template import toml_value
    from reader.tui.core.user_settings import load_user_settings

    settings = load_user_settings()
    config, default = settings.config, Config()
    for setting in SETTINGS:
        value = getattr(config, setting.attribute)
        remark = "" if value != getattr(default, setting.attribute) else "  # default"
        print(one_line(f"{setting.name} = {toml_value(value)}") + remark)
    for name, keys in config.keys.items():
        print(one_line(f"keys.{name} = {toml_value(keys)}"))
    for theme in config.themes.values():
        print(f"themes.{theme.name}: {counted(len(theme.colours), 'colour')}, based on {theme.base}")
    if settings.findings:
        message("There are mistakes in the settings: cables config --check")
    return ExitCode.DONE


def _check() -> int:
    from reader.config.config_files import config_file
    from reader.tui.core.user_settings import load_user_settings

    findings = load_user_settings().findings
    for finding in findings:
        problem(f"{finding.place}: {finding.what}\n{finding.advice}")
    if not findings:
        path = config_file()
        message(
            "No mistakes." if path.exists() else f"There is no config file, so the defaults are used: {path}"
        )
    return ExitCode.NOT_FOUND if findings else ExitCode.DONE


def _edit() -> None:
    """Open the file in the user's editor, and wait. Raises CablesError."""
    from reader.config.config_files import load, write_template
    from reader.config.editor import editor_command

    command = editor_command(load().config)
    path = write_template()
    try:
        code = subprocess.call([*command, str(path)])
    except OSError as error:
        raise CablesError(
            f"{shlex.join(command)} could not be run: {error.strerror}", advice=f"The file is {path}."
        ) from error
    if code:
        raise CablesError(f"The editor ended with exit code {code}", where=shlex.join(command))

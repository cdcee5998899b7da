"""The settings as the screen uses them: those of the config file, with keys that the commands have."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from reader.config.config_files import Settings, Stamp, config_file, load, stamp
from reader.config.findings import Finding
from reader.config.settings import Config
from reader.tui.commands.keymap import Keymap

LINEAR = "CABLES_LINEAR"
"""The environment variable that asks for the linear layout whatever the config file says."""


@dataclass(frozen=True, slots=True)
class UserSettings:
    """What the user set, as far as it can be used, and what is wrong with the rest."""

    config: Config = field(default_factory=Config)
    keymap: Keymap = field(default_factory=Keymap)
    findings: tuple[Finding, ...] = ()
    is_readable: bool = True
    """False where the file as a whole could not be read."""
    stamp: Stamp = ()
    """What the files looked like, for noticing that they were saved since."""


def load_user_settings() -> UserSettings:
    """Read the settings; waits for the disk. Never raises for what is in the files."""
    seen = stamp()  # before reading: what is saved meanwhile is read the next time
    settings = _with_keys(load(), seen)
    if os.environ.get(LINEAR):
        settings = replace(settings, config=replace(settings.config, layout="linear"))
    return settings


def _with_keys(settings: Settings, seen: Stamp) -> UserSettings:
    """The settings with the keys checked against the table of commands."""
    config, findings = settings.config, settings.findings
    if not config.keys:
        return UserSettings(config, Keymap(), findings, settings.is_readable, seen)
    from reader.tui.commands.keymap import keymap_of

    keymap, problems = keymap_of(config.keys)
    path = config_file()
    wrong = [
        Finding(
            path, settings.key_lines.get(problem.name, 0), f"{problem.name}: {problem.what}", problem.advice
        )
        for problem in problems
    ]
    findings = tuple(sorted((*findings, *wrong), key=lambda finding: (str(finding.path), finding.line)))
    return UserSettings(config, keymap, findings, settings.is_readable, seen)

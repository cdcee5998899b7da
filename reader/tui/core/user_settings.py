"""The settings as the screen uses them: those of the config file, with keys that the commands have."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.config.config_files import Settings, config_file, load
from reader.config.findings import Finding
from reader.config.settings import Config
from reader.tui.commands.keymap import Keymap


@dataclass(frozen=True, slots=True)
class UserSettings:
    """What the user set, as far as it can be used, and what is wrong with the rest."""

    config: Config = field(default_factory=Config)
    keymap: Keymap = field(default_factory=Keymap)
    findings: tuple[Finding, ...] = ()
    is_readable: bool = True
    """False where the file as a whole could not be read."""


def load_user_settings() -> UserSettings:
    """Read the settings; waits for the disk. Never raises for what is in the files."""
    return with_keys(load())


def with_keys(settings: Settings) -> UserSettings:
    """The settings with the keys checked against the table of commands."""
    if not settings.config.keys:
        return UserSettings(settings.config, findings=settings.findings, is_readable=settings.is_readable)
    from reader.tui.commands.keymap import keymap_of

    keymap, problems = keymap_of(settings.config.keys)
    path = config_file()
    wrong = [
        Finding(
            path, settings.key_lines.get(problem.name, 0), f"{problem.name}: {problem.what}", problem.advice
        )
        for problem in problems
    ]
    findings = sorted((*settings.findings, *wrong), key=lambda finding: (str(finding.path), finding.line))
    return UserSettings(settings.config, keymap, tuple(findings), settings.is_readable)

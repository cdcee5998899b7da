"""The settings while the program runs: mistakes are said, saved changes take effect, themes are chosen."""

from __future__ import annotations

import shlex
import subprocess
from typing import Protocol

from textual.app import SuspendNotSupported

from reader.config import config_files
from reader.config.editor import editor_command
from reader.config.findings import did_you_mean
from reader.config.settings import THEMES
from reader.errors import CablesError
from reader.terminal_text import safe_line
from reader.tui.core import preferences
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import SettingsChanged
from reader.tui.core.services import ArgumentAction, Services
from reader.tui.core.session_store import Looks
from reader.tui.core.user_settings import UserSettings, load_user_settings
from reader.tui.ui import theme as themes


class Appearance(Protocol):
    """The app, as far as settings change it."""

    theme: str

    def use_settings(self, settings: UserSettings) -> None:
        """Know the user's own themes, keys and form of dates from now on."""

    def theme_for(self, looks: Looks) -> str:
        """The theme that the user chose, else the one that suits the terminal."""


class SettingsController(Controller):
    """Watches the config file."""

    def __init__(self, services: Services, appearance: Appearance) -> None:
        super().__init__(services)
        self._appearance = appearance
        self._stamp = services.state.settings.stamp
        """What the files looked like when they were read last."""
        self._looking = self._have_looked = False

    def commands(self) -> dict[str, Action]:
        """Change the theme, edit the file."""
        return {
            "theme.next": self.next_theme,
            "config.edit": lambda: self.ask(self._edit, "edit the settings"),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """The theme may be given."""
        return {"theme.next": self.choose_theme}

    # The file

    def look_for_changes(self) -> None:
        """Called by a timer: what is saved in an editor takes effect within a second."""
        if not self._looking:
            self._looking = True
            self.start(self._look, "settings", "look for changes of the config file")

    async def _look(self) -> None:
        try:
            if not self._have_looked:
                self._have_looked = True
                self._say_findings(self.state.settings)
            if await self.wait(config_files.stamp) != self._stamp:
                settings = await self.wait(load_user_settings)
                self._stamp = settings.stamp
                self._use(settings)
        finally:
            self._looking = False

    def _use(self, settings: UserSettings) -> None:
        """Let new settings count; a file that cannot be read as a whole changes nothing."""
        if settings.is_readable:
            self.state.settings = settings
            self._appearance.use_settings(settings)
            self._show_theme(self._appearance.theme_for(self.state.looks))
            self.services.events.publish(SettingsChanged())
            self.status.refresh_hints()
        if settings.findings:
            self._say_findings(settings)
        else:
            self.status.say("Settings reloaded.")

    def _say_findings(self, settings: UserSettings) -> None:
        """Say what is wrong with the file, the first mistake at once and all of them in the messages."""
        if not settings.findings:
            return
        first, *others = settings.findings
        for finding in reversed(others):
            self.status.log_message(finding.short, bad=True)
        more = f" · {len(others)} more: M" if others else ""
        self.status.problem(f"{safe_line(first.short)}{more}")

    async def _edit(self) -> None:
        """Open the file in the user's editor; the screen waits, as it has lent it the terminal."""
        command = editor_command(self.state.settings.config)
        try:
            path = await self.wait(config_files.write_template)
            with self.services.terminal.suspend():
                code = subprocess.call([*command, str(path)])
        except SuspendNotSupported as error:
            advice = f"Edit {config_files.config_file()} in another window."
            raise CablesError("An editor cannot be started in this terminal", advice=advice) from error
        except OSError as error:
            raise CablesError(
                f"{shlex.join(command)} could not be run: {error.strerror}",
                advice=f"The file is {config_files.config_file()}.",
            ) from error
        if code:
            raise CablesError(f"The editor ended with exit code {code}", where=shlex.join(command))
        self.look_for_changes()

    # Themes

    @property
    def themes(self) -> tuple[str, ...]:
        """The names of all themes, those of the user's own last."""
        return (*THEMES, *self.state.settings.config.themes)

    def next_theme(self) -> None:
        """The next theme."""
        own = [themes.id_of(name) for name in self.state.settings.config.themes]
        self.choose_theme(themes.after(self._appearance.theme, own).removeprefix("cables-"))

    def choose_theme(self, name: str) -> None:
        """Show a theme by its name and remember it. Raises CablesError for an unknown one."""
        name = name.strip()
        if name not in self.themes:
            advice = did_you_mean(name, self.themes, f"The themes: {', '.join(self.themes)}.")
            raise CablesError("No such theme", where=safe_line(name), advice=advice)
        self._show_theme(themes.id_of(name))
        looks, config = self.state.looks, self.state.settings.config
        self.state.looks = preferences.with_theme(looks, config, name)
        self.services.session.save_soon()
        self.status.say(f"Theme: {name}")

    def _show_theme(self, id: str) -> None:
        if id == self._appearance.theme:  # its colours may be new, which Textual does not look at
            self._appearance.theme = next(other for other in themes.ORDER if other != id)
        self._appearance.theme = id

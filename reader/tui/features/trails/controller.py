"""Opens the trails, and keeps the path that was walked as one."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from reader.notes.model import Trail
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import ArgumentAction
from reader.tui.ui.words import count


class TrailController(Controller):
    """The commands about trails."""

    def commands(self) -> dict[str, Action]:
        """Show the trails, keep the path, add the present place."""
        return {
            "trails": lambda: self.ask(self._trails, "show the trails"),
            "trail.keep": lambda: self.ask(self._ask_name, "keep the path as a trail"),
            "trail.add": lambda: self.ask(self._ask_trail, "add this place to a trail"),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """The name of the trail, typed after the command."""
        return {
            "trail.keep": lambda name: self.change(partial(self._keep, name), "keep the path as a trail"),
            "trail.add": lambda name: self.change(partial(self._add, name), "add this place to a trail"),
        }

    async def _trails(self) -> None:
        await self.wait(import_module, "reader.tui.features.trails.trails_screen")
        from reader.tui.features.trails.trails_screen import TrailsScreen

        chosen = await self.show_dialog(TrailsScreen(self.services))
        if isinstance(chosen, Trail):
            await self.services.exports.export_trail(chosen.name)
        else:
            await self.visit(chosen)

    async def _ask_name(self) -> None:
        from reader.tui.ui.prompt import Prompt

        name = await self.show_dialog(Prompt("Keep the path as", hint="the name of a new trail"))
        if name and name.strip():
            self.change(partial(self._keep, name), "keep the path as a trail")

    async def _keep(self, name: str) -> None:
        from reader.notes.trails import trail_changes
        from reader.tui.features.trails.walked_path import targets, with_present

        path = with_present(self.state, self._here())
        stops = await self.wait(targets, self.workspace, path)
        trail = await self.wait(trail_changes.create, self.workspace.notes, name, stops)
        self.status.say(f'Trail "{trail.name}": {count(len(trail.stops), "stop")}. Q shows the trails.')

    async def _ask_trail(self) -> None:
        from reader.notes.trails.trail_lookup import all_trails
        from reader.tui.ui.picker import Choice, Picker, narrowed
        from reader.tui.ui.words import count

        found = await self.wait(all_trails, self.workspace.notes)
        choices = [Choice(one.name, one.name, count(len(one.stops), "stop")) for one in found]
        picker = Picker("Add to trail", narrowed(choices), free=True, hint="or the name of a new one")
        answer = await self.pick(picker)
        name = (answer.value or answer.text).strip() if answer is not None else ""
        if name:
            self.change(partial(self._add, name), "add this place to a trail")

    async def _add(self, name: str) -> None:
        """Add the present place to the trail of this name, which is made if there is none."""
        from reader.notes.trails import trail_changes, trail_lookup
        from reader.notes.undo.step_wording import target_text

        notes, target = self.workspace.notes, self.services.notes.target()
        trail = await self.wait(trail_lookup.find_trail, notes, name)
        if trail is None:
            trail = await self.wait(trail_changes.create, notes, name, [target])
        else:
            await self.wait(trail_changes.add, notes, trail.id, [target])
        self.status.say(f'{target_text(target)} added to trail "{trail.name}". Q shows the trails.')

    def _here(self) -> tuple[str, int | None] | None:
        state = self.state
        if state.mrn is None or state.previewed:
            return None
        return state.mrn, self.services.page.current

"""The user's list of protected names on the screen, and what copies do with them."""

from __future__ import annotations

from dataclasses import replace

from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Question

WORDS = {
    "": "ask each time",
    "mask": "mask them",
    "leave-out": "leave the passages out",
    "keep": "keep them",
}
"""What copies do, by treatment."""


class ProtectController(Controller):
    """The list of names, and what copies do with protected ones."""

    def commands(self) -> dict[str, Action]:
        """Put the selected words on the list, or show it."""
        return {"protect": lambda: self.ask(self._protect, "protect a name")}

    async def _protect(self) -> None:
        target = self.services.page.target() if self.state.cable else None
        if target is not None and target.start is not None and target.quote is not None:
            name = " ".join(target.quote.exact.split()).strip('.,;:!?()[]"“”')
            from reader.export.protection.own_list import add_names

            if await self.show_dialog(Question(f"Protect the name {name} in copies and exports?")):
                new = await self.wait(add_names, [name])
                self.services.page.clear_selection()
                state = "is on your list now" if new else "is on your list already"
                self.status.say(f"{safe_line(name)} {state}. Z without a selection shows the list.")
            return
        await self._list()

    async def _list(self) -> None:
        from reader.export.protection.own_list import listed_names, remove_names

        names = await self.wait(listed_names)
        looks = self.state.looks
        choices = [
            Choice(f"policy {key}", f"In copies: {words}", "chosen" if looks.protected == key else "")
            for key, words in WORDS.items()
        ]
        choices += [
            Choice(f"name {name}", safe_line(name), "Enter removes it from the list") for name in names
        ]
        hint = "cables protect add NAME" if not names else ""
        answer = await self.pick(Picker("Protected names", narrowed(choices), hint=hint))
        if answer is None or answer.value is None:
            return
        kind, _, value = answer.value.partition(" ")
        if kind == "policy":
            self.state.looks = replace(looks, protected=value)
            self.services.session.save_soon()
            self.status.say(f"Protected names in copies: {WORDS[value]}.")
        elif await self.show_dialog(Question(f"Remove {value} from the list?")):
            await self.wait(remove_names, [value])
            self.status.say(f"{safe_line(value)} is no longer protected by your list.")

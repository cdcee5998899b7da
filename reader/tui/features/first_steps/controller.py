"""Ticks off the first steps as the user takes them, and hides them for good when asked to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader import paths
from reader.tui.commands import keys
from reader.tui.commands.table import BY_ID
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import CableOpened, Exported, NotesChanged, PanesArranged, ResultsShown
from reader.tui.core.services import Services
from reader.tui.features.first_steps.steps import (
    SAMPLES_FIRST,
    STEPS,
    Form,
    block,
    done_by,
    form_for,
    in_order,
    line,
)
from reader.tui.features.first_steps.steps_view import StepsView

if TYPE_CHECKING:
    from reader.workspace import Workspace

HIDE = "steps.hide"


class FirstStepsController(Controller):
    """Shows the steps in the sample library, and in one that is empty at first."""

    def __init__(
        self, services: Services, screen: Screen[None], below_list: StepsView, above_footer: StepsView
    ) -> None:
        super().__init__(services)
        self._screen = screen
        self._below_list = below_list
        self._above_footer = above_footer
        self._taught: Workspace | None = None
        """The workspace in which the steps are shown."""
        self._asked = False
        """The user wants to see them, wherever."""
        subscribe = services.events.subscribe
        subscribe(CableOpened, lambda _: self._take("open"))
        subscribe(NotesChanged, lambda _: self._take(*done_by(self.state.counts.values())))
        subscribe(Exported, lambda _: self._take("export"))
        subscribe(ResultsShown, lambda _: self._take(*done_by(self.state.counts.values())))
        subscribe(PanesArranged, lambda _: self._show())

    def commands(self) -> dict[str, Action]:
        """Hide them, or show them again."""
        return {HIDE: self.hide_or_show}

    def hide_or_show(self) -> None:
        """Hide the steps for good, or show them again."""
        hidden = self._shown
        self._asked = not hidden
        self.state.looks = replace(self.state.looks, first_steps_hidden=hidden)
        self.services.session.save_soon()
        self._show()
        key = keys.first_key(BY_ID[HIDE])
        self.status.say(
            f"The first steps are hidden; {key} shows them again." if hidden else "First steps shown."
        )

    @property
    def _shown(self) -> bool:
        return self._below_list.display or self._above_footer.display

    @property
    def _wanted(self) -> bool:
        state, workspace = self.state, self.state.workspace
        if workspace is None or state.restrictions.refusal("note.write"):
            return False
        if state.empty or workspace.library.folder == paths.samples_home():
            self._taught = workspace
        looks = state.looks
        if self._asked:
            return True
        return workspace is self._taught and not looks.first_steps_hidden

    def _take(self, *names: str) -> None:
        """These steps are done."""
        looks = self.state.looks
        done = in_order({*looks.first_steps, *names})
        if self._wanted and done != in_order(looks.first_steps):
            self.state.looks = replace(looks, first_steps=done)
            self.services.session.save_soon()
        self._show()

    def _show(self) -> None:
        size, widths = self._screen.size, self.services.panes.widths
        form = form_for(size.width, size.height, widths.list) if self._wanted else Form.NONE
        done = in_order(self.state.looks.first_steps)
        first = SAMPLES_FIRST if self.state.empty else STEPS[0]
        steps = [(step, keys.first_key(BY_ID[step.command])) for step in (first, *STEPS[1:])]
        hide = keys.first_key(BY_ID[HIDE])
        self._below_list.show(block(steps, done, hide) if form is Form.BLOCK else ())
        self._above_footer.show([line(steps, done, hide)] if form is Form.LINE else ())

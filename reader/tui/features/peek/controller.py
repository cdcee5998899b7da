"""Shows what is behind the words of a paragraph, one after the other, and beside the mouse those under it."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from reader.cable.model import Cable, Span
from reader.terminal_text import cut, safe_line, wrap_cells
from reader.tui.core.controller import Action, Controller
from reader.tui.features.peek.answers import answer, query_for
from reader.tui.features.peek.popup import Leave, Popup, Shown
from reader.tui.features.peek.things import Thing, ThingKind, linked, thing_at, thing_under, things_in
from reader.tui.page.roles import PageLink
from reader.tui.ui.typeahead import press

GO = {ThingKind.CABLE: "opens it", ThingKind.PARAGRAPH: "goes there"}
"""What Enter does; for what a query finds, it lists the cables."""


TIP_WIDTH, TIP_LINES = 50, 5
"""Cells and lines of the words beside the mouse, without their title."""


class PeekController(Controller):
    """The box beside the words."""

    def commands(self) -> dict[str, Action]:
        """One command."""
        return {"peek": lambda: self.ask(self._peek, "look at what is behind a word")}

    async def _peek(self) -> None:
        """Show the things here, beginning with the selected words; act on how the box was left."""
        state, page = self.state, self.services.page
        cable, mrn, ordinal = state.cable, state.mrn, page.current
        if cable is None or mrn is None:
            return
        things = [*things_in(cable, ordinal), *linked(state.entries, ordinal)]
        target = page.target()
        paragraph = cable.paragraph(ordinal) if ordinal is not None else None
        if paragraph is not None and target.start is not None and target.end is not None:
            words = paragraph.text[target.start : target.end]
            things = [thing_at(things, Span(target.start, target.end), words)]
        if not things:
            self.status.say("No reference, code or name to look at here; I explains those of the cable.")
            return
        at = 0

        def turn(by: int) -> Shown:
            nonlocal at
            at = (at + by) % len(things)
            thing = things[at]
            where = page.point_at(ordinal, thing.span, thing.words)
            return Shown(_title(thing, at, len(things)), where, page.region, _go(thing))

        popup = Popup(turn, lambda _: answer(self.workspace, cable, mrn, things[at]), len(things) > 1)
        try:
            left = await self.show_dialog(popup)
        finally:
            page.stop_pointing()
        if left is not None:
            self._act(left, things[at], popup)

    def _act(self, left: Leave, thing: Thing, popup: Popup) -> None:
        """Go to what was shown, or press the key that closed the box."""
        if left.key is not None:
            press(popup.app, left.key)
        elif left.go and thing.choices:
            self.services.page.follow_reference(thing.choices, thing.number)
        elif left.go and thing.number is not None:
            self.services.cables.remember()
            self.services.page.go_to_number(thing.number)
        elif left.go:
            self.services.results.query(query_for(thing))

    # The mouse

    def mouse_rested(self, ordinal: int | None, offset: int, text: str, link: PageLink | None) -> None:
        """Show beside the mouse what is behind the words under it."""
        cable, mrn = self.state.cable, self.state.mrn
        if cable is None or mrn is None or self.state.linear:
            return
        if self.state.settings.config.motion == "reduced":
            return
        thing = thing_under(cable, ordinal, offset, text)
        if thing is None and link is not None and link.choices:
            thing = Thing(ThingKind.CABLE, link.choices[0], link.choices[0], None, link.choices)
        if thing is not None:
            self.services.page.show_tip(tip(_title(thing, 0, 1)))
            self.start(partial(self._read_tip, cable, mrn, thing), "tip", "look at what is under the mouse")

    async def _read_tip(self, cable: Cable, mrn: str, thing: Thing) -> None:
        text = await self.wait(answer, self.workspace, cable, mrn, thing)
        self.services.page.show_tip(tip(_title(thing, 0, 1), text))


def tip(title: str, text: str = "") -> Content:
    """A title and the first lines of a text."""
    lines = wrap_cells("\n".join(safe_line(line) for line in text.split("\n")), TIP_WIDTH) if text else []
    if len(lines) > TIP_LINES:
        lines = [*lines[: TIP_LINES - 1], cut(f"{lines[TIP_LINES - 1]} …", TIP_WIDTH)]
    heading = Content.styled(cut(safe_line(title), TIP_WIDTH), "bold")
    return Content("\n").join([heading, *map(Content, lines)])


def _title(thing: Thing, at: int, count: int) -> str:
    """``ref A · 06HANOI1 · 2 of 5``."""
    value = thing.value if thing.kind is ThingKind.CABLE and thing.value not in thing.words else ""
    kind = "" if thing.kind in (ThingKind.CABLE, ThingKind.PARAGRAPH, ThingKind.CODE) else thing.kind.value
    number = f"{at + 1} of {count}" if count > 1 else ""
    return " · ".join(filter(None, (" ".join(thing.words.split()), value, kind, number)))


def _go(thing: Thing) -> str:
    """What Enter does with it."""
    return GO.get(thing.kind) or ("lists the cables" if query_for(thing) else "")

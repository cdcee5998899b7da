"""Protected names in what is copied or exported: asking what to do, and a passage without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from reader.cable.model import Cable
from reader.export.protection.policy import Found, Protection, Treatment
from reader.export.protection.protect import protect
from reader.export.protection.report import counted, lines
from reader.notes.model import Annotation, CrossReference, Target
from reader.terminal_text import safe_line
from reader.tui.core.controller import Controller
from reader.tui.ui.prompt import Key, Keys
from reader.tui.ui.sheet import Sheet

NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
ANSWERS = (
    Key("m", "mask"),
    Key("l", "leave out"),
    Key("k", "keep"),
    Key("s", "show"),
)
TREATMENTS = {"m": Treatment.MASK, "l": Treatment.LEAVE_OUT, "k": Treatment.KEEP}


@dataclass(frozen=True, slots=True)
class Copied:
    """What may be copied of a passage."""

    cable: Cable
    target: Target


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage without notes, in the form of the notes of a cable."""

    annotations: tuple[Annotation, ...]
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()


def passage(cable: Cable, target: Target, protection: Protection) -> Copied | None:
    """A passage as it may be copied; None if it is left out. What is found is counted in ``protection``."""
    note = Annotation(id="", author="", created=NO_TIME, changed=NO_TIME, target=target)
    shown = protect(protection, target.mrn, cable, _Passage((note,)))
    if not shown.annotations or shown.cable is None:
        return None
    return Copied(shown.cable, shown.annotations[0].target)


def question(found: Mapping[Found, int]) -> str:
    """``Protected names: 2 mentions in 1 passage of 1 cable.``"""
    return f"Protected names: {counted(found)}."


async def ask_treatment(controller: Controller, found: Mapping[Found, int]) -> Treatment | None:
    """Ask what to do with protected names; None if the user cancels."""
    while True:
        key = await controller.show_dialog(Keys(question(found), ANSWERS))
        if key != "s":
            return TREATMENTS.get(key) if key else None
        text = "\n".join(safe_line(line) for line in lines(found, most=len(found)))
        await controller.show_dialog(Sheet("Protected names", Content(text)))

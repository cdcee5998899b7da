"""Commands that are not allowed where the screen is shown, as in a browser. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Commands that are refused, and the sentences that say why."""

    refused: tuple[tuple[frozenset[str], str], ...] = ()

    def refusal(self, id: str) -> str | None:
        """Why a command is refused; None if it is not."""
        return next((words for ids, words in self.refused if id in ids), None)


CHANGE = "note.write"
"""The command that stands for all that change notes or write files, in screens with commands of their own."""
_SHELL = (
    frozenset(("pipe", "note.elsewhere", "config.edit")),
    "Not in a browser: this starts a program in a terminal.",
)
_CHANGES = (
    frozenset(
        (
            "note.write",
            "note.cable",
            "note.edit",
            "note.delete",
            "tag.edit",
            "tag.repeat",
            "tag.all",
            "cable.flag",
            "link.make",
            "judge.mode",
            "judge.keep",
            "judge.maybe",
            "judge.no",
            "judge.clear",
            "judge.all",
            "undo",
            "redo",
            "author",
            "protect",
            "export",
            "bundle",
            "merge",
            "verify",
            "library.import",
            "library.samples",
            "trail.keep",
            "trail.add",
        )
    ),
    "Read-only: cables serve --write allows changes.",
)
"""Commands that change notes or the library, and those that read or write other files."""

NONE = Restrictions()
IN_BROWSER = Restrictions((_SHELL,))
READ_ONLY = Restrictions((_SHELL, _CHANGES))

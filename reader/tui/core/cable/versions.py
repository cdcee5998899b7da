"""Which of several versions of a cable is shown, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.config import dates
from reader.terminal_text import safe_line

if TYPE_CHECKING:
    from reader.cable.model import Cable
    from reader.library.stored_cable import VersionSummary


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the open cable, and which one is shown."""

    summaries: Sequence[VersionSummary] = ()
    """The current one first."""
    at: int = 0

    @property
    def several(self) -> bool:
        """Whether there is another one."""
        return len(self.summaries) > 1

    @property
    def here(self) -> VersionSummary | None:
        """The one being shown."""
        return self.summaries[self.at] if self.at < len(self.summaries) else None

    @property
    def after(self) -> VersionSummary | None:
        """The next one; after the last, the first."""
        return self.summaries[(self.at + 1) % len(self.summaries)] if self.summaries else None

    @property
    def header(self) -> str:
        """For the folded header: ``2 versions``, or ``version 2 of 2``."""
        if not self.several:
            return ""
        return (
            f"version {self.at + 1} of {len(self.summaries)}"
            if self.at
            else f"{len(self.summaries)} versions"
        )

    @property
    def banner(self) -> tuple[str, ...]:
        """For the banner, the longest form first; nothing for the current version."""
        if not self.several or not self.at:
            return ()
        return f"version {self.at + 1} of {len(self.summaries)}, not current", "not current"

    @property
    def described(self) -> str:
        """``version 2 of 2, imported 27 Nov 2026 from cables.csv, row 12``; empty for the only one."""
        here = self.here
        if here is None or not self.several:
            return ""
        day = dates.medium(here.imported.astimezone()).strip()
        words = f"version {self.at + 1} of {len(self.summaries)}, imported {day}"
        words += f" from {safe_line(here.place)}" if here.place else ""
        return words if self.at else f"{words}; current"


def same_paragraph(before: Cable, after: Cable, ordinal: int | None) -> int | None:
    """The same paragraph in another version: the nearest with its label; else the one at its position."""
    paragraph = before.paragraph(ordinal) if ordinal is not None else None
    if paragraph is None or not after.paragraphs:
        return None
    alike = [each.ordinal for each in after.paragraphs if each.label == paragraph.label]
    return min(
        alike or [min(paragraph.ordinal, len(after.paragraphs))],
        key=lambda there: abs(there - paragraph.ordinal),
    )

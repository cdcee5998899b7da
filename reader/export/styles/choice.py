"""The styles by name."""

from __future__ import annotations

from reader.config.settings import EXPORT_STYLES
from reader.errors import UsageError
from reader.export.styles.base import PlainStyle, Style
from reader.export.styles.obsidian import ObsidianStyle
from reader.export.styles.pandoc import PandocStyle

STYLE_NAMES = EXPORT_STYLES
DEFAULT_STYLE = STYLE_NAMES[0]


def style_named(name: str, *, citation_keys: bool = False) -> Style:
    """The style of this name. ``citation_keys`` is for pandoc. Raises UsageError for an unknown name."""
    if name == ObsidianStyle.name:
        return ObsidianStyle()
    if name == PandocStyle.name:
        return PandocStyle(citation_keys=citation_keys)
    if name == PlainStyle.name:
        return PlainStyle()
    raise UsageError("No such style", where=name, advice=f"The styles are {', '.join(STYLE_NAMES)}.")

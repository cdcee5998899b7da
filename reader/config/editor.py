"""The user's editor: the one in the settings, else ``$VISUAL``, else ``$EDITOR``."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping

from reader.config.settings import Config
from reader.errors import CablesError


def editor_command(config: Config, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words of the command; the file is to follow them. Raises CablesError where none is named."""
    for named in (config.editor, environment.get("VISUAL"), environment.get("EDITOR")):
        try:
            words = shlex.split(named or "")
        except ValueError:  # a quotation mark without its fellow
            continue
        if words:
            return words
    raise CablesError(
        "No editor is set", advice="Set $VISUAL or $EDITOR, or editor in the settings (cables config --path)."
    )

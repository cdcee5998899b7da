"""An export of a workspace with all its options."""

from __future__ import annotations

from reader.export.exporter import Exporter
from reader.export.styles.choice import style_named
from reader.joined.export_source import ExportSource
from reader.joined.protocol import LibraryAndNotes


def exporter_for(
    workspace: LibraryAndNotes, style: str, *, citation_keys: bool = False, code: str = ""
) -> Exporter:
    """What exports these notes in this style; reads all notes once.

    With ``code``, only passages with the code of this name, or with one below it. Raises UsageError.
    """
    source = ExportSource(workspace)
    only = source.codes_under(code) if code else None
    return Exporter.of(source, style_named(style, citation_keys=citation_keys), only=only)

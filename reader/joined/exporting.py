"""An export of a workspace with all its options."""

from __future__ import annotations

from pathlib import Path

from reader.export.exporter import Exporter
from reader.export.protection.policy import Protection
from reader.export.styles.choice import style_named
from reader.joined.export_source import ExportSource
from reader.joined.protocol import LibraryAndNotes
from reader.notes.model import Trail


def exporter_for(
    workspace: LibraryAndNotes,
    style: str,
    protection: Protection | None = None,
    *,
    citation_keys: bool = False,
    code: str = "",
    template: Path | None = None,
    trail: Trail | None = None,
) -> Exporter:
    """What exports these notes in this style; reads all notes once.

    ``protection`` says what to do with protected names; by default they are kept. With ``code``, only
    passages with the code of this name, or with one below it. ``template`` is a file. With ``trail``, its
    cables and its stops. Raises UsageError and TemplateError.
    """
    page_template = None
    if template is not None:
        from reader.export.templates.page_template import PageTemplate

        page_template = PageTemplate.read(template)
    source = ExportSource(workspace)
    if trail is not None:
        from reader.joined.trail_source import TrailSource

        source = TrailSource(workspace, trail)
    only = source.codes_under(code) if code else None
    chosen = style_named(style, citation_keys=citation_keys)
    return Exporter.of(source, chosen, only=only, template=page_template, protection=protection)

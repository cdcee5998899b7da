"""Builds pages from what one cable's page is made of; in worker processes, if there are many."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.export.generated_page import Page
from reader.export.markdown import build_page
from reader.export.passages import NotesOfCable
from reader.export.protection.policy import Protection
from reader.export.protection.protect import protect
from reader.export.source.export_source import Held
from reader.export.styles.base import Style
from reader.notes.model import Code
from reader.processes import default_workers, in_order

if TYPE_CHECKING:
    from reader.export.templates.page_template import PageTemplate

FEW = 150
"""Up to this many pages are built in this process: starting others takes as long."""
CHUNK = 8
"""Pages built by a worker at once."""
AHEAD = 8
"""Chunks queued for each worker. Limits the memory used."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the page of one cable is made of."""

    held: Held
    """The cable; parsing it is most of the work."""
    notes: NotesOfCable
    ids: Mapping[str, str]
    """The block id of each note and link from this cable."""


@dataclass(frozen=True, slots=True)
class PageBuilder:
    """Builds pages in one style; knows the codebook."""

    style: Style
    codes: Mapping[str, Code]
    own_author: str
    template: PageTemplate | None
    protection: Protection

    def page(self, material: Material) -> Page:
        """The page of one cable."""
        held = material.held
        shown = protect(self.protection, held.mrn, held.cable(), material.notes)
        return build_page(
            shown.cable,
            held.mrn,
            shown,
            self.codes,
            ids=material.ids,
            cited_by=held.cited_by,
            text_hash=held.text_hash,
            version=held.version,
            style=self.style,
            own_author=self.own_author,
            template=self.template,
            remark=shown.remark,
        )

    def pages(self, materials: Iterable[Material]) -> Generator[Page, None, None]:
        """The pages in order, built in worker processes if there are many. A template stays in this one."""
        materials = iter(materials)
        first = list(islice(materials, FEW + 1))
        workers = default_workers() if len(first) > FEW and self.template is None else 0
        materials = chain(first, materials)
        if not workers:
            yield from map(self.page, materials)
            return
        chunks = iter(lambda: list(islice(materials, CHUNK)), [])
        with closing(in_order(partial(_build, self), chunks, workers, ahead=AHEAD)) as built:
            for pages, protection in built:
                self.protection.add(protection)
                yield from pages


def _build(builder: PageBuilder, materials: Sequence[Material]) -> tuple[list[Page], Protection]:
    """The pages, and what was found in them; runs in the workers."""
    builder = replace(builder, protection=builder.protection.empty())
    return [builder.page(material) for material in materials], builder.protection

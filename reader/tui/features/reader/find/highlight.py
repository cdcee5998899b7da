"""What the filter asks for is lit up in the cables it found, and they open where it stands."""

from __future__ import annotations

from typing import NamedTuple

from reader.cable.model import Cable
from reader.tui.core.controller import Handler
from reader.tui.features.reader.find.find_model import Folded, Sought


class Lit(NamedTuple):
    """The words of a query in a cable."""

    sought: Sought
    at: tuple[int, int] | None
    """Ordinal and clean offset of the hit to open at."""


def lights(cable: Cable, query: str) -> Lit | None:
    """What a query (in normal form) lights up; None where it asks for fields only. Linear in the text."""
    from reader.library.query.syntax import parse
    from reader.library.search.snippets import best_hit, patterns

    tree = parse(query)
    wanted = patterns(tree)
    return Lit(Sought(wanted, _in_place), best_hit(cable.paragraphs, tree)) if wanted else None


def _in_place(text: str) -> Folded:
    from reader.library.folding import fold_in_place

    return Folded(fold_in_place(text), None)


class Lighting(Handler):
    """The hits of the filter in the open cable."""

    async def look(self, cable: Cable | None) -> Lit | None:
        """What to light up in a cable; nothing over what the user looks for himself."""
        if cable is None or not self.desk.asked or self.desk.found:
            return None
        return await self.wait(lights, cable, self.desk.asked)

    def light(self, lit: Lit | None) -> None:
        """Light it up, and go to the best of it."""
        if lit is not None:
            self.screen.reader.light(lit.sought, lit.at)

    def darken(self) -> None:
        """There is no filter any more."""
        if not self.desk.found and self.screen.reader.clear_find():
            self.screen.refresh_hints()

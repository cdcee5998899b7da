"""The cables linked to one, as a part of a query: ``linked:06PHNOMPENH977~3``, ``chain:06PHNOMPENH977``."""

from __future__ import annotations

import re

from reader.cable.mrn import canonical
from reader.joined.cable_links import outline
from reader.joined.protocol import LibraryAndNotes
from reader.library.errors import QueryError
from reader.library.query.tree import Field, Phrase, Value, Word

HOPS = 2
"""Links from the cable, where the query does not say how many."""
MOST_HOPS = 6
"""Beyond this, everything is connected with everything."""
_HOPS = re.compile(r"~(\d{1,3})$", re.ASCII)


def chain_query(mrn: str, hops: int, *, texts: bool) -> str:
    """The query for the cables up to so many links away; with ``texts`` references count as links."""
    value = f"{mrn}~{hops}"
    # The numbers of documents in a published volume have a space.
    return str(Field("chain" if texts else "linked", Phrase(value) if " " in value else Word(value)))


def linked_cables(workspace: LibraryAndNotes, field: Field, text: str) -> set[str]:
    """The numbers of the cables that ``linked:`` or ``chain:`` finds, the cable itself included.

    ``text`` is the value. With references, takes some ms for each cable. Raises QueryError.
    """
    found = _HOPS.search(text)
    hops = int(found[1]) if found else HOPS
    name = text[: found.start()] if found else text
    mrn = workspace.library.resolve(name) or canonical(name)
    if mrn is None:
        raise QueryError(
            f"{field.name}: needs the number of a cable, not {_plain(field.value)}",
            field.position,
            advice=f"For example {field.name}:06PHNOMPENH977",
        )
    if not 1 <= hops <= MOST_HOPS:
        raise QueryError(
            f"{field.name}: goes from 1 to {MOST_HOPS} links far, not {hops}",
            field.position,
            advice=f"For example {field.name}:{mrn}~{MOST_HOPS}",
        )
    return {line.mrn for line in outline(workspace, mrn, hops, texts=field.name == "chain")}


def _plain(value: Value) -> str:
    return str(value).strip('"')

"""The codebook as a CSV table for spreadsheets and Taguette, with the number of uses of each code.

Taguette reads the columns ``name``, ``parent`` and ``description``, and writes ``tag``, ``parent``,
``description`` and ``number of highlights``; both are read here.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader import csv_safe
from reader.cable.normalise import normalise
from reader.notes.codebook.import_plan import MOST, Entry, guid
from reader.notes.codes import name_key
from reader.notes.errors import NotesError

COLUMNS = ("name", "parent", "description", "colour", "aliases", "uses", "id")
"""When reading, only ``name`` is required, and the columns may be in any order."""
_OTHER_NAMES = {"tag": "name", "path": "name", "definition": "description", "color": "colour"}
"""Names of columns in tables of Taguette, and in those this program wrote before."""
_BETWEEN = re.compile(r"(?:[^|\\]|\\.)+", re.DOTALL)


def write(entries: Sequence[Entry], usage: Mapping[str, int]) -> Iterator[str]:
    """The lines of the file. Parents are named, or given by id if two codes have that name.

    ``usage``: annotations per code id. Control characters become visible symbols.
    """
    named = Counter(name_key(entry.name) for entry in entries)
    names = {entry.id: entry.name for entry in entries if named[name_key(entry.name)] == 1}
    rows = (
        (
            entry.name,
            names.get(entry.parent, entry.parent),
            entry.definition,
            entry.colour,
            "|".join(map(_escaped, entry.aliases)),
            str(usage.get(entry.id, 0)),
            entry.id,
        )
        for entry in entries
    )
    yield from csv_safe.write([COLUMNS])
    yield from csv_safe.write(tuple(map(normalise, row)) for row in rows)


def read(text: str) -> list[Entry]:
    """The codes in such a table. Raises NotesError for any other text."""
    try:
        rows = csv_safe.read(text)
        written = [name.strip().lower() for name in next(rows, [])]
        head = [name if (name := _OTHER_NAMES.get(one, one)) not in written else one for one in written]
        if "name" not in head:
            raise NotesError(
                "The table has no column `name`", advice=f"Its first line should be {','.join(COLUMNS)}"
            )
        found = [_entry(dict(zip(head, row, strict=False))) for row in rows if any(row)]
    except csv.Error as error:
        raise NotesError(f"This is not a valid CSV table: {error}") from error
    if len(found) > MOST:
        raise NotesError(f"This codebook has more than {MOST:,} codes; nothing was imported")
    return found


def _entry(row: Mapping[str, str]) -> Entry:
    identity = row.get("id", "").strip()
    return Entry(
        row.get("name", ""),
        guid(identity) if identity else "",
        row.get("parent", ""),
        row.get("description", "").strip(),
        row.get("colour", "").strip().lower(),
        tuple(re.sub(r"\\(.)", r"\1", one) for one in _BETWEEN.findall(row.get("aliases", ""))),
    )


def _escaped(alias: str) -> str:
    return alias.replace("\\", "\\\\").replace("|", "\\|")

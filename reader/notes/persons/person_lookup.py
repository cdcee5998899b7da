"""The merged persons there are, and those with a spelling."""

from __future__ import annotations

from collections.abc import Iterable

from reader.notes.codes import name_key
from reader.notes.model import MergedPerson
from reader.notes.repository import Notes

TABLE = "persons"
"""The table of all merged persons."""


def merged_persons(notes: Notes) -> list[MergedPerson]:
    """The merged persons, sorted by name."""
    with notes.guard:
        found = [record for record in notes.records(TABLE) if isinstance(record, MergedPerson)]
    return sorted(found, key=lambda person: (name_key(person.name), person.created, person.id))


def spelt(persons: Iterable[MergedPerson], name: str) -> list[MergedPerson]:
    """Those of these persons with this spelling; after a merge of notes there may be several."""
    key = name_key(name)
    return [one for one in persons if key in map(name_key, one.names)]


def groups(persons: Iterable[MergedPerson]) -> list[tuple[str, ...]]:
    """The spellings of each person, the name that is shown first.

    Two people may each have merged a part: what shares a spelling is one person, named as it was named first.
    """
    joined: list[tuple[set[str], list[MergedPerson]]] = []
    for person in persons:
        keys, members = set(map(name_key, person.names)), [person]
        apart = []
        for other in joined:
            if keys.isdisjoint(other[0]):
                apart.append(other)
            else:
                keys, members = keys | other[0], other[1] + members
        joined = [*apart, (keys, members)]
    found = []
    for _, members in joined:
        members.sort(key=lambda one: (one.created, one.id))
        spellings = {name_key(name): name for one in reversed(members) for name in reversed(one.names)}
        first = members[0].name
        found.append((first, *sorted(name for key, name in spellings.items() if key != name_key(first))))
    return sorted(found, key=lambda names: name_key(names[0]))

"""The queries that find a name: a person, a place, an organisation. Pure."""

from __future__ import annotations

from enum import StrEnum

from reader.cable.naming.places import places_named
from reader.library.query.syntax import parse
from reader.library.query.tree import Or


class NameKind(StrEnum):
    """What a name is the name of; its value is the plural."""

    PERSON = "persons"
    PLACE = "places"
    ORGANISATION = "organisations"


def name_query(kind: NameKind, name: str) -> str:
    """The query for cables with a name; a quotation mark would end the phrase."""
    field = {NameKind.PERSON: "people:", NameKind.PLACE: "place:", NameKind.ORGANISATION: ""}[kind]
    return f'{field}"{" ".join(name.replace(chr(34), " ").split())}"'


def passage_query(kind: NameKind, name: str) -> str:
    """The query for what a text calls it: of a place, all its names."""
    if kind is NameKind.PLACE and (places := places_named(name)):
        return " OR ".join(f'"{each}"' for place in places for each in place.names)
    return name_query(kind, name)


def narrowed_to(query: str, kind: NameKind, name: str) -> str:
    """The query, in normal form, with a name added."""
    root = parse(query).root
    before = f"({query}) " if isinstance(root, Or) else f"{query} " if root else ""
    return before + name_query(kind, name)

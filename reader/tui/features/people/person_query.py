"""Queries about one person. Pure."""

from __future__ import annotations

from reader.library.query.syntax import parse
from reader.library.query.tree import Or


def person_query(name: str) -> str:
    """The query for cables that name a person; a quotation mark would end the phrase."""
    return f'people:"{" ".join(name.replace(chr(34), " ").split())}"'


def narrowed_to(query: str, name: str) -> str:
    """The query, in normal form, with a person added."""
    root = parse(query).root
    before = f"({query}) " if isinstance(root, Or) else f"{query} " if root else ""
    return before + person_query(name)

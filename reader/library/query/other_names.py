"""Names that are one person's, though spelt differently, in a query. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.library.folding import fold
from reader.library.query.tree import And, Field, Node, Not, Or, Phrase, Query, Word

Spellings = Sequence[str]
"""All spellings of one person's name, the one that is shown first."""


def with_other_names(query: Query, merged: Callable[[], Iterable[Spellings]]) -> Query:
    """The query, in which each name after ``people:`` has its other spellings; ``merged`` gives them all.

    It is called only for a query with such a name.
    """
    return query if query.root is None else Query(_with(query.root, merged))


def _with(node: Node, merged: Callable[[], Iterable[Spellings]]) -> Node:
    match node:
        case Field("people", Word(text) | Phrase(text, False)) if name := fold(text):
            also = {each: None for names in merged() if name in map(fold, names) for each in names}
            return replace(node, also=tuple(each for each in also if fold(each) != name))
        case Not(child):
            return Not(_with(child, merged))
        case And(children):
            return And(tuple(_with(child, merged) for child in children))
        case Or(children):
            return Or(tuple(_with(child, merged) for child in children))
    return node


class Naming:
    """Which stored names are meant by a name with other spellings, all of one person.

    A spelling that is part of a fuller one, as ``Rice`` is of ``Condoleezza Rice``, is that person's only
    where it stands alone: ``Susan Rice`` is somebody else. The name that is asked for is taken as it is.
    """

    def __init__(self, name: str, also: Iterable[str] = ()) -> None:
        words = {folded: frozenset(folded.split()) for each in (name, *also) if (folded := fold(each))}
        self.alone = tuple(
            one for one in words if one != fold(name) and any(words[one] < other for other in words.values())
        )
        """Folded spellings that a stored name must be."""
        self.within = tuple(one for one in words if one not in self.alone)
        """Folded spellings whose words a stored name must have; the first is the one asked for."""

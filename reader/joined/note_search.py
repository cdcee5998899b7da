"""Finds the notes that match a query. Words are searched in notes; fields are about cables or notes."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cable.mrn import canonical
from reader.joined import conditions
from reader.joined.conditions import NoteCondition
from reader.joined.note_fields import NoteFields, documents
from reader.joined.protocol import LibraryAndNotes
from reader.library import bulk_lookup
from reader.library.errors import QueryError
from reader.library.query.fields import FIELDS
from reader.library.query.syntax import parsed
from reader.library.query.tree import And, Field, Near, Node, Not, Or, Phrase, Prefix, Query, Word
from reader.notes.codec import decode
from reader.notes.model import Annotation, CrossReference, Document


def find(
    workspace: LibraryAndNotes, query: str | Query, *, typing: bool = False
) -> Iterator[Annotation | CrossReference]:
    """Yield the notes and links that match a query, by cable; a link belongs to the cable it starts from.

    Words and phrases match the note, the comment of a link, or the quoted words; ``note:`` matches only the
    first two. Fields such as ``from:`` match the cable. An empty query matches everything. ``query`` is text
    or a parsed tree; with ``typing``, the user is still typing at its end. Raises QueryError.
    """
    for _, document in matching(workspace, query, typing=typing):
        record = decode(document)
        if isinstance(record, Annotation | CrossReference):
            yield record


def matching(
    workspace: LibraryAndNotes, query: str | Query, *, typing: bool = False
) -> Iterator[tuple[str, Document]]:
    """As :func:`find`, but yields undecoded documents with the numbers of their cables, which is faster."""
    root = parsed(query, typing=typing).root
    yield from documents(workspace, _Compiler(workspace).condition(root) if root else conditions.everything())


class _Compiler:
    """Turns the nodes of one query into conditions."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace
        self._fields = NoteFields(workspace)

    def condition(self, node: Node) -> NoteCondition:
        """The condition for a node. Everything about cables is one query to the library."""
        if _is_about_cables(node):
            return conditions.on_cables(self._cables(node) | _named(node))
        match node:
            case Word() | Prefix() | Phrase():
                condition = conditions.with_term(node, conditions.all_texts)
                if condition is None:
                    raise QueryError(
                        "The query has no word to search for",
                        node.position,
                        advice="Punctuation is not searched; use letters or digits.",
                    )
                return condition
            case Near(terms):
                return conditions.all_of([self.condition(term) for term in terms])
            case Not(child):
                return conditions.none_of(self.condition(child))
            case Or(children):
                return conditions.any_of([self.condition(child) for child in children])
            case And(children):
                about_cables = tuple(filter(_is_about_cables, children))
                merged: tuple[Node, ...] = (And(about_cables),) if len(about_cables) > 1 else about_cables
                others = (child for child in children if not _is_about_cables(child))
                return conditions.all_of([self.condition(child) for child in (*merged, *others)])
            case Field():
                return self._fields.condition(node)

    def _cables(self, node: Node) -> frozenset[str]:
        listing = self._workspace.library.listing(Query(node))
        return frozenset(bulk_lookup.mrns(self._workspace.library, listing.ids))


def _named(node: Node) -> frozenset[str]:
    """The number in an ``mrn:`` field, as there may be notes on a cable that is not in the library."""
    match node:
        case Field("mrn", Word(text) | Phrase(text)):
            return frozenset((canonical(text) or text.upper(),))
    return frozenset()


def _is_about_cables(node: Node) -> bool:
    """Whether the node is only about cables, not about notes."""
    match node:
        case Field(name):
            return not FIELDS[name].about_notes
        case Not(child):
            return _is_about_cables(child)
        case And(children) | Or(children):
            return all(map(_is_about_cables, children))
    return False

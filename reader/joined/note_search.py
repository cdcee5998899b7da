"""The notes matching a query: fields match cables and notes alike, words are searched in notes."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cable.mrn import canonical
from reader.joined import conditions
from reader.joined.conditions import NoteCondition
from reader.joined.note_fields import Fields, documents
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
    """The notes and links matching a query, by cable; a link counts for the cable it starts from.

    Words and phrases match the note, the comment of a link, or the quoted words; ``note:`` matches only the
    first two. Fields such as ``from:`` match the cable. An empty query matches everything. ``query`` is text
    or a parsed tree; with ``typing`` the end of a text is unfinished. Raises QueryError.
    """
    for _, document in matching(workspace, query, typing=typing):
        record = decode(document)
        if isinstance(record, Annotation | CrossReference):
            yield record


def matching(
    workspace: LibraryAndNotes, query: str | Query, *, typing: bool = False
) -> Iterator[tuple[str, Document]]:
    """The same, not yet decoded, each with the number of its cable: enough to count."""
    root = parsed(query, typing=typing).root
    yield from documents(workspace, _Compiler(workspace).part(root) if root else conditions.everything())


class _Compiler:
    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace
        self._fields = Fields(workspace)

    def part(self, node: Node) -> NoteCondition:
        """The condition of a node. What only the library knows is asked of it once, as one query."""
        if _is_of_cables(node):
            return conditions.among(self._cables(node) | _named(node))
        match node:
            case Word() | Prefix() | Phrase():
                part = conditions.saying(node, conditions.all_texts)
                if part is None:
                    raise QueryError(
                        "The query has no word to search for",
                        node.position,
                        advice="Punctuation is not searched; use letters or digits.",
                    )
                return part
            case Near(terms):
                return conditions.all_of([self.part(term) for term in terms])
            case Not(child):
                return conditions.none_of(self.part(child))
            case Or(children):
                return conditions.any_of([self.part(child) for child in children])
            case And(children):
                about_cables = tuple(filter(_is_of_cables, children))
                together: tuple[Node, ...] = (And(about_cables),) if len(about_cables) > 1 else about_cables
                rest = (child for child in children if not _is_of_cables(child))
                return conditions.all_of([self.part(child) for child in (*together, *rest)])
            case Field():
                return self._fields.part(node)

    def _cables(self, node: Node) -> frozenset[str]:
        listing = self._workspace.library.listing(Query(node))
        return frozenset(bulk_lookup.mrns(self._workspace.library, listing.ids))


def _named(node: Node) -> frozenset[str]:
    """The cable that is asked for by its number: notes may lie on one that is not held."""
    match node:
        case Field("mrn", Word(text) | Phrase(text)):
            return frozenset((canonical(text) or text.upper(),))
    return frozenset()


def _is_of_cables(node: Node) -> bool:
    """True for what asks for cables alone."""
    match node:
        case Field(name):
            return not FIELDS[name].about_notes
        case Not(child):
            return _is_of_cables(child)
        case And(children) | Or(children):
            return all(map(_is_of_cables, children))
    return False

"""The notes that answer a query: fields ask for cables and notes alike, words are looked for in notes."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cable.mrn import canonical
from reader.joined import conditions
from reader.joined.conditions import Part
from reader.joined.note_fields import Fields, documents
from reader.joined.protocol import Both
from reader.library import bulk_lookup
from reader.library.errors import QueryError
from reader.library.query import syntax
from reader.library.query.fields import FIELDS
from reader.library.query.tree import And, Field, Near, Node, Not, Or, Phrase, Prefix, Word
from reader.notes.codec import decode
from reader.notes.model import Annotation, CrossReference, Document


def find(both: Both, query: str, *, typing: bool = False) -> Iterator[Annotation | CrossReference]:
    """The live notes and links that answer a query, by cable; a link lies with the cable it starts from.

    Words and phrases stand in the note, in the comment of a link, or in the words it is about; ``note:``
    looks in the first two only. Fields such as ``from:`` ask for the cable. An empty query asks for all.
    With ``typing`` the end of the query is still being written. Raises QueryError.
    """
    for _, document in matching(both, query, typing=typing):
        record = decode(document)
        if isinstance(record, Annotation | CrossReference):
            yield record


def matching(both: Both, query: str, *, typing: bool = False) -> Iterator[tuple[str, Document]]:
    """What ``find`` gives, not yet decoded, each with the number of its cable: enough to count."""
    root = syntax.parse(query, typing=typing).root
    yield from documents(both, _Compiler(both).part(root) if root else conditions.everything())


class _Compiler:
    def __init__(self, both: Both) -> None:
        self._both = both
        self._fields = Fields(both)

    def part(self, node: Node) -> Part:
        """The condition of a node. What only the library knows is asked of it once, as one query."""
        if _is_of_cables(node):
            return conditions.among(self._cables(node) | _named(node))
        match node:
            case Word() | Prefix() | Phrase():
                part = conditions.saying(node, conditions.all_texts)
                if part is None:
                    raise QueryError(
                        "There is no word to look for", node.position, advice="Write letters or figures."
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
        listing = self._both.library.listing(str(node))
        return frozenset(bulk_lookup.mrns(self._both.library, listing.ids))


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

"""A query as a tree. ``str()`` of a tree is a query that parses to the same tree. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, punctuation included. The index splits it there: ``G/TIP`` becomes a phrase."""

    text: str
    position: int = field(default=0, compare=False)
    """Offset in the query: characters, zero-based."""

    @property
    def is_prefix(self) -> bool:
        """Whether longer words match, too: never."""
        return False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin with the text: ``traffick*``."""

    text: str
    position: int = field(default=0, compare=False)

    @property
    def is_prefix(self) -> bool:
        """Whether longer words match, too: always."""
        return True

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another."""

    text: str
    open_end: bool = False
    """Whether the last word is a prefix: ``"human ri"*``."""
    position: int = field(default=0, compare=False)

    @property
    def is_prefix(self) -> bool:
        """Whether longer words match the last word, too."""
        return self.open_end

    def __str__(self) -> str:
        return f'"{self.text}"' + ("*" if self.open_end else "")


Term = Word | Prefix | Phrase


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most ``distance`` words between them."""

    terms: tuple[Term, ...]
    distance: int = 10

    def __str__(self) -> str:
        return f"NEAR({' '.join(map(str, self.terms))}, {self.distance})"


@dataclass(frozen=True, slots=True)
class Range:
    """``2006..2008``, both ends included; an empty end is open."""

    low: str
    high: str
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``>=2006``."""

    operator: str
    value: str
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.operator}{self.value}"


Value = Term | Range | Comparison


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on one part of the cable: ``tag:PHUM``."""

    name: str
    value: Value
    position: int = field(default=0, compare=False)
    also: tuple[str, ...] = ()
    """Other spellings of a person's name, as merged by the user; not part of the query's text."""

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """Matches what its child does not."""

    child: Node

    def __str__(self) -> str:
        return f"-{_bracketed(self.child, And, Or)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of the children must match. At least two, none of them an And."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_bracketed(child, Or) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the children must match. At least two, none of them an Or."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.children))


Node = Term | Near | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query; without a root it matches every cable."""

    root: Node | None = None

    def __str__(self) -> str:
        return str(self.root) if self.root else ""

    def terms(self) -> Iterator[Term]:
        """The terms to find in the text and subject, in their order, without those that must not occur."""
        if self.root:
            yield from _terms(self.root)


def _bracketed(node: Node, *kinds: type[And] | type[Or]) -> str:
    return f"({node})" if isinstance(node, kinds) else str(node)


def _terms(node: Node) -> Iterator[Term]:
    match node:
        case Word() | Prefix() | Phrase():
            yield node
        case Near(terms):
            yield from terms
        case Field("subject" | "people" | "place", Word() | Prefix() | Phrase() as term, also=also):
            yield term
            yield from (Phrase(name) for name in also)
        case And(children) | Or(children):
            for child in children:
                yield from _terms(child)

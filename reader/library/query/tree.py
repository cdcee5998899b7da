"""What a query says, as a tree. ``str()`` of a tree is a query that parses to the same tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, punctuation included; the index sees the words inside it (``G/TIP``: a phrase)."""

    text: str
    position: int = field(default=0, compare=False)
    """Where it stands in the query: characters, zero-based."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so: ``traffick*``."""

    text: str
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another."""

    text: str
    open_end: bool = False
    """The last word may go on: ``"human ri"*``."""
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"' + ("*" if self.open_end else "")


Term = Word | Prefix | Phrase


@dataclass(frozen=True, slots=True)
class Near:
    """Terms that stand at most ``distance`` words apart."""

    terms: tuple[Term, ...]
    distance: int = 10

    def __str__(self) -> str:
        return f"NEAR({' '.join(map(str, self.terms))}, {self.distance})"


@dataclass(frozen=True, slots=True)
class Range:
    """``2006..2008``, both ends included; an end left out is open."""

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

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    child: Node

    def __str__(self) -> str:
        return f"-{_bracketed(self.child, And, Or)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of these; at least two, none of them an And."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_bracketed(child, Or) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these; at least two, none of them an Or."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.children))


Node = Term | Near | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query; without a root it asks for everything."""

    root: Node | None = None

    def __str__(self) -> str:
        return str(self.root) if self.root else ""

    def terms(self) -> Iterator[Term]:
        """The terms looked for in the text, in their order; none that must be absent."""
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
        case Field("subject", Word() | Prefix() | Phrase() as term):
            yield term
        case And(children) | Or(children):
            for child in children:
                yield from _terms(child)

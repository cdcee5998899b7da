"""The query language: parses a query into a tree. Pure; linear in the length of the query.

query   = any                         words beside each other must all occur
any     = all ("OR" all)*
all     = ["AND"] one+
one     = ("-" | "NOT") one | "(" any ")" | field ":" value | term | near
term    = word | word "*" | '"' words '"' ["*"]
near    = "NEAR(" term term+ ["," number] ")"
value   = term | low ".." high | ("<" | "<=" | ">" | ">=") value

A message reference number, or the web address of a cable, is short for ``mrn:`` and that number.
This module parses how parts are combined (``any``, ``all``, ``one``), ``operands`` the parts themselves.
"""

from __future__ import annotations

from reader.library.errors import QueryError
from reader.library.query import operands
from reader.library.query.token_stream import TokenStream
from reader.library.query.tokens import Token, tokenize
from reader.library.query.tree import And, Node, Not, Or, Query

MAX_LENGTH = 2000
"""Characters of a query."""
MAX_TOKENS = 200
"""Words, signs and brackets of a query."""
MAX_DEPTH = 30
"""Levels of nested brackets and minus signs."""


def parse(text: str, *, typing: bool = False) -> Query:
    """Parse a query; an empty one has no root.

    With ``typing``, the user is still typing at the end of the text: its last word counts as a prefix
    (``traffick`` as ``traffick*``), and what is unfinished there is not an error.
    Raises QueryError with the position of the mistake.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The query is longer than {MAX_LENGTH:,} characters", MAX_LENGTH, advice="Shorten it."
        )
    tokens = list(tokenize(text))
    if len(tokens) > MAX_TOKENS:
        raise QueryError(
            f"The query has more than {MAX_TOKENS} parts", tokens[MAX_TOKENS].position, advice="Shorten it."
        )
    return Query(_Parser(TokenStream(tokens, len(text), typing=typing)).query())


def parsed(query: str | Query, *, typing: bool = False) -> Query:
    """The query as a tree, parsed if it is still text. Raises QueryError as :func:`parse` does."""
    return query if isinstance(query, Query) else parse(query, typing=typing)


class _Parser:
    """Recursive descent over the tokens of one query.

    The methods are named after the rules of the grammar. They return None only where the user has not
    finished typing.
    """

    def __init__(self, tokens: TokenStream) -> None:
        self._tokens = tokens
        self._depth = 0

    def query(self) -> Node | None:
        """Parse the whole query; None if it is empty."""
        tokens = self._tokens
        if tokens.next.kind == "end":
            return None
        root = self._any()
        if tokens.next.kind == "close":
            raise QueryError('")" without "("', tokens.next.position, advice='Delete the ")".')
        if root is None and not tokens.typing:
            raise QueryError("There is nothing to search for", 0, advice="Add a word.")
        return root

    def _any(self) -> Node | None:
        tokens = self._tokens
        alternatives = [self._all()]
        while tokens.next_is("OR"):
            token = tokens.take()
            if alternatives[-1] is None and not tokens.unfinished:
                raise _or_needs("before", token)
            after = self._all()
            if after is None and not tokens.unfinished:
                raise _or_needs("after", token)
            alternatives.append(after)
        return _combined(Or, [each for each in alternatives if each is not None])

    def _all(self) -> Node | None:
        tokens = self._tokens
        nodes: list[Node] = []
        while tokens.next.kind not in ("end", "close") and not tokens.next_is("OR"):
            if tokens.next_is("AND"):
                tokens.take()
                continue
            node = self._one()
            if node is not None:
                nodes.append(node)
        return _combined(And, nodes)

    def _one(self) -> Node | None:
        token = self._tokens.take()
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT"):
            return self._negated(token)
        if token.kind == "open":
            return self._bracket(token)
        if token.kind == "near" and self._tokens.next.kind == "open":
            return operands.near(self._tokens, token)
        if token.kind == "quoted":
            return operands.quoted(self._tokens, token)
        return operands.word(self._tokens, token)

    def _negated(self, token: Token) -> Node | None:
        self._descend(token)
        if self._tokens.next.kind in ("end", "close") or self._tokens.next_is("OR", "AND"):
            if self._tokens.unfinished:
                return None
            raise QueryError(
                f"{token.text} needs a word after it",
                token.position,
                advice=f'For example -visa. To search for "{token.text}" itself, put it in quotes.',
            )
        child = self._one()
        self._depth -= 1
        if child is None:
            return None
        return child.child if isinstance(child, Not) else Not(child)

    def _bracket(self, token: Token) -> Node | None:
        self._descend(token)
        inside = self._any()
        self._depth -= 1
        if self._tokens.next.kind == "close":
            self._tokens.take()
        elif not self._tokens.typing:
            raise QueryError('"(" without ")"', token.position, advice='Add the ")".')
        if inside is None and not self._tokens.typing:
            raise QueryError("The brackets are empty", token.position, advice="Put a word between them.")
        return inside

    def _descend(self, token: Token) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(
                "The brackets are nested too deeply", token.position, advice="Use fewer levels of brackets."
            )


def _or_needs(side: str, token: Token) -> QueryError:
    return QueryError(
        f"OR needs a word {side} it", token.position, advice='To search for the word itself, write "or".'
    )


def _combined(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """One node for all: nested nodes of the same kind are flattened, a single node stays as it is."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.children if isinstance(node, kind) else [node])
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else kind(tuple(flat))

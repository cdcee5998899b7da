"""The tokens of one query, taken one after the other. Pure."""

from __future__ import annotations

from reader.library.query.tokens import Token


class TokenStream:
    """The tokens of a query with one token of lookahead; after the last comes one of kind ``end``."""

    def __init__(self, tokens: list[Token], length: int, *, typing: bool) -> None:
        """``length`` is that of the query's text, in characters."""
        self.typing = typing
        """The user is still typing at the end of the text."""
        self._tokens = [*tokens, Token("end", "", length)]
        self._index = 0
        self._length = length

    @property
    def next(self) -> Token:
        """The next token, which is not taken."""
        return self._tokens[self._index]

    @property
    def unfinished(self) -> bool:
        """True at the end of a query that is still being typed."""
        return self.typing and self.next.kind == "end"

    def take(self) -> Token:
        """Return the next token and go past it."""
        token = self.next
        self._index += 1
        return token

    def next_is(self, *operators: str) -> bool:
        """Whether one of these operators (``OR``, ``AND``) comes next."""
        return self.next.kind == "word" and self.next.text in operators

    def being_typed(self, token: Token) -> bool:
        """Whether the user is still typing this word, the one taken last: it ends where the text ends."""
        return self.unfinished and token.position + len(token.text) == self._length

"""The query language: from what is typed to a tree. Pure; linear in the length of the query.

query   = any                         words beside each other must all occur
any     = all ("OR" all)*
all     = ["AND"] one+
one     = ("-" | "NOT") one | "(" any ")" | field ":" value | term | near
term    = word | word "*" | '"' words '"' ["*"]
near    = "NEAR(" term term+ ["," number] ")"
value   = term | low ".." high | ("<" | "<=" | ">" | ">=") value

A message reference number, or the web address of a cable, is short for ``mrn:`` and that number.
"""

from __future__ import annotations

import re

from reader.cable.mrn import canonical
from reader.library.errors import QueryError
from reader.library.query import tokens as query_tokens
from reader.library.query.fields import FIELDS, FieldFact, read_number
from reader.library.query.tokens import Token
from reader.library.query.tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Value,
    Word,
)
from reader.library.query.values import term, value_of, wrong

LONGEST = 2000
"""Characters of a query."""
MOST_PARTS = 200
"""Words, signs and brackets of a query."""
BEGINNING = 3
"""Letters from which on a word that is being typed is taken as the beginning of one. All words that begin
with a given letter or two are so many that looking for them takes longer than typing the next."""
DEEPEST = 30
"""Brackets and signs inside one another."""
FARTHEST = 1000
"""Words that NEAR may bridge."""

_NEAR_EXAMPLE = "For example NEAR(visa fraud, 5)."
_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)


def parse(text: str, *, typing: bool = False) -> Query:
    """The tree of a query; of an empty one, a query without a root.

    With ``typing`` the end of the text is still being written: its last word is taken as the beginning of
    one (``traffick`` as ``traffick*``), and what is not finished there is no error.
    Raises QueryError with the position of what cannot be understood.
    """
    if len(text) > LONGEST:
        raise QueryError(f"The query is longer than {LONGEST:,} characters", LONGEST, advice="Shorten it.")
    tokens = list(query_tokens.tokens(text))
    if len(tokens) > MOST_PARTS:
        raise QueryError(
            f"The query has more than {MOST_PARTS} parts", tokens[MOST_PARTS].position, advice="Shorten it."
        )
    return Query(_Parser(tokens, len(text), typing=typing).query())


def parsed(query: str | Query, *, typing: bool = False) -> Query:
    """A query that may be text still, as a tree. Raises QueryError as :func:`parse` does."""
    return query if isinstance(query, Query) else parse(query, typing=typing)


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: list[Token], length: int, *, typing: bool) -> None:
        self._tokens = [*tokens, Token("end", "", length)]
        self._at = 0
        self._depth = 0
        self._typing = typing
        self._length = length

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _comes(self, *operators: str) -> bool:
        return self._next.kind == "word" and self._next.text in operators

    def _is_last(self, token: Token, end: int) -> bool:
        """True while the user is still typing this token: it ends where the text ends."""
        return self._typing and self._next.kind == "end" and end == self._length

    def query(self) -> Node | None:
        """The whole query."""
        if self._next.kind == "end":
            return None
        root = self._any()
        if self._next.kind == "close":
            raise QueryError(
                "A bracket is closed that was never opened", self._next.position, advice="Take the ) away."
            )
        if root is None and not self._typing:
            raise QueryError("There is nothing to look for", 0, advice="Write a word.")
        return root

    def _any(self) -> Node | None:
        """Alternatives. None only where an unfinished end was dropped."""
        alternatives = [self._all()]
        while self._comes("OR"):
            token = self._take()
            if alternatives[-1] is None and not self._unfinished():
                raise QueryError(
                    "OR needs a word before it", token.position, advice='To look for the word, write "or".'
                )
            after = self._all()
            if after is None and not self._unfinished():
                raise QueryError(
                    "OR needs a word after it", token.position, advice='To look for the word, write "or".'
                )
            alternatives.append(after)
        return _joined(Or, [each for each in alternatives if each is not None])

    def _unfinished(self) -> bool:
        return self._typing and self._next.kind == "end"

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while self._next.kind not in ("end", "close") and not self._comes("OR"):
            if self._comes("AND"):
                self._take()
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _one(self) -> Node | None:
        token = self._take()
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT"):
            return self._negated(token)
        if token.kind == "open":
            return self._bracket(token)
        if token.kind == "near" and self._next.kind == "open":
            return self._near(token)
        if token.kind == "quoted":
            return self._quoted(token)
        return self._word(token)

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError("The brackets go too deep", token.position, advice="Write it with fewer.")

    def _negated(self, token: Token) -> Node | None:
        self._deeper(token)
        if self._next.kind in ("end", "close") or self._comes("OR", "AND"):
            if self._unfinished():
                return None
            raise QueryError(
                f"After {token.text} comes what must not occur",
                token.position,
                advice='For example -visa; to look for the sign or word itself, write it in "quotes".',
            )
        child = self._one()
        self._depth -= 1
        if child is None:
            return None
        return child.child if isinstance(child, Not) else Not(child)

    def _bracket(self, token: Token) -> Node | None:
        self._deeper(token)
        inside = self._any()
        self._depth -= 1
        if self._next.kind == "close":
            self._take()
        elif not self._typing:
            raise QueryError("A bracket is not closed", token.position, advice="Put a ) where it ends.")
        if inside is None and not self._typing:
            raise QueryError("There is nothing between the brackets", token.position, advice="Write a word.")
        return inside

    def _near(self, token: Token) -> Node | None:
        self._take()
        terms: list[Term] = []
        distance: int | None = None
        while self._next.kind in ("word", "quoted") and distance is None:
            part = self._take()
            if part.kind == "quoted" and not part.field:
                terms.append(Phrase(part.text, part.star, part.position))
                continue
            word, comma, tail = part.text.partition(",")
            if part.kind == "quoted" or _FIELD.fullmatch(word):
                raise QueryError("NEAR takes words only", part.position, advice=_NEAR_EXAMPLE)
            if word:
                terms.append(term(word, part.position))
            if comma:
                distance = self._distance(tail, part)
        if self._next.kind == "close":
            self._take()
        elif not self._unfinished():
            raise QueryError("NEAR is not closed", token.position, advice=_NEAR_EXAMPLE)
        if len(terms) < 2:
            if self._unfinished():
                return terms[0] if terms else None
            raise QueryError("NEAR needs at least two words", token.position, advice=_NEAR_EXAMPLE)
        return Near(tuple(terms), 10 if distance is None else distance)

    def _distance(self, tail: str, part: Token) -> int:
        if not tail and self._next.kind == "word":
            tail = self._take().text
        number = read_number(tail)
        if number is None or number > FARTHEST:
            if self._unfinished():
                return 10
            raise QueryError(
                "How far apart must be a number of words",
                part.position,
                advice=f"For example NEAR(visa fraud, 5); at most {FARTHEST:,}.",
            )
        return number

    def _quoted(self, token: Token) -> Node | None:
        if not token.closed and not self._typing:
            raise QueryError("A quotation is not closed", token.position, advice='Put a " where it ends.')
        empty = not token.text.strip()
        if empty and self._unfinished():
            return None
        if empty:
            raise QueryError("There is nothing between the quotes", token.position, advice="Write a word.")
        phrase = Phrase(token.text, token.star or not token.closed, token.position)
        if not token.field:
            return phrase
        return self._field(token.field, phrase, token)

    def _word(self, token: Token) -> Node | None:
        last = self._is_last(token, token.position + len(token.text))
        named = _FIELD.fullmatch(token.text)
        numbered = "://" in token.text or (token.text[:2].isdigit() and not named)
        if numbered and (mrn := canonical(token.text)):
            # A number, or a cable's web address, means the cable; in quotes it is a word of the text.
            return self._field("mrn", Word(mrn, token.position), token, last=last)
        if not named:
            word = term(token.text, token.position)
            # The end of a text may be a sign that only its continuation explains: "-", then "-visa".
            open_end = last and isinstance(word, Word) and sum(map(str.isalnum, word.text)) >= BEGINNING
            return Prefix(word.text, word.position) if open_end else word
        name, text = named.groups()
        at = token.position + len(name) + 1
        if not text:
            if self._unfinished():
                return None
            self._fact(name, token)
            raise QueryError(
                f"After {name}: comes what to look for",
                token.position,
                advice=f"Without a space: {FIELDS[name.lower()].example}",
            )
        return self._field(name, value_of(self._fact(name, token), text, at), token, last=last)

    def _fact(self, name: str, token: Token) -> FieldFact:
        fact = FIELDS.get(name.lower())
        if fact:
            return fact
        from difflib import get_close_matches  # 5 ms, for mistakes only

        near = get_close_matches(name.lower(), FIELDS, n=1)
        meant = f"Did you mean {near[0]}:? " if near else ""
        raise QueryError(
            f"There is no field {name}:",
            token.position,
            advice=f'{meant}Fields are {", ".join(FIELDS)}. To look for the word, put it in "quotes".',
        )

    def _field(self, name: str, value: Value, token: Token, *, last: bool = False) -> Node | None:
        fact = self._fact(name, token)
        if last and isinstance(value, Word) and not fact.ordered and not fact.about_notes:
            value = Prefix(value.text, value.position)
        mistake = wrong(fact, value)
        if mistake and (last or (not token.closed and self._typing)):
            return None
        if mistake:
            raise QueryError(mistake, token.position, advice=f"For example {fact.example}")
        return Field(fact.name, value, token.position)


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """The parts under one node; a single one needs none, and nodes of the same kind melt together."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.children if isinstance(part, kind) else [part])
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else kind(tuple(flat))

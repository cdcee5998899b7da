"""Parses what a query combines: words, phrases, NEAR and fields. Pure.

Each function gets the token that was taken last, and returns None where the user has not finished typing.
They raise QueryError.
"""

from __future__ import annotations

import re

from reader.cable.frus import split_frus
from reader.cable.mrn import canonical
from reader.library.errors import QueryError
from reader.library.query.fields import FIELDS, FieldSpec, read_number
from reader.library.query.token_stream import TokenStream
from reader.library.query.tokens import Token
from reader.library.query.tree import Field, Near, Node, Phrase, Prefix, Term, Value, Word
from reader.library.query.values import mistake_in, read_term, read_value

PREFIX_LENGTH = 3
"""Letters after which a word that is still being typed counts as a prefix. So many words begin with a given
letter or two that searching for them takes longer than typing the next letter."""
DEFAULT_DISTANCE = 10
"""Words between the terms of a NEAR that does not say how many."""
MAX_DISTANCE = 1000
"""Words that NEAR may bridge."""

_NEAR_EXAMPLE = "For example NEAR(visa fraud, 5)."
_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)


def near(tokens: TokenStream, token: Token) -> Node | None:
    """``NEAR(visa fraud, 5)``, from its opening bracket on."""
    tokens.take()
    terms: list[Term] = []
    distance: int | None = None
    while tokens.next.kind in ("word", "quoted") and distance is None:
        part = tokens.take()
        if part.kind == "quoted" and not part.field:
            terms.append(Phrase(part.text, part.star, part.position))
            continue
        bare, comma, after_comma = part.text.partition(",")
        if part.kind == "quoted" or _FIELD.fullmatch(bare):
            raise QueryError("NEAR takes words, not fields", part.position, advice=_NEAR_EXAMPLE)
        if bare:
            terms.append(read_term(bare, part.position))
        if comma:
            distance = _distance(tokens, after_comma, part)
    if tokens.next.kind == "close":
        tokens.take()
    elif not tokens.unfinished:
        raise QueryError('NEAR( without ")"', token.position, advice=_NEAR_EXAMPLE)
    if len(terms) < 2:
        if tokens.unfinished:
            return terms[0] if terms else None
        raise QueryError("NEAR needs at least two words", token.position, advice=_NEAR_EXAMPLE)
    return Near(tuple(terms), DEFAULT_DISTANCE if distance is None else distance)


def _distance(tokens: TokenStream, after_comma: str, part: Token) -> int:
    if not after_comma and tokens.next.kind == "word":
        after_comma = tokens.take().text
    number = read_number(after_comma)
    if number is None or number > MAX_DISTANCE:
        if tokens.unfinished:
            return DEFAULT_DISTANCE
        raise QueryError(
            "NEAR needs a number after the comma",
            part.position,
            advice=f"For example NEAR(visa fraud, 5); at most {MAX_DISTANCE:,}.",
        )
    return number


def quoted(tokens: TokenStream, token: Token) -> Node | None:
    """``"human rights"``, or a field with such a value."""
    if not token.closed and not tokens.typing:
        raise QueryError("The closing quote is missing", token.position, advice='Add a " at the end.')
    if not token.text.strip():
        if tokens.unfinished:
            return None
        raise QueryError("The quotes are empty", token.position, advice="Put a word between them.")
    phrase = Phrase(token.text, token.star or not token.closed, token.position)
    if not token.field:
        return phrase
    return _field(tokens, token, token.field, phrase)


def word(tokens: TokenStream, token: Token) -> Node | None:
    """A word, a prefix, a field with its value, the number or address of a cable, or a FRUS volume."""
    being_typed = tokens.being_typed(token)
    field = _FIELD.fullmatch(token.text)
    begins_number = token.text[:2].isdigit() or token.text[:4].upper() == "FRUS"
    maybe_number = "://" in token.text or (begins_number and not field)
    if maybe_number and (mrn := canonical(token.text)):
        return _field(tokens, token, "mrn", Word(mrn, token.position), being_typed=being_typed)
    if begins_number and not field and (volume := _volume(token.text)):
        start = token.text.upper() if being_typed else volume
        return _field(tokens, token, "mrn", Prefix(start, token.position))
    if not field:
        term = read_term(token.text, token.position)
        # A sign at the end of the text may be the start of something else: "-", then "-visa".
        long_enough = isinstance(term, Word) and sum(map(str.isalnum, term.text)) >= PREFIX_LENGTH
        return Prefix(term.text, term.position) if being_typed and long_enough else term
    name, text = field.groups()
    if not text:
        if tokens.unfinished:
            return None
        raise QueryError(
            f"{name}: needs a value", token.position, advice=f"Without a space: {_spec(name, token).example}"
        )
    value = read_value(_spec(name, token), text, token.position + len(name) + 1)
    return _field(tokens, token, name, value, being_typed=being_typed)


def _volume(text: str) -> str | None:
    """What the numbers of all documents of a FRUS volume begin with, ``FRUS1969-76V22D``; None for a word.

    ``FRUS1969-76`` is all volumes of these years.
    """
    mrn = canonical(f"{text}/d1")
    found = split_frus(mrn) if mrn else None
    if found is None:
        return None
    only_years = not found.volume.removeprefix("FRUS").strip("0123456789-")
    return found.volume if only_years else f"{found.volume}D"


def _field(
    tokens: TokenStream, token: Token, name: str, value: Value, *, being_typed: bool = False
) -> Node | None:
    spec = _spec(name, token)
    if being_typed and isinstance(value, Word) and not spec.ordered and not spec.about_notes:
        value = Prefix(value.text, value.position)
    mistake = mistake_in(value, spec)
    if mistake and (being_typed or (not token.closed and tokens.typing)):
        return None
    if mistake:
        raise QueryError(mistake, token.position, advice=f"For example {spec.example}")
    return Field(spec.name, value, token.position)


def _spec(name: str, token: Token) -> FieldSpec:
    spec = FIELDS.get(name.lower())
    if spec:
        return spec
    from difflib import get_close_matches  # takes 5 ms to import, so only for mistakes

    similar = get_close_matches(name.lower(), FIELDS, n=1)
    suggestion = f"Did you mean {similar[0]}:? " if similar else ""
    raise QueryError(
        f"There is no field {name}",
        token.position,
        advice=f"{suggestion}Fields are {', '.join(FIELDS)}. To search for the word, put it in quotes.",
    )

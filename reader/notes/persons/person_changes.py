"""Merging the spellings of a person's name, and taking them apart again.

Each change is one step that can be undone. It reads the persons as they are stored then, so that two windows
may merge at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.notes.codec import decode, encode
from reader.notes.codes import check_name, name_key
from reader.notes.errors import NotesError
from reader.notes.model import MergedPerson
from reader.notes.persons.person_lookup import TABLE, groups, merged_persons, spelt
from reader.notes.repository import Notes
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import quoted

MOST_SPELLINGS = 200
"""Most spellings of a person."""
FEWEST = 2
"""Spellings that a merge needs."""
FEW = 5
"""Names that a message lists."""


def merge(notes: Notes, names: Sequence[str], name: str = "") -> tuple[str, ...]:
    """Make these spellings one person, with all that they were merged with; returns its spellings.

    ``name``: what the person is called; by default the first of the names. Raises NotesError.
    """
    given = _checked([*([name] if name else ()), *names])
    if len(given) < FEWEST:
        raise NotesError("A merge needs two spellings", where=quoted(given))
    with notes.transaction(f"merge of {_few(given)}") as transaction:
        known = [
            (number, person)
            for number, person in _stored(transaction)
            if any(spelt([person], one) for one in given)
        ]
        first, *rest = _checked([*given, *(each for _, person in known for each in person.names)])
        if len(rest) >= MOST_SPELLINGS:
            raise NotesError(
                f"A person can have at most {MOST_SPELLINGS} spellings", where=f"{len(rest) + 1:,}"
            )
        if known:
            transaction.edit(TABLE, known[0][0], name=first, spellings=rest)
        else:
            person = MergedPerson(**notes.new_fields(transaction), name=first, spellings=tuple(rest))
            transaction.insert(TABLE, encode(person))
        for number, _ in known[1:]:
            transaction.edit(TABLE, number, deleted=True)
    return (first, *rest)


def split(notes: Notes, names: Sequence[str]) -> list[str]:
    """Take these spellings out of the persons they were merged into; returns those that are apart then.

    The name of a person takes all its spellings apart. Raises NotesError for a name that is not merged.
    """
    given = _checked(names)
    with notes.transaction(f"split of {_few(given)}") as transaction:
        apart: list[str] = []
        for name in given:
            key = name_key(name)
            found = [(number, person) for number, person in _stored(transaction) if spelt([person], name)]
            if not found and key not in map(name_key, apart):
                raise _not_merged(notes, name)
            for number, person in found:
                left = [one for one in person.spellings if name_key(one) != key]
                if name_key(person.name) == key or not left:
                    apart += person.names
                    transaction.edit(TABLE, number, deleted=True)
                else:
                    apart += [one for one in person.spellings if name_key(one) == key]
                    transaction.edit(TABLE, number, spellings=left)
    return _checked(apart)


def _stored(transaction: Transaction) -> list[tuple[str, MergedPerson]]:
    """The persons as they are now, the oldest first."""
    decoded = ((number, decode(document)) for number, document in transaction.docs(TABLE).items())
    found = [(number, one) for number, one in decoded if isinstance(one, MergedPerson) and not one.deleted]
    return sorted(found, key=lambda each: (each[1].created, each[1].id))


def _checked(names: Iterable[str]) -> list[str]:
    """The names with single spaces, each once. Raises NotesError for one that is empty or unsafe."""
    found: dict[str, str] = {}
    for name in names:
        check_name(name, "The name of a person")
        plain = " ".join(name.split())
        if not any(map(str.isalnum, plain)):
            raise NotesError("A name needs a letter", where=quoted([name]))
        found.setdefault(name_key(plain), plain)
    return list(found.values())


def _not_merged(notes: Notes, name: str) -> NotesError:
    known = [names[0] for names in groups(merged_persons(notes))][:FEW]
    advice = f"Merged are: {quoted(known)}." if known else "No spellings are merged."
    return NotesError("This name is not merged with another", where=name, advice=advice)


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    return quoted(names[:FEW]) + more

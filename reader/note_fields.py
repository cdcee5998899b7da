"""What the fields of a query that are about notes stand for: library and notes meet here, by number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

from reader.library.errors import QueryError
from reader.library.query_tree import Field, Phrase, Prefix, Query, Term, Word
from reader.library.snippets import fold_in_place, patterns
from reader.notes.codebook import name_key
from reader.notes.coding import passages
from reader.notes.model import Code
from reader.notes.repository import Notes


def numbers(notes: Notes, field: Field) -> Collection[str]:
    """The numbers of the cables that ``note:``, ``code:`` or ``has:`` asks for.

    Raises QueryError for a value that names nothing, and for ``is:``. Proportional to the notes.
    """
    return _RESOLVERS[field.name](notes, field)


def _term(field: Field) -> Term:
    assert isinstance(field.value, Word | Prefix | Phrase)  # the parser gives ranges to ordered fields only
    return field.value


def _note(notes: Notes, field: Field) -> Collection[str]:
    """Words of a note, or of what was said to a link."""
    found_by = patterns(Query(_term(field)))
    if not found_by:
        raise QueryError(
            "note: takes words", field.position, advice='For example note:visas or note:"two words"'
        )
    wanted = found_by[0]
    found = {
        note.target.mrn
        for note in notes.annotations()
        if note.body and wanted.search(fold_in_place(note.body))
    }
    found |= {
        link.source.mrn
        for link in notes.cross_references()
        if link.comment and wanted.search(fold_in_place(link.comment))
    }
    return found


def _code(notes: Notes, field: Field) -> Collection[str]:
    """A code by its name or another name of it, or all whose names begin so; those below it in the codebook
    count as it."""
    term = _term(field)
    codes = {code.id: code for code in notes.codes()}
    asked = name_key(term.text)
    names = {name_key(name): code.id for code in codes.values() for name in (*code.aliases, code.name)}
    if isinstance(term, Prefix) or (isinstance(term, Phrase) and term.open_end):
        chosen = {identity for name, identity in names.items() if name.startswith(asked)}
    else:
        chosen = {names[asked]} if asked in names else set()
    if not chosen:
        near = get_close_matches(asked, names, 3)
        known = [codes[names[name]].name for name in near] or [code.name for code in codes.values()][:5]
        raise QueryError(
            f"There is no code {field.value}",
            field.position,
            advice=f"There are: {', '.join(known)}." if known else "You have no codes yet.",
        )
    wanted = {identity for identity in codes if _line(identity, codes) & chosen}
    return {note.target.mrn for identity in wanted for note in passages(notes, identity)}


def _line(identity: str, codes: Mapping[str, Code]) -> set[str]:
    """A code and those above it; files written by others may go round in a circle."""
    line: set[str] = set()
    above: str | None = identity
    while above is not None and above in codes and above not in line:
        line.add(above)
        above = codes[above].parent
    return line


def _has(notes: Notes, field: Field) -> Collection[str]:
    match _term(field):
        case Word(text) if (kind := text.lower().removesuffix("s")) in ("note", "code", "link"):
            pass
        case _:
            raise QueryError(
                f"has: takes notes, codes or links, not {field.value}",
                field.position,
                advice="For example has:notes, or -has:notes for cables without any",
            )
    if kind == "link":
        links = list(notes.cross_references())
        return {link.source.mrn for link in links} | {link.target.mrn for link in links}
    return {note.target.mrn for note in notes.annotations() if (note.body if kind == "note" else note.codes)}


def _is(notes: Notes, field: Field) -> Collection[str]:
    raise QueryError(
        "is: cannot be asked yet", field.position, advice="note:, code: and has: ask for your notes."
    )


_RESOLVERS: Mapping[str, Callable[[Notes, Field], Collection[str]]] = {
    "note": _note,
    "code": _code,
    "has": _has,
    "is": _is,
}

"""Importing a codebook: what it would change, and the import itself as one step."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.notes.codec import encode
from reader.notes.codes import Codebook, is_plain, name_key
from reader.notes.model import Code
from reader.notes.queries.index import CODES
from reader.notes.repository import Notes

MOST = 20_000
"""Most codes in a codebook."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A code in a file. Fields that the file leaves out are not changed."""

    name: str
    id: str = ""
    """A UUID in lower case without braces; empty if the file has none."""
    parent: str = ""
    """The id or name of the parent; empty if it has none."""
    definition: str = ""
    colour: str = ""
    """``#rrggbb``, or the name of a colour."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    new: tuple[Entry, ...] = ()
    """Each with an id; a parent is the id of an existing or new code."""
    changed: tuple[tuple[Code, Mapping[str, Any]], ...] = ()
    """Existing codes, with the new values of fields that change."""
    same: int = 0
    remarks: tuple[str, ...] = ()
    """What cannot be imported as it is, in sentences."""

    @property
    def words(self) -> str:
        """``14 new, 3 changed``; empty if nothing would change."""
        counts = ((len(self.new), "new"), (len(self.changed), "changed"))
        return ", ".join(f"{n:,} {what}" for n, what in counts if n)


def entries(book: Codebook) -> list[Entry]:
    """The codebook as entries of a file, parents before their children."""
    return [
        Entry(
            code.name,
            guid(code.id),
            guid(code.parent) if code.parent and book.code(code.parent) else "",
            code.definition,
            code.colour,
            code.aliases,
        )
        for code, _ in book.tree()
    ]


def guid(identity: str) -> str:
    """The id as a UUID; an id that is not a UUID always gives the same one."""
    try:
        return str(uuid.UUID(identity))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, identity))


def plan(book: Codebook, codebook: Iterable[Entry]) -> Plan:
    """What importing these entries would do. Pure, except that codes without an id get a random one.

    An entry matches an existing code by id, otherwise by name or alias. Names, parents and aliases that
    belong to another code or would form a circle are left out, with a remark.
    """
    return _Planner(book).plan(codebook)


def import_entries(notes: Notes, codebook: Iterable[Entry]) -> Plan:
    """Import entries into the codebook, as ``plan`` describes, as one step. Raises NotesError."""
    with notes.transaction() as transaction:
        planned = plan(notes.codebook(), codebook)
        transaction.words = f"import of a codebook ({planned.words})"
        numbers = {document.get("id"): number for number, document in transaction.docs(CODES).items()}
        for code, fields in planned.changed:
            transaction.edit(CODES, numbers[code.id], **fields)
        given: dict[str, str] = {}
        new_codes = []
        for entry in planned.new:
            parent = given.get(entry.parent, entry.parent) or None
            details: dict[str, Any] = {"definition": entry.definition, "colour": entry.colour}
            if entry.id in numbers:  # it was deleted here and is restored
                details["aliases"] = list(entry.aliases)
                fields = {name: value or None for name, value in details.items()}
                transaction.edit(
                    CODES, numbers[entry.id], **fields, name=entry.name, parent=parent, deleted=None
                )
                continue
            new = notes.new_fields(transaction)
            if notes.locate(entry.id) is None:
                new["id"] = entry.id
            given[entry.id] = new["id"]
            new_codes.append(
                encode(Code(**new, name=entry.name, parent=parent, aliases=entry.aliases, **details))
            )
        transaction.insert(CODES, *new_codes)
    return planned


class _Planner:
    def __init__(self, book: Codebook) -> None:
        self._codebook = book
        self._by_guid = {guid(code.id): code for code in book.codes}
        self._owner = {name_key(alias): code.id for code in book.codes for alias in code.aliases}
        self._owner |= {name_key(code.name): code.id for code in book.codes}
        self._parents = {code.id: code.parent for code in book.codes}
        self._above = {parent for parent in self._parents.values() if parent}
        self._remarks: list[str] = []

    def plan(self, codebook: Iterable[Entry]) -> Plan:
        known: list[tuple[Entry, Code]] = []
        new: list[tuple[Entry, str]] = []
        ids: dict[str, str] = {}
        used: set[str] = set()
        for entry in codebook:
            if not name_key(entry.name):
                self._remarks.append("A code without a name is left out.")
                continue
            if not is_plain(entry.name.strip()):
                self._remarks.append("A code whose name has control characters or is too long is left out.")
                continue
            owner = self._owner.get(name_key(entry.name))
            code = self._by_guid.get(entry.id) or self._codebook.code(owner or "")
            identity = code.id if code else owner or entry.id
            if not identity or (code is None and owner is None and identity in used):
                identity = str(uuid.uuid4())
            used.add(identity)
            ids.setdefault(entry.id or identity, identity)
            ids.setdefault(f"name:{name_key(entry.name)}", identity)
            if code:
                known.append((entry, code))
            elif owner is None:
                self._owner[name_key(entry.name)] = identity
                new.append((entry, identity))
        parents = {
            identity: self._parent(entry, identity, ids)
            for entry, identity in (*new, *((entry, code.id) for entry, code in known))
        }
        changed: dict[str, tuple[Code, dict[str, Any]]] = {}
        for entry, code in known:
            if fields := self._fields(entry, code, parents[code.id]):
                changed[code.id] = code, {**changed.get(code.id, (code, {}))[1], **fields}
        made = tuple(
            Entry(
                entry.name.strip(),
                identity,
                parents[identity] or "",
                entry.definition,
                entry.colour,
                self._aliases(entry, identity, ()),
            )
            for entry, identity in new
        )
        same = len({code.id for _, code in known} - {*changed})
        return Plan(made, tuple(changed.values()), same, tuple(dict.fromkeys(self._remarks)))

    def _parent(self, entry: Entry, identity: str, ids: Mapping[str, str]) -> str | None:
        """The id of the entry's parent; the current parent if the entry names none that can be used."""
        before = self._parents.get(identity)
        if not entry.parent:
            return before
        name = name_key(entry.parent)
        in_book = self._by_guid.get(entry.parent)
        above = (
            ids.get(entry.parent)
            or (in_book and in_book.id)
            or ids.get(f"name:{name}")
            or self._owner.get(name)
        )
        if above is None:
            self._remarks.append(f'"{entry.name}" is not put under "{entry.parent}", which is not a code.')
            return before
        # A code without children cannot be under itself; that saves the search for most codes of a file.
        at: str | None = above if identity in self._above or above == identity else None
        seen: set[str] = set()
        while at is not None and at not in seen:
            if at == identity:
                self._remarks.append(f'"{entry.name}" is not put under one of its own children.')
                return before
            seen.add(at)
            at = self._parents.get(at)
        self._parents[identity] = above
        self._above.add(above)
        return above

    def _fields(self, entry: Entry, code: Code, parent: str | None) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        name = entry.name.strip()
        renamed: tuple[str, ...] = ()
        if guid(code.id) == entry.id and name != code.name:
            owner = self._owner.get(name_key(name))
            if owner in (None, code.id):
                fields["name"] = name
                renamed = (code.name,)
                self._owner[name_key(name)] = code.id
            else:
                self._remarks.append(f'"{code.name}" keeps its name: there is another code "{name}".')
        for field, value in (("definition", entry.definition), ("colour", entry.colour)):
            if value and value != getattr(code, field):
                fields[field] = value
        aliases = self._aliases(entry, code.id, (*code.aliases, *renamed))
        own = name_key(fields.get("name", code.name))
        aliases = tuple(alias for alias in aliases if name_key(alias) != own)
        if aliases != code.aliases:
            fields["aliases"] = list(aliases)
        if parent != code.parent:
            fields["parent"] = parent
        return fields

    def _aliases(self, entry: Entry, identity: str, before: tuple[str, ...]) -> tuple[str, ...]:
        """The aliases of the code: those it has and those of the entry, each once."""
        kept = {name_key(alias): alias for alias in before}
        own = name_key(entry.name)
        for alias in entry.aliases:
            key = name_key(alias)
            if not is_plain(alias.strip()):
                self._remarks.append(f'An alias of "{entry.name}" has control characters or is too long.')
            elif self._owner.setdefault(key, identity) != identity:
                self._remarks.append(
                    f'"{alias}" cannot be an alias of "{entry.name}": it belongs to another code.'
                )
            elif key and key != own:
                kept.setdefault(key, alias.strip())
        return tuple(kept.values())

"""Operations on the codebook: create, rename, define, move, merge, split, delete.

Each is one step that can be undone. All raise NotesError, with nothing changed, if a code no longer exists, a
name is taken, or the change cannot be saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from reader.notes.codec import decode, encode
from reader.notes.codes import check_name, name_key
from reader.notes.errors import NotesError
from reader.notes.model import Annotation, Code
from reader.notes.queries.index import CODES
from reader.notes.repository import Notes, assign_codes
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import counted


def create(notes: Notes, name: str, *, definition: str = "", parent: str | None = None) -> Code:
    """Create a code."""
    with notes.transaction(f'new code "{name.strip()}"') as transaction:
        _check_name(notes, name)
        code = Code(**notes.new_fields(transaction), name=name.strip(), definition=definition, parent=parent)
        transaction.insert(CODES, encode(code))
    return code


def rename(notes: Notes, identity: str, name: str) -> None:
    """Rename a code; the old name becomes an alias, so that it still finds the code."""
    with notes.transaction() as transaction:
        table, number, code = notes.live_record(identity, Code)
        transaction.words = f'renaming of "{code.name}" to "{name.strip()}"'
        _check_name(notes, name, code)
        new = name_key(name)
        aliases = [alias for alias in (*code.aliases, code.name) if name_key(alias) != new]
        transaction.edit(table, number, name=name.strip(), aliases=list(dict.fromkeys(aliases)) or None)


def describe(notes: Notes, identity: str, *, definition: str, colour: str) -> None:
    """Set the definition and the colour of a code."""
    with notes.transaction() as transaction:
        table, number, code = notes.live_record(identity, Code)
        transaction.words = f'description of "{code.name}"'
        transaction.edit(table, number, definition=definition or None, colour=colour or None)


def set_aliases(notes: Notes, identity: str, aliases: Sequence[str]) -> None:
    """Set the aliases of a code; none of them may belong to another code."""
    with notes.transaction() as transaction:
        table, number, code = notes.live_record(identity, Code)
        transaction.words = f'aliases of "{code.name}"'
        for alias in aliases:
            _check_name(notes, alias, code)
        transaction.edit(table, number, aliases=[alias.strip() for alias in aliases] or None)


def move(notes: Notes, identity: str, parent: str | None) -> None:
    """Move a code under another, or to the top; not under itself or one of its descendants."""
    with notes.transaction() as transaction:
        table, number, code = notes.live_record(identity, Code)
        transaction.words = f'move of "{code.name}"'
        above = notes.live_record(parent, Code)[2] if parent is not None else None
        seen: set[str] = set()
        while above is not None and above.id not in seen:
            if above.id == identity:
                raise NotesError(f'"{code.name}" cannot be put under itself')
            seen.add(above.id)
            above = notes.code(above.parent) if above.parent else None
        transaction.edit(table, number, parent=parent)


def merge(notes: Notes, into: str, others: Collection[str], *, wider: bool = False) -> int:
    """Merge codes into one; their names become its aliases. Returns how many annotations were changed.

    Passages that overlap both keep the code; ``overlaps`` finds them, so that the user can be asked first.
    With ``wider``, if one passage is within another, only the wider one keeps the code.
    """
    with notes.transaction() as transaction:
        table, number, kept = notes.live_record(into, Code)
        merged = [notes.live_record(other, Code) for other in others if other != into]
        transaction.words = (
            f'merging of {", ".join(_quoted(code) for _, _, code in merged)} into "{kept.name}"'
        )
        ids = {code.id for _, _, code in merged}
        changed = 0
        for place in _places_of(notes, transaction, ids):
            changed += 1
            _replace_code(transaction, place, dict.fromkeys(ids, into))
        if wider:
            _keep_wider(notes, transaction, into)
        names = [name for _, _, code in merged for name in (code.name, *code.aliases)]
        names = [name for name in names if name_key(name) != name_key(kept.name)]
        transaction.edit(table, number, aliases=list(dict.fromkeys([*kept.aliases, *names])) or None)
        transaction.words += f" ({counted(changed, 'note')})"
        for _, other, code in merged:
            transaction.edit(CODES, other, deleted=True, aliases=None)
            _move_children(transaction, code.id, into)
    return changed


def split(notes: Notes, identity: str, name: str, annotations: Collection[str]) -> Code:
    """Create a code and replace the old one by it on these annotations."""
    with notes.transaction() as transaction:
        _, _, old = notes.live_record(identity, Code)
        transaction.words = f'splitting of "{name.strip()}" from "{old.name}"'
        _check_name(notes, name)
        code = Code(**notes.new_fields(transaction), name=name.strip(), parent=old.parent)
        transaction.insert(CODES, encode(code))
        chosen = set(annotations)
        changed = 0
        for place in list(_places_of(notes, transaction, {identity})):
            if transaction.docs(place[0])[place[1]]["id"] in chosen:
                changed += 1
                _replace_code(transaction, place, {identity: code.id})
        transaction.words += f" ({counted(changed, 'note')})"
    return code


def delete(notes: Notes, identity: str) -> int:
    """Delete a code and remove it everywhere; its children move up. Returns how many annotations had it."""
    with notes.transaction() as transaction:
        table, number, code = notes.live_record(identity, Code)
        transaction.words = f'deletion of the code "{code.name}"'
        changed = 0
        for place in _places_of(notes, transaction, {identity}):
            changed += 1
            _replace_code(transaction, place, {identity: None})
        transaction.words += f" ({counted(changed, 'note')})"
        _move_children(transaction, identity, code.parent)
        transaction.edit(table, number, deleted=True)
    return changed


def overlaps(notes: Notes, codes: Collection[str]) -> list[tuple[Annotation, Annotation]]:
    """Pairs of annotations that overlap in a paragraph and have different ones of these codes."""
    wanted = set(codes)
    found: list[tuple[Annotation, Annotation]] = []
    with notes.guard:
        tables = sorted({table for code in wanted for table in notes.index().using(code)})
        for table in tables:
            here = [a for a in notes.records(table) if isinstance(a, Annotation) and wanted & {*a.codes}]
            found += [(a, b) for a, b in combinations(here, 2) if _overlap(a, b) and a.codes != b.codes]
    return found


def passages(notes: Notes, code: str) -> Iterator[Annotation]:
    """All annotations with a code, cable by cable. Decodes only the tables that have it."""
    with notes.guard:
        tables = sorted(notes.index().using(code))
    for table in tables:
        with notes.guard:
            here = notes.records(table)
        yield from (record for record in here if isinstance(record, Annotation) and code in record.codes)


def co_occurring(notes: Notes, code: str) -> Counter[str]:
    """How often each other code is on the same annotation as this one, or on overlapping words.

    Decodes only the tables that have the code.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    with notes.guard:
        tables = notes.index().using(code)
    for table in tables:
        with notes.guard:
            here = notes.records(table)
        _count_pairs([note for note in here if isinstance(note, Annotation) and note.codes], pairs)
    return Counter(
        {one if other == code else other: n for (one, other), n in pairs.items() if code in (one, other)}
    )


def co_occurrence(notes: Notes) -> Counter[tuple[str, str]]:
    """How often two codes are on the same annotation or on overlapping words, by sorted pair of ids."""
    pairs: Counter[tuple[str, str]] = Counter()
    of_cable: list[Annotation] = []
    for annotation in notes.annotations():
        if of_cable and of_cable[0].target.mrn != annotation.target.mrn:
            _count_pairs(of_cable, pairs)
            of_cable = []
        if annotation.codes:
            of_cable.append(annotation)
    _count_pairs(of_cable, pairs)
    return pairs


def _count_pairs(annotations: Sequence[Annotation], pairs: Counter[tuple[str, str]]) -> None:
    for annotation in annotations:
        pairs.update(combinations(sorted(annotation.codes), 2))
    for one, other in combinations(annotations, 2):
        if _overlap(one, other):
            pairs.update({_pair(a, b) for a in one.codes for b in other.codes if a != b})


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _overlap(one: Annotation, other: Annotation) -> bool:
    """True for targets in one paragraph that share a character; a paragraph overlaps all words in it."""
    a, b = one.target, other.target
    if a.ordinal is None or a.ordinal != b.ordinal:
        return False
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return a.start < b.end and b.start < a.end


def _places_of(notes: Notes, transaction: Transaction, codes: set[str]) -> Iterator[tuple[str, str]]:
    """The table and number of each annotation with any of the codes."""
    tables = {table for code in codes for table in notes.index().using(code)}
    for table in sorted(tables):
        for number, document in list(transaction.docs(table).items()):
            record = decode(document)
            if isinstance(record, Annotation) and not record.deleted and codes & {*record.codes}:
                yield table, number


def _replace_code(
    transaction: Transaction, place: tuple[str, str], by: dict[str, str] | dict[str, None]
) -> None:
    """Replace codes of an annotation, or remove them."""
    codes = [by.get(code, code) for code in transaction.docs(place[0])[place[1]]["codes"]]
    assign_codes(transaction, *place, [code for code in codes if code is not None])


def _keep_wider(notes: Notes, transaction: Transaction, code: str) -> None:
    """Remove a code from passages within others that have it; of two on the same words, one keeps it."""
    by_table: dict[str, list[tuple[str, Annotation]]] = {}
    for table, number in _places_of(notes, transaction, {code}):
        record = decode(transaction.docs(table)[number])
        if isinstance(record, Annotation):
            by_table.setdefault(table, []).append((number, record))
    for table, notes_here in by_table.items():
        kept: list[Annotation] = []
        for number, note in sorted(notes_here, key=_narrowness):
            if any(_within(note, outer) for outer in kept):
                _replace_code(transaction, (table, number), {code: None})
            else:
                kept.append(note)


def _narrowness(place: tuple[str, Annotation]) -> tuple[bool, int, bool]:
    """Sort key: the widest first; of two on the same words, the one with a text."""
    target = place[1].target
    words = target.start is not None
    return words, -((target.end or 0) - (target.start or 0)), not place[1].body


def _within(inner: Annotation, outer: Annotation) -> bool:
    a, b = inner.target, outer.target
    if a.ordinal is None or a.ordinal != b.ordinal:
        return False
    if b.start is None or b.end is None:
        return True
    return a.start is not None and a.end is not None and b.start <= a.start and a.end <= b.end


def _move_children(transaction: Transaction, old: str, new: str | None) -> None:
    """Move the children of a code under another."""
    for number, document in list(transaction.docs(CODES).items()):
        if document.get("parent") == old and not document.get("deleted"):
            transaction.edit(CODES, number, parent=new if new != document.get("id") else None)


def _check_name(notes: Notes, name: str, own: Code | None = None) -> None:
    if not name_key(name):
        raise NotesError("A code needs a name")
    check_name(name)
    taken = notes.find_code(name)
    if taken is not None and (own is None or taken.id != own.id):
        raise NotesError(
            f'There is a code "{taken.name}" already', advice="Merge the two, or choose another name."
        )


def _quoted(code: Code) -> str:
    return f'"{code.name}"'

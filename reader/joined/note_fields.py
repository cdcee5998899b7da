"""Resolves the fields of a query that are about notes, such as ``code:``, for cables and for single notes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

from reader.joined import conditions
from reader.joined.conditions import NoteCondition
from reader.joined.doubts import confidence_by_id
from reader.joined.protocol import LibraryAndNotes
from reader.library.errors import QueryError
from reader.library.query.fields import read_date
from reader.library.query.tree import Comparison, Field, Phrase, Prefix, Range, Term, Value, Word
from reader.library.search.plan import AllExcept
from reader.notes.codes import name_key, nearest
from reader.notes.model import Code, Confidence, Document, Verdict
from reader.notes.queries.index import mrn_of
from reader.notes.read_marks import read
from reader.notes.triage import verdicts_for_any

_JUDGED = {"kept": Verdict.KEEP, "keep": Verdict.KEEP, "maybe": Verdict.MAYBE, "no": Verdict.NO}
_PLACES = {one.value: one for one in (Confidence.MOVED, Confidence.UNSURE, Confidence.LOST)}


class NoteFields:
    """Resolves the fields about notes in one query. What is slow is computed once, when it is needed."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace
        self._notes = workspace.notes
        self._makers: Mapping[str, Callable[[Field], NoteCondition]] = {
            "note": self._note,
            "code": self._code,
            "author": self._author,
            "changed": self._changed,
            "has": self._has,
            "is": self._is,
            "disagreed": self._disagreed,
            "trail": lambda field: conditions.on_cables(self._trail(field)),
            "linked": lambda field: conditions.on_cables(self._linked(field)),
            "chain": lambda field: conditions.on_cables(self._linked(field)),
        }

    def condition(self, field: Field) -> NoteCondition:
        """The condition on a note for a field. Raises QueryError for a value the field does not accept."""
        return self._makers[field.name](field)

    def numbers(self, field: Field) -> Collection[str]:
        """The numbers of the cables with a note that matches a field. Raises QueryError.

        In 100,000 notes, takes some 0.1 s for a word, less for a code, up to a second if all must be decoded.
        """
        if field.name == "is" and (numbers := self._judged_or_read(field)) is not None:
            return numbers
        if field.name == "disagreed":
            return self._disputed(field)
        if field.name == "trail":
            return self._trail(field)
        if field.name in ("linked", "chain"):
            return self._linked(field)
        found = set()
        for mrn, document in documents(self._workspace, self.condition(field)):
            found.add(mrn)
            if field.name == "has" and document.get("kind") == "cross-reference":
                found |= {str(end.get("mrn")) for end in conditions.targets(document)}
        return found

    # -- one method for each field -------------------------------------------------------------------

    def _note(self, field: Field) -> NoteCondition:
        """Words of a note, or of the comment on a link."""
        condition = conditions.with_term(_term(field), conditions.note_texts)
        if condition is None:
            raise QueryError(
                "note: needs a word", field.position, advice='For example note:visas or note:"two words"'
            )
        return condition

    def _code(self, field: Field) -> NoteCondition:
        """A code with this name, or all codes with this prefix. The codes below them match, too."""
        term = _term(field)
        codes = {code.id: code for code in self._notes.codes()}
        key = name_key(term.text)
        chosen = {code.id for code in self._notes.codebook().named(key)}
        if term.is_prefix:
            chosen |= {
                code.id
                for code in codes.values()
                if any(name_key(name).startswith(key) for name in (*code.aliases, code.name))
            }
        if not chosen:
            near = nearest(codes.values(), key) or list(codes.values())[:5]
            known = [code.name for code in near]
            raise QueryError(
                f"There is no code {field.value}",
                field.position,
                advice=f"Codes: {', '.join(known)}." if known else "You have no codes yet.",
            )
        ids = {identity for identity in codes if with_parents(identity, codes) & chosen}
        return conditions.where(lambda document: not ids.isdisjoint(document.get("codes", ())), *ids)

    def _author(self, field: Field) -> NoteCondition:
        """The author, by name or prefix of the name; ``me`` is the author of new notes."""
        term = _term(field)
        is_me = name_key(term.text) == "me" and not term.is_prefix
        key = name_key(self._notes.author if is_me else term.text)

        def is_author(document: Document) -> bool:
            name = name_key(str(document.get("author", "")))
            return name.startswith(key) if term.is_prefix else name == key

        return conditions.where(is_author)

    def _changed(self, field: Field) -> NoteCondition:
        """The day of its last change, in UTC."""
        low, high = _days(field.value)
        return conditions.where(lambda document: low <= str(document.get("changed", ""))[:10] < high)

    def _has(self, field: Field) -> NoteCondition:
        match _term(field):
            case Word(text) if (kind := text.lower().removesuffix("s")) in ("note", "code", "link"):
                pass
            case _:
                raise QueryError(
                    f"has: needs notes, codes or links, not {field.value}",
                    field.position,
                    advice="For example has:notes, or -has:notes for cables without any",
                )
        if kind == "link":
            return conditions.where(lambda document: document["kind"] == "cross-reference", "cross-reference")
        name = "body" if kind == "note" else "codes"
        return conditions.where(lambda document: bool(document.get(name)), name)

    def _is(self, field: Field) -> NoteCondition:
        numbers = self._judged_or_read(field)
        if numbers is not None:
            return conditions.on_cables(numbers)
        confidence = _PLACES[_term(field).text.lower()]
        return conditions.with_ids(
            {identity for identity, found in self._confidences.items() if found is confidence}
        )

    def _judged_or_read(self, field: Field) -> Collection[str] | None:
        """The numbers of the cables judged or read as the field says; None for other values of ``is:``."""
        word = _term(field).text.lower() if isinstance(_term(field), Word) else ""
        if word in _PLACES:
            return None
        if word in ("read", "unread"):
            numbers = read(self._notes)
            return AllExcept(numbers) if word == "unread" else numbers
        if word in _JUDGED or word in ("judged", "unjudged"):
            verdicts = verdicts_for_any(self._notes)
            if word == "unjudged":
                return AllExcept(verdicts)
            return {mrn for mrn, given in verdicts.items() if word == "judged" or _JUDGED[word] in given}
        raise QueryError(
            f"There is no status {field.value}",
            field.position,
            advice="It can be kept, maybe, no, judged, unjudged, read, unread, moved, unsure or lost.",
        )

    def _disagreed(self, field: Field) -> NoteCondition:
        """The notes on cables on which two people differ."""
        return conditions.on_cables(self._disputed(field))

    def _disputed(self, field: Field) -> Collection[str]:
        from reader.notes.agreement.ratings import disputed_cables

        word = name_key(_term(field).text)
        if word in ("judgements", "judgement"):
            return disputed_cables(self._notes, code=None)
        if word not in ("codes", "code"):
            self._code(field)  # raises QueryError if there is no such code
        return disputed_cables(self._notes, judgements=False, code="" if word in ("codes", "code") else word)

    def _trail(self, field: Field) -> Collection[str]:
        """The cables on a trail of this name, or on all whose name begins so."""
        from reader.notes.trails.trail_lookup import all_trails

        term = _term(field)
        key, trails = name_key(term.text), all_trails(self._notes)
        chosen = [
            one
            for one in trails
            if name_key(one.name) == key or (term.is_prefix and name_key(one.name).startswith(key))
        ]
        if not chosen:
            names = [one.name for one in trails[:5]]
            raise QueryError(
                f"There is no trail {field.value}",
                field.position,
                advice=f"Trails: {', '.join(names)}." if names else "You have no trails yet.",
            )
        return {stop.target.mrn for trail in chosen for stop in trail.stops}

    def _linked(self, field: Field) -> Collection[str]:
        """The cables up to so many links away from one."""
        from reader.joined.chain_query import linked_cables

        return linked_cables(self._workspace, field, _term(field).text)

    @cached_property
    def _confidences(self) -> Mapping[str, Confidence]:
        return confidence_by_id(self._workspace)


def documents(workspace: LibraryAndNotes, condition: NoteCondition) -> Iterator[tuple[str, Document]]:
    """Yield the notes and links that match a condition, each with the number of its cable."""
    for table, docs in workspace.notes.tables(
        lambda table, raw: (mrn := mrn_of(table)) is not None and condition.may_match(mrn, raw)
    ):
        mrn = mrn_of(table) or ""
        for document in docs.values():
            if conditions.is_shown(document) and condition.matches(mrn, document):
                yield mrn, document


def _term(field: Field) -> Term:
    assert isinstance(field.value, Word | Prefix | Phrase)  # only ordered fields have ranges and comparisons
    return field.value


def with_parents(identity: str, codes: Mapping[str, Code]) -> set[str]:
    """A code and all codes above it. Imported codebooks may contain circles."""
    found: set[str] = set()
    current: str | None = identity
    while current is not None and current in codes and current not in found:
        found.add(current)
        current = codes[current].parent
    return found


def _days(value: Value) -> tuple[str, str]:
    """The first day that a value allows, and a text that sorts after the last one. Days are in ISO form."""
    match value:
        case Range(low, high):
            return (_day(low, 0) if low else ""), (_after(high) if high else _LAST)
        case Comparison(">=", text):
            return _day(text, 0), _LAST
        case Comparison(">", text):
            return _after(text), _LAST
        case Comparison("<=", text):
            return "", _after(text)
        case Comparison("<", text):
            return "", _day(text, 0)
        case Word(text) | Phrase(text):
            return _day(text, 0), _after(text)
    raise AssertionError(value)


_LAST = "~"


def _after(text: str) -> str:
    """A text that sorts after the last day of a date and before the next day."""
    return _day(text, 1) + _LAST


def _day(text: str, end: int) -> str:
    found = read_date(text)
    assert found is not None  # checked by the parser
    return found[end].isoformat()

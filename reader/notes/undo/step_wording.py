"""The wording of steps and of undoing them, for the screen and the command line."""

from __future__ import annotations

from collections.abc import Sequence

from reader.notes.model import Annotation, Code, CrossReference, MergedPerson, Record, Target, Trail


def undo_message(step: str | None, other_window: str | None = None) -> str:
    """What an undo did: ``Undone: tag "trafficking" on 06PHNOMPENH977 ¶2``.

    ``step`` is what ``Notes.undo`` returned, ``other_window`` what ``Notes.last_elsewhere`` did before it.
    """
    message = f"Undone: {step}" if step else "Nothing to undo"
    return f"{message}; another window's change was left alone: {other_window}" if other_window else message


def redo_message(step: str | None) -> str:
    """What a redo did; ``step`` is what ``Notes.redo`` returned."""
    return f"Redone: {step}" if step else "Nothing to redo"


def refusal_message(step: str, *, back: bool, in_open_window: bool) -> str:
    """Why a step was not undone (``back``) or redone."""
    verb = "undone" if back else "redone"
    if in_open_window:
        return f"Not {verb}: {step} was done in another window that is still open"
    return f"Not {verb}: {step}; it was changed again since, elsewhere"


def target_text(target: Target) -> str:
    """``06PHNOMPENH977 ¶2``."""
    return f"{target.mrn} {target.label}".rstrip()


def describe_tagging(target: Target, add: Sequence[str], remove: Sequence[str]) -> str:
    """``tag "trafficking" on 06PHNOMPENH977 ¶2``."""
    return f"{_doing(add, remove)} {target_text(target)}"


def describe_tagging_many(
    targets: Sequence[Target], add: Sequence[str], remove: Sequence[str], changed: int
) -> str:
    """``tag "trafficking" on 1,180 cables``: as many as were changed; a single target is named."""
    if len(targets) == 1:
        return describe_tagging(targets[0], add, remove)
    if all(target.is_cable for target in targets):
        noun = "cable"
    else:
        noun = "paragraph" if all(target.is_paragraph for target in targets) else "place"
    return f"{_doing(add, remove)} {counted(changed, noun)}"


def tagged_message(target: Target, add: Sequence[str], remove: Sequence[str]) -> str:
    """What a tagging did: ``Tagged 06PHNOMPENH977 ¶2 with "visas", removed "draft"``."""
    place = target_text(target)
    if not add:
        return f"Removed {quoted(remove)} from {place}" if remove else f"Tagged {place}"
    return f"Tagged {place} with {quoted(add)}" + (f", removed {quoted(remove)}" if remove else "")


def describe_judging(verdict: str | None, mrns: Sequence[str], changed: int) -> str:
    """``keep for 1,180 cables``: as many as were changed; a single cable is named."""
    return f"{verdict or 'no judgement'} for {mrns[0] if len(mrns) == 1 else counted(changed, 'cable')}"


def counted(number: int, noun: str) -> str:
    """``1 note``, ``1,180 notes``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _doing(add: Sequence[str], remove: Sequence[str]) -> str:
    doing = []
    if add:
        doing.append(f"tag {quoted(add)}")
    if remove:
        doing.append(f"untag {quoted(remove)}")
    return f"{' and '.join(doing) or 'codes'} on"


def describe_record(record: Record) -> str:
    """A record in words, such as ``the note on 06PHNOMPENH977 ¶2``."""
    match record:
        case Annotation():
            return f"the {'note' if record.body else 'codes'} on {target_text(record.target)}"
        case CrossReference():
            return f"the link from {target_text(record.source)} to {target_text(record.target)}"
        case Code():
            return f"the code {quoted([record.name])}"
        case Trail():
            return f"the trail {quoted([record.name])}"
        case MergedPerson():
            return f"the spellings of {quoted([record.name])}"
    return "a record"


def quoted(names: Sequence[str]) -> str:
    """``"visas", "draft"``: codes as every message writes them."""
    return ", ".join(f'"{name}"' for name in names)

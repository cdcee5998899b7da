"""What the reader pane tells the screen. Use them through the pane: ``ReaderPane.LinkFollowed``."""

from __future__ import annotations

from textual.message import Message

from reader.notes.model import Target


class ParagraphChanged(Message):
    """Another paragraph is the current one; None is the head of the cable."""

    def __init__(self, ordinal: int | None) -> None:
        super().__init__()
        self.ordinal = ordinal

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, ParagraphChanged)


class LinkFollowed(Message):
    """The user wants to go where a reference points."""

    def __init__(self, mrn: str, paragraph: int | None = None, choices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.mrn = mrn
        """The likeliest."""
        self.paragraph = paragraph
        """The drafter's number, where the citation names one."""
        self.choices = choices or (mrn,)
        """More than one where it could mean several cables: to be asked, not guessed."""


class NothingToFollow(Message):
    """The user wanted to follow a link where there is none."""


class SelectionChanged(Message):
    """Other words are chosen, or (None) no longer any."""

    def __init__(self, target: Target | None) -> None:
        super().__init__()
        self.target = target

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, SelectionChanged)


class HitsChanged(Message):
    """Other hits, or another one of them is the current one."""

    def __init__(self, current: int, total: int, wrapped: bool = False) -> None:
        super().__init__()
        self.current = current
        """Counted from 1; 0 where there is none."""
        self.total = total
        self.wrapped = wrapped
        """Whether finding went round over an end of the cable."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, HitsChanged)


class NoteWritten(Message):
    """A note is to be kept. With a ``note_id`` the text may be empty: the user emptied that note."""

    def __init__(self, target: Target, text: str, note_id: str | None) -> None:
        super().__init__()
        self.target = target
        self.text = text
        self.note_id = note_id


class NoteTyped(Message):
    """What stands in the note editor is another text than before."""

    def can_replace(self, message: Message) -> bool:
        """The latest stands for all."""
        return isinstance(message, NoteTyped)


class NoteCancelled(Message):
    """The editor was closed and there is nothing to keep."""

    def __init__(self, dropped: bool = False, *, new: bool = True) -> None:
        super().__init__()
        self.dropped = dropped
        """The user discarded what was typed."""
        self.new = new
        """Whether it would have been another note."""


class NoteClicked(Message):
    """The user clicked on the words, or the sign, of a note."""

    def __init__(self, note_id: str) -> None:
        super().__init__()
        self.note_id = note_id

"""The messages of the reader pane. Use them through the pane: ``ReaderPane.LinkFollowed``."""

from __future__ import annotations

from textual.message import Message

from reader.notes.model import Target
from reader.tui.page.roles import PageLink


class ParagraphChanged(Message):
    """Another paragraph is current; None is the head of the cable."""

    def __init__(self, ordinal: int | None) -> None:
        super().__init__()
        self.ordinal = ordinal

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, ParagraphChanged)


class ReadOn(Message):
    """More, or less, of the current paragraph is above the window."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, ReadOn)


class LinkFollowed(Message):
    """The user follows a reference."""

    def __init__(self, mrn: str, paragraph: int | None = None, choices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.mrn = mrn
        """The likeliest."""
        self.paragraph = paragraph
        """The drafter's number, where the citation names one."""
        self.choices = choices or (mrn,)
        """More than one if it could mean several cables: the user is asked."""


class NothingToFollow(Message):
    """The user tried to follow a link where there is none."""


class LabelsChanged(Message):
    """Letters stand beside the links, or no longer."""


class ReferencesAsked(Message):
    """The user wants to see all references of the cable: the count of them was followed."""


class SelectionChanged(Message):
    """Other words are selected, or (None) no longer any."""

    def __init__(self, target: Target | None) -> None:
        super().__init__()
        self.target = target

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, SelectionChanged)


class HitsChanged(Message):
    """There are other hits, or another hit is current."""

    def __init__(self, current: int, total: int, wrapped: bool = False) -> None:
        super().__init__()
        self.current = current
        """Counted from 1; 0 if there is none."""
        self.total = total
        self.wrapped = wrapped
        """Whether the search wrapped around at an end of the cable."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, HitsChanged)


class NoteWritten(Message):
    """A note is to be saved. With a ``note_id`` the text may be empty: the user deleted all of it."""

    def __init__(self, target: Target, text: str, note_id: str | None) -> None:
        super().__init__()
        self.target = target
        self.text = text
        self.note_id = note_id


class NoteTyped(Message):
    """The text in the note editor changed."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, NoteTyped)


class NoteCancelled(Message):
    """The editor was closed, with nothing to save."""

    def __init__(self, dropped: bool = False, *, new: bool = True) -> None:
        super().__init__()
        self.dropped = dropped
        """The user discarded what was typed."""
        self.new = new
        """Whether it would have been another note."""


class MouseRested(Message):
    """The mouse rests on a character of the page."""

    def __init__(self, ordinal: int | None, offset: int, text: str, link: PageLink | None) -> None:
        super().__init__()
        self.ordinal = ordinal
        """The paragraph; None outside of all."""
        self.offset = offset
        """In the clean text of the paragraph, or in ``text``."""
        self.text = text
        """Outside of the paragraphs, what is printed there."""
        self.link = link
        """The link it is part of."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, MouseRested)


class NoteClicked(Message):
    """The user clicked on the words, or the sign, of a note."""

    def __init__(self, note_id: str) -> None:
        super().__init__()
        self.note_id = note_id

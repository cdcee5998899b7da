"""The end of a cable: the signature, and what is below it.

The signature is the chief of mission's or the Secretary's surname, on its own line in three of four cables,
on the last line after the last sentence in one of five.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reader.cable.body.chunks import CLOSING
from reader.cable.head.classification import read_class_line
from reader.cable.source.page_lines import is_page_line
from reader.cable.source.paragraph_labels import read_label
from reader.cable.source.source_lines import Lines
from reader.cable.tail.archive_trailer import archive_end
from reader.cable.tail.notices import (
    ADDRESS,
    DRAFTING,
    GROUP,
    MINIMIZE,
    MOST_NOTICE_LINES,
    STARS,
    TEXT_END,
    WEB_SITE,
    notices,
)
from reader.cable.tail.provenance import PUBLISHED_BELOW, is_cut_subject, is_redacted_stamp

_NOT_NAMES = frozenset(
    """
    END COMMENT SUMMARY SECRET CONFIDENTIAL UNCLASSIFIED UNCLAS SIPDIS NOFORN NOTE TEXT SENSITIVE
    NNNN NNN BT ENDCOMMENT MINIMIZE CONSIDERED XXXX REDACTED TOP BEGIN MESSAGE CABLE STOP UNQUOTE
    UNQTE
    """.split()  # noqa: SIM905
)
_FIRST_WORDS = frozenset(
    """
    this that they there these those when while with what after although also according however
    embassy post from since such some most many both each even given then thus were will
    """.split()  # noqa: SIM905
)
_NAME = re.compile(r"(?P<name>[A-Z][A-Za-z'’`-]*\.?(?: [A-Z][A-Za-z'’`.-]*){0,2}?)(?: ?(?:\.|#{2,4}))?$")
_INLINE = re.compile(r"[.)\"”'] {1,8}(?P<name>[A-Z][A-Za-z'’-]+(?: [A-Z][A-Z'’-]+)?)(?:\.| \.)?$")
_BEHIND_END = re.compile(
    r"(?:[Xx]{4}|\*{3}|[-=_]{5}|\b(?i:end (?:of )?(?:comment|text|summary|note|talking points))"
    r"|(?i:https?://|www\.)\S{1,80}(?: \S{1,24})?)"
    r" {1,8}(?P<name>[A-Z][A-Za-z'’-]+(?: [A-Z][A-Z'’-]+)?)(?:\.| \.)?$"
)
"""A name in capitals, or of the classifier, behind a redaction, a rule, ``End comment`` or an address."""
_AFTER_ADDRESS = re.compile(r" (?P<name>[A-Z][A-Za-z'’-]{2,})(?:\.| \.{1,3})?$")
_AFTER_MINIMIZE = re.compile(r"MINIMIZED? CONSIDERED\.? ", re.IGNORECASE)
_INITIAL = re.compile(r" [A-Z]\. +$")
"""Before a surname that is one of a person in the text: ``RSO David J. Hazarian``."""
_LOWER = re.compile(r"(?P<name>[a-z]{3,15})$")
_BELOW = re.compile(
    r"""N{3,4}(?:[A-Z]{4,10})?$ | \.{2,}$ | [.>*]$ | \#{1,4}$ | BT$ | \#\d{4}$ | \d{4}\ \d{7}$
    | MINIMIZED?\ CONSIDERED\.?$ | https?://(?-i:(?!.*\ [A-Z][A-Z'’-]{3,}$)) | NOTE\ BY\ OC/""",
    re.VERBOSE | re.IGNORECASE,
)
_ROOM_TO_SPARE = 6
"""Characters to spare where lines are wrapped at random widths, not only at the last word that fits."""
_FEWEST_FULL_LINES = 4
"""Lines, none of which had room for the next word, that show a text to be wrapped at one width."""
_MOST_LINES_BELOW = 60
"""Lines at the end that are searched for the signature."""


_LONGEST_NAME_LINE = 40
"""Characters of a line that is only a name."""
_LONGEST_CLASS_LINE = 60
"""Characters of a classification repeated below the signature."""
_LINES_THAT_SHOW_WIDTH = 8
"""Lines above a name from which the width of the wrap is taken."""
_WIDEST_WRAP = 100
"""Characters; a wider text is not hard-wrapped (hard-wrapped ones are 61 to 71 wide)."""
_INLINE_WITHIN = 60
"""Characters at the end of a line that are searched for a name behind the last sentence."""
_LONGEST_ADDRESS = 200
"""Characters at the end of a line that are searched for a web address."""
_LAST_CHARACTERS = 200
"""Characters at the end of the source that are searched for the dots of a cut."""
_SHORTEST_SURNAME = 4
"""Letters of a surname that is recognised by its capitals alone, or follows a sentence in small letters."""
_SHORTEST_CAPITALS = 3
"""Letters of a surname behind the last sentence that is in capitals or the classifier's."""


@dataclass(slots=True)
class Tail:
    """``end``: the line after the last one of the text; ``signature``: the line of the name, or None."""

    end: int
    signature: int | None = None
    signers: tuple[str, ...] = ()
    furniture: tuple[int, ...] = ()
    """Lines above the signature that are not text: a web site, ``MINIMIZE CONSIDERED``."""


def read_tail(lines: Lines, first: int, classifier: str | None) -> Tail:
    """Find the signature, not above line ``first``; may cut the last line before a name on it."""
    below = archive_end(lines, first)
    last = below - 1
    lowest = max(first, last - _MOST_LINES_BELOW)
    while last >= lowest and (
        _is_below(lines.text[last])
        or _is_echo(lines, last)
        or is_redacted_stamp(lines, last)
        or is_cut_subject(lines, first, last)
    ):
        last -= 1
    if last < lowest:
        return Tail(below)
    signed = _signed(lines, first, last, classifier)
    if signed is None and (above := _above_endings(lines, first, last)) < last:
        signed = _signed(lines, first, above, classifier)
    if signed is None and not TEXT_END.match(lines.text[last]) and (site := notices(lines, first, last + 1)):
        # A web site's address may be below the name.
        above = site[0] - 1
        while above > first and not lines.text[above]:
            above -= 1
        signed = _signed(lines, first, above, classifier) if above > first else None
        if signed is None:
            return Tail(last + 1, furniture=site)
    if signed is None:
        return Tail(last + 1)
    signature, name = signed
    return Tail(signature, signature, (_without_repeats(name.strip(" .")),), notices(lines, first, signature))


def is_cut(source: str, tail: Tail) -> bool:
    """Whether the text breaks off: it ends in ``...`` and nobody signs it. So do 18 of 1,295 cables."""
    return not tail.signers and source[-_LAST_CHARACTERS:].rstrip().endswith(("...", "…"))


def _signed(lines: Lines, first: int, last: int, classifier: str | None) -> tuple[int, str] | None:
    """The line of the name, and the name, where line ``last`` is or ends with one; the line may be cut."""
    text = lines.text[last]
    found = (_NAME.match(text) or _lower(lines, last)) if len(text) <= _LONGEST_NAME_LINE else None
    if found and _is_name(found["name"]):
        name = found["name"]
        if _is_separate(lines, first, last) or (last > first and _is_classifier(name, classifier)):
            return last, name
    if (found := _inline(text) or _behind_end(text, classifier)) and _is_inline_signature(
        found["name"], classifier
    ):
        lines.break_at([lines.begin(last) + found.start("name")])
        return last + 1, found["name"]
    return None


def _above_endings(lines: Lines, first: int, last: int) -> int:
    """The last line above page lines, drafting lines and ``END TEXT``: below a name they are not text."""
    at = last
    while at > max(first, last - MOST_NOTICE_LINES):
        text = lines.text[at]
        if not (_is_below(text) or is_page_line(text) or DRAFTING.match(text) or TEXT_END.match(text)):
            break
        at -= 1
    return at


def _lower(lines: Lines, at: int) -> re.Match[str] | None:
    """A name in small letters, as it is typed below a web site's row of stars and nowhere else."""
    return _LOWER.match(lines.text[at]) if at and STARS.match(lines.text[at - 1]) else None


def _inline(text: str) -> re.Match[str] | None:
    """A name after the last sentence, or after the web site's address."""
    if WEB_SITE.match(text) or _AFTER_MINIMIZE.match(text):
        return _AFTER_ADDRESS.search(text, max(0, len(text) - _INLINE_WITHIN))
    found = _INLINE.search(text, max(0, len(text) - _INLINE_WITHIN))
    if found and (label := read_label(text)) and found.start("name") <= label.text:
        return None  # ``2. (C) Done.`` is a paragraph of one word
    if found and not found["name"].isupper():
        if text[-1] == ".":
            return None  # ``(ref A) Done.`` is a sentence of one
        if _INITIAL.search(text, 0, found.start("name")):
            return None
    return found


def _behind_end(text: str, classifier: str | None) -> re.Match[str] | None:
    """A name behind what ends a text and is no sentence, as in copies that lost their line breaks."""
    found = _BEHIND_END.search(text, max(0, len(text) - _LONGEST_ADDRESS))
    return found if found and (found["name"].isupper() or _is_classifier(found["name"], classifier)) else None


def _without_repeats(name: str) -> str:
    """``KUBISKE KUBISKE`` is one name; of ``XXXXXXXXXXX STEPHENS`` one is left."""
    words = [word for word in name.split() if not word.startswith("XXXX")] or [name]
    return words[0] if len({word.lower() for word in words}) == 1 else " ".join(words)


def _is_echo(lines: Lines, at: int) -> bool:
    """``huntsman`` below ``Huntsman``."""
    return at > 0 and lines.text[at].lower() == lines.text[at - 1].lower() and lines.text[at].islower()


def _is_below(text: str) -> bool:
    if not text or _BELOW.match(text) or PUBLISHED_BELOW.match(text) or not text.strip("-=*_ "):
        return True
    line = read_class_line(text) if len(text) < _LONGEST_CLASS_LINE else None
    return line is not None and not line.more


def _is_name(name: str) -> bool:
    words = [word for word in name.replace(".", " ").split() if word.strip("Xx")]  # a redaction names nobody
    return bool(words) and len(words[-1]) > 1 and not any(word.upper() in _NOT_NAMES for word in words)


def _is_separate(lines: Lines, first: int, at: int) -> bool:
    """Whether the line does not continue the one above: a blank line or a sentence end is there."""
    if at == first:
        return False
    text, above = lines.text[at], lines.text[at - 1]
    if not above or above[-1] in CLOSING or not above.strip("-=*_ ") or is_page_line(above):
        return True
    if above.upper().endswith("XXXX") or _would_have_fitted(lines, first, at):
        return True
    if (
        GROUP.match(above)
        or MINIMIZE.match(above)
        or "http" in above
        or ADDRESS.search(above, max(0, len(above) - _LONGEST_ADDRESS))
    ):
        return True
    # A surname in capitals below small letters is no end of a sentence.
    return (
        text.isupper()
        and len(text) >= _SHORTEST_SURNAME
        and (not above.isupper() or above.startswith(("END ", "XXXX")))
    )


def _would_have_fitted(lines: Lines, first: int, at: int) -> bool:
    """Whether a word is on a line of its own although there was room for it on the one above."""
    text, above = lines.text[at], lines.text[at - 1]
    if " " in text or text[-1] in CLOSING or text.lower() in _FIRST_WORDS:
        return False
    near = lines.text[max(first, at - _LINES_THAT_SHOW_WIDTH) : at]
    width = max(map(len, near))
    full = len(near) >= _FEWEST_FULL_LINES and all(
        not below or len(line) + 1 + len(below.split(" ", 1)[0]) > width for line, below in pairwise(near)
    )
    return len(above) + 1 + len(text) + (0 if full else _ROOM_TO_SPARE) <= width < _WIDEST_WRAP


def _is_inline_signature(name: str, classifier: str | None) -> bool:
    if not _is_name(name):
        return False
    if name.isupper() or _is_classifier(name, classifier):
        return len(name) >= _SHORTEST_CAPITALS
    # A text that is cut off may end with the first word of a sentence, which is no name.
    return len(name) >= _SHORTEST_SURNAME and " " not in name and name.lower() not in _FIRST_WORDS


def _is_classifier(name: str, classifier: str | None) -> bool:
    """Whether it is a name of the person who classified the cable, and who signs one cable of two."""
    return classifier is not None and name.lower() in classifier.lower().replace(",", " ").split()

"""An exported file: putting it together, parsing an existing one, and updating it.

A file has front matter, a heading, a generated part between two markers, and the user's own text around
it. The begin marker records what was written last, so that later edits can be detected.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from reader.export.file_names import file_stem
from reader.export.front_matter import (
    GENERATED_KEYS,
    MERGED_KEYS,
    Value,
    fingerprint,
    format_property,
    split_front_matter,
    update_properties,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The generated content for one cable."""

    mrn: str
    front: Mapping[str, Value]
    """Properties, in the order they are written."""
    heading: str
    """The line above the generated part; it follows the subject until the user edits it."""
    generated: str
    """The generated part, without its markers."""

    @property
    def name(self) -> str:
        """The file's stem, also the name in the markers."""
        return file_stem(self.mrn)

    @property
    def tags(self) -> tuple[str, ...]:
        """The user's codes as tags."""
        value = self.front.get("tags", ())
        return value if isinstance(value, tuple) else ()

    @property
    def block(self) -> str:
        """The generated part with its markers."""
        begin, end = self._markers(text_digest(self.generated))
        return f"{begin}\n{self.generated}\n{end}"

    def _markers(self, digest: str) -> tuple[str, str]:
        """The lines before and after a generated part with this digest."""
        own = [key for key in self.front if key not in GENERATED_KEYS and key not in MERGED_KEYS]
        recorded = {
            "text": digest,
            "front": fingerprint(self.front),
            "heading": text_digest(self.heading),
            "tags": ",".join(self.tags),
            **({"keys": ",".join(own)} if own else {}),
        }
        pairs = " ".join(f"{key}={value}" for key, value in recorded.items())
        begin = f"<!-- generated:begin {self.name} {pairs} -->"
        return begin, f"<!-- generated:end {self.name} -->"

    def around(self, digest: str) -> tuple[str, str]:
        """What a new file has on the lines before and after a generated part with this digest."""
        properties = [format_property(key, value) for key, value in self.front.items()]
        front = ["---", *properties, "---"] if properties else []
        begin, end = self._markers(digest)
        return "\n".join([*front, self.heading, begin]), f"{end}\n"

    def text(self) -> str:
        """The whole content of a new file."""
        begin, end = self.around(text_digest(self.generated))
        return f"{begin}\n{self.generated}\n{end}"


def text_digest(generated: str) -> str:
    """A short hash of a generated part, ignoring trailing blanks, which editors may trim."""
    lines = (line.rstrip() for line in generated.strip("\n").split("\n"))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:16]


class LinesDigest:
    """The same as ``text_digest`` for a text that comes line by line."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._between = ""
        """Line ends since the last line that was not empty; those at either end do not count."""
        self._is_empty = True

    def add(self, line: str) -> None:
        """Add a line without its end."""
        if not self._is_empty:
            self._between += "\n"
        if line:
            self._hash.update(f"{self._between}{line.rstrip()}".encode("utf-8", "surrogateescape"))
            self._between, self._is_empty = "", False

    @property
    def value(self) -> str:
        """The digest of the lines so far."""
        return self._hash.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ExistingPage:
    """A file on disk that contains the markers of one cable."""

    before: str
    """Everything above the generated part, including front matter."""
    generated: str | None
    """The generated part; None if its end marker is missing."""
    after: str
    recorded: Mapping[str, str]
    """What the begin marker records of the last export: ``text``, ``front`` and ``heading`` (hashes),
    ``tags``, and in ``keys`` the properties that only a template writes."""

    @property
    def edited(self) -> bool:
        """Whether the generated part has been edited since it was written."""
        return self.generated is None or text_digest(self.generated) != self.recorded.get("text")

    def updated(self, page: Page) -> str:
        """The whole file with the generated part and properties replaced, and everything else unchanged."""
        before = self.before
        if parts := split_front_matter(before):
            lines = update_properties(
                parts.lines,
                page.front,
                recorded=self.recorded.get("front", ""),
                tags=self.listed("tags"),
                keys=self.listed("keys"),
            )
            before = parts._replace(lines=lines).text()
        return f"{self._with_heading(before, page.heading)}{page.block}{self.after}"

    def listed(self, name: str) -> tuple[str, ...]:
        """One of the lists in the begin marker."""
        return tuple(filter(None, self.recorded.get(name, "").split(",")))

    def _with_heading(self, before: str, heading: str) -> str:
        """The new heading in place of the one written last, if that is still there."""
        lines = before.split("\n")
        digest = self.recorded.get("heading")
        if digest is None or digest == text_digest(heading):
            return before
        changed = [heading if text_digest(line) == digest else line for line in lines]
        return "\n".join(changed)


_BEGIN = re.compile(r"^<!-- generated:begin (\S+)((?: \w+=\S*)*) -->[ \t\r]*$", re.MULTILINE)


def parse_page(text: str, name: str) -> ExistingPage | None:
    """The parts of a file exported for the cable called ``name``; None for any other file."""
    begin = next((found for found in _BEGIN.finditer(text) if found.group(1) == name), None)
    if begin is None:
        return None
    recorded = dict(pair.split("=", 1) for pair in begin.group(2).split())
    end = re.compile(rf"^<!-- generated:end {re.escape(name)} -->", re.MULTILINE).search(text, begin.end())
    if end is None:
        return ExistingPage(text[: begin.start()], None, text[begin.end() :], recorded)
    generated = text[begin.end() : end.start()].strip("\n")
    return ExistingPage(text[: begin.start()], generated, text[end.end() :], recorded)

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
    """The line above the generated part; written once, then left to the user."""
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
        hashes = f"text={text_digest(self.generated)} front={fingerprint(self.front)}"
        begin = f"<!-- generated:begin {self.name} {hashes} tags={','.join(self.tags)} -->"
        return f"{begin}\n{self.generated}\n<!-- generated:end {self.name} -->"

    def text(self) -> str:
        """The whole content of a new file."""
        properties = [format_property(key, value) for key, value in self.front.items()]
        front = ["---", *properties, "---"] if properties else []
        return "\n".join([*front, self.heading, self.block, ""])


def text_digest(generated: str) -> str:
    """A short hash of a generated part, ignoring trailing blanks, which editors may trim."""
    lines = (line.rstrip() for line in generated.strip("\n").split("\n"))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ExistingPage:
    """A file on disk that contains the markers of one cable."""

    before: str
    """Everything above the generated part, including front matter."""
    generated: str | None
    """The generated part; None if its end marker is missing."""
    after: str
    recorded: Mapping[str, str]
    """What the begin marker records of the last export: ``text`` and ``front`` (hashes), ``tags``."""

    @property
    def edited(self) -> bool:
        """Whether the generated part has been edited since it was written."""
        return self.generated is None or text_digest(self.generated) != self.recorded.get("text")

    def updated(self, page: Page) -> str:
        """The whole file with the generated part and properties replaced, and everything else unchanged."""
        before = self.before
        if parts := split_front_matter(before):
            tags = tuple(filter(None, self.recorded.get("tags", "").split(",")))
            lines = update_properties(
                parts.lines, page.front, recorded=self.recorded.get("front", ""), tags=tags
            )
            before = parts._replace(lines=lines).text()
        return f"{before}{page.block}{self.after}"


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

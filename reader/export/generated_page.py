"""This is where an exported file is put together, taken apart again, and brought up to date.

A file is front matter, a heading, our part between two markers, and whatever the user wrote around it. The
begin marker says what we wrote last, so that a later change by hand is seen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from reader.export import front_matter
from reader.export.file_names import stem
from reader.export.front_matter import Value


@dataclass(frozen=True, slots=True)
class Page:
    """What we have to say about one cable."""

    mrn: str
    front: Mapping[str, Value]
    """The properties, in the order to write them."""
    heading: str
    """The line above our part; written once, the user's from then on."""
    generated: str
    """Our part, without the markers."""

    @property
    def name(self) -> str:
        """What the file and the markers are called."""
        return stem(self.mrn)

    @property
    def tags(self) -> tuple[str, ...]:
        """The user's codes as tags."""
        value = self.front.get("tags", ())
        return value if isinstance(value, tuple) else ()

    @property
    def part(self) -> str:
        """Our part with its markers."""
        said = f"text={digest(self.generated)} front={front_matter.fingerprint(self.front)}"
        begin = f"<!-- generated:begin {self.name} {said} tags={','.join(self.tags)} -->"
        return f"{begin}\n{self.generated}\n<!-- generated:end {self.name} -->"

    def text(self) -> str:
        """The whole of a new file."""
        properties = [front_matter.line(key, value) for key, value in self.front.items()]
        return "\n".join(["---", *properties, "---", self.heading, self.part, ""])


def digest(generated: str) -> str:
    """A short hash of our part; blanks at line ends, which editors trim, do not count."""
    lines = (line.rstrip() for line in generated.strip("\n").split("\n"))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Existing:
    """A file that has our markers for one cable."""

    before: str
    """All that stands above our part, front matter included."""
    generated: str | None
    """Our part; None where its end marker is gone."""
    after: str
    written: Mapping[str, str]
    """What the begin marker says we wrote last: ``text`` and ``front`` (hashes), ``tags``."""

    @property
    def edited(self) -> bool:
        """Whether our part is not as we wrote it."""
        return self.generated is None or digest(self.generated) != self.written.get("text")

    def updated(self, page: Page) -> str:
        """The whole file with our part and our properties anew, all else as it is."""
        before = self.before
        if cut := front_matter.split(before):
            tags = tuple(filter(None, self.written.get("tags", "").split(",")))
            fresh = front_matter.update(
                cut.lines, page.front, written=self.written.get("front", ""), tags=tags
            )
            before = cut._replace(lines=fresh).text()
        return f"{before}{page.part}{self.after}"


_BEGIN = re.compile(r"^<!-- generated:begin (\S+)((?: \w+=\S*)*) -->[ \t\r]*$", re.MULTILINE)


def take_apart(text: str, name: str) -> Existing | None:
    """The parts of a file that we wrote for the cable called ``name``; None for any other file."""
    begin = next((found for found in _BEGIN.finditer(text) if found.group(1) == name), None)
    if begin is None:
        return None
    said = dict(pair.split("=", 1) for pair in begin.group(2).split())
    end = re.compile(rf"^<!-- generated:end {re.escape(name)} -->", re.MULTILINE).search(text, begin.end())
    if end is None:
        return Existing(text[: begin.start()], None, text[begin.end() :], said)
    generated = text[begin.end() : end.start()].strip("\n")
    return Existing(text[: begin.start()], generated, text[end.end() :], said)

"""The elements of one document of a volume, and their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """An element with its attributes, both named without prefix: ``attachment``, ``id``, ``dateTime-min``."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, tag: str) -> Element | None:
        """The first element with this tag directly inside."""
        return next((child for child in self.elements() if child.tag == tag), None)

    def walk(self) -> Iterator[Element]:
        """This element and all inside it, in the order of the text."""
        yield self
        for child in self.elements():
            yield from child.walk()


def on_one_line(text: str) -> str:
    """The text with single spaces, as the lines of a volume are wrapped anywhere."""
    return " ".join(text.split())

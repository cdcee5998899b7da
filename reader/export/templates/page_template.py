"""A template file: blocks named ``front``, ``citation`` and ``body``, each in place of what we write."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.config.findings import did_you_mean
from reader.errors import CablesError
from reader.export.escape import one_line
from reader.export.front_matter import Value, format_property, parse_value, split_properties, yaml_string
from reader.export.templates.values import Markdown, ShownCable, ShownPassage

if TYPE_CHECKING:
    from jinja2 import Template

    from reader.export.templates.sandbox import Environment

BLOCKS = ("front", "citation", "body")
MOST_BYTES = 100_000
"""Of a template file."""
_Inline = Callable[[str], str]


class TemplateError(CablesError):
    """A template is wrong, or cannot be used. ``where`` names file and line."""


class PageTemplate:
    """A template that was read; for one thread at a time."""

    def __init__(self, source: str, path: Path) -> None:
        """Raises TemplateError, also where the ``templates`` extra is not installed."""
        self._path = path
        self.key = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        """Differs where the template differs."""
        self._environment = _environment()
        with self._placed_errors():
            self._template: Template = self._environment.compiled(source, str(path))
        self._lines = _block_lines(source)
        for name in self._template.blocks:
            if name not in BLOCKS:
                raise TemplateError(
                    f"There is no block {name}",
                    where=f"{path}:{self._lines.get(name, 1)}",
                    advice=did_you_mean(name, BLOCKS, f"The blocks: {', '.join(BLOCKS)}."),
                )
        if not self._template.blocks:
            raise TemplateError(
                "This template has no block",
                where=f"{path}:1",
                advice="Write {% block body %} ... {% endblock %}; the blocks: " + ", ".join(BLOCKS) + ".",
            )

    @classmethod
    def read(cls, path: Path) -> PageTemplate:
        """The template in a file. Raises TemplateError."""
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise TemplateError(
                f"The template cannot be read ({error.strerror})",
                where=str(path),
                advice="Name a template file with --template.",
            ) from error
        if len(data) > MOST_BYTES:
            raise TemplateError(
                "The template is too large",
                where=str(path),
                advice=f"A template may have {MOST_BYTES:,} bytes.",
            )
        try:
            return cls(data.decode("utf-8-sig"), path)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            advice = "Save it as UTF-8."
            raise TemplateError("This is not UTF-8", where=f"{path}:{line}", advice=advice) from error

    def has(self, block: str) -> bool:
        """Whether the template has this block."""
        return block in self._template.blocks

    # -- the blocks ------------------------------------------------------------------------------------

    def front(
        self, cable: ShownCable, tags: tuple[str, ...], front: Mapping[str, Value], text: _Inline
    ) -> dict[str, Value]:
        """The front matter; ``front`` is what we would write, ``text`` escapes a value for the style."""
        lines = "\n".join(format_property(key, value) for key, value in front.items())
        rendered = self._render("front", _as_yaml(text), cable=cable, tags=tags, front=Markdown(lines))
        found: dict[str, Value] = {}
        for key, property_lines in split_properties([one for one in rendered.split("\n") if one.strip()]):
            value = parse_value(property_lines) if key else None
            if key is None or value is None or key in found or not re.fullmatch(r"[\w-]+", key):
                raise TemplateError(
                    f"The front matter has a line that cannot be used: {one_line(property_lines[0])[:60]}",
                    where=f"{self._path}:{self._lines.get('front', 1)}",
                    advice="Each line must be a name, a colon and a value, and each name be used once.",
                )
            is_date = isinstance(value, str) and f"{key}: {value}" == property_lines[0].rstrip()
            date = _date(value) if is_date and isinstance(value, str) else None
            found[key] = date or value
        return found

    def citation(self, cable: ShownCable, paragraph: str, citation: str) -> str:
        """A citation as plain text on one line; ``citation`` is what we would write."""
        rendered = self._render("citation", _as_text, cable=cable, paragraph=paragraph, citation=citation)
        return one_line(rendered)

    def body(
        self,
        inline: _Inline,
        footnotes: Sequence[str],
        *,
        cable: ShownCable,
        tags: tuple[str, ...],
        passages: tuple[ShownPassage, ...],
        referred_to_by: Markdown,
        body: Markdown,
    ) -> str:
        """The generated part; ``inline`` escapes a value for the style, ``body`` is what we would write.

        Footnotes that it refers to and does not write are added.
        """
        rendered = self._render(
            "body",
            _as_markdown(inline),
            cable=cable,
            tags=tags,
            passages=passages,
            referred_to_by=referred_to_by,
            footnotes=Markdown("\n\n".join(footnotes)),
            body=body,
        ).strip("\n")
        labels = ((footnote.partition(":")[0], footnote) for footnote in footnotes)
        missing = [text for label, text in labels if label in rendered and f"{label}:" not in rendered]
        return "\n\n".join([rendered, *missing])

    def _render(self, block: str, write: Callable[[Any], str], **values: Any) -> str:
        environment = self._environment
        parts: list[str] = []
        with self._placed_errors():
            environment.writing(write)
            context = self._template.new_context(values)
            parts.extend(self._template.blocks[block](context))
        return "".join(parts)

    # -- errors ----------------------------------------------------------------------------------------

    @contextmanager
    def _placed_errors(self) -> Iterator[None]:
        from jinja2.exceptions import TemplateSyntaxError, UndefinedError

        try:
            yield
        except TemplateSyntaxError as error:
            message = (error.message or "it cannot be read").rstrip(".")
            advice = "Fix the line; docs/export.md lists what a template can use."
            raise self._error(message, error.lineno, advice) from error
        except UndefinedError as error:
            found = re.findall(r"'([^']*)'", str(error))
            name = found[-1] if found else "this"
            known = sorted({*_NAMES, *_fields(found[0] if len(found) > 1 else "")})
            advice = did_you_mean(name, known, "docs/export.md lists what a template can use.")
            raise self._error(f"There is no {name}", self._line_of(error), advice) from error
        except RecursionError as error:
            message = "A macro calls itself too often"
            raise self._error(message, self._line_of(error), "Let it end.") from error
        except Exception as error:
            advice = "Fix the line; docs/export.md lists what a template can use."
            raise self._error(one_line(str(error)), self._line_of(error), advice) from error

    def _error(self, message: str, line: int, advice: str) -> TemplateError:
        what = f"The template cannot be used: {message}"
        return TemplateError(what, where=f"{self._path}:{line}", advice=advice)

    def _line_of(self, error: BaseException) -> int:
        """The template's line in which an error was raised."""
        line, at = 1, error.__traceback__
        while at is not None:
            if at.tb_frame.f_code.co_filename == str(self._path):
                line = self._template.get_corresponding_lineno(at.tb_lineno)
            at = at.tb_next
        return line


_NAMES = (
    "cable",
    "tags",
    "front",
    "paragraph",
    "citation",
    "passages",
    "body",
    "referred_to_by",
    "footnotes",
)


def _fields(described: str) -> Iterator[str]:
    """The fields of the value that an error describes by its class: ``...values.ShownCable object``."""
    from dataclasses import fields

    from reader.export.templates import values

    kind = getattr(values, described.removesuffix(" object").rpartition(".")[2], None)
    if kind is not None:
        yield from (field.name for field in fields(kind))


def _block_lines(source: str) -> dict[str, int]:
    found = re.finditer(r"\{%[-+]?\s*block\s+(\w+)", source)
    return {match.group(1): source.count("\n", 0, match.start()) + 1 for match in found}


def _environment() -> Environment:
    try:
        from reader.export.templates.sandbox import Environment
    except ModuleNotFoundError as error:
        raise TemplateError(
            "Templates need a package that is not installed",
            where=error.name or "jinja2",
            advice="Install it with: pip install 'cable-reader[templates]'",
        ) from error
    return Environment()


# -- how values are written -----------------------------------------------------------------------------


def _as_text(value: Any) -> str:
    """A plain value: a text, a number, a date, or a list of such."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list) and all(isinstance(item, str | Markdown) for item in value):
        return ", ".join(map(str, value))
    raise ValueError("only texts, numbers, dates and lists of texts can be written")


def _as_markdown(inline: _Inline) -> Callable[[Any], str]:
    return lambda value: inline(_as_text(value))


def _as_yaml(text: _Inline) -> Callable[[Any], str]:
    def write(value: Any) -> str:
        if isinstance(value, str):
            return yaml_string(text(value))
        if isinstance(value, tuple | list) and all(isinstance(item, str) for item in value):
            return f"[{', '.join(yaml_string(text(item)) for item in value)}]"
        return _as_text(value)

    return write


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None

"""A Jinja environment in which a template can neither reach the program nor use up time or memory.

Values are escaped for the place they are written to (see ``Environment.writing``); the template's own text
is not. Loops, calls, and all text that is made count against limits, so that no template runs for long. There
is no loading of other templates, no access to methods or attributes other than those of the page, and only
the filters below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment

from reader.export.templates.values import Markdown, Shown

MOST_STEPS = 200_000
"""Turns of loops and calls of macros, for one page."""
MOST_CHARACTERS = 2_000_000
"""Made by a template for one page, in between as well as in the end."""
MOST_NUMBER = 10**15

_TESTS = (
    *("defined", "undefined", "none", "string", "number", "odd", "even", "in"),
    *("eq", "ne", "lt", "le", "gt", "ge", "true", "false"),
)
_Write = Callable[[Any], str]


class LimitError(SecurityError):
    """A template needs more than it may have."""


class Environment(SandboxedEnvironment):
    """The sandbox. For one template, used by one thread at a time."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self) -> None:
        super().__init__(
            autoescape=False,
            undefined=StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals.clear()
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.filters = {name: self._limited(filter_) for name, filter_ in FILTERS.items()}
        self.filters[_COUNTED] = self._counted
        self.filters[_JOINED] = self._joined
        self.filters[_AS_IT_IS] = Markdown
        self._write: _Write = str
        self._steps = self._characters = 0

    def writing(self, write: _Write) -> None:
        """Begin a rendering whose values are written by ``write``, with all limits fresh."""
        self._write, self._steps, self._characters = write, 0, 0

    def written(self, value: Any) -> str:
        """A value as it is written."""
        return self.made(value.text if isinstance(value, Markdown) else self._write(value))

    def made(self, text: str) -> str:
        """Count a text that was made. Raises LimitError."""
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise LimitError(f"it makes more than {MOST_CHARACTERS:,} characters for one page")
        return text

    def step(self) -> None:
        """Count a turn of a loop, or a call. Raises LimitError."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise LimitError(f"it takes more than {MOST_STEPS:,} turns of its loops for one page")

    def compiled(self, source: str, name: str) -> Any:
        """The template. Raises TemplateSyntaxError."""
        tree = self.parse(source, name)
        _check(tree)
        self.writing(str)
        code = self.compile(_with_limits(tree), name, name)
        return self.template_class.from_code(self, code, dict(self.globals))

    # -- what the sandbox asks --------------------------------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of the page's own values, and of ``loop``; nothing of strings, lists or macros."""
        if isinstance(obj, Shown):
            return is_dataclass(obj) and attr in {field.name for field in fields(obj)}
        return type(obj).__name__ == "LoopContext" and attr in _LOOP

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros of the template."""
        return isinstance(obj, Macro)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, and count it."""
        __self.step()
        result = super().call(__context, __obj, *args, **kwargs)
        return Markdown(str(result))  # its values have been escaped when they were written

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic with small numbers, and ``+`` of texts."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.made(left + right)
        small = (isinstance(side, int | float) and abs(side) <= MOST_NUMBER for side in (left, right))
        if operator == "**" or not all(small):
            raise SecurityError(f"{operator} needs two numbers that are not too large")
        return super().call_binop(context, operator, left, right)

    # -- what is built into a template ------------------------------------------------------------------

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        if isinstance(values, str | Mapping):
            raise SecurityError("a loop needs a list")
        for value in values:
            self.step()
            yield value

    def _joined(self, values: Iterable[Any]) -> str:
        return self.made("".join(map(str, values)))

    def _limited(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        def limited(*arguments: Any) -> Any:
            result = filter_(*arguments)
            return self.made(result) if isinstance(result, str) else result

        return limited


_COUNTED, _JOINED, _AS_IT_IS = "counted", "joined", "as-it-is"
"""Filters that only the sandbox itself writes into a template."""
_LOOP = frozenset(("index", "index0", "revindex", "first", "last", "length", "previtem", "nextitem"))
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set without a value",
    nodes.ScopedEvalContextModifier: "autoescape",
}


@pass_context
def _finalize(context: Context, value: Any) -> str:
    environment = context.environment
    assert isinstance(environment, Environment)
    if isinstance(value, StrictUndefined):
        str(value)  # raises, naming it
    return environment.written(value)


def _check(tree: nodes.Template) -> None:
    for kind, word in _REFUSED.items():
        if found := tree.find(kind):
            raise TemplateSyntaxError(f"{word} cannot be used here", found.lineno)
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise TemplateSyntaxError("a loop cannot be recursive here", loop.lineno)
    # Lists in lists could double from line to line.
    for literal in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict)):
        items = [*literal.iter_child_nodes()]
        is_read = getattr(literal, "ctx", "load") == "load"
        if is_read and not all(isinstance(item, nodes.Const) for item in items):
            raise TemplateSyntaxError("a list may only have texts and numbers in it here", literal.lineno)


def _with_limits(tree: nodes.Template) -> nodes.Template:
    """The template with a counter in every loop, every ``~``, and every text of its own."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            _filter(nodes.Const(child.data, lineno=child.lineno), _AS_IT_IS)
            if isinstance(child, nodes.TemplateData)
            else child
            for child in output.nodes
        ]
    for loop in tree.find_all(nodes.For):
        loop.iter = _filter(loop.iter, _COUNTED)
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for name, value in parent.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(parent, name, _join(value))
            elif isinstance(value, list):
                value[:] = [_join(item) if isinstance(item, nodes.Concat) else item for item in value]
    environment = tree.environment
    assert environment is not None
    tree.set_environment(environment)
    return tree


def _filter(node: nodes.Node, name: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _join(concat: nodes.Concat) -> nodes.Filter:
    return _filter(nodes.List(concat.nodes, lineno=concat.lineno), _JOINED)


# -- filters --------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if isinstance(value, Markdown):
        return value.text
    if isinstance(value, str | int | float | dt.date):
        return str(value)
    raise SecurityError("this needs a text")


def _replace(value: Any, old: Any, new: Any) -> str:
    text, old, new = _text(value), _text(old), _text(new)
    if not old or text.count(old) * max(len(new), 1) > MOST_CHARACTERS:
        raise LimitError(f"replace would make more than {MOST_CHARACTERS:,} characters for one page")
    return text.replace(old, new)


def _truncate(value: Any, length: int = 80) -> str:
    text = _text(value)
    return text if len(text) <= length else f"{text[: max(length - 1, 0)].rstrip()}…"


def _date(value: Any, form: str = "%Y-%m-%d") -> str:
    if value is None:
        return ""
    if not isinstance(value, dt.date) or len(form) > 80:
        raise SecurityError("date needs a date, and a form such as %d.%m.%Y")
    parts = {"%Y": f"{value.year:04}", "%m": f"{value.month:02}", "%d": f"{value.day:02}", "%%": "%"}
    out, at = "", 0
    while at < len(form):
        pair = form[at : at + 2]
        if pair[0] == "%" and pair not in parts:
            raise SecurityError(f"date knows %Y, %m and %d, not {pair}")
        out += parts.get(pair, pair[0])
        at += 2 if pair in parts else 1
    return out


def _join_with(values: Iterable[Any], between: str = "") -> str:
    texts = [_text(value) for value in values]
    if len(between) * len(texts) > MOST_CHARACTERS:
        raise LimitError(f"join would make more than {MOST_CHARACTERS:,} characters for one page")
    return between.join(texts)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "upper": lambda value: _text(value).upper(),
    "lower": lambda value: _text(value).lower(),
    "capitalize": lambda value: _text(value).capitalize(),
    "trim": lambda value: _text(value).strip(),
    "replace": _replace,
    "truncate": _truncate,
    "date": _date,
    "join": _join_with,
    "length": len,
    "first": lambda values: next(iter(values), ""),
    "last": lambda values: values[-1] if values else "",
    "sort": lambda values: sorted(values, key=_text),
    "default": lambda value, other="": value or other,
}
"""All filters there are."""

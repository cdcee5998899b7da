"""Write the parts of the documentation that are made from the source: `python -m tests.make_docs`.

``docs/keys.md`` comes from the table of the screen's commands; the tables between ``<!-- made: NAME -->`` and
``<!-- end -->`` in other pages come from docstrings and declarations. `tests/test_docs.py` compares them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from textual.theme import Theme

from reader.cli.verbs import GROUPS
from reader.config.own_themes import COLOURS
from reader.config.settings import SETTINGS
from reader.config.template import toml_value
from reader.library.query.fields import FIELDS
from reader.tui.commands.arguments import ARGUMENTS
from reader.tui.commands.keys import shown_key
from reader.tui.commands.model import by_task
from reader.tui.commands.names import name_of
from reader.tui.commands.table import COMMANDS, Command, Where
from reader.tui.ui import theme
from tests import make_share, tree

DOCS = tree.ROOT / "docs"
EXAMPLE = DOCS / "example"
"""Exported files, which are made by ``tests.make_example``."""

KEYS_HEAD = """\
# Keys

Made by `python -m tests.make_docs`; edit [`reader/tui/commands/table.py`](../reader/tui/commands/table.py).
`?` shows the keys of the panel you are in; type there to search.
`Ctrl+P` finds every command; `:` runs one by its name. To give it other keys, use that name in
[the config file](config.md#keys).
"""

_PART = re.compile(r"(?<=<!-- made: )(?P<name>\w+)(?P<head> -->\n).*?(?=<!-- end -->)", re.DOTALL)


def row(*cells: str) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    heads = list(heads)
    return "\n".join([row(*heads), f"|{'---|' * len(heads)}", *(row(*cells) for cells in rows)]) + "\n"


def keys_page() -> str:
    """``docs/keys.md``: a table for each task, in the order of the help."""
    parts = [KEYS_HEAD]
    for task, commands in by_task(COMMANDS):
        parts.append(f"## {task.value}\n")
        parts.append(table(("Key", "Where", "Command", "", "Name"), map(_command, commands)))
    return "\n".join(parts)


def _command(command: Command) -> tuple[str, str, str, str, str]:
    keys = " ".join(f"`{shown_key(key)}`" for key in command.keys)
    where = command.where.value if command.where is not Where.ANY else ""
    argument = ARGUMENTS.get(command.id)
    name = f"{name_of(command)} {argument.usage}" if argument else name_of(command)
    return keys or "by name", where, command.name, command.help, f"`{name}`"


def settings_table() -> str:
    """The settings of the config file."""
    return table(
        ("Setting", "Default", "What it does"),
        (
            (f"`{each.name}`", f"`{toml_value(each.default)}`" if each.default else "", each.help)
            for each in SETTINGS
        ),
    )


def colours_table() -> str:
    """The colours of a theme, with those of the dark and the light one."""
    dark, light, *_ = theme.THEMES

    def colour(of: Theme, name: str) -> str:
        return f"`{of.variables.get(name) or getattr(of, name)}`"

    return table(
        ("Colour", "dark", "light"),
        ((f"`{name}`", colour(dark, name), colour(light, name)) for name in COLOURS),
    )


def folders_table() -> str:
    """Every folder of ``reader`` with the first line of its docstring and its number of modules."""
    rows = []
    for folder in tree.folders():
        count = sum(path.name != "__init__.py" for path in folder.glob("*.py"))
        rows.append((f"`{folder.relative_to(tree.ROOT)}/`", str(count), tree.summary(folder)))
    return table(("Folder", "Files", "What it is"), rows)


def fields_table() -> str:
    """The fields of the query language with an example each."""
    return table(
        ("Field", "Finds", "Example"),
        ((f"`{field.name}:`", field.help, f"`{field.example}`") for field in FIELDS.values()),
    )


def commands_table() -> str:
    """The commands of the command line, in their groups."""
    rows = [
        (group.capitalize() if number == 0 else "", f"`cables {verb.name}`", verb.summary)
        for group, verbs in GROUPS.items()
        for number, verb in enumerate(verbs)
    ]
    return table(("To", "Command", "What it does"), rows)


def template_example() -> str:
    """The template in the example, in a fence."""
    return f"```jinja\n{(EXAMPLE / 'page.jinja').read_text(encoding='utf-8')}```\n"


PARTS: dict[str, Callable[[], str]] = {
    "folders": folders_table,
    "fields": fields_table,
    "commands": commands_table,
    "settings": settings_table,
    "colours": colours_table,
    "template": template_example,
}
"""What can stand between the marks in a page, by the name in the mark."""


def renewed(text: str) -> str:
    """A page with its made parts as the source has them now."""
    return _PART.sub(lambda match: match["name"] + match["head"] + PARTS[match["name"]](), text)


def pages() -> list[Path]:
    """The pages of the documentation that people read first."""
    written = [path for path in DOCS.rglob("*.md") if EXAMPLE not in path.parent.parents]
    return [*(tree.ROOT / name for name in ("README.md", "CONTRIBUTING.md")), *sorted(written)]


def made() -> dict[Path, str]:
    """What each page should say."""
    found = {path: renewed(path.read_text(encoding="utf-8")) for path in pages() if path.exists()}
    return {**found, DOCS / "keys.md": keys_page(), **make_share.made()}


def main() -> None:
    """Write the pages that differ, and name them."""
    for path, text in made().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(tree.ROOT))


if __name__ == "__main__":
    main()

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.config.toml_lines import lines_of_keys

TEXT = '''\
# a comment with [brackets] and = signs
theme = "dark"   # "another"

[list]
columns = [
  "date",  # ] does not end it
  "number",
]
[keys]
"note.write" = "a"
'mark' = """
[not.a.table]
x = 1
"""
go.back = { up = "k", down = "j" }
  [themes.mine]
accent = "#fff"
[[many]]
x = 1
'''


def test_every_key_has_its_line() -> None:
    assert lines_of_keys(TEXT) == {
        ("theme",): 2,
        ("list",): 4,
        ("list", "columns"): 5,
        ("keys",): 9,
        ("keys", "note.write"): 10,
        ("keys", "mark"): 11,
        ("keys", "go"): 15,
        ("keys", "go", "back"): 15,
        ("themes", "mine"): 16,
        ("themes", "mine", "accent"): 17,
        ("many",): 18,
        ("many", "x"): 19,
    }


KEY = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)
VALUE = st.one_of(
    st.sampled_from(
        [
            '"a # b"',
            "'c = [d'",
            '"""\n[x]\ny = 1\n"""',
            "'''\n]\n'''",
            "[\n 1, # [\n [2],\n]",
            "{ a = 1 }",
            "3",
        ]
    ),
    st.integers().map(str),
)


@given(
    st.dictionaries(KEY, VALUE, max_size=6),
    st.dictionaries(KEY, st.dictionaries(KEY, VALUE, max_size=4), max_size=4),
)
def test_the_keys_are_those_that_tomllib_finds(
    top: dict[str, str], tables: dict[str, dict[str, str]]
) -> None:
    tables = {name: table for name, table in tables.items() if name not in top}
    lines: list[str] = []
    expected: dict[tuple[str, ...], int] = {}

    def write(path: tuple[str, ...], text: str) -> None:
        expected[path] = len("\n".join([*lines, ""]).split("\n")) if lines else 1
        lines.append(text)

    for key, value in top.items():
        write((key,), f"{key} = {value}")
    for name, table in tables.items():
        lines.append("")
        write((name,), f"[{name}]")
        for key, value in table.items():
            write((name, key), f"{key} = {value}  # = [")
    text = "\n".join(lines)
    read: dict[str, Any] = tomllib.loads(text)
    found = lines_of_keys(text)
    assert found == expected
    assert {path[0] for path in found} == set(read)

"""Run random templates for exports: ``python -m tests.faults.templates [SECONDS] [SEED]``.

Each must make a page or be refused with its line; nothing else may be raised. Prints how many were tried, and
how long the slowest took.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from reader.export.markdown import build_page
from reader.export.templates.page_template import PageTemplate, TemplateError
from tests.export.builders import Bundle, a_cable, a_note, on

PIECES = (
    *(
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "{#",
        "#}",
        "raw",
        "endraw",
        "\n",
        " ",
        "text",
        "x",
        "cable",
        "passages",
        "body",
    ),
    *("for x in ", "endfor", "if ", "elif 1", "else", "endif", "set x = ", "macro m(a)", "endmacro", "m(1)"),
    *(
        "block y",
        "endblock",
        "include 'x'",
        "import 'y' as z",
        "with a=1",
        "endwith",
        "filter upper",
        "endfilter",
    ),
    *(
        "call m()",
        "endcall",
        "do x",
        "break",
        "continue",
        "autoescape true",
        "endautoescape",
        "self",
        "caller()",
    ),
    *(
        ".mrn",
        ".subject",
        ".__class__",
        "[0]",
        "[99]",
        "['mrn']",
        "|",
        "upper",
        "join",
        "sort",
        "first",
        "last",
    ),
    *(
        "replace('a','b')",
        "truncate(5)",
        "date('%Y')",
        "length",
        "default('z')",
        "attr('x')",
        "map",
        "format(1)",
    ),
    *("x ~ x", " + ", "-", "**", "*", "%", "//", "1", "'s'", "[1,2]", "(1,2)", "{'a':1}", "[", "]", ":", ","),
    *("not ", " in ", " is defined", "none", "true", "loop.index", "range(3)", "namespace()", "varargs"),
)
LOOP = "{% for x in passages %}{{ x.quote }}{% endfor %}"


def template(choice: random.Random) -> str:
    """A random template, more or less well-formed."""
    parts = []
    for _ in range(choice.randint(1, 9)):
        inside = "".join(choice.choices(PIECES, k=choice.randint(1, 4)))
        parts.append(choice.choice([choice.choice(PIECES), f"{{{{ {inside} }}}}", LOOP]))
    return "{% block body %}" + "".join(parts) + "{% endblock %}"


def main() -> None:
    """The command."""
    seconds, seed = (int(word) for word in (*sys.argv[1:], "20", "1")[:2])
    choice, cable = random.Random(seed), a_cable()
    notes = Bundle((a_note(on(cable, 1, "FDP"), "My *note*."),))
    tried = made = 0
    slowest, until = 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        source, begun = template(choice), time.monotonic()
        tried += 1
        try:
            build_page(cable, "09MUNICH273", notes, {}, template=PageTemplate(source, Path("page.jinja")))
            made += 1
        except TemplateError as error:
            if "page.jinja:" not in str(error):
                sys.exit(f"without a place: {error}\n{source!r}")
        except Exception as error:
            sys.exit(f"{type(error).__name__}: {error}\n{source!r}")
        slowest = max(slowest, time.monotonic() - begun)
    print(f"{tried:,} templates, {made:,} made a page, the slowest in {slowest:.2f} s")


if __name__ == "__main__":
    main()

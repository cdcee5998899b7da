"""Templates: what they write, what they cannot do, and where their mistakes are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from reader.export.generated_page import Page
from reader.export.markdown import build_page
from reader.export.styles.choice import style_named
from reader.export.templates.page_template import PageTemplate, TemplateError
from tests.export.builders import TEXT, Bundle, a_cable, a_code, a_note, on

PLACE = Path("page.jinja")
CODE = a_code("coalition")
HOSTILE = TEXT.replace("GERMAN ELECTIONS", "<script>alert(1)</script> {{ 7 * 7 }} [x](javascript:1) @a")


def page(template: str, *, text: str = TEXT, style: str = "obsidian", body: str = "My *note*.") -> Page:
    cable = a_cable(text)
    notes = Bundle((a_note(on(cable, 1, "FDP"), body, CODE, number=0x7F3A2C11),))
    return build_page(
        cable,
        "09MUNICH273",
        notes,
        {CODE.id: CODE},
        style=style_named(style),
        version=dt.date(2010, 11, 28),
        template=PageTemplate(template, PLACE),
        own_author="me",
    )


def body(inside: str, **options: str) -> str:
    return page(f"{{% block body %}}{inside}{{% endblock %}}", **options).generated


def test_a_template_writes_front_matter_citation_and_body() -> None:
    made = page(
        """\
{% block front %}
{{ front }}
status: draft
read: {{ cable.source_version }}
from: {{ cable.origin }}
{% endblock %}
{% block citation %}{{ cable.mrn }} ({{ cable.date|date("%d.%m.%Y") }}), {{ paragraph }}{% endblock %}
{% block body %}
{% for passage in passages %}
### {{ loop.index }}. {{ passage.label }} {{ passage.codes|join(", ")|upper }}
{{ passage.quote }}
{% for note in passage.notes %}
{{ note.text }} ({{ note.author }}){{ note.mark }}
{% endfor %}
{% endfor %}
{% endblock %}
"""
    )
    assert made.front["status"] == "draft"
    assert made.front["read"] == dt.date(2010, 11, 28)
    assert made.front["from"] == "Consulate Munich"
    assert made.front["cable"] == "09MUNICH273"
    assert made.generated == (
        "### 1. ¶1 COALITION\n> FDP\nMy *note*. (me)[^n7f3a2c]\n\n[^n7f3a2c]: 09MUNICH273 (06.11.2009), ¶1"
    )
    assert " keys=status,read,from " in made.block


def test_blocks_that_a_template_does_not_have_stay_as_they_are() -> None:
    plain = page("{% block citation %}{{ citation }}{% endblock %}")
    assert body("{{ body }}") == plain.generated
    assert "## ¶1 (SBU) · coalition" in plain.generated


@pytest.mark.parametrize("style", ["obsidian", "pandoc", "plain"])
def test_what_a_cable_says_is_escaped_for_its_place(style: str) -> None:
    made = page(
        "{% block front %}subject: {{ cable.subject }}\n{% endblock %}{% block body %}{{ cable.subject }}"
        "{% macro m(x) %}{{ x }}{% endmacro %} {{ m(cable.subject) }}"
        " {{ cable.subject|lower }}{% endblock %}",
        text=HOSTILE,
        style=style,
    )
    assert "<script" not in made.generated.replace("\\<", "")
    assert "[x](" not in made.generated.replace("\\[x\\]", "")
    assert made.generated.count("{ 7" if style != "pandoc" else "\\{ 7") == 3
    front = yaml.safe_load("\n".join(made.text().split("---\n")[1].splitlines()))
    assert front["subject"].replace("\\", "").startswith("<script>alert(1)</script> {{ 7 * 7 }}")


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("\n{{ cable.titel }}", "There is no titel: page.jinja:2"),
        ("\n\n{{ passage }}", "There is no passage: page.jinja:3\nDid you mean"),
        ("{% if %}", "Expected an expression, got 'end of statement block': page.jinja:1"),
        ("{{ cable|nothing }}", "No filter named 'nothing': page.jinja:1"),
        ("{% include 'x' %}", "include cannot be used here: page.jinja:1"),
        ("{% for a in [[1]] %}{% endfor %}", "a list may only have texts and numbers in it here"),
        ("{{ cable.__class__ }}", "page.jinja:1"),
        ("{{ cable.mrn.__class__.__mro__ }}", "page.jinja:1"),
        ("{{ cable.mrn.upper() }}", "page.jinja:1"),
        ("{{ body.__init__ }}", "page.jinja:1"),
        ("{{ self._TemplateReference__context }}", "page.jinja:1"),
        ("{{ self.body() }}", "page.jinja:1"),
        ("{{ lipsum }}{{ cycler }}", "There is no lipsum"),
        ("{{ 'a' * 999999999 }}", "* needs two numbers"),
        ("{{ 10 ** 999999 }}", "** needs two numbers"),
        ("{{ '%999999999d' % 1 }}", "% needs two numbers"),
        (
            "{{ body|replace('e', body)|replace('e', body)|replace('e', body)|replace('e', body) }}",
            "characters for one page",
        ),
        ("{% for a in 'text' %}{% endfor %}", "a loop needs a list"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "calls itself too often"),
        ("{{ passages }}", "only texts, numbers, dates and lists of texts can be written"),
    ],
)
def test_a_mistake_and_an_escape_are_refused_and_placed(inside: str, message: str) -> None:
    with pytest.raises(TemplateError) as error:
        body(inside)
    assert message in str(error.value)
    assert "page.jinja:" in str(error.value)


def test_a_template_runs_into_its_limits() -> None:
    tens = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"
    loops = "".join(f"{{% for x{depth} in {tens} %}}" for depth in range(9)) + "{% endfor %}" * 9
    with pytest.raises(TemplateError, match="turns of its loops"):
        body(loops)
    doubled = "{% set x = body ~ '' %}" + "{% set x = x ~ x %}" * 40
    with pytest.raises(TemplateError, match="characters for one page"):
        body(doubled)
    text = f"{{% for a in {tens} %}}{{% for b in {tens} %}}{'y' * 90_000}{{% endfor %}}{{% endfor %}}"
    with pytest.raises(TemplateError, match="characters for one page"):
        body(text)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\n{% block bodi %}{% endblock %}", "There is no block bodi: page.jinja:2\nDid you mean"),
        ("text", "This template has no block: page.jinja:1"),
        ("\n{% block front %}\n- a\n{% endblock %}", "a line that cannot be used: - a: page.jinja:2"),
        ("{% block front %}a: 1\na: 2\n{% endblock %}", "cannot be used: a: 2: page.jinja:1"),
        ('{% block front %}a: "{{ cable.subject }}"\n{% endblock %}', "cannot be used: a: "),
    ],
)
def test_a_wrong_file_is_placed(source: str, message: str) -> None:
    with pytest.raises(TemplateError) as error:
        page(source)
    assert message in str(error.value)


def test_a_file_that_cannot_be_a_template_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.jinja"
    with pytest.raises(TemplateError, match="cannot be read"):
        PageTemplate.read(path)
    path.write_bytes(b"\n\xff")
    with pytest.raises(TemplateError, match=r"not UTF-8: .*page.jinja:2"):
        PageTemplate.read(path)
    path.write_bytes(b"x" * 100_001)
    with pytest.raises(TemplateError, match="too large"):
        PageTemplate.read(path)

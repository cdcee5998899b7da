"""The audit of the packages the program is installed with."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_that_is_installed_with_the_program_is_asked_for(audit: ModuleType) -> None:
    packages = audit.installed()
    assert {"textual", "tinydb", "rich", "markdown-it-py", "pytest", "pluggy"} <= set(packages)
    assert "cable-reader" not in packages
    assert packages["textual"] == "8.2.8"


def test_a_vulnerability_fails_and_is_named(audit: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    def osv(question: dict[str, Any]) -> dict[str, Any]:
        names = [query["package"]["name"] for query in question["queries"]]
        return {"results": [{"vulns": [{"id": "GHSA-x"}]} if name == "rich" else {} for name in names]}

    assert audit.main(osv) == 1
    said = capsys.readouterr().out
    assert said.startswith("rich ")
    assert said.endswith(": https://osv.dev/GHSA-x\n")


@pytest.mark.parametrize("answer", [OSError("no route to host"), {}, {"results": []}, {"results": 3}])
def test_without_an_answer_it_is_skipped_in_words(
    audit: ModuleType, capsys: pytest.CaptureFixture[str], answer: object
) -> None:
    def osv(question: dict[str, Any]) -> Any:
        if isinstance(answer, OSError):
            raise answer
        return answer

    assert audit.main(osv) == 0
    assert "skipped, OSV cannot be asked: " in capsys.readouterr().out

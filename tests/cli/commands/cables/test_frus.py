"""A FRUS volume on the command line: imported, listed, shown, searched and annotated like cables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.library.sources.containers import write
from tests.library.sources.frus.volumes import MEMORANDUM, TELEGRAM, volume

ID = "FRUS1969-76V22D15"


@pytest.fixture
def imported(run: Run, home: Path) -> None:
    path = write(home / "frus1969-76v22.xml", volume(TELEGRAM, MEMORANDUM))
    assert run("import", path).out == "Done: 2 added. The library now has 2 cables.\n"
    assert run("import", path).out.startswith("Done: 0 added, 2 already in the library.")


@pytest.mark.usefixtures("imported")
def test_a_document_is_found_by_its_id_in_any_form_and_by_its_fields(run: Run) -> None:
    for written in (ID, "frus1969-76v22/d15", "FRUS1969-76V22 d15"):
        assert run("show", written).out.startswith(f"CONFIDENTIAL//EXDIS · {ID}\n")
    for query in ("frus1969-76v22d15", "rumor", "class:C", "to:panama", "date:1973-08-01"):
        assert ID in run("list", query).out
        assert "D16" not in run("list", query).out
    for query in ("mrn:FRUS1969-76V22*", "frus1969-76v22", "FRUS1969-76"):
        assert len(run("list", query).out.splitlines()) == 2


@pytest.mark.usefixtures("imported")
def test_a_document_cites_is_annotated_and_cited(run: Run) -> None:
    assert "in\t1973-08-06\tFRUS1969-76V22D16\tS\t\t§7\t" in run("refs", ID).out
    assert run("author", "Me").code == 0
    assert run("note", "frus1969-76v22 d15", "¶2", "--quote", "uneasiness itself", "--text", "Who?").code == 0
    assert f"# {ID}: Telegram From the Mission" in run("export", ID, "--to", "-", "--style", "plain").out
    assert "Document 15, ¶2, https://history.state.gov/" in run("cite", ID, "--paragraph", "2").out

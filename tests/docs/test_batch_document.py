"""docs/batch.md tells of every column, outcome and option, docs/printing.md of printing."""

import re
from pathlib import Path

import pytest

from handouts.batch.columns import columns
from handouts.batch.report import HEADING
from handouts.cli import app

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


def rows_under(heading: str) -> list[list[str]]:
    """Return the cells of the table that begins with a heading's row."""
    lines = TEXT[TEXT.index(heading) :].splitlines()[2:]
    table = lines[: next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_table_of_columns_is_what_the_program_knows() -> None:
    told = rows_under("| column | what it says |")
    assert told == [
        [f"`{column.name}`", column.help, ", ".join(column.also)] for column in columns().values()
    ]


def test_what_a_report_has_is_told() -> None:
    table = TEXT[TEXT.index("### The report") : TEXT.index("### Broken off")]
    for name in set(HEADING) - {"row", "outcome", "handout_id", "stage", "plan"}:
        assert f"`{name}`" in table


def test_every_option_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    others = [ROOT / "README.md", ROOT / "docs" / "printing.md"]
    told = TEXT + "".join(path.read_text(encoding="utf-8") for path in others)
    app.run(["batch", "run", "--help"])
    options = set(re.findall(r"^ +(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    assert len(options) > 10
    assert {option for option in options - {"--help"} if option not in told} == set()

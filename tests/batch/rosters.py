"""Rosters for tests, written as lists of rows."""

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from handouts.batch.choices import Choices
from handouts.batch.names import read_pattern
from handouts.batch.preflight import Preflight, checker, preflight
from handouts.batch.roster import Roster, open_roster
from handouts.batch.row_jobs import Basis
from handouts.brand import load_brand
from handouts.resources import default_brand_folder

TODAY = dt.date(2026, 11, 25)
ROSTER = Path(__file__).parents[2] / "examples" / "roster.csv"


def csv_text(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows as CSV, with the columns in the order in which they turn up."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def roster_of(folder: Path, *rows: Mapping[str, str]) -> Path:
    """Return a CSV file with these rows."""
    path = folder / "roster.csv"
    path.write_text(csv_text(rows), encoding="utf-8", newline="")
    return path


def basis(**given: object) -> Basis:
    """Return the basis of the shipped brand, with defaults for rows."""
    choices = Choices(str(default_brand_folder()), given=given)
    return choices.basis(choices.load(), TODAY)


def checked(
    roster: Roster, pattern: str = "{id}", *, blank_rows: bool = False, **given: object
) -> Preflight:
    """Return what preflight finds in a roster."""
    check = checker(load_brand(default_brand_folder()))
    return preflight(roster, basis(**given), check, read_pattern(pattern), blank_rows=blank_rows)


def checked_rows(
    folder: Path, *rows: Mapping[str, str], pattern: str = "{id}", blank_rows: bool = False
) -> Preflight:
    """Return what preflight finds in these rows."""
    with open_roster(roster_of(folder, *rows)) as roster:
        return checked(roster, pattern, blank_rows=blank_rows)

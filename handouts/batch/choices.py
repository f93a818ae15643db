"""What a clinic chose for a whole run, as the ledger keeps it: enough to make a row's bytes again.

Nothing of it tells about a patient.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from handouts.batch.columns import Column, columns
from handouts.batch.meaning import Told
from handouts.batch.names import NamePattern
from handouts.batch.roster import Roster, open_roster
from handouts.batch.row_dates import own_orders
from handouts.batch.row_jobs import Basis
from handouts.batch.rows import UnreadableRosterError
from handouts.brand import Brand, load_brand, load_despite_errors
from handouts.brand_verdict import brand_errors, refuse_errors
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.for_everybody import is_for_everybody, refused_problems
from handouts.prescription import PrescriptionRequest
from handouts.spellings import meant
from handouts.toml_file import read_toml, unknown_keys

_OF_ONE_PATIENT = ("name", "patient_id")


@dataclass(frozen=True, slots=True)
class Choices:
    """How to read a roster, and what holds for rows that say nothing else.

    `brand` is the folder; `given` values by column, from the file of defaults; `columns` what was
    said of the roster's own, by heading or letter. With `blank_rows` a row needs no patient; with
    `visible_only` what is hidden in a workbook is left out. With `despite_errors` handouts are made
    in a brand that has some, not for patients.
    """

    brand: str
    site: str = ""
    given: Mapping[str, object] = field(default_factory=dict)
    pattern: str = NamePattern().text
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    blank_rows: bool = False
    visible_only: bool = False
    despite_errors: bool = False

    def stated(self) -> str:
        """Return them as JSON, the same text for the same choices."""
        chosen = asdict(self)
        # Older programs did not state these: a run of theirs can be gone on with.
        for name in ("columns", "blank_rows", "visible_only", "despite_errors"):
            if not chosen[name]:
                del chosen[name]
        return json.dumps(chosen, sort_keys=True)

    def open(self, source: Path | BinaryIO, sort: tuple[str, ...] = ()) -> Roster:
        """Return the roster in a file, or in standard input, to be sorted. Raises BadInput."""
        try:
            return open_roster(
                source, encoding=self.encoding, delimiter=self.delimiter, sheet=self.sheet,
                sort=sort, told=Told(self.columns), visible_only=self.visible_only,
            )  # fmt: skip
        except UnreadableRosterError as error:
            name = source.name if isinstance(source, Path) else "standard input"
            raise BadInput([error.problem.as_problem(name)]) from error

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors of the brand, with all its sites."""
        return brand_errors(Path(self.brand))

    def load(self) -> Brand:
        """Return the brand. Raises BadInput, for any error of its unless they do not count."""
        folder = Path(self.brand)
        if self.despite_errors:
            return load_despite_errors(folder, self.site)
        refuse_errors(folder)
        return load_brand(folder, self.site)

    def basis(self, brand: Brand, today: dt.date, *, to_print: bool = False) -> Basis:
        """Return what rows start from; forms are refused where all is `to_print`."""
        request = EditionRequest(
            PrescriptionRequest(""), brand=Path(self.brand), site=self.site,
            not_for_patients=self.despite_errors and bool(self.errors),
        )  # fmt: skip
        lines = {name: clinician.line for name, clinician in brand.clinicians.items()}
        orders = own_orders(brand)
        return Basis(request, today, self.given, lines, to_print, brand.region, orders)


def read_choices(stated: str) -> Choices:
    """Return the choices that `stated` wrote."""
    return Choices(**json.loads(stated))


def may_be_given(column: Column) -> bool:
    """Say whether a column can have a default: not what belongs to one patient alone."""
    return not (column.unused or column.part or column.name in _OF_ONE_PATIENT)


def read_defaults(path: Path) -> dict[str, object]:
    """Return the values in a file of defaults, by column: TOML, a key for each column.

    Raises BadInput with every mistake; the values themselves are checked with each row.
    """
    table, problems = read_toml(path, path.name)
    return check_defaults(table, path.name, problems)


def check_defaults(
    table: Mapping[str, object], source: str, unread: Iterable[Problem] = ()
) -> dict[str, object]:
    """Return values by column as cells would have them; `source` names them in Problems.

    Raises BadInput with every mistake, and with what could not be read.
    """
    known = [column.name for column in columns().values() if may_be_given(column)]
    problems = [*unread, *unknown_keys(table, known, source)]
    given: dict[str, object] = {}
    for key, value in table.items():
        if key not in known:
            continue
        plain = _plain(columns()[key], value)
        if plain is None:
            hint = 'write it as key = "text"'
            if columns()[key].kind == "list":
                hint = 'write it as key = ["text", "text"]'
            problems.append(Problem(f"{source}:{key}", "is not text", hint))
        else:
            given[key] = plain
    edition, condition = (
        meant(name, str(given.get(name, ""))) for name in ("edition", "condition")
    )
    if is_for_everybody(edition, condition):
        sources = {key: f"{source}:{key}" for key in given}
        problems += refused_problems(edition, given, sources, condition)
    if problems:
        raise BadInput(problems)
    return given


def _plain(column: Column, value: Any) -> object:
    """Return a value as a cell would have it, None if none would."""
    if isinstance(value, bool):
        return ("yes" if value else "no") if column.kind == "yes" else None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat() if column.name == "date" else None
    if column.kind == "list" and isinstance(value, list):
        return value if all(isinstance(part, str) for part in value) else None
    if column.kind == "list" and isinstance(value, str):
        return [value]
    return value if isinstance(value, str) else None

"""What somebody says of a list's columns, on the command line or in a file."""

from collections.abc import Iterable
from pathlib import Path

from handouts.batch.columns import column_of, columns
from handouts.batch.meaning import IGNORE
from handouts.errors import BadInput, Problem
from handouts.spellings import plain
from handouts.suggest import did_you_mean
from handouts.toml_file import read_toml

_IGNORED = ("ignore", "ignored", "none", "-", "")


def told_columns(maps: Iterable[str], ignored: Iterable[str], file: Path | None) -> dict[str, str]:
    """Return by heading or letter what is said of a column: its name, or IGNORE.

    `maps` are written HEADING=COLUMN; a file has such a line for each, and what is on the command
    line wins. Raises BadInput with every mistake.
    """
    told: dict[str, str] = {}
    problems: list[Problem] = []
    table, found = read_toml(file, file.name) if file else ({}, [])
    problems += found
    for heading, column in table.items():
        if isinstance(column, str):
            _note(told, problems, f"{file.name if file else ''}:{heading}", heading, column)
        else:
            hint = 'write "HEADING" = "column"'
            problems.append(Problem(f"{file.name if file else ''}:{heading}", "is not text", hint))
    mapped: dict[str, str] = {}
    for text in maps:
        heading, sign, column = text.rpartition("=")
        if not sign or not heading.strip():
            hint = 'for example --map "NHS Number=patient_id"'
            problems.append(Problem("--map", "is not HEADING=COLUMN", hint))
        else:
            _note(mapped, problems, "--map", heading, column)
    left_out = {heading.strip(): IGNORE for heading in ignored}
    problems += _said_twice(mapped, left_out)
    told |= mapped | left_out
    if problems:
        raise BadInput(problems)
    return told


def _note(
    told: dict[str, str], problems: list[Problem], source: str, heading: str, wanted: str
) -> None:
    wanted, heading = wanted.strip(), heading.strip()
    column = column_of(wanted)
    near = did_you_mean(wanted.casefold(), columns())
    turned = heading in columns() and wanted not in columns() and (column or not near)
    if wanted.casefold() in _IGNORED:
        told[heading] = IGNORE
    elif column and not turned:
        told[heading] = column.name
    else:
        hint = near or f"one of: {', '.join(columns())}, ignore"
        if turned or (column_of(heading) and not near):
            hint = f'the heading comes first: --map "{wanted}={heading}"'
        message = f"{wanted!r} is no column that handouts knows"
        problems.append(Problem(source, message, hint))


def _said_twice(mapped: dict[str, str], left_out: dict[str, str]) -> list[Problem]:
    """Return a problem for each column that is to be both used and left out."""
    ignored = {plain(heading) for heading in left_out}
    hint = "say one of the two"
    return [
        Problem("--ignore", f"{heading!r} is in --map too, as {name}", hint)
        for heading, name in mapped.items()
        if name != IGNORE and plain(heading) in ignored
    ]

"""What somebody says of a list's columns, on the command line or in a file."""

from collections.abc import Iterable
from pathlib import Path

from handouts.batch.columns import column_of, columns
from handouts.batch.meaning import IGNORE
from handouts.errors import BadInput, Problem
from handouts.toml_file import did_you_mean, read_toml

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
    for text in maps:
        heading, sign, column = text.rpartition("=")
        if not sign or not heading.strip():
            hint = 'for example --map "NHS Number=patient_id"'
            problems.append(Problem("--map", "is not HEADING=COLUMN", hint))
        else:
            _note(told, problems, f"--map {heading}", heading, column)
    told |= {heading.strip(): IGNORE for heading in ignored}
    if problems:
        raise BadInput(problems)
    return told


def _note(
    told: dict[str, str], problems: list[Problem], source: str, heading: str, wanted: str
) -> None:
    wanted = wanted.strip()
    column = column_of(wanted)
    turned = heading.strip() in columns() and wanted not in columns()
    if wanted.casefold() in _IGNORED:
        told[heading.strip()] = IGNORE
    elif column and not turned:
        told[heading.strip()] = column.name
    else:
        known = list(columns())
        hint = did_you_mean(wanted.casefold(), known, f"one of: {', '.join(known)}, ignore")
        if turned or column_of(heading):
            hint = f'the heading comes first: --map "{wanted}={heading.strip()}"'
        problems.append(Problem(source, "there is no such column", hint))

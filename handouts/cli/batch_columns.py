"""The options that say how a roster is read, and a table of how its columns are understood."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import speech
from handouts.cli.tables import table

if TYPE_CHECKING:
    from handouts.batch.meaning import Heading
    from handouts.batch.preflight import Preflight

ROSTER = "The roster"
"""The heading under which the help has the options that say how to read one."""

Defaults = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help='What rows that say nothing else get; keys are columns, such as stage = "acute".',
        rich_help_panel=ROSTER,
    ),
]
Encoding = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The roster's encoding, such as windows-1252.",
        rich_help_panel=ROSTER,
    ),
]
Delimiter = Annotated[
    str,
    typer.Option(
        metavar="SIGN",
        help="What stands between two cells.",
        rich_help_panel=ROSTER,
    ),
]
Sheet = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The workbook's sheet, by name or number. Default: that with the list.",
        rich_help_panel=ROSTER,
    ),
]
VisibleOnly = Annotated[
    bool,
    typer.Option(
        "--visible-only",
        help="Leave out what is hidden or filtered out in a workbook.",
        rich_help_panel=ROSTER,
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADING=COLUMN",
        help='What a column is, by its heading or letter: "NHS Number=patient_id". May be given '
        "again.",
        rich_help_panel=ROSTER,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="COLUMN",
        help="A column that is not used, by its heading or letter. May be given again.",
        rich_help_panel=ROSTER,
    ),
]
Columns = Annotated[
    Path | None,
    typer.Option(
        "--columns",
        metavar="FILE.toml",
        help='The same in a file, a line for each: "NHS Number" = "patient_id".',
        rich_help_panel=ROSTER,
    ),
]
BlankRows = Annotated[
    bool,
    typer.Option(
        "--blank-rows",
        help="Rows without a name and a number too, to be filled in by pen.",
        rich_help_panel=ROSTER,
    ),
]
Sample = Annotated[
    int | None,
    typer.Option(
        "--sample",
        metavar="N",
        min=1,
        help="The handouts of the first N rows alone, to look at.",
        rich_help_panel="The run",
    ),
]


def told(maps: list[str] | None, ignored: list[str] | None, file: Path | None) -> dict[str, str]:
    """Return what these options say of columns. Raises BadInput."""
    if not (maps or ignored or file):
        return {}
    from handouts.batch.told_columns import told_columns

    return told_columns(maps or (), ignored or (), file)


PRINTED, CHOSEN, NEVER, UNUSED = "printed", "decides", "not printed", "not used"


def say_columns(found: "Preflight", given: Mapping[str, object], *, as_json: bool) -> None:
    """Tell which column of the roster is printed where, and what becomes of the others.

    What was found then says no more where they are shown.
    """
    from handouts.batch.columns import columns
    from handouts.batch.meaning import SEE_ALL

    found.problems = [replace(one, hint=one.hint.removesuffix(SEE_ALL)) for one in found.problems]
    rows = _rows(found.headings, given)
    if as_json:
        read = [{"use": use, "column": name, "from": place} for use, name, place in rows]
        speech.say_event({"event": "columns", "columns": read})
    elif rows:
        shown = [[use, f"{name}: {columns()[name].help}" if use == PRINTED else name, place]
                 for use, name, place in rows]  # fmt: skip
        speech.say(table(("use", "on the handout", "column of the roster"), shown))


def _rows(headings: list["Heading"], given: Mapping[str, object]) -> list[list[str]]:
    """Return what is printed first, then what decides, then what is not printed or not used."""
    from handouts.batch.columns import columns
    from handouts.patients import FIELDS

    def places(names: Iterable[str]) -> str:
        found = [heading.places_of(name) for name in names for heading in headings]
        return ", ".join(dict.fromkeys(filter(None, found)))

    rows = []
    for name, column in columns().items():
        parts = [part.name for part in columns().values() if part.part == name]
        place = places([name, *parts]) or ("--defaults" if name in given else "")
        if not place or column.unused or column.part:
            continue
        rows.append([PRINTED if name in FIELDS else CHOSEN, name, place])
    rows.sort(key=lambda row: (PRINTED, CHOSEN).index(row[0]))
    never = places(name for name, column in columns().items() if column.unused)
    left_out = (heading.told(heading.left_out(), unknown=True) for heading in headings)
    unused = ", ".join(dict.fromkeys(filter(None, left_out)))
    rest = [[NEVER, "", never], [UNUSED, "", unused]]
    return [*rows, *(row for row in rest if row[2])]

"""The options that say what a roster's columns are, and a table of how they are understood."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import speech
from handouts.cli.tables import table

if TYPE_CHECKING:
    from handouts.batch.meaning import Heading

Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADING=COLUMN",
        help='What a column is, by its heading or letter: "NHS Number=patient_id". May be given '
        "again.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="COLUMN",
        help="A column that is not used, by its heading or letter. May be given again.",
    ),
]
Columns = Annotated[
    Path | None,
    typer.Option(
        "--columns",
        metavar="FILE.toml",
        help='The same in a file, a line for each: "NHS Number" = "patient_id".',
    ),
]
BlankRows = Annotated[
    bool,
    typer.Option(
        "--blank-rows", help="Rows without a name and a number too, to be filled in by pen."
    ),
]
Sample = Annotated[
    int,
    typer.Option(
        "--sample", metavar="N", min=1, help="The handouts of the first N rows alone, to look at."
    ),
]


def told(maps: list[str] | None, ignored: list[str] | None, file: Path | None) -> dict[str, str]:
    """Return what these options say of columns. Raises BadInput."""
    if not (maps or ignored or file):
        return {}
    from handouts.batch.told_columns import told_columns

    return told_columns(maps or (), ignored or (), file)


PRINTED, CHOSEN, NEVER, UNUSED = "printed", "decides", "not printed", "not used"


def say_columns(
    headings: Iterable["Heading"], given: Mapping[str, object], *, as_json: bool
) -> None:
    """Tell which column of the roster is printed where, and what becomes of the others."""
    rows = _rows(list(headings), given)
    if as_json:
        read = [{"use": use, "column": name, "from": place} for use, name, place in rows]
        speech.say_event({"event": "columns", "columns": read})
    elif rows:
        speech.say(table(("use", "on the handout", "column of the roster"), rows))


def _rows(headings: list["Heading"], given: Mapping[str, object]) -> list[list[str]]:
    from handouts.batch.columns import columns
    from handouts.patients import FIELDS

    rows = []
    for name, column in columns().items():
        places = list(dict.fromkeys(heading.places_of(name) for heading in headings))
        place = ", ".join(filter(None, places))
        if not place:
            place = "--defaults" if name in given else ""
        if place:
            is_printed = name in FIELDS or column.part in FIELDS
            use = NEVER if column.unused else PRINTED if is_printed else CHOSEN
            rows.append([use, "" if column.unused else name, place])
    rows.sort(key=lambda row: (PRINTED, CHOSEN, NEVER).index(row[0]))
    left = [heading.told(heading.left_out()) for heading in headings]
    unused = ", ".join(dict.fromkeys(filter(None, left)))
    return [*rows, [UNUSED, "", unused]] if unused else rows

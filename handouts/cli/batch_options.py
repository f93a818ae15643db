"""The options of a run, with the words of their help, and what a run ends with."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from handouts import resources
from handouts.cli import options

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.make import Ended

DONE, SOME_FAILED, SIGNALLED = 0, 4, 128
RUN = "The run"  # a heading of the help

RosterFile = Annotated[
    str,
    typer.Argument(
        metavar="ROSTER", help="A list of patients: .csv, .xlsx or .jsonl, or - for standard input."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Required, except with --dry-run: where the files go.",
        rich_help_panel=options.OUTPUT,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        max=256,
        help="Processes at a time. Default: one a core.",
        rich_help_panel=RUN,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on with a run that was broken off.",
        rich_help_panel=RUN,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Check the roster and show what is printed where; make nothing.",
        rich_help_panel=RUN,
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Make nothing if a single row is wrong.",
        rich_help_panel=RUN,
    ),
]
Pattern = Annotated[
    str,
    typer.Option(
        metavar="PATTERN",
        help="How files are named, from {date} {stage} {id} {row} {patient_id}. "
        "The default tells nothing about a patient.",
        rich_help_panel=options.OUTPUT,
    ),
]
Engine = Annotated[
    Literal["local", "dask"],
    typer.Option(
        help="Where the work is done: on this machine, or on a Dask cluster.",
        rich_help_panel=RUN,
    ),
]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="The cluster's scheduler: tcp://HOST:PORT.",
        rich_help_panel=RUN,
    ),
]
Store = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help="Where the handouts go instead of --out, which keeps the report: s3://BUCKET/FOLDER.",
        rich_help_panel=options.OUTPUT,
    ),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json",
        help="Print what happens as a JSON value a line.",
        rich_help_panel=options.OUTPUT,
    ),
]


def exit_code(ended: "Ended") -> int:
    """Return what a command ends with after a run."""
    if ended.stopped:
        return SIGNALLED + ended.stopped
    return SOME_FAILED if ended.counts.failed else DONE


def choices_of(
    brand: str, site: str, defaults: Path | None, pattern: str, encoding: str, delimiter: str,
    sheet: str, *, told: Mapping[str, str], blank_rows: bool, visible_only: bool,
    form: bool = False, despite_errors: bool = False,
) -> "Choices":  # fmt: skip
    """Return what was chosen for a run. Raises HandoutError."""
    from handouts.batch.choices import Choices, read_defaults
    from handouts.batch.names import read_pattern

    named = read_pattern(pattern).text
    given = read_defaults(defaults) if defaults else {}
    if form:
        given = {**given, "form": "yes"}
    folder = str(resources.find_brand(brand).folder.resolve())
    return Choices(
        folder, site, given, named, encoding, delimiter, sheet, told, blank_rows, visible_only,
        despite_errors,
    )  # fmt: skip

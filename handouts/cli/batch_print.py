"""The options of a print file, and what a command does with them."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.errors import BadInput, Problem

if TYPE_CHECKING:
    from handouts.batch.print_file import PrintOptions
    from handouts.batch.printing import Printing

PRINTING = "A file for the printer"  # heading of the help

Target = Annotated[
    Path | None,
    typer.Option(
        "--print-file",
        metavar="FILE.pdf",
        help="All handouts in one file too, for a printer.",
        rich_help_panel=PRINTING,
    ),
]
Only = Annotated[
    bool,
    typer.Option(
        "--only-print-file",
        help="No file for each patient, the print file alone.",
        rich_help_panel=PRINTING,
    ),
]
Duplex = Annotated[
    bool,
    typer.Option(
        "--duplex/--no-duplex",
        help="For paper printed on both sides, each patient on new sheets.",
        rich_help_panel=PRINTING,
    ),
]
Slips = Annotated[
    bool,
    typer.Option(
        "--slip-sheets",
        help="A sheet between two patients.",
        rich_help_panel=PRINTING,
    ),
]
SlipName = Annotated[
    bool,
    typer.Option(
        "--slip-name",
        help="Slip sheets tell the patient's name.",
        rich_help_panel=PRINTING,
    ),
]
Copies = Annotated[
    int,
    typer.Option(
        "--copies",
        metavar="N",
        help="Each handout so many times.",
        rich_help_panel=PRINTING,
    ),
]
Booklet = Annotated[
    bool,
    typer.Option(
        "--booklet",
        help="Booklets to fold, one for each patient.",
        rich_help_panel=PRINTING,
    ),
]
TwoUp = Annotated[
    bool,
    typer.Option(
        "--two-up",
        help="Two pages side by side on a sheet.",
        rich_help_panel=PRINTING,
    ),
]
Staple = Annotated[
    float,
    typer.Option(
        "--staple-margin",
        metavar="MM",
        help="Pages moved away from the stapled edge.",
        rich_help_panel=PRINTING,
    ),
]
OddEven = Annotated[
    bool,
    typer.Option(
        "--split-odd-even",
        help="Fronts and backs as two files, for a printer of one side.",
        rich_help_panel=PRINTING,
    ),
]
Count = Annotated[
    int | None,
    typer.Option(
        "--split-count",
        metavar="N",
        help="Numbered files of N handouts.",
        rich_help_panel=PRINTING,
    ),
]
Size = Annotated[
    float | None,
    typer.Option(
        "--split-size",
        metavar="MB",
        help="Numbered files of at most so many megabytes.",
        rich_help_panel=PRINTING,
    ),
]

Sort = Annotated[
    list[str] | None,
    typer.Option(
        "--sort",
        metavar="COLUMN",
        help="In the order of a column of the roster. Give it again for a second one.",
        rich_help_panel=PRINTING,
    ),
]


def printing_to(
    path: Path, options: "PrintOptions", *, only: bool, sort: tuple[str, ...] = ()
) -> "Printing":
    """Return what is to be printed. Raises BadInput for a name that is no PDF's."""
    from handouts.batch.printing import Printing

    if path.suffix.lower() != ".pdf":
        hint = "end its name in .pdf; standard output cannot be a print file"
        raise BadInput([Problem("--print-file", "is no .pdf file", hint)])
    return Printing(path, options, only, sort)


def printing_if_asked(
    path: Path | None, options: "PrintOptions", *, only: bool, sort: tuple[str, ...] = ()
) -> "Printing | None":
    """Return what is to be printed, None for nothing. Raises BadInput for options without it."""
    from handouts.batch.print_file import PrintOptions

    if path is not None:
        return printing_to(path, options, only=only, sort=sort)
    if only or sort or options != PrintOptions():
        message = "is missing, and options for it were given"
        raise BadInput([Problem("--print-file", message, "add --print-file FILE.pdf")])
    return None


def refuse_form(given: Mapping[str, object], source: str) -> None:
    """Refuse a print file of forms, which `source` asks for. Raises BadInput.

    What is `given` for every row may say so; a row that says so itself is refused alone.
    """
    from handouts.batch.row_jobs import said_yes

    if said_yes("form", given.get("form") or "no"):
        message = "cannot go with --print-file: nobody fills in a form on paper"
        hint = "leave it out for paper, or leave out --print-file for screens"
        raise BadInput([Problem(source, message, hint)])


def in_each_folder(printing: "Printing | None") -> None:
    """Refuse a place for a print file of which each roster's folder is to have one."""
    if printing and str(printing.path) != printing.path.name:
        hint = "give a name alone; it is written into the folder of each roster's handouts"
        raise BadInput([Problem("--print-file", "is a path", hint)])

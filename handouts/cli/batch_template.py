"""`handouts batch template`: an empty roster to fill in."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.output import check_target, write_file
from handouts.units import PaperName, TextSize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.batch.template import Choice
    from handouts.content import Library

Out = Annotated[
    Path, typer.Option("--out", metavar="FILE.csv|FILE.xlsx", help="The file to write.")
]


def template(
    out: Out, brand: options.Brand = "", site: options.Site = "", force: options.Force = False
) -> None:
    """Write an empty roster: headings, an example row, and in a workbook lists to choose from."""
    from handouts.batch.template import csv_template, xlsx_template

    kind = options.kind_of(out, ".csv", ".xlsx")
    check_target(out, force=force)
    choices = _choices(brand, site)
    example = _example(choices)
    data = csv_template(example) if kind == ".csv" else xlsx_template(example, choices)
    write_file(out, data, force=force)
    speech.say(str(out))


def _choices(brand: str, site: str) -> dict[str, list["Choice"]]:
    """Return what can be chosen, by column, from the library and the brand."""
    from handouts.batch.row_jobs import FIGURES
    from handouts.batch.template import Choice
    from handouts.brand import load_brand
    from handouts.cli.shelf import library_folder
    from handouts.content import SIDES, conditions, languages, regions
    from handouts.editions.compose import editions_of, library_of
    from handouts.editions.request import EditionRequest
    from handouts.prescription import PrescriptionRequest

    folder = resources.find_brand(brand).folder
    request = EditionRequest(PrescriptionRequest(""), brand=folder, site=site)
    library = library_of(request)
    known = load_brand(folder, site)
    flags = {name: _meaning_of_flag(library, name) for name in library.flags}
    exercises = {name: library.words.exercises[name].name for name in sorted(library.exercises)}
    named: dict[str, Iterable[str]] = {
        "stage": list(library.stages),
        "preference": list(library.condition.preferences),
        "setting": list(library.condition.settings),
        "sore": list(SIDES),
        "plan": list(library.plans),
        "edition": list(editions_of(library)),
        "text": list(get_args(TextSize)),
        "paper": list(get_args(PaperName)),
        "figure": list(FIGURES),
        "mono": ["no", "yes"],
        "form": ["no", "yes"],
        "language": list(languages(library_folder())),
        "region": list(regions(resources.library_folder())),
        "condition": list(conditions(resources.library_folder())),
        "site": list(known.sites),
        "clinician": list(known.clinicians),
    }
    checkable = [name for name, flag in library.flags.items() if flag.level != "adapt"]
    return {column: [Choice(name) for name in names] for column, names in named.items()} | {
        "avoid": [Choice(name, meaning) for name, meaning in flags.items()],
        "checked": [Choice(name, flags[name]) for name in checkable],
        "add": [Choice(name, meaning) for name, meaning in exercises.items()],
        "drop": [Choice(name, meaning) for name, meaning in exercises.items()],
    }


def _meaning_of_flag(library: "Library", name: str) -> str:
    level = library.words.flag_levels[library.flags[name].level]
    return f"{library.words.flags[name]} ({level})"


def _example(choices: dict[str, list["Choice"]]) -> dict[str, str]:
    """Return the example row: an invented patient, and the first of what can be chosen."""
    from handouts.batch.columns import columns

    first = {name: choices[name][0].name for name in ("stage", "edition", "text")}
    known = {column.name: column.example for column in columns().values() if column.example}
    return {**known, "clinician": "Sam Sample", "next_visit": "in two weeks", **first}

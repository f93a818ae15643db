"""`handouts batch template`: an empty roster to fill in."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import Annotated, get_args

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.output import check_target, write_file
from handouts.units import PaperName, TextSize

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


def _choices(brand: str, site: str) -> dict[str, list[str]]:
    """Return what can be chosen, by column, from the library and the brand."""
    from handouts.batch.row_jobs import FIGURES
    from handouts.brand import load_brand
    from handouts.cli.shelf import library_folder
    from handouts.content import SIDES, conditions, languages, regions
    from handouts.edition import EditionRequest, editions_of, library_of
    from handouts.prescription import PrescriptionRequest

    folder = resources.find_brand(brand).folder
    request = EditionRequest(PrescriptionRequest(""), brand=folder, site=site)
    library = library_of(request)
    known = load_brand(folder, site)
    return {
        "stage": list(library.stages),
        "preference": list(library.condition.preferences),
        "setting": list(library.condition.settings),
        "sore": list(SIDES),
        "avoid": sorted(library.flags),
        "checked": sorted(name for name, flag in library.flags.items() if flag.level != "adapt"),
        "plan": list(library.plans),
        "add": sorted(library.exercises),
        "drop": sorted(library.exercises),
        "edition": list(editions_of(library)),
        "text": list(get_args(TextSize)),
        "paper": list(get_args(PaperName)),
        "figure": list(FIGURES),
        "mono": ["no", "yes"],
        "language": list(languages(library_folder())),
        "region": list(regions(resources.library_folder())),
        "condition": list(conditions(resources.library_folder())),
        "site": list(known.sites),
        "clinician": list(known.clinicians),
    }


def _example(choices: dict[str, list[str]]) -> dict[str, str]:
    """Return the example row: an invented patient, and the first of what can be chosen."""
    from handouts.batch.columns import columns

    first = {name: choices[name][0] for name in ("stage", "edition", "text")}
    known = {column.name: column.example for column in columns().values() if column.example}
    return {**known, "clinician": "Sam Sample", "next_visit": "in two weeks", **first}

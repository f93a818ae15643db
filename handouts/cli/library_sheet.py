"""`handouts library sheet`: the exercises with their pictures, to choose from."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import output
from handouts.cli import completion, options, speech
from handouts.cli.shelf import brand_folder, library_folder
from handouts.errors import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand import Brand
    from handouts.content import Library
    from handouts.figures.sheet import Item

File = Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The file to write.")]
OfStage = Annotated[
    str,
    typer.Option(
        "--stage",
        metavar="STAGE",
        help="Only the exercises of this stage.",
        autocompletion=completion.stages,
    ),
]

_NO_PICTURE = (160, 60)  # the room for words alone


def sheet(
    file: File = Path("exercises.pdf"),
    stage: OfStage = "",
    condition: options.Condition = "",
    language: options.Language = "en",
    brand: options.Brand = "",
    mono: options.Mono = False,
    force: options.Force = False,
) -> None:
    """Write a PDF of the exercises: picture, name, id, what each is for, and its stages.

    They stand in the order of the stages. It is to choose from, not for patients.
    """
    options.check_is_pdf(file, "FILE.pdf")
    output.check_target(file, force=force)
    from handouts.brand import load_brand
    from handouts.clinic_library import load_clinic_library
    from handouts.figures.sheet import pages, to_pdf
    from handouts.suggest import nearest

    whose = load_brand(brand_folder(brand))
    library = load_clinic_library(library_folder(condition), language, "", whose)
    if stage and stage not in library.stages:
        hint = nearest(stage, library.stages)
        raise BadInput([Problem("--stage", "there is no such stage", hint)])
    items = list(_items(library, whose, stage, mono=mono))
    output.write_file(file, to_pdf(pages(items)), force=force, shared=True)
    speech.say(str(file))


def _items(library: "Library", brand: "Brand", stage: str, *, mono: bool) -> "Iterator[Item]":
    from handouts import resources
    from handouts.cli.listings import exercises_by_stage
    from handouts.clinic_library import find_illustration
    from handouts.figures import Drawing, cast, palette
    from handouts.figures.sheet import Item

    pictures = resources.library_folder() / library.id / "pictures"
    chosen = [
        name
        for name, facts in exercises_by_stage(library).items()
        if not stage or stage in facts.doses
    ]
    for name, person in zip(chosen, cast(len(chosen), brand.defaults.figure), strict=True):
        shown = find_illustration(pictures, library, brand, name, person.figure, "")
        drawing = shown if isinstance(shown, Drawing) else Drawing(*_NO_PICTURE, ())
        colours = palette(str(brand.look.main), person, mono=mono)
        yield Item(library.words.exercises[name].name, drawing, colours, _words(library, name))


def _words(library: "Library", name: str) -> tuple[str, ...]:
    """Return what stands under an exercise's name."""
    facts, words = library.exercises[name], library.words
    goals = [words.goals[goal] for goal in library.goals_of(name)]
    goals = goals or [words.outcomes[outcome] for outcome in facts.outcomes]
    stages = [words.stages[stage].label.partition(":")[0] for stage in facts.doses]
    return (name, "; ".join(goals), ", ".join(stages))

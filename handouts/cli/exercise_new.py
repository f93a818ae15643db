"""`handouts exercise new`: begin an exercise from another, with its words still to be written."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from handouts import output, resources
from handouts.cli import options, speech
from handouts.cli.shelf import exercise_folder, library_folder
from handouts.errors import BadInput, OutputError, Problem, UsageError
from handouts.suggest import did_you_mean, near


def new(
    name: Annotated[
        str, typer.Argument(metavar="[ID]", help="The new exercise: small-letters.")
    ] = "",
    like: Annotated[
        str, typer.Option(metavar="ID", help="Begin with this one. Default: the nearest name.")
    ] = "",
    library: options.Library = None,
    condition: options.Condition = "",
    brand: Annotated[
        str,
        typer.Option(metavar="FOLDER|NAME", help="Write it for a clinic alone, into its brand."),
    ] = "",
) -> None:
    """Begin an exercise with the pose and doses of another; its words are yours to write.

    In a terminal, with --brand and without --like, it asks for all of it instead, until it is
    right.
    """
    own = exercise_folder(library, condition, brand) if brand else None
    if not (own or library or resources.library_is_yours()):
        raise UsageError(
            "the library of an installed program is not changed",
            "write it for your clinic with --brand FOLDER, "
            "or into a copy of the library with --library FOLDER",
        )
    if own and not like and resources.is_terminal():
        _ask(own, condition, name)
        return
    if not name:
        hint = "name the new exercise; in a terminal, --brand FOLDER asks for all of it"
        raise UsageError("ID is missing", hint)
    folder = library or library_folder(condition)
    known = _exercises(folder) | (_exercises(own) if own else {})
    _refuse_name(name, list(known))
    source = known[_nearest(name, like, list(known))]
    files = list(_own_file(own, source, name) if own else _files(folder, source, name))
    for path, _ in files:
        output.check_target(path, force=False)  # all of them can be written, or none is
    for path, text in files:
        output.write_file(path, text.encode(), shared=True)
        speech.say(str(path))


def _ask(brand: Path, condition: str, name: str) -> None:
    """Ask for an exercise of a clinic's own, and write it."""
    from handouts.brand import load_brand
    from handouts.cli.exercise_form import ask_exercise, write_exercise
    from handouts.cli.exercise_plan import offer_plans
    from handouts.clinic_library import load_clinic_library
    from handouts.prescription import PrescriptionRequest

    folder = library_folder(condition)
    made_for = load_brand(brand)
    library = load_clinic_library(folder, made_for.defaults.language or "en", "", made_for)
    if name:
        _refuse_name(name, list(library.exercises))
    written = ask_exercise(brand, library, folder, name)
    write_exercise(written)
    for path in written.files:
        speech.say(str(path))
    offer_plans(brand, condition, written)
    stage = written.stages[0]
    usual = PrescriptionRequest(stage).setting
    setting = "" if usual in written.settings else f" --setting {written.settings[0]}"
    speech.tell(
        f"Done. Print it: handouts patient --stage {stage}{setting} --add {written.name} "
        f"--brand {brand}\n"
        f"A plan of your own can give it too: docs/content.md. "
        f"Look at all of it: handouts brand check {brand}"
    )


def _exercises(folder: Path) -> dict[str, Path]:
    """Return the files with the facts of exercises, by exercise."""
    return {path.stem: path for path in sorted((folder / "exercises").glob("*.toml"))}


def _refuse_name(name: str, known: list[str]) -> None:
    if name in known:
        raise BadInput([Problem("ID", f"there is an exercise {name!r}", "choose another name")])
    from handouts.brand.new_sections import plain_name

    wanted = plain_name(name)
    if name != wanted:
        hint = "use small letters (a to z), digits and hyphens"
        hint += f", such as {wanted}" if wanted and wanted not in known else ""
        raise BadInput([Problem("ID", "is not a name", hint)])


def _nearest(name: str, like: str, known: list[str]) -> str:
    """Return the exercise to begin with: the one that is named, or the nearest to the new name."""
    found = near(like or name, known, likeness=0.3 if not like else 0.6)
    if (like and like not in known) or not found:
        hint = did_you_mean(like, known, "one of " + ", ".join(known))
        raise BadInput([Problem("--like", "names no exercise", hint)])
    return like or found[0]


def _files(folder: Path, source: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Yield each file of the new exercise with its text: the facts, and the words by language."""
    from handouts.content.beginning import new_facts, new_words

    facts = source.read_text(encoding="utf-8")
    yield source.with_name(f"{name}.toml"), new_facts(facts)
    for words in sorted(folder.glob(f"*/exercises/{source.name}")):
        first, _, _ = words.read_text(encoding="utf-8").partition("\n")
        schema = first if first.startswith("#:schema") else ""
        yield words.with_name(f"{name}.toml"), new_words(facts, schema)


def _own_file(brand: Path, source: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Yield the one file of a clinic's own exercise with its text, in a folder that is there."""
    from handouts.content.beginning import new_own

    folder = brand / "exercises"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "cannot be created").lower()
        raise OutputError(f"{folder}: {reason}", "name a brand that is yours to change") from error
    yield folder / f"{name}.toml", new_own(source.read_text(encoding="utf-8"))

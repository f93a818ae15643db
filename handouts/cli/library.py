"""`handouts library`: what there is to prescribe, and on what ground; checking a library."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import Annotated, Any

import typer

from handouts.cli import completion, listings, options, speech
from handouts.cli.command import Commands
from handouts.cli.examples import examples
from handouts.cli.library_check import check
from handouts.cli.library_sheet import sheet
from handouts.cli.shelf import brand_folder, open_library
from handouts.cli.tables import outline, table
from handouts.errors import BadInput, OutputError, Problem

library_app = Commands()
library_app.command("check")(check)
library_app.command("sheet", epilog=examples("library sheet"))(sheet)


@library_app.callback()
def _library() -> None:
    """See the exercises, plans, stages, settings, flags and sources, and check them."""


@library_app.command()
def exercises(
    condition: options.Condition = "",
    language: options.Language = "en",
    brand: options.Brand = "",
    as_json: options.Json = False,
) -> None:
    """List the exercises: their type, position, stages and evidence grade."""
    rows = listings.exercises(open_library(condition, language, brand=brand_folder(brand)))
    columns = ("id", "name", "type", "position", "evidence", "stages")
    _print(rows, (*columns, *_own_column(rows)), as_json=as_json)


@library_app.command()
def plans(
    condition: options.Condition = "",
    language: options.Language = "en",
    brand: options.Brand = "",
    as_json: options.Json = False,
) -> None:
    """List the plans, and for whom each is."""
    rows = listings.plans(open_library(condition, language, brand=brand_folder(brand)))
    columns = ("id", "stage", "preference", "setting", "default", "exercises")
    _print(rows, (*columns, *_own_column(rows)), as_json=as_json)


@library_app.command()
def stages(
    condition: options.Condition = "",
    language: options.Language = "en",
    as_json: options.Json = False,
) -> None:
    """List the stages of healing."""
    rows = listings.stages(open_library(condition, language))
    _print(rows, ("id", "label", "usual_time", "default_plan"), as_json=as_json)


@library_app.command()
def flags(
    condition: options.Condition = "",
    language: options.Language = "en",
    as_json: options.Json = False,
) -> None:
    """List the flags for --avoid: how urgent each is, and the exercises that it leaves out."""
    rows = listings.flags(open_library(condition, language))
    _print(rows, ("id", "level", "meaning", "leaves_out"), as_json=as_json)


@library_app.command()
def settings(
    condition: options.Condition = "",
    language: options.Language = "en",
    as_json: options.Json = False,
) -> None:
    """List the settings: where exercises can be done."""
    rows = listings.settings(open_library(condition, language))
    _print(rows, ("id", "meaning"), as_json=as_json)


@library_app.command()
def sources(
    condition: options.Condition = "",
    language: options.Language = "en",
    brand: options.Brand = "",
    as_json: options.Json = False,
) -> None:
    """List the sources. V: read in a stored copy; V2: read second-hand; K: own knowledge."""
    rows = listings.sources(open_library(condition, language, brand=brand_folder(brand)))
    _print(rows, ("id", "year", "checked", "title"), as_json=as_json)


@library_app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An exercise, plan, stage, flag, goal, outcome, type or source.",
            autocompletion=completion.everything,
        ),
    ],
    condition: options.Condition = "",
    language: options.Language = "en",
    region: options.Region = "",
    brand: options.Brand = "",
    as_json: options.Json = False,
) -> None:
    """Show everything about one thing: facts, words, evidence, and what is inferred."""
    library = open_library(condition, language, region, brand_folder(brand))
    found = listings.entries(library, name)
    if not found:
        message = f"there is nothing called {name!r} in the library"
        raise BadInput([Problem("ID", message, listings.meant_by(library, name))])
    if as_json:
        speech.say_json(found)
    else:
        speech.say("\n\n".join(outline(entry) for entry in found))


@library_app.command()
def find(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD...", help="What to look for, in any words.")
    ],
    condition: options.Condition = "",
    language: options.Language = "en",
    brand: options.Brand = "",
    as_json: options.Json = False,
) -> None:
    """Search all names and words of the library, misspelled ones too: what fits best comes first.

    `use` is what to type in handouts patient for it.
    """
    rows = listings.finds(open_library(condition, language, brand=brand_folder(brand)), words)
    if not rows:
        raise BadInput(
            [Problem("WORD", "nothing in the library fits", "try another word, or a part of one")]
        )
    _print(rows, ("id", "kind", "use", "name"), as_json=as_json)


@library_app.command()
def schemas(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write them.")],
) -> None:
    """Write the JSON Schemas that let an editor complete and check library files."""
    from handouts.content import write_schemas

    if not folder.is_dir():
        raise OutputError(f"{folder}: is not a folder", "create it first")
    try:
        written = write_schemas(folder)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise OutputError(f"{folder}: {reason}", "choose another folder") from error
    for path in written:
        speech.say(str(path))


def _own_column(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the column that tells a clinic's own, where there are some."""
    return ("own",) if any(row["own"] for row in rows) else ()


def _print(rows: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        speech.say_json(rows)
    else:
        cells = [[_cell(row[column]) for column in columns] for row in rows]
        speech.say(table([column.replace("_", " ") for column in columns], cells))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)

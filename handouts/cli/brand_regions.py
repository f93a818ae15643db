"""`handouts brand regions`: the regions that a brand can name, and the beginning of a new one."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import output, resources
from handouts.cli import options, speech
from handouts.cli.tables import table
from handouts.errors import BadInput, OutputError, Problem, UsageError

if TYPE_CHECKING:
    from handouts.brand import Brand

Folder = Annotated[
    str,
    typer.Argument(metavar="[FOLDER|NAME]", help="A brand. Default: the one that is used."),
]


def regions(
    folder: Folder = "",
    new: Annotated[
        str, typer.Option(metavar="ID", help="Begin regions/ID.toml in the brand's folder.")
    ] = "",
    like: Annotated[
        str, typer.Option(metavar="ID", help="The region of ours that the new one begins from.")
    ] = "",
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """List the regions that a brand can name: whom people call there, and which file says so.

    With --new it begins a file for another one, or for other words and numbers in one of ours.
    """
    place = resources.find_brand(folder, "FOLDER").folder
    if like and not new:
        raise UsageError("--like: there is no --new", "say --new ID too")
    if new:
        _begin(own_brand(place, "regions"), new, like, force=force, as_json=as_json)
        return
    from handouts.brand import load_brand

    rows = _rows(load_brand(place))
    if as_json:
        speech.say_json(rows)
        return
    columns = ("region", "name", "emergency", "urgent", "out of hours", "paper", "from")
    speech.say(table(columns, [[str(row[column]) for column in columns] for row in rows]))


def _rows(brand: "Brand") -> list[dict[str, Any]]:
    from handouts.clinic_library import own_content
    from handouts.content import REGIONS, load_region
    from handouts.content import regions as known

    root, own = resources.library_folder(), own_content(brand).regions
    language = brand.defaults.language or "en"
    rows = []
    for name in known(root, own):
        here = load_region(root / REGIONS, name, language, own)
        rows.append(
            {
                "region": name,
                "name": here.name,
                "emergency": here.facts.emergency_number,
                "urgent": here.facts.urgent_line,
                "out of hours": here.facts.out_of_hours,
                "paper": here.facts.paper,
                "from": own[name][1] if name in own else "the library",
            }
        )
    return rows


def _begin(folder: Path, name: str, like: str, *, force: bool, as_json: bool) -> None:
    from handouts.content.region_beginning import new_region_text

    text = new_region_text(resources.library_folder(), name, like)
    target = folder / "regions" / f"{name}.toml"
    if target.exists():
        output.check_target(target, force=force)
    sub_folder(target.parent)
    output.write_file(target, text.encode(), force=force, shared=True)
    if as_json:
        speech.say_json({"file": str(target)})
        return
    speech.tell("Until it is filled in, nothing is made for patients in this brand.")
    speech.tell("Fill it in, then: handouts brand check FOLDER")
    speech.say(str(target))


def own_brand(folder: Path, what: str) -> Path:
    """Return a brand's folder to begin something in. Raises BadInput for the shipped brand."""
    if folder.resolve() == resources.default_brand_folder().resolve():
        hint = "name your own; make one with: handouts brand new FOLDER"
        raise BadInput([Problem("FOLDER", f"the shipped brand takes no {what}", hint)])
    return folder


def sub_folder(folder: Path) -> None:
    """Make a folder in a brand's if it is not there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise OutputError(f"{folder}: {reason}", "ask for the right to it") from error

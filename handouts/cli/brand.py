"""`handouts brand`: make, see and list the brands of clinics."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import output, resources
from handouts.cli import options, speech
from handouts.cli.brand_check import check
from handouts.cli.brand_edit import edit
from handouts.cli.brand_font import font
from handouts.cli.brand_languages import languages
from handouts.cli.brand_new import new
from handouts.cli.brand_regions import regions
from handouts.cli.command import Commands
from handouts.cli.examples import examples
from handouts.cli.tables import table
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.brand import Brand

brand_app = Commands()
brand_app.command("new", epilog=examples("brand new"))(new)
brand_app.command("edit", epilog=examples("brand edit"))(edit)
brand_app.command("check", epilog=examples("brand check"))(check)
brand_app.command("regions", epilog=examples("brand regions"))(regions)
brand_app.command("languages", epilog=examples("brand languages"))(languages)
brand_app.command("font", epilog=examples("brand font"))(font)

Folder = Annotated[
    str,
    typer.Argument(metavar="[FOLDER|NAME]", help="A brand. Default: the one that is used."),
]


@brand_app.callback()
def _brand() -> None:
    """Make, check, see and list the brands of clinics. See docs/branding.md."""


@brand_app.command(epilog=examples("brand preview"))
def preview(
    folder: Folder = "",
    site: options.Site = "",
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf|FILE.png", help="The file to write.")
    ] = Path("preview.pdf"),
    force: options.Force = False,
) -> None:
    """Show everything that a brand touches on one sheet (A3), before anything is printed."""
    kind = options.kind_of(out, ".pdf", ".png")
    output.check_target(out, force=force)
    place = resources.find_brand(folder, "FOLDER")
    from handouts.brand_preview import preview_brand

    sheet = preview_brand(place.folder, site, picture=kind == ".png")
    output.write_file(out, sheet, force=force)
    speech.say(str(out))


@brand_app.command("list")
def list_brands(as_json: options.Json = False) -> None:
    """List the brands on this computer that can be used by their names, and the default."""
    rows = _brands()
    if as_json:
        speech.say_json(rows)
        return
    columns = ("name", "clinic", "whose", "default", "folder")
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    speech.say(table(columns, cells))


@brand_app.command()
def show(folder: Folder = "", site: options.Site = "", as_json: options.Json = False) -> None:
    """Show every key of a brand, and which file says it."""
    from handouts.brand import load_brand
    from handouts.brand.explain import explain_brand

    place = resources.find_brand(folder, "FOLDER")
    brand = load_brand(place.folder, site)
    sayings = explain_brand(place.folder, site)
    if as_json:
        keys = {said.key: {"value": said.value, "from": said.origin} for said in sayings}
        own = {
            "sections": [*brand.sections],
            "exercises": [*brand.exercises],
            "plans": [*brand.plans],
            "regions": [*brand.regions],
            "languages": [*brand.languages],
        }
        about = {"folder": str(place.folder), "found_by": place.rule, "digest": brand.digest}
        speech.say_json({**about, "keys": keys, "own": own, "contrast": _contrasts(brand)})
        return
    speech.say(f"{place.folder}\n")
    contrasts = _contrasts(brand)
    rows = [
        [said.key, said.origin, _value(said.value, contrasts.get(said.key))] for said in sayings
    ]
    speech.say(table(("key", "from", "value"), rows))
    for kind in (brand.sections, brand.exercises, brand.plans, brand.regions):
        for file in kind.values():
            speech.say(file.source)


@brand_app.command()
def schema() -> None:
    """Print the JSON Schema that lets an editor complete and check brand.toml."""
    from handouts.brand.write import schema_text

    speech.say(schema_text().rstrip("\n"))


def _brands() -> list[dict[str, Any]]:
    """Return the brands that have a name, and the shipped one; which of them is used."""
    used = _used()
    places = [
        (path, shelf.whose)
        for shelf in resources.brand_shelves()
        for path in resources.brands_in(shelf.folder)
    ]
    shipped = resources.default_brand_folder()
    rows = [
        {
            "name": "" if path == shipped else path.name,
            "clinic": _clinic(path),
            "whose": whose,
            "default": path.resolve() == used,
            "folder": str(path),
        }
        for path, whose in [*places, (shipped, "shipped")]
    ]
    if used and not any(row["default"] for row in rows):
        about = {"name": "", "clinic": _clinic(used), "whose": resources.BRAND_VARIABLE}
        rows.insert(0, {**about, "default": True, "folder": str(used)})
    return rows


def _used() -> Path | None:
    try:
        return resources.find_brand().folder.resolve()
    except BadInput:
        # HANDOUTS_BRAND names no brand; `handouts doctor` says so.
        return None


def _clinic(folder: Path) -> str:
    """Return the name of a brand's clinic, or how many mistakes the brand has."""
    from handouts.brand import load_brand

    try:
        return load_brand(folder).name or "(no name)"
    except BadInput as error:
        return f"({error.message})"


def _contrasts(brand: "Brand") -> dict[str, float]:
    """Return the contrast on white of each colour of a brand by key."""
    from handouts.colour import WHITE, contrast_ratio

    colours = {"colours.main": brand.look.main, "colours.accent": brand.look.accent}
    if brand.look.bright:
        colours["colours.bright"] = brand.look.bright
    return {key: round(contrast_ratio(colour, WHITE), 2) for key, colour in colours.items()}


def _value(value: object, contrast: float | None) -> str:
    if isinstance(value, (tuple, dict)):
        words = ", ".join(_entry(one) for one in value)
    else:
        words = "" if value is None else str(value)
    words = words.replace("\n", " / ")
    return f"{words} (contrast {contrast:.1f}:1 on white)" if contrast and words else words or "-"


def _entry(value: object) -> str:
    """Return one of a list: a table's values side by side."""
    return " ".join(filter(None, value.values())) if isinstance(value, dict) else str(value)


def _cell(value: object) -> str:
    return {True: "yes", False: ""}[value] if isinstance(value, bool) else str(value)

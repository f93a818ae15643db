"""`handouts brand font`, and `--font` of `brand new`: a clinic's typeface, made ready to print."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import output, resources
from handouts.cli import options, speech
from handouts.errors import BadInput, OutputError, Problem, Severity, raise_if_any

if TYPE_CHECKING:
    from handouts.font_files import Prepared
    from handouts.typefaces import Style, Use

FONT, HEADING_FONT = "--font", "--heading-font"
_FOLDER = "fonts"


@dataclass(frozen=True, slots=True)
class OwnTypefaces:
    """What a brand gets: values of brand.toml, files by path in its folder, and what to know."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    notes: tuple[Problem, ...] = ()


def own_typefaces(text: Sequence[str], headings: Sequence[str]) -> OwnTypefaces:
    """Return what font files that options name make of a brand; raise BadInput if they cannot."""
    whole = OwnTypefaces()
    for use, option, files in (("text", FONT, text), ("headings", HEADING_FONT, headings)):
        if files:
            made = _prepared(option, files)
            if f"typefaces.own.{made.name}.regular" in whole.values:
                made = replace(made, name=f"{made.name}-headings")
            whole = _joined(whole, _added(made, "text" if use == "text" else "headings", option))
    return whole


def font(
    folder: Annotated[str, typer.Argument(metavar="FOLDER|NAME", help="The brand.")],
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Font files of one typeface, a ZIP or a folder."),
    ],
    headings: Annotated[
        bool, typer.Option("--headings", help="For headings alone, which may be fancier.")
    ] = False,
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """Make font files ready for a brand: TrueType files in its folder, and lines for brand.toml.

    Takes .ttf, .otf, .woff, .woff2, .ttc and variable fonts. Prints the lines to copy.
    """
    place = resources.find_brand(folder, "FOLDER").folder
    made = own_typefaces([], files) if headings else own_typefaces(files, [])
    try:
        (place / _FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "it cannot be made").lower()
        hint = "ask for the right to write into the brand's folder"
        raise OutputError(f"{place / _FOLDER}: {reason}", hint) from error
    for name in made.files:
        output.check_target(place / name, force=force)
    for name, data in made.files.items():
        output.write_file(place / name, data, force=force)
    if as_json:
        told = {"keys": made.values, "files": list(made.files)}
        speech.say_json({**told, "problems": speech.as_json(made.notes)})
        return
    speech.complain(BadInput(made.notes))
    speech.say(_lines(made.values))


def _prepared(option: str, files: Sequence[str]) -> "Prepared":
    from handouts.font_files import FontRefusedError, prepare_typeface

    paths = [resources.typed_path(text) for text in files]
    try:
        return prepare_typeface(paths)
    except FontRefusedError as error:
        raise BadInput([Problem(option, f"{error.file} {error.message}", error.hint)]) from None


def _added(made: "Prepared", use: "Use", option: str) -> OwnTypefaces:
    """Return a typeface as a brand has it; raise BadInput for one that cannot be read."""
    from handouts.typefaces import unease, with_near_styles

    names: dict[Style, str] = {style: _file(made.name, style) for style in made.faces}
    notes = [Problem(option, note, severity="warning") for note in made.notes]
    for one in unease(with_near_styles(made.faces), use):
        severity: Severity = "error" if one.is_error else "warning"
        notes.append(Problem(option, f"{made.family} {one.message}", one.hint, severity))
    raise_if_any(notes)
    key = "typefaces.body" if use == "text" else "typefaces.headings"
    own = {f"typefaces.own.{made.name}.{style}": name for style, name in names.items()}
    files = {names[style]: data for style, data in made.faces.items()}
    return OwnTypefaces({key: made.name, **own}, files, tuple(notes))


def _file(name: str, style: str) -> str:
    return f"{_FOLDER}/{name}-{style.replace('_', '-')}.ttf"


def _joined(one: OwnTypefaces, other: OwnTypefaces) -> OwnTypefaces:
    return OwnTypefaces(
        one.values | other.values, one.files | other.files, (*one.notes, *other.notes)
    )


def _lines(values: Mapping[str, str]) -> str:
    """Return the lines of brand.toml that say so."""
    from handouts.brand.write import own_typeface_lines, toml_value

    chosen = {key.removeprefix("typefaces."): value for key, value in values.items()}
    first = [
        f"{key} = {toml_value(value)}"
        for key, value in chosen.items()
        if not key.startswith("own.")
    ]
    return "\n".join(["[typefaces]", *first, "", *own_typeface_lines(values)])

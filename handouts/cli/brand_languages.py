"""`handouts brand languages`: the languages that a brand can use, and the beginning of one."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import re
from pathlib import Path
from typing import Annotated

import typer

from handouts import output, resources
from handouts.cli import options, speech
from handouts.cli.brand_regions import Folder, own_brand, sub_folder
from handouts.cli.shelf import library_folder
from handouts.cli.tables import table
from handouts.errors import BadInput, Problem

_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_OURS = "en"
_NEXT = (
    "Translate every file in it, add [words.{code}] to the region in regions/, then: "
    "handouts brand check FOLDER"
)


def languages(
    folder: Folder = "",
    new: Annotated[
        str, typer.Option(metavar="CODE", help="Begin languages/CODE in the brand's folder.")
    ] = "",
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """List the languages that a brand can use: those of the library, and those in its folder.

    With --new it puts the English words and templates there, to be translated.
    """
    place = resources.find_brand(folder, "FOLDER").folder
    if new:
        _begin(own_brand(place, "languages"), new, force=force, as_json=as_json)
        return
    from handouts.brand import load_brand
    from handouts.content import languages as known

    own = load_brand(place).languages
    rows = [
        {"language": code, "from": f"languages/{code}" if code in own else "the library"}
        for code in known(library_folder(), own)
    ]
    if as_json:
        speech.say_json(rows)
        return
    speech.say(table(("language", "from"), [[*row.values()] for row in rows]))


def _begin(folder: Path, code: str, *, force: bool, as_json: bool) -> None:
    from handouts.content import languages as known

    if not _CODE.fullmatch(code):
        hint = "write its code in small letters, like af or pt-br"
        raise BadInput([Problem("--new", "is no code of a language", hint)])
    if code in known(library_folder()):
        raise BadInput([Problem("--new", "is a language of the library", "choose another")])
    target = folder / "languages" / code
    files = _files()
    for name in files:
        if (target / name).exists():
            output.check_target(target / name, force=force)
    for name, data in files.items():
        sub_folder((target / name).parent)
        output.write_file(target / name, data, force=force, shared=True)
    if as_json:
        speech.say_json({"folder": str(target), "files": sorted(files)})
        return
    speech.tell(_NEXT.format(code=code))
    speech.say(str(target))


def _files() -> dict[str, bytes]:
    """Return the English words and templates, by their paths in the folder of a language."""
    condition = library_folder()
    words, templates = condition / _OURS, resources.templates_folder() / condition.name / _OURS
    found = {
        f"library/{path.relative_to(words).as_posix()}": path for path in words.rglob("*.toml")
    }
    found |= {f"templates/{path.name}": path for path in templates.glob("*.*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items())}

"""Inheritance: a brand, the brand it extends, and what the nearest of them says of each key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handouts.brand.file import BrandFile
from handouts.brand.folder import BrandFolder
from handouts.errors import Problem
from handouts.resources import BRAND_FILE, DEFAULT_REGION
from handouts.suggest import did_you_mean
from handouts.toml_file import over, parse_toml

MAX_TEXT_BYTES = 64 * 1024
MAX_LAYERS = 4
_ROUNDS = 4  # taking out a wrong key can leave a table without one that it needs, and so on up

LOGOS = ("logo", "logo_light", "logo_mono")

_WORDS = {
    "missing": ("is missing", "add it"),
    "string_type": ("is not text", "put it in quotation marks"),
    "string_too_short": ("is empty", "fill it in"),
    "tuple_type": ("is not a list", 'write it like ["1 Main Street", "Town"]'),
    "bool_type": ("is neither true nor false", "write true or false, without quotation marks"),
    "float_type": ("is not a number", "write it without quotation marks"),
    "model_type": ("is not a table", ""),
    "dict_type": ("is not a table", "give each entry a table of its own, such as [sites.north]"),
}
# How a table on one line looks, by the key that it belongs to.
_TABLES = {
    "": '{ label = "Night line", phone = "..." }',
    "letterhead": "{ top = 45 }",
    "partners": '{ file = "university.svg", name = "The University" }',
}


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of the chain: what its brand.toml says, and the reader of its files."""

    reader: BrandFolder
    written: BrandFile


def read_layers(folder: Path) -> tuple[list[Layer], list[Problem]]:
    """Return a brand and those it extends, the nearest first, and what is wrong with them.

    Keys that are wrong are left out of the layers.
    A brand can only extend a folder that lies beside it.
    """
    layers: list[Layer] = []
    problems: list[Problem] = []
    place, prefix = folder, ""
    seen: set[Path] = set()
    while True:
        reader = BrandFolder(place, prefix)
        written = _read_file(reader)
        problems += reader.problems
        reader.problems.clear()
        if written is None:
            return layers, problems
        layers.append(Layer(reader, written))
        seen.add(place.resolve())
        if not written.extends:
            return layers, problems
        name = written.extends.removeprefix("../")
        source = f"{reader.prefix}{BRAND_FILE}:extends"
        place, prefix = place.resolve().parent / name, f"../{name}/"
        if place.is_symlink():
            message = "is a link, not a folder beside this one"
            hint = "put the folder itself beside this one"
            return layers, [*problems, Problem(source, message, hint)]
        if place.resolve() in seen or len(layers) == MAX_LAYERS:
            message = "comes back to a brand of the same chain, or the chain is too long"
            hint = f"extend a brand that stands by itself; {MAX_LAYERS} in a row at most"
            return layers, [*problems, Problem(source, message, hint)]


def merged(layers: Sequence[Layer]) -> BrandFile:
    """Return the keys of all layers as one file: what a nearer layer writes comes first."""
    table: dict[str, Any] = {}
    for layer in layers:
        table = _nearer(table, layer.written.model_dump(exclude_unset=True, exclude={"extends"}))
    return BrandFile.model_validate(table)


def with_site(file: BrandFile, site: str) -> BrandFile:
    """Return the file with the contacts of one of its sites in place of its own.

    A site with a logo of its own has no variants of another one.
    """
    table = file.model_dump(exclude_unset=True)
    near = file.sites[site].model_dump(exclude_unset=True)
    if near.get("logo"):
        near = dict.fromkeys(LOGOS, "") | near
    return BrandFile.model_validate(_nearer(near, table))


def _nearer(near: dict[str, Any], far: dict[str, Any]) -> dict[str, Any]:
    """Return two tables as one; where both have a key, the near one's counts.

    An emergency number holds in its region: another region does not take it along.
    """
    if near.get("region") and near["region"] != (far.get("region") or DEFAULT_REGION):
        far = {key: value for key, value in far.items() if key != "emergency_number"}
    return over(near, far)


def owner(layers: Sequence[Layer], *keys: str) -> Layer | None:
    """Return the nearest layer that writes a key, given as its way through the tables."""
    return next((layer for layer in layers if _writes(layer.written, keys)), None)


def _writes(table: object, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if isinstance(table, BaseModel):
            if key not in table.model_fields_set:
                return False
            table = getattr(table, key)
        elif isinstance(table, Mapping) and key in table:
            table = table[key]
        else:
            return False
    return True


def missing_name() -> Problem:
    """Return the problem of a brand that says no name, nor any brand that it extends."""
    return Problem(f"{BRAND_FILE}:name", "is missing", "add it")


def _read_file(reader: BrandFolder) -> BrandFile | None:
    data = reader.read(BRAND_FILE, BRAND_FILE, MAX_TEXT_BYTES)
    if data is None:
        return None
    table, problems = parse_toml(data, f"{reader.prefix}{BRAND_FILE}")
    if not (problems or reader.prefix or {"name", "unnamed", "extends"} & table.keys()):
        problems = [missing_name()]
    reader.problems += problems
    return _understood(reader, table) if table else None


def _understood(reader: BrandFolder, table: dict[str, Any]) -> BrandFile:
    """Return what makes sense of a table, so that the rest can be checked too."""
    for _ in range(_ROUNDS):
        try:
            return BrandFile.model_validate(table)
        except ValidationError as error:
            details = error.errors(include_url=False)
        # What is missing after something was taken out, is no mistake of its own.
        reader.problems += [
            problem
            for problem in (_problem(detail, reader.prefix) for detail in details)
            if problem not in reader.problems
        ]
        for detail in details:
            _take_out(table, detail["loc"])
    return BrandFile()


def _take_out(table: dict[str, Any], place: Sequence[int | str]) -> None:
    """Remove the key at a place, or the nearest one above it that is there."""
    holder: Any = table
    last: tuple[dict[str, Any], str] | None = None
    for step in place:
        if not (isinstance(holder, dict) and step in holder):
            break
        last = holder, str(step)
        holder = holder[step]
    if last is not None:
        last[0].pop(last[1], None)


def mistakes_in(table: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with values that shall go into a brand.toml; no file is read."""
    try:
        BrandFile.model_validate(table)
    except ValidationError as error:
        return [_problem(detail, "") for detail in error.errors(include_url=False)]
    return []


def _problem(detail: ErrorDetails, prefix: str) -> Problem:
    # Entries of a list are counted from 1, as people do.
    loc = [part + 1 if isinstance(part, int) else part for part in detail["loc"]]
    place = [str(part) for part in loc if part != "[key]"]
    source = f"{prefix}{BRAND_FILE}:{'.'.join(place)}"
    if detail["type"] == "extra_forbidden":
        known = _known_keys(place[:-1])
        hint = did_you_mean(place[-1], known, f"known keys: {', '.join(known)}")
        return Problem(source, "is not a known key", hint)
    if detail["type"] == "mistake":
        return Problem(source, detail["ctx"]["message"], detail["ctx"]["hint"])
    if detail["type"] == "literal_error":
        return Problem(source, "is none of the choices", f"one of: {detail['ctx']['expected']}")
    if detail["type"] == "too_long":
        most = detail["ctx"]["max_length"]
        return Problem(source, f"has more than {most} entries", "join or drop some of them")
    if detail["type"] in ("greater_than_equal", "less_than_equal"):
        message = detail["msg"].replace("Input should be", "must be")
        return Problem(source, message, "choose a number in between")
    message, hint = _WORDS.get(detail["type"], (detail["msg"], "see the example brands"))
    if detail["type"] == "model_type":
        hint = f"write it like {_TABLES.get(place[0], _TABLES[''])}"
    return Problem(source, message, hint)


def _table_in(annotation: object) -> type[BaseModel] | None:
    """Return the model of a table that a type is of, None where it is of none."""
    bare = getattr(annotation, "__origin__", annotation)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _known_keys(place: Sequence[str]) -> list[str]:
    """Return the keys of the table at a place in brand.toml."""
    model: Any = BrandFile
    steps = list(place)
    while steps:
        annotation = model.model_fields[steps.pop(0)].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
        else:  # a table or list of tables: the next step is a name or a number
            model = next(filter(None, map(_table_in, get_args(annotation))))
            steps = steps[1:]
    return list(model.model_fields)

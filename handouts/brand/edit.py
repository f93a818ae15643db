"""Changing a brand that there is: some keys of its brand.toml, all else as it stands."""

import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.brand.create import LOGO_FILE
from handouts.brand.file import BrandFile
from handouts.brand.layers import merged, read_layers
from handouts.brand.load import load_brand
from handouts.brand.logo import Logo
from handouts.errors import BadInput, OutputError, Problem
from handouts.resources import BRAND_FILE
from handouts.toml_text import changed

Edit = str | tuple[str, ...] | float | None
"""A new value; None takes the key out, so that what it stood in place of holds again."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A key that is another now, with what it said before and after; None for nothing."""

    key: str
    before: Any
    after: Any


def said_by(folder: Path) -> BrandFile:
    """Return what a brand says of each key, with what it extends; raises BadInput."""
    layers, problems = read_layers(folder)
    if not layers:
        raise BadInput(problems)
    return merged(layers)


def value_of(file: BrandFile, key: str) -> Any:
    """Return the value of a key such as "colours.main" or "sites.north.phone"; None for none."""
    value: Any = file
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return value


def edit_brand(folder: Path, edits: Mapping[str, Edit], logo: Logo | None) -> tuple[Edited, ...]:
    """Change keys of a brand, and its logo; return what is another now.

    Comments, order and all other keys stay. The new file is tried beside the old one first: one
    that does not load is never put in its place. Raises BadInput and OutputError.
    """
    before = said_by(folder)
    path = folder / BRAND_FILE
    text = path.read_bytes().decode("utf-8-sig")
    name = _logo_name(folder, logo) if logo else ""
    wanted: dict[str, Any] = {**edits, **({"logo": name} if name else {})}
    new = {key: value for key, value in wanted.items() if value != value_of(before, key)}
    same_logo = not logo or _holds(folder / name, logo.png)
    if not new and same_logo:
        return ()
    try:
        made = changed(text, {tuple(key.split(".")): value for key, value in new.items()})
    except ValueError as error:
        hint = "mend it in a text editor, or run: handouts brand check"
        raise BadInput([Problem(BRAND_FILE, f"is no TOML: {error}", hint)]) from None
    files = {name: logo.png} if logo else {}
    put_files(folder, {**files, BRAND_FILE: made.encode()}, load_brand)
    after = said_by(folder)
    told = [Edited(key, value_of(before, key), value_of(after, key)) for key in wanted]
    return tuple(one for one in told if one.before != one.after or one.key == "logo")


def put_files(folder: Path, files: Mapping[str, bytes], check: Callable[[Path], object]) -> None:
    """Write files of a brand, in their order, once a copy of it has passed the check with them.

    `check` gets the copy's folder and raises BadInput, and then nothing is written. Raises
    OutputError too.
    """
    place = folder.resolve()
    # Beside its place, so that `extends` finds what it names.
    trial = place.parent / f".handouts-{secrets.token_hex(8)}.part"
    try:
        shutil.copytree(place, trial, symlinks=True)
        for name, data in files.items():
            (trial / name).write_bytes(data)
        check(trial)
        for name in files:
            (trial / name).replace(place / name)
    except (OSError, shutil.Error) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be written").lower()
        hint = "ask for the right to write there, and beside it"
        raise OutputError(f"{folder}: {reason}", hint) from error
    finally:
        shutil.rmtree(trial, ignore_errors=True)


def _logo_name(folder: Path, logo: Logo) -> str:
    """Return a name for a logo in the folder; another file is never written over."""
    name, number = LOGO_FILE, 1
    while (folder / name).exists() and not _holds(folder / name, logo.png):
        number += 1
        name = f"{Path(LOGO_FILE).stem}-{number}{Path(LOGO_FILE).suffix}"
    return name


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False

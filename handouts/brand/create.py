"""A new brand: its values checked one by one, its folder written whole or not at all."""

import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts import resources
from handouts.brand.layers import mistakes_in
from handouts.brand.load import load_brand
from handouts.brand.logo import MAX_BYTES, Logo, LogoError, read_logo, read_picture
from handouts.brand.looks import Looks
from handouts.brand.write import SCHEMA_FILE, Value, brand_text, schema_text
from handouts.errors import OutputError, Problem
from handouts.resources import BRAND_FILE
from handouts.toml_text import changed

LOGO_FILE = "logo.png"


def mistake_in(key: str, value: Value) -> Problem | None:
    """Return what is wrong with one value, named like "colours.main", or None."""
    found = mistakes_in(_nested({key: value}))
    return replace(found[0], source=key) if found else None


def read_logo_file(path: Path, read: Callable[[bytes], Logo] = read_logo) -> Logo | Problem:
    """Return the logo in a file anywhere on the disk, or what is wrong with it."""
    try:
        if not path.is_file():
            hint = "check the path" if not path.exists() else "name a picture file"
            return Problem("logo", "is no file", hint)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "the path makes no sense").lower()
        return Problem("logo", f"cannot be read: {reason}", "check the path")
    if len(data) > MAX_BYTES:
        return Problem("logo", f"is larger than {MAX_BYTES // 1024} kB", "make it smaller")
    try:
        return read(data)
    except LogoError as error:
        return Problem("logo", error.message, error.hint)


def read_picture_file(path: Path) -> Logo | Problem:
    """Return the photo or drawing in a file anywhere on the disk, whole, or what is wrong."""
    found = read_logo_file(path, read_picture)
    if isinstance(found, Problem):
        return replace(found, source="picture", hint=found.hint.replace("logo", "picture"))
    return found


def check_place(folder: Path, *, force: bool) -> None:
    """Raise OutputError for a place where `create_brand` would not write."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file", "name a folder that does not exist yet")
    try:
        occupied = folder.is_dir() and any(folder.iterdir())
    except OSError as error:
        raise _explained(folder, error) from error
    if occupied and not force:
        raise OutputError(
            f"{folder}: is not empty",
            "choose another folder; --force writes into this one and leaves other files alone",
        )


def create_brand(
    folder: Path,
    values: Mapping[str, Value],
    logo: Logo | None,
    *,
    fonts: Mapping[str, bytes] | None = None,
    looks: Looks | None = None,
    force: bool = False,
) -> None:
    """Write a brand folder that works: values by key, a logo, fonts by path, another's looks.

    A new folder appears whole or not at all. With `force` the files go into one that is there;
    other files in it stay as they are. Raises OutputError, and BadInput for values that do not
    make a brand.
    """
    check_place(folder, force=force)
    files = _files(values, logo, looks or Looks()) | dict(fonts or {})
    place = folder.resolve()
    part = place.parent / f".handouts-{secrets.token_hex(8)}.part"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(data)
        # Beside its place, so that `extends` finds what it names.
        load_brand(part)
        _move(part, place, files)
    except OSError as error:
        raise _explained(folder, error) from error
    finally:
        # After a rename it is gone already; after a failure or a signal it must go.
        shutil.rmtree(part, ignore_errors=True)


def _files(values: Mapping[str, Value], logo: Logo | None, looks: Looks) -> dict[str, bytes]:
    """Return what is in the folder, by path; values come before looks."""
    skeleton = resources.new_brand_folder()
    named = dict(values) | ({"logo": LOGO_FILE} if logo else {})
    template = (skeleton / BRAND_FILE).read_text(encoding="utf-8")
    text = brand_text(template, named)
    if looks.values:
        taken = {keys: one for keys, one in looks.values.items() if ".".join(keys) not in named}
        text = changed(text, taken)
    files = {BRAND_FILE: text.encode(), SCHEMA_FILE: schema_text().encode(), **looks.files}
    for notes in sorted(skeleton.glob("*/README.txt")):
        files[f"{notes.parent.name}/{notes.name}"] = notes.read_bytes()
    return files | ({LOGO_FILE: logo.png} if logo else {})


def _move(part: Path, place: Path, files: Mapping[str, bytes]) -> None:
    if not place.exists():
        part.rename(place)
        return
    for name in files:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (part / name).replace(place / name)


def _nested(values: Mapping[str, Value]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in values.items():
        *tables, last = key.split(".")
        inner = table
        for name in tables:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return table


def _explained(folder: Path, error: OSError) -> OutputError:
    reason = (error.strerror or "it cannot be written").lower()
    return OutputError(f"{folder}: {reason}", "choose another folder, or ask for the right to it")

"""What a signature is for: everything a patient may read from a brand, part by part.

Not among it: contacts, colours, typefaces, logo. They change nothing about what is said. The
pictures of the library's exercises are drawn from poses, which lie in the exercises' files.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.brand import Brand, OwnFile
from handouts.content import Library
from handouts.toml_file import text_digest

LIBRARY, REGIONS, TEMPLATES, BRAND, KEYS, EMERGENCY = (
    "library/",
    "regions/",
    "templates/",
    "brand/",
    "brand.toml:",
    "emergency number",
)
_ONE = {"exercises": "exercise", "plans": "plan", "templates": "section", "figures": "figure"}
_LENGTH = 32  # hexadecimal digits: 128 bits tell any two files apart


@dataclass(frozen=True, slots=True)
class Change:
    """A part that differs from what was signed: its name, and how."""

    part: str
    how: str

    def __str__(self) -> str:
        return f"{_in_words(self.part)} {self.how}"


def content_parts(library: Library, templates: Path, brand: Brand) -> dict[str, str]:
    """Return part -> digest of all that patients can read.

    `templates` is the folder of the condition's templates. The region and the emergency number
    are those of the brand's site.
    """
    parts = {
        name if name.startswith(REGIONS) else f"{LIBRARY}{name}": digest
        for name, digest in library.files.items()
    }
    parts |= _template_parts(templates, library.language, brand)
    for folder, files in (
        ("templates", brand.sections),
        ("exercises", brand.exercises),
        ("plans", brand.plans),
    ):
        parts |= {f"{BRAND}{folder}/{name}": _of_text(file) for name, file in files.items()}
    own = brand.languages.get(library.language)
    parts |= {
        f"{BRAND}templates/{name}": _of_text(file)
        for name, file in (own.templates if own else {}).items()
        if name.removesuffix(".md") not in brand.sections
    }
    parts |= {
        f"{BRAND}exercises/{name}": picture.file_digest for name, picture in brand.pictures.items()
    }
    parts |= {
        f"{BRAND}exercises/{name}": hashlib.sha256(data).hexdigest()
        for name, data in brand.baked.items()
    }
    said = {
        "sections.order": brand.order,
        "sections.leave_out": sorted(brand.left_out),
        "disclaimer": brand.disclaimer,
        "privacy": brand.privacy,
        "page.footer": brand.footer,
    }
    parts |= {f"{KEYS}{key}": _of_value(value) for key, value in said.items() if value}
    parts[_emergency(brand.site)] = _of_value(_numbers(brand))
    return {name: parts[name][:_LENGTH] for name in sorted(parts)}


def changes(signed: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what differs between the parts that were signed and those that there are.

    Signed regions and numbers that `now` does not have belong to other sites of the brand.
    """
    found = [
        Change(name, "changed" if name in signed else "is not among what was signed")
        for name, digest in now.items()
        if signed.get(name) != digest
    ]
    found += [
        Change(name, "is not used any more")
        for name in signed
        if name not in now and not name.startswith((REGIONS, EMERGENCY))
    ]
    return tuple(sorted(found, key=lambda change: change.part))


def merged(parts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the parts of a brand and all its sites as one."""
    together: dict[str, str] = {}
    for some in parts:
        together |= some
    return {name: together[name] for name in sorted(together)}


def _template_parts(folder: Path, language: str, brand: Brand) -> dict[str, str]:
    """Return the shipped templates that are in use: not those that the brand replaces."""
    files = [folder / "arrangement.toml", *sorted((folder / language).glob("*.*"))]
    return {
        f"{TEMPLATES}{path.relative_to(folder).as_posix()}": text_digest(path.read_bytes())
        for path in files
        if not (path.suffix == ".md" and path.stem in brand.sections)
    }


def _numbers(brand: Brand) -> object:
    """Return a brand's numbers as they were always signed: "" for none, else one or a list."""
    numbers = brand.emergency_numbers
    return list(numbers) if len(numbers) > 1 else "".join(numbers)


def _of_text(file: OwnFile) -> str:
    return text_digest(file.text.encode())


def _of_value(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _emergency(site: str) -> str:
    return f"{EMERGENCY} of the site {site}" if site else EMERGENCY


def _in_words(part: str) -> str:
    """Return a part as a reader of messages knows it."""
    path = Path(part)
    if part.startswith(BRAND):
        return f"the brand's own {_ONE[path.parent.name]} {path.name}"
    if part.startswith(LIBRARY):
        one = _ONE.get(path.parent.name)
        return f"{one} {path.stem}" if one else f"library file {part.removeprefix(LIBRARY)}"
    return f"region {path.stem}" if part.startswith(REGIONS) else part

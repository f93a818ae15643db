"""What a signature is for: everything a patient may read from a brand, part by part.

Not among it: contacts, the line at the foot, colours, logo. They change nothing about what is
said. Typefaces are among it: a glyph can change a number.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handouts.brand import Brand, OwnFile, pictures_in
from handouts.content import Library
from handouts.review.things import (
    BRAND,
    EMERGENCY,
    KEYS,
    LIBRARY,
    PICTURES,
    REGIONS,
    TEMPLATES,
    TYPEFACES,
    part_in_words,
    picture_of,
)
from handouts.toml_file import text_digest

CHANGED, UNSIGNED = "changed", "is not among what was signed"
_MUST = b"::: must"  # what is printed whatever stands in the brand's own section
_LENGTH = 32  # hexadecimal digits: 128 bits tell any two files apart


@dataclass(frozen=True, slots=True)
class Change:
    """A part that differs from what was signed: its name, and how."""

    part: str
    how: str

    def __str__(self) -> str:
        return f"{part_in_words(self.part)} {self.how}"


def content_parts(
    library: Library, templates: Path, brand: Brand, pictures: Path
) -> dict[str, str]:
    """Return part -> digest of all that patients can read.

    `templates` is the folder of the condition's templates, `pictures` that of the library's
    drawings. The region and the emergency number are those of the brand's site.
    """
    parts = written_parts(library, templates, brand)
    return dict(sorted((parts | drawn_parts(library, pictures)).items()))


def written_parts(library: Library, templates: Path, brand: Brand) -> dict[str, str]:
    """Return part -> digest of all but the library's drawings."""
    parts = {
        name if name.startswith(REGIONS) else f"{LIBRARY}{name}": digest
        for name, digest in library.files.items()
    }
    parts |= {
        name: text_digest(path.read_bytes())
        for name, path in template_files(templates, library.language, brand).items()
    }
    parts |= _own_parts(brand)
    own = own_templates(brand, library.language)
    parts |= {name: _of_text(file) for name, file in own.items()}
    parts |= {name: _of_value(value) for name, value in said_in(brand).items()}
    parts |= {f"{BRAND}exercises/{name}": one.file_digest for name, one in brand.pictures.items()}
    parts |= {
        f"{BRAND}exercises/{name}": hashlib.sha256(data).hexdigest()
        for name, data in brand.baked.items()
    }
    parts |= _shown_parts(brand)
    return {name: digest[:_LENGTH] for name, digest in parts.items()}


def drawn_parts(
    library: Library, folder: Path, wanted: Callable[[str], bool] | None = None
) -> dict[str, str]:
    """Return part -> digest of the drawings of each exercise and figure, or of those wanted."""
    drawn = defaultdict(list)
    for path in sorted(folder.glob("*.pic")):
        name = picture_of(path.name)
        kind = "figures" if name in library.figures else "exercises"
        drawn[f"{PICTURES}{kind}/{name}"].append(path)
    return {
        name: _of_files(tuple((path, path.stat().st_mtime_ns) for path in paths))[:_LENGTH]
        for name, paths in drawn.items()
        if not wanted or wanted(name)
    }


def said_in(brand: Brand) -> dict[str, object]:
    """Return what brand.toml says that is signed, by part: words, order, numbers, typefaces."""
    said = {
        "sections.order": brand.order,
        "sections.leave_out": sorted(brand.left_out),
        "sections.own": {
            name: (one.editions, one.after) for name, one in sorted(brand.new_sections.items())
        },
        "disclaimer": brand.disclaimer,
        "privacy": brand.privacy,
    }
    values: dict[str, object] = {f"{KEYS}{key}": value for key, value in said.items() if value}
    number = f"{EMERGENCY} of the site {brand.site}" if brand.site else EMERGENCY
    values[number] = _numbers(brand)
    name = f"{TYPEFACES} of the brand's own" if brand.look.own_typefaces else TYPEFACES
    values[name] = _typefaces(brand)
    return values


def _typefaces(brand: Brand) -> dict[str, str]:
    """Return the names of the chosen typefaces, and digests of the brand's own files."""
    look = brand.look
    chosen = {"headings": look.headings, "body": look.body}
    faces = {
        f"{name}, {style}": hashlib.sha256(data).hexdigest()
        for name, files in sorted(look.own_typefaces.items())
        for style, data in sorted(files.faces.items())
    }
    return chosen | faces


def _own_parts(brand: Brand) -> dict[str, str]:
    return {
        f"{BRAND}{folder}/{name}": _of_text(file)
        for folder, files in own_files(brand).items()
        for name, file in files.items()
    }


def _shown_parts(brand: Brand) -> dict[str, str]:
    """Return the pictures that the brand's own sections show, each under its section's name."""
    return {
        f"{BRAND}templates/{name}.{path.replace('/', ' ')}": picture.file_digest
        for name, file in brand.sections.items()
        for path in pictures_in(file)
        if (picture := brand.shown.get(path))
    }


def own_files(brand: Brand) -> dict[str, dict[str, OwnFile]]:
    """Return the brand's own texts by the folder that they lie in."""
    return {"templates": brand.sections, "exercises": brand.exercises, "plans": brand.plans}


def own_templates(brand: Brand, language: str) -> dict[str, OwnFile]:
    """Return the templates of a brand's own language by part: not those that it replaces."""
    own = brand.languages.get(language)
    return {
        f"{BRAND}templates/{name.removesuffix('.md')}": file
        for name, file in (own.templates if own else {}).items()
        if name.removesuffix(".md") not in brand.sections
    }


def changes(signed: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what there is and differs from the parts that were signed."""
    return tuple(
        Change(name, CHANGED if name in signed else UNSIGNED)
        for name, digest in sorted(now.items())
        if signed.get(name) != digest
    )


def gone(signed: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what was signed and is there no more, `now` being the parts of all sites."""
    return tuple(Change(name, "is not used any more") for name in signed if name not in now)


def merged(parts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the parts of a brand and all its sites as one."""
    together: dict[str, str] = {}
    for some in parts:
        together |= some
    return {name: together[name] for name in sorted(together)}


def template_files(folder: Path, language: str, brand: Brand) -> dict[str, Path]:
    """Return the shipped templates that are in use, by part.

    Not those that the brand replaces, unless they have something that is printed all the same.
    """
    files = [folder / "arrangement.toml", *sorted((folder / language).glob("*.*"))]
    return {
        f"{TEMPLATES}{path.relative_to(folder).as_posix()}": path
        for path in files
        if not (path.suffix == ".md" and path.stem in brand.sections) or _MUST in path.read_bytes()
    }


def _numbers(brand: Brand) -> object:
    """Return a brand's numbers as they were always signed: "" for none, else one or a list."""
    numbers = brand.emergency_numbers
    return list(numbers) if len(numbers) > 1 else "".join(numbers)


@lru_cache(maxsize=256)
def _of_files(paths: tuple[tuple[Path, int], ...]) -> str:
    """Return a digest over files, each with the time of its last change: they are read once."""
    total = hashlib.sha256()
    for path, _ in paths:
        data = path.read_bytes()
        total.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def _of_text(file: OwnFile) -> str:
    return text_digest(file.text.encode())


def _of_value(value: object) -> str:
    return hashlib.sha256(as_json(value).encode()).hexdigest()


def as_json(value: object) -> str:
    """Return the text of which a value's digest is made."""
    return json.dumps(value)

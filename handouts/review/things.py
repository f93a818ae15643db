"""What a clinician calls the parts of the content: an exercise, a plan, a section, a figure.

A thing may have several parts: an exercise has its numbers, its words and its pictures.
"""

import fnmatch
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from handouts.errors import Problem
from handouts.suggest import did_you_mean

LIBRARY, REGIONS, TEMPLATES, PICTURES, BRAND, KEYS, EMERGENCY, TYPEFACES = (
    "library/",
    "regions/",
    "templates/",
    "pictures/",
    "brand/",
    "brand.toml:",
    "emergency number",
    "typefaces",
)
KINDS = {
    "exercise": "exercises",
    "plan": "plans",
    "section": "sections",
    "figure": "figures",
    "words": "words",
    "region": "regions",
    "brand": "brand",
}
"""What a thing may be -> what all of them are called."""

_KIND_NAMES = frozenset({*KINDS, *KINDS.values()})
_ONE = {"exercises": "exercise", "plans": "plan", "templates": "section", "figures": "figure"}


class Thing(NamedTuple):
    """Something that is signed: of which kind, and its name."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def picture_of(file: str) -> str:
    """Return the exercise or figure that a picture's file name tells: bridge+chair.woman.pic."""
    return file.partition(".")[0].partition("+")[0]


def thing_of(part: str) -> Thing:
    """Return the thing that a part belongs to."""
    path = PurePosixPath(part)
    if part.startswith((KEYS, EMERGENCY, TYPEFACES)):
        return Thing("brand", part.removeprefix(KEYS))
    if part.startswith(REGIONS):
        return Thing("region", path.stem)
    kind = _ONE.get(path.parent.name, "words")
    if part.startswith(BRAND):
        return Thing(kind, picture_of(path.name))
    if part.startswith(TEMPLATES):
        kind = "section" if path.suffix == ".md" else "words"
    return Thing(kind, path.stem)


def part_in_words(part: str) -> str:
    """Return a part as a reader of messages knows it."""
    path = PurePosixPath(part)
    if part.startswith(BRAND):
        return f"the brand's own {_ONE[path.parent.name]} {path.name}"
    if part.startswith(LIBRARY):
        one = _ONE.get(path.parent.name)
        return f"{one} {path.stem}" if one else f"library file {part.removeprefix(LIBRARY)}"
    if part.startswith(PICTURES):
        return f"picture of {path.name}"
    return f"region {path.stem}" if part.startswith(REGIONS) else part


def chosen(things: Iterable[Thing], asked: Iterable[str]) -> tuple[frozenset[Thing], list[Problem]]:
    """Return the things that somebody names, and a problem for each name that is none.

    A name is a kind (`exercises`), a thing (`bridge`, `exercise bridge`) or a pattern (`nerve-*`).
    Where a name is that of several things, all of them are meant.
    """
    known = sorted(set(things))
    found: set[Thing] = set()
    problems = []
    for name in _apart(asked):
        meant = [thing for thing in known if _is_meant(thing, name)]
        found.update(meant)
        if not meant:
            hint = did_you_mean(name, [*KINDS.values(), *(one.name for one in known)], _HINT)
            problems.append(Problem("--part", f"there is no {name!r} to sign", hint))
    return frozenset(found), problems


_HINT = "name an exercise, a plan, a section or a figure, or a kind: " + ", ".join(KINDS.values())


def _apart(asked: Iterable[str]) -> Iterator[str]:
    for text in asked:
        yield from filter(None, (" ".join(name.split()) for name in text.split(",")))


def _is_meant(thing: Thing, name: str) -> bool:
    if name.lower() in _KIND_NAMES:
        return name.lower() in (KINDS[thing.kind], thing.kind)
    first, _, rest = name.replace(":", " ", 1).partition(" ")
    kind = next((one for one, many in KINDS.items() if first.lower() in (one, many)), "")
    if kind and rest:
        return thing.kind == kind and fnmatch.fnmatchcase(thing.name, rest.strip())
    return fnmatch.fnmatchcase(thing.name, name)

"""A library's exercises and their baked pictures: which are stale, and baking them."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.errors import BadInput, Problem
from handouts.figures.author.bake import bake, digest
from handouts.figures.baked import (
    SUFFIX,
    apart,
    in_setting,
    picture_path,
    read_picture,
    write_picture,
)
from handouts.figures.paints import FIGURES
from handouts.figures.pose import FlatSpec, PoseSpec, pose_digest, read_flat, read_pose

EXERCISES = "exercises"
BODY_FIGURES = "figures"
Spec = PoseSpec | FlatSpec
PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where baked pictures lie, and whether they name their pose for those without a renderer."""

    folder: Path
    names_poses: bool = False


def library_shelf(library: Path) -> Shelf:
    """Return where a library keeps its pictures."""
    return Shelf(library / PICTURES)


def brand_shelf(brand: Path) -> Shelf:
    """Return where a brand keeps the pictures of its own exercises: beside them."""
    return Shelf(brand / EXERCISES, names_poses=True)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One picture to be baked: an exercise with a figure."""

    exercise: str
    figure: str
    spec: Spec


def pose_file(library: Path, picture: str) -> Path:
    """Return the file with the pose that a picture is drawn from: an exercise or a figure."""
    name = f"{apart(picture)[0]}.toml"
    figure = library / BODY_FIGURES / name
    return figure if figure.is_file() else library / EXERCISES / name


def read_specs(library: Path, picture: str = "") -> dict[str, Spec]:
    """Return what a library's pictures are drawn from, by picture; BadInput with every mistake.

    With a `picture` only the exercise or figure that it shows is read. An exercise drawn
    differently in a setting has a second spec, named ID+SETTING.
    """
    specs: dict[str, Spec] = {}
    problems: list[Problem] = []
    alone = pose_file(library, picture)
    every = [path for folder in (EXERCISES, BODY_FIGURES) for path in _files(library / folder)]
    for path in [alone] if alone.is_file() else every:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            problems.append(Problem(path.name, f"cannot be read: {fault}", "mend its TOML"))
            continue
        try:
            specs |= _specs_in(path, data)
        except BadInput as mistakes:
            problems += mistakes.problems
    if problems:
        raise BadInput(problems)
    return specs


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _specs_in(path: Path, data: dict[str, Any]) -> dict[str, Spec]:
    """Return what the pictures of one file are drawn from; none where it has no picture."""
    if "flat" in data:
        return {path.stem: read_flat(data["flat"], path.name)}
    if "pose" not in data:
        return {}
    spec = read_pose(data["pose"], path.name)
    settings = {in_setting(path.stem, name): spec.elsewhere(name) for name in spec.settings}
    return {path.stem: spec, **settings}


def figures_for(spec: Spec) -> tuple[str, ...]:
    """Return whom a picture is drawn with: everybody, or one where nobody is in it."""
    return FIGURES[:1] if isinstance(spec, FlatSpec) else FIGURES


def posed(specs: Mapping[str, Spec]) -> dict[str, PoseSpec]:
    """Return those specs that have a person, whose pose can be examined."""
    return {name: spec for name, spec in specs.items() if isinstance(spec, PoseSpec)}


def stale(shelf: Shelf, specs: Mapping[str, Spec]) -> list[Job]:
    """Return the pictures that are missing or were baked from another pose or renderer."""
    return [
        Job(exercise, figure, spec)
        for exercise, spec in specs.items()
        for figure in figures_for(spec)
        if _baked_digest(shelf, exercise, figure) != digest(spec, figure)
    ]


def orphans(shelf: Shelf, specs: Mapping[str, Spec]) -> list[Path]:
    """Return baked pictures of which there is no exercise or no figure any more."""
    wanted = {
        picture_path(shelf.folder, exercise, figure)
        for exercise, spec in specs.items()
        for figure in figures_for(spec)
    }
    return [p for p in sorted(shelf.folder.glob(f"*{SUFFIX}")) if p not in wanted]


def bake_all(shelf: Shelf, jobs: Iterable[Job], workers: int, done: Callable[[Job], None]) -> None:
    """Bake pictures into their folder; `done` is called after each."""
    shelf.folder.mkdir(exist_ok=True)
    with ProcessPoolExecutor(workers) as pool:
        running = {job: pool.submit(_baked, job, shelf.names_poses) for job in jobs}
        for job, result in running.items():
            path = picture_path(shelf.folder, job.exercise, job.figure)
            path.write_bytes(result.result())
            done(job)


def _baked(job: Job, names_pose: bool) -> bytes:
    picture = bake(job.exercise, job.spec, job.figure)
    if names_pose and isinstance(job.spec, PoseSpec):
        picture = replace(picture, pose=pose_digest(job.spec))
    return write_picture(picture)


def _baked_digest(shelf: Shelf, exercise: str, figure: str) -> str:
    path = picture_path(shelf.folder, exercise, figure)
    try:
        return read_picture(path.read_bytes()).digest
    except (OSError, ValueError):
        return ""

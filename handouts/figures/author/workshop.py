"""A library's exercises and their baked pictures: which are stale, and baking them."""

import tomllib
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import BadInput, Problem
from handouts.figures.author.bake import bake, digest
from handouts.figures.baked import SUFFIX, in_setting, picture_path, read_picture, write_picture
from handouts.figures.paints import FIGURES
from handouts.figures.pose import PoseSpec, read_pose

EXERCISES = "exercises"
PICTURES = "pictures"


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One picture to be baked: an exercise with a figure."""

    exercise: str
    figure: str
    spec: PoseSpec


def read_specs(library: Path) -> dict[str, PoseSpec]:
    """Return the pose specs of a library by picture; BadInput with every mistake.

    An exercise drawn differently in a setting has a second one, named ID+SETTING.
    """
    specs: dict[str, PoseSpec] = {}
    problems: list[Problem] = []
    for path in sorted((library / EXERCISES).glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            problems.append(Problem(path.name, f"cannot be read: {fault}", "mend its TOML"))
            continue
        if "pose" not in data:
            continue
        try:
            spec = read_pose(data["pose"], path.name)
            specs[path.stem] = spec
            for setting in spec.settings:
                specs[in_setting(path.stem, setting)] = spec.elsewhere(setting)
        except BadInput as mistakes:
            problems += mistakes.problems
    if problems:
        raise BadInput(problems)
    return specs


def stale(library: Path, specs: dict[str, PoseSpec]) -> list[Job]:
    """Return the pictures that are missing or were baked from another pose or renderer."""
    return [
        Job(exercise, figure, spec)
        for exercise, spec in specs.items()
        for figure in FIGURES
        if _baked_digest(library, exercise, figure) != digest(spec, figure)
    ]


def orphans(library: Path, specs: dict[str, PoseSpec]) -> list[Path]:
    """Return baked pictures of which there is no exercise or no figure any more."""
    wanted = {
        picture_path(library / PICTURES, exercise, figure)
        for exercise in specs
        for figure in FIGURES
    }
    return [p for p in sorted((library / PICTURES).glob(f"*{SUFFIX}")) if p not in wanted]


def bake_all(library: Path, jobs: Iterable[Job], workers: int, done: Callable[[Job], None]) -> None:
    """Bake pictures into the library's folder; `done` is called after each."""
    (library / PICTURES).mkdir(exist_ok=True)
    with ProcessPoolExecutor(workers) as pool:
        running = {job: pool.submit(_baked, job) for job in jobs}
        for job, result in running.items():
            path = picture_path(library / PICTURES, job.exercise, job.figure)
            path.write_bytes(result.result())
            done(job)


def _baked(job: Job) -> bytes:
    return write_picture(bake(job.exercise, job.spec, job.figure))


def _baked_digest(library: Path, exercise: str, figure: str) -> str:
    path = picture_path(library / PICTURES, exercise, figure)
    try:
        return read_picture(path.read_bytes()).digest
    except (OSError, ValueError):
        return ""

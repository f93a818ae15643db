"""Examining whole exercises: every figure, every setting, and each cause told once."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from handouts.errors import Problem
from handouts.figures.author.checks import find
from handouts.figures.author.findings import Found, problems
from handouts.figures.author.gates import look
from handouts.figures.author.memory import FORGETFUL, Memory
from handouts.figures.author.solver import Solved, solve
from handouts.figures.baked import apart
from handouts.figures.paints import FIGURES
from handouts.figures.pose import PoseSpec


def examine(specs: Mapping[str, PoseSpec], workers: int = 2) -> list[Problem]:
    """Return what is wrong with the poses of exercises, for all figures, some at a time.

    `specs` are by picture, as `workshop.read_specs` returns them. What is wrong with the usual pose
    is not told again for a setting.
    """
    jobs = [(name, figure) for name in specs for figure in FIGURES]
    found: dict[str, list[Found]] = {name: [] for name in specs}
    with ProcessPoolExecutor(workers) as pool:
        results = pool.map(_find, [specs[name] for name, _ in jobs], [who for _, who in jobs])
        for (name, _), made in zip(jobs, results, strict=True):
            found[name] += made
    return [problem for name in specs for problem in told(name, found)]


def _find(spec: PoseSpec, figure: str) -> list[Found]:
    return found_in(spec, figure, solve(spec, figure))


def found_in(
    spec: PoseSpec, figure: str, solved: Sequence[Solved], memory: Memory = FORGETFUL
) -> list[Found]:
    """Return all that is wrong with, or not seen in, a pose that is solved for one figure."""
    return find(spec, figure, solved, memory) + look(spec, figure, solved, memory)


def told(name: str, found: Mapping[str, list[Found]]) -> list[Problem]:
    """Return what was found in a picture as problems, each cause once."""
    exercise, setting = apart(name)
    if not setting:
        return problems(f"{exercise}.toml:pose", found[name], FIGURES)
    usual = {one.finding.cause for one in found.get(exercise, ())}
    new = [one for one in found[name] if one.finding.cause not in usual]
    return problems(f"{exercise}.toml:pose.settings.{setting}", new, FIGURES)

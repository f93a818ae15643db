"""Seconds from a save to the picture of `exercise preview --watch`: `python -m benchmarks.preview`.

Each kind of change is made three times, each time another one; the middle time is told. Measure on
a machine with nothing else to do.
"""

import sys
import time
import tomllib
from copy import deepcopy
from statistics import median
from typing import Any

from handouts import resources
from handouts.cli.exercise_watch import helper
from handouts.figures import PEOPLE, palette
from handouts.figures.author.draft import draft
from handouts.figures.author.memory import Memory
from handouts.figures.pose import read_pose

USUAL = ("hamstring-strap-stretch", "band-row", "cat-camel")
TIMES = 3


def changed(pose: dict[str, Any], what: str, number: int) -> dict[str, Any]:
    """Return a pose with one thing changed: a position, or the place of an arrow."""
    out = deepcopy(pose)
    if what == "arrow":
        out["arrows"] = [{"at": "crown", "from": [0, 0.1], "to": [0.2, 0.1 + 0.01 * number]}]
    else:
        out[what]["tilt"] = out[what].get("tilt", 0) + 1 + number
    return out


def measured(name: str) -> dict[str, float]:
    """Return the seconds for each kind of change of a shipped exercise."""
    (folder,) = resources.library_folder().glob("*/exercises")
    pose = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))["pose"]
    colours = palette("#1f77b4", PEOPLE[1])
    out = {}
    with helper() as process:
        memory = Memory(helper=process)

        def seconds(data: dict[str, Any]) -> float:
            begun = time.perf_counter()
            spec = read_pose(data, name)
            draft(name, spec, "man", colours, quick=True, memory=memory)
            return time.perf_counter() - begun

        out["first"] = seconds(pose)
        for what in ("start", "end", "arrow"):
            out[what] = median(seconds(changed(pose, what, i)) for i in range(TIMES))
    return out


if __name__ == "__main__":
    for exercise in sys.argv[1:] or USUAL:
        told = ", ".join(f"{what} {took:.2f} s" for what, took in measured(exercise).items())
        print(f"{exercise}: {told}")

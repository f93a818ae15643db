"""Where it is felt: muscle patches that grow with the body and are large enough to be found."""

from functools import cache

import numpy as np
import pytest

from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import viewer
from handouts.figures.author.regions import Dressed, Roles, regions
from handouts.figures.author.solver import Solved, solve
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import Flags
from handouts.figures.author.zones import ZONES, in_zone, seen_zone
from handouts.figures.pose import read_pose
from handouts.figures.pose.names import ZONES as NAMES

PITCH = 0.009
SIDE, BEHIND, FRONT, HALF_BEHIND = (0, 5), (-90, 5), (90, 5), (-30, 5)
# What is seen of a muscle from where it faces: body heights squared, on the reference man.
SEEN = {
    "Rhamstring": BEHIND,
    "Rquads": FRONT,
    "Rcalf": BEHIND,
    "Rshin": FRONT,
    "Rglute": BEHIND,
    "Rsidehip": SIDE,
    "Rhipfront": FRONT,
    "Rwaist": SIDE,
    "lowback": BEHIND,
    "abs": FRONT,
    "midback": BEHIND,
    "upperback": BEHIND,
}


def stand(figure: str) -> Solved:
    arms = {"shoulder": 90}
    spec = read_pose({"base": "standing", "show": "one", "start": {"arms": arms}}, "test")
    return solve(spec, figure)[0]


@cache
def look(figure: str, towards: tuple[int, int]) -> tuple[Solved, View]:
    solved = stand(figure)
    return solved, Tracer(solved.parts, viewer(*towards), PITCH).look()


def felt(zone: str, solved: Solved, view: View, figure: str = "man") -> Flags:
    axes = view.tracer.field.view
    who = Dressed(solved.body, solved.parts, BUILDS[figure], axes, feel=(zone,))
    return regions(view, who, Roles(who)).felt


def test_every_muscle_that_a_pose_may_name_has_its_place() -> None:
    assert set(ZONES) == {name.rpartition("_")[2] for name in NAMES}


@pytest.mark.parametrize("zone", SEEN)
def test_a_muscle_is_marked_where_it_faces_and_not_on_the_other_side(zone: str) -> None:
    yaw, pitch = SEEN[zone]
    facing = felt(zone, *look("man", (yaw, pitch))).sum()
    assert facing * PITCH**2 > 0.006
    # The belly of a calf is seen from the front as well, on either side of the shin.
    assert felt(zone, *look("man", (yaw + 180, pitch))).sum() < 0.35 * facing


@pytest.mark.parametrize("zone", ["lowback", "abs", "Rglute", "Rcalf"])
def test_a_mark_is_larger_on_a_larger_person(zone: str) -> None:
    def size(figure: str) -> float:
        solved, view = look(figure, SEEN[zone])
        return float(felt(zone, solved, view, figure).sum())

    assert size("larger") > 1.1 * size("man")


def test_a_muscle_is_marked_through_skin_and_cloth_alike() -> None:
    solved, view = look("man", BEHIND)
    names = np.array([part.name for part in solved.parts] + [""])[view.part]
    marked = set(names[felt("Rhamstring", solved, view)].tolist())
    assert marked == {"Rthigh", "Rshort"}


def test_a_muscle_of_which_little_is_seen_is_marked_larger_and_an_unseen_one_is_not() -> None:
    solved, view = look("man", SIDE)
    rows, columns = np.nonzero(view.part >= 0)
    world = view.points(rows, columns) @ view.tracer.field.view
    seen = (solved.body, solved.parts, world, view.part[rows, columns])
    plain = int(in_zone("Rglute", *seen).sum())
    assert seen_zone("Rglute", *seen, each=1.0).sum() == plain, "all that is needed is seen"
    least = 6.0 / plain
    assert seen_zone("Rglute", *seen, each=least).sum() * least > 7.5
    assert not seen_zone("Lsidehip", *seen, each=1e-6).any()


@pytest.mark.parametrize("figure", BUILDS)
def test_what_is_felt_in_the_back_is_found_half_from_the_side(figure: str) -> None:
    solved, view = look(figure, HALF_BEHIND)
    for zone in ("lowback", "Rglute", "Rhamstring", "Rcalf"):
        # 6 square millimetres where a body height is 30 mm, as of two who stand side by side.
        assert felt(zone, solved, view, figure).sum() * (PITCH * 30) ** 2 >= 6, zone

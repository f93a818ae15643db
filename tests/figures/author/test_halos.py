"""Limbs of one colour that cross: a pale gap on the farther, and a line between arm and trunk."""

import numpy as np
import pytest

from handouts.figures.author.bake import ROUGH, bake
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import viewer
from handouts.figures.author.halos import halos
from handouts.figures.author.outlines import INNER, STYLES, line_marks
from handouts.figures.author.pen import Pen
from handouts.figures.author.regions import Dressed, Roles, fill_marks, regions
from handouts.figures.author.shapes import Part, rod
from handouts.figures.author.skeleton import Skeleton
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import vec
from handouts.figures.drawing import Mark
from handouts.figures.pose import read_pose

PITCH = 0.0026
FRONT = viewer(0, 0)
(INNER_WIDTH,) = (style.width for style in STYLES if style.kind == INNER)


def crossing(near: str = "bottom", group: str = "Rleg", away: float = 0.15) -> list[Part]:
    """Return an upright far limb and, `away` before it, a level nearer one."""
    upright = Part("Lthing", "Lleg", "bottom", [rod(vec(0, 0, -0.2), vec(0, 0, 0.2), 0.05)])
    level = rod(vec(-0.2, -away, 0), vec(0.2, -away, 0), 0.05)
    return [upright, Part("Rthing", group, near, [level], side="R")]


def drawn(parts: list[Part]) -> tuple[View, list[Mark], list[Mark]]:
    """Return what is seen, its areas and its lines."""
    who = Dressed(Skeleton(), parts, BUILDS["man"], FRONT)
    view = Tracer(parts, FRONT, PITCH).look()
    roles, pen = Roles(who), Pen.over(view)
    seen = regions(view, who, roles)
    return view, fill_marks(view, seen, pen), line_marks(view, seen, who, roles, pen)


def gap(parts: list[Part]) -> list[np.ndarray]:
    view = Tracer(parts, FRONT, PITCH).look()
    role = np.array([int(p.role == "bottom") for p in parts] + [-1])[view.part]
    return [mask for _, mask in halos(view, role)]


def test_a_limb_behind_another_of_its_colour_has_a_pale_gap_beside_that_one() -> None:
    view, areas, _ = drawn(crossing())
    (mark,) = (mark for mark in areas if mark.paint == "bottom.halo")
    (mask,) = gap(crossing())
    assert set(np.unique(view.part[mask])) == {0}, "the gap is cut out of the farther one alone"
    rows = np.nonzero(mask.any(axis=1))[0] * PITCH
    middle = view.top
    beside = np.abs(middle - rows)
    assert 0.045 < beside.min() < beside.max() < 0.065
    assert mark.ops.count("m") == 2, "one above and one below the nearer limb"


@pytest.mark.parametrize(
    "parts",
    [crossing(near="skin"), crossing(group="prop_mat"), crossing(group="head"), crossing(away=0)],
    ids=["another colour", "a thing", "a head", "melting together"],
)
def test_there_is_no_gap_where_nothing_of_its_colour_crosses(parts: list[Part]) -> None:
    assert not gap(parts)


def test_a_line_tells_an_arm_from_the_trunk_behind_it_where_both_wear_one_cloth() -> None:
    def lines(role: str) -> int:
        trunk = Part("trunk", "body", "top", [rod(vec(0, 0, -0.2), vec(0, 0, 0.2), 0.06)])
        arm = Part(
            "Rsleeve", "Rarm", role, [rod(vec(0.02, -0.02, 0.15), vec(0.05, -0.02, 0), 0.05)]
        )
        _, _, marks = drawn([trunk, arm])
        return sum(len(mark.points) for mark in marks if mark.width == INNER_WIDTH)

    assert lines("top") > 0


def test_legs_that_cross_in_a_pose_are_told_apart() -> None:
    far, near = {"hip": 0}, {"hip": 10, "out": -14}
    pose = read_pose(
        {
            "base": "standing",
            "show": "one",
            "view": {"yaw": 60, "pitch": 5},
            "start": {"far_leg": far, "near_leg": near},
        },
        "test",
    )
    marks = bake("test", pose, "woman", ROUGH).panels[0].marks
    paints = [mark.paint for mark in marks]
    halo = next(
        i for i, paint in enumerate(paints) if paint.startswith("bottom") and "halo" in paint
    )
    assert paints.index("bottom") < halo < paints.index("line")

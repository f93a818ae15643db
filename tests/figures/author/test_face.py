"""Faces and hair: friendly, seen from the side, and lasting on every skin."""

import numpy as np
import pytest

from handouts.figures.author.bake import ROUGH, bake
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import viewer
from handouts.figures.author.solver import solve
from handouts.figures.author.tracer import Tracer
from handouts.figures.drawing import Mark
from handouts.figures.pose import PoseSpec, read_pose


def standing(yaw: float) -> PoseSpec:
    view = {"yaw": yaw, "pitch": 5}
    return read_pose({"base": "standing", "show": "one", "view": view, "start": {}}, "test")


def strokes(figure: str, yaw: float) -> list[Mark]:
    """Return the lines of a face, the lowest first."""
    marks = bake("test", standing(yaw), figure, ROUGH).panels[0].marks
    lines = [mark for mark in marks if mark.paint == "face" and mark.kind == "line"]
    return sorted(lines, key=lambda mark: min(mark.points[1::2]))


@pytest.mark.parametrize("figure", BUILDS)
def test_a_face_smiles_a_little_and_its_brows_do_not_frown(figure: str) -> None:
    mouth, *brows = strokes(figure, 90)
    assert len(brows) == 2
    left, *middle, right = mouth.points[1::2]
    assert min(left, right) > min(middle)
    for brow in brows:
        ends = sorted(
            zip(brow.points[::2], brow.points[1::2], strict=True), key=lambda p: abs(p[0])
        )
        assert ends[0][1] >= ends[-1][1], "the inner end of a brow is no lower than the outer"


@pytest.mark.parametrize("figure", BUILDS)
def test_a_face_half_from_the_side_has_a_mouth_and_a_brow(figure: str) -> None:
    assert len(strokes(figure, 20)) >= 2


@pytest.mark.parametrize("figure", ["man", "woman"])
def test_hair_goes_down_before_the_ear(figure: str) -> None:
    (solved,) = solve(standing(0), figure)
    view = Tracer(solved.parts, viewer(0, 5), 0.0026).look()
    names = [part.name for part in solved.parts]
    ear = np.argwhere(view.part == names.index("ears"))
    hair = view.part == names.index("hair")
    top, bottom = ear[:, 0].min(), ear[:, 0].max()
    assert hair[top:bottom, ear[:, 1].max() - 3 :].any()

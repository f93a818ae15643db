"""What must never reach paper: a bare chest, dirt, strokes that hang loose, arrows with holes."""

import numpy as np
import pytest

from handouts.figures.author.bake import ROUGH, bake
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import Field, viewer
from handouts.figures.author.outlines import INNER, OUTER, Edges, lasting
from handouts.figures.author.regions import Dressed, Roles
from handouts.figures.author.shapes import Part, ball
from handouts.figures.author.skeleton import Side
from handouts.figures.author.solver import solve
from handouts.figures.author.specks import SPECK, patches, takeovers, without_specks
from handouts.figures.author.tracer import Tracer
from handouts.figures.author.vectors import Ints, vec
from handouts.figures.drawing import Mark
from handouts.figures.pose import read_pose

FRONT = viewer(0, 0)
SPINES = {
    "straight": {},
    "slumped": {"lumbar": 22, "thoracic": 26, "neck": 34, "head": 14},
    "chin on chest": {"neck": 60},
    "looking up": {"thoracic": -20, "neck": -40},
    "twisted": {"twist": 30, "neck_twist": 40, "neck_side": 20},
}
# Body heights from the bust line up to where a collar may begin, and what it may still graze.
BELOW_THE_COLLAR = -0.035
GRAZED = 0.01


@pytest.mark.parametrize("figure", BUILDS)
@pytest.mark.parametrize("spine", SPINES)
def test_the_shirt_covers_the_chest_however_back_and_neck_bend(figure: str, spine: str) -> None:
    spec = read_pose({"base": "standing", "start": {"spine": SPINES[spine]}}, "test")
    body, parts = (solved := solve(spec, figure)[0]).body, solved.parts
    torso = [part for part in parts if part.name == "torso"]
    points = np.concatenate([solid.surface() for solid in torso[0].solids])
    field = Field(torso, np.eye(3))
    points = points[np.abs(field.distance(points, field.everything())) < 0.004]
    local = (points - body.origin["neck"]) @ body.turn["tho2"]
    chest = points[(local[:, 0] > 0) & (local[:, 2] < BELOW_THE_COLLAR)]
    assert len(chest) > 50
    roles = Roles(Dressed(body, parts, BUILDS[figure], np.eye(3)))
    shown = roles.of(chest, np.full(len(chest), parts.index(torso[0]), dtype=np.int64))
    bare = [roles.names[number] == "skin" for number in shown]
    assert np.mean(bare) <= GRAZED


def _trunk_and(radius: float, side: Side) -> list[Part]:
    arm = Part("arm", f"{side}arm", "skin", [ball(vec(0, -0.1, 0), (radius, radius, radius))])
    return [Part("trunk", "body", "top", [ball(vec(0, 0, 0), (0.1, 0.1, 0.1))]), arm]


def test_a_speck_of_a_limb_becomes_what_surrounds_it_and_a_hand_stays() -> None:
    for radius, stays in ((0.005, False), (0.02, True)):
        view = without_specks(Tracer(_trunk_and(radius, "L"), FRONT, 0.0026).look())
        assert bool((view.part == 1).any()) is stays
        assert bool((view.part == 0).any())


def test_patches_are_areas_of_one_label_that_hang_together_side_by_side() -> None:
    labels = np.array([[1, 1, 2], [2, 1, 2], [2, 2, 1]])
    found = patches(labels)
    assert found[0, 0] == found[0, 1] == found[1, 1]
    assert found[1, 0] == found[2, 0] == found[2, 1]
    assert found[0, 2] == found[1, 2]
    assert len(np.unique(found)) == 4


def test_a_small_patch_is_filled_from_the_neighbour_it_borders_on_most() -> None:
    labels = np.zeros((9, 12), dtype=np.int64)
    labels[:, 6:] = 1
    labels[4, 5:8] = 2
    ((own, source),) = takeovers(labels, SPECK / 0.0026**2)
    assert sorted(own) == [4 * 12 + 5, 4 * 12 + 6, 4 * 12 + 7]
    assert set(labels.ravel()[source]) == {1}
    assert takeovers(labels, 3) == []


def _chain(length: int, kind: int, row: int, column: int) -> list[tuple[int, int, int]]:
    """Return edges below each other's pixels: one straight line of pixel sides."""
    return [(row, column + i, kind) for i in range(length)]


def _edges(found: list[tuple[int, int, int]]) -> Edges:
    row, column, kind = (np.array(v) for v in zip(*found, strict=True))
    none: Ints = np.zeros(len(row), dtype=np.int64)
    return Edges(row, column, none, kind, np.ones(len(row), dtype=bool), none)


def test_a_short_inner_stroke_stays_only_where_it_joins_another_line() -> None:
    pitch = 0.0026
    stroke = _chain(14, INNER, 5, 20)
    loose = lasting(_edges([*stroke, *_chain(30, OUTER, 9, 0)]), pitch)
    assert not loose[:14].any()
    assert loose[14:].all()
    assert lasting(_edges([*stroke, *_chain(20, OUTER, 5, 0)]), pitch).all()
    assert lasting(_edges(_chain(40, INNER, 5, 20)), pitch).all()


def test_an_arrow_lies_over_the_figure_and_its_rim_under_it() -> None:
    pose = {
        "base": "standing",
        "show": "one",
        "props": [{"kind": "floor"}],
        "start": {},
        "arrows": [{"at": "pelvis", "from": [-0.1, 0], "to": [0.1, 0]}],
    }
    marks = bake("test", read_pose(pose, "test"), "man", ROUGH).panels[0].marks

    def first(paint: str) -> int:
        return next(i for i, mark in enumerate(marks) if _is(mark, paint))

    assert first("floor") < first("paper") < first("top") < first("arrow")
    assert not any(_is(mark, "paper") for mark in marks[first("top") :])


def _is(mark: Mark, paint: str) -> bool:
    return mark.paint == paint

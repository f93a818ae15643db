"""Each gate, shown to fail on a pose of which a reader would not see what matters."""

import numpy as np
import pytest

from handouts import resources
from handouts.figures import arrange
from handouts.figures.author import clipping
from handouts.figures.author.arrows import arrow_marks
from handouts.figures.author.bake import bake
from handouts.figures.author.clipping import marks_outside
from handouts.figures.author.examination import examine
from handouts.figures.author.findings import Finding
from handouts.figures.author.gates import HEAD, look
from handouts.figures.author.red import RED, marked
from handouts.figures.author.solver import solve
from handouts.figures.baked import read_picture
from handouts.figures.drawing import UNITS_PER_STATURE
from handouts.figures.pose import PoseSpec, read_pose

(LIBRARY,) = (p.parent for p in resources.library_folder().glob("*/exercises"))
FRONT, SIDE = {"yaw": 90, "pitch": 5}, {"yaw": 10, "pitch": 5}
FORWARD = {"near_arm": {"shoulder": 90}}


def spec(**data: object) -> PoseSpec:
    return read_pose({"base": "standing", "show": "one", "start": {}, **data}, "wave.toml")


def findings(pose: PoseSpec) -> list[Finding]:
    return [one.finding for one in look(pose, "man", solve(pose, "man"))]


def lifting(view: dict[str, int], **more: object) -> PoseSpec:
    return spec(show="two", view=view, end=FORWARD, **more)


BEHIND = {"hold": {"bone": "lum1", "at": [0, 0, 0.03], "facing": [-1, 0, 0]}}
BROKEN: dict[str, tuple[PoseSpec, str, str]] = {
    "an arm that comes towards the viewer": (lifting(FRONT), "near_uarm", "shorter than it is"),
    "an arrow that is nothing but a head": (
        spec(arrows=[{"at": "crown", "from": [0, 0.1], "to": [0, 0.12]}]),
        "arrow 1",
        "times as long as its head",
    ),
    "two arrows in one that are nothing but heads": (
        spec(arrows=[{"at": "crown", "from": [0, 0.1], "to": [0, 0.25], "both": True}]),
        "arrow 1",
        "times as long as its head",
    ),
    "an arrow over the trunk": (
        spec(arrows=[{"at": "belly", "from": [-0.05, -0.1], "to": [-0.05, 0.2]}]),
        "arrow 1",
        "over the person",
    ),
    "a muscle at the back, seen from the front": (
        spec(view=FRONT, feel=["near_hamstring"]),
        "near_hamstring",
        "square millimetres",
    ),
    "a hand that holds behind the back": (
        spec(view=FRONT, start={"right_arm": BEHIND}),
        "near_hand",
        "is hidden",
    ),
    "a towel behind the back": (
        spec(
            view=FRONT,
            start={"right_arm": {"reach": {"bone": "lum1", "at": [-0.15, 0, 0]}}},
            props=[{"kind": "towel", "path": ["right_palm", [0, 0, 0.3]]}],
        ),
        "near_hand",
        "is hidden",
    ),
}  # fmt: skip


CUT: dict[str, tuple[PoseSpec, str]] = {
    "a broad line along the back": (
        spec(
            lines=[
                {
                    "paint": "pain",
                    "width": 5,
                    "through": [
                        {"at": "midback", "shift": [-0.15, 0]},
                        {"at": "lowback", "shift": [-0.15, 0]},
                    ],
                }
            ]
        ),
        "line 1",
    ),
    "the head of an arrow that goes far beyond the person": (
        spec(arrows=[{"at": "crown", "from": [0.2, -0.6], "to": [0.2, 1.2]}]),
        "arrow 1",
    ),
}


@pytest.mark.parametrize("name", CUT)
def test_what_the_box_of_a_picture_cuts_off_is_a_mistake(name: str) -> None:
    pose, part = CUT[name]
    found = [one for one in findings(pose) if "is cut off" in one.says]
    assert [one.part for one in found] == [part]
    assert found[0].severity == "error"
    assert found[0].hint


def test_what_is_cut_off_is_drawn_whole_and_red_in_a_preview() -> None:
    pose, _ = CUT["a broad line along the back"]
    solved = solve(pose, "man")
    picture = bake("wave", pose, "man", 0.012, solved)
    shown = marked(picture, pose, solved, look(pose, "man", solved)).panels[0]
    edge, line = (mark for mark in shown.marks if mark.paint == RED)
    assert set(edge.points) == set(picture.panels[0].box)
    assert min(line.points[::2]) > shown.box[0]
    assert shown.box[0] < picture.panels[0].box[0]


@pytest.mark.parametrize("part", ["head", "mat", "arrow"])
def test_a_box_that_is_too_small_is_found_whatever_it_cuts(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pose = spec(base="supine", rest={"parts": ["torso"]}, props=[{"kind": "mat"}],
                arrows=[{"at": "crown", "from": [-0.1, 0.1], "to": [-0.3, 0.1]}])  # fmt: skip
    monkeypatch.setattr(clipping, "framed", lambda *_: (-100, 0, 100, 20))
    cut = {one.part for one in findings(pose) if "is cut off" in one.says}
    assert any(name.startswith(part) for name in cut)


def test_nothing_that_is_shipped_is_cut_off() -> None:
    for path in sorted(LIBRARY.glob("pictures/*.man.pic")):
        picture = read_picture(path.read_bytes())
        drawing = arrange(picture)
        wide, high = (92, 40) if drawing.wide else (46, 40)
        unit = max(drawing.width / wide, drawing.height / high)
        for panel in picture.panels:
            cut = [out / unit for _, out in marks_outside(panel, unit)]
            assert max(cut, default=0) < 0.2, path.name


@pytest.mark.parametrize("name", BROKEN)
def test_a_gate_finds(name: str) -> None:
    pose, part, says = BROKEN[name]
    found = [one for one in findings(pose) if says in one.says]
    assert part in {one.part for one in found}
    assert all(one.hint and one.severity == "warning" for one in found)


def test_a_picture_that_shows_everything_passes() -> None:
    pose = lifting(
        SIDE,
        feel=["near_quads"],
        arrows=[{"follow": "near_wrist", "offset": 0.04}],
        start={"far_arm": {"hold": {"bone": "lum1", "at": [0, 0, 0.03], "facing": [1, 0, 0]}}},
    )
    assert findings(pose) == []


def test_what_stays_still_may_be_foreshortened() -> None:
    pose = spec(show="two", view=FRONT, start={"far_arm": {"shoulder": 90}}, end={"tilt": 1})
    assert not [one for one in findings(pose) if "shorter" in one.says]


def test_what_is_hard_to_see_is_a_warning_of_the_whole_check() -> None:
    (problem,) = examine({"wave": spec(view=FRONT, feel=["near_hamstring"])})
    assert problem.severity == "warning"
    assert problem.source == "wave.toml:pose.start"
    assert "near_hamstring" in problem.message
    assert "all four people" in problem.message


def test_a_head_is_as_long_as_the_gates_take_it_for() -> None:
    path = np.stack([np.linspace(0, 1, 30), np.zeros(30)], axis=1)
    _, (mark, _) = arrow_marks(path, 0.01, both=False)
    xs, ys = np.array(mark.points[::2]), np.array(mark.points[1::2])
    barb = xs[np.argmax(ys)]
    # The barbs reach back by a tenth of the head.
    assert (UNITS_PER_STATURE - barb) / UNITS_PER_STATURE == pytest.approx(HEAD * 0.011, abs=0.001)

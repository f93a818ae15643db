"""A preview shows in red what `exercise check` finds, and no other picture can."""

import numpy as np
import pytest

from handouts.figures import PEOPLE, Drawing, Mark, arrange, operators, palette
from handouts.figures.author.bake import bake
from handouts.figures.author.draft import draft
from handouts.figures.author.examination import examine, found_in
from handouts.figures.author.field import viewer
from handouts.figures.author.places import point
from handouts.figures.author.red import RED, in_red, marked
from handouts.figures.author.solver import Solved, near_side, solve
from handouts.figures.drawing import UNITS_PER_STATURE, Picture
from handouts.figures.pose import PoseSpec, read_pose

COARSE = 0.012
FRONT = {"yaw": 90, "pitch": 5}
COLOURS = palette("#1f77b4", PEOPLE[1])


def spec(**data: object) -> PoseSpec:
    return read_pose({"base": "standing", "show": "one", "start": {}, **data}, "wave.toml")


def drawn(pose: PoseSpec) -> tuple[Picture, tuple[Solved, ...]]:
    """Return a draft with red marks, and the positions it shows."""
    solved = solve(pose, "man")
    found = found_in(pose, "man", solved)
    return marked(bake("wave", pose, "man", COARSE, solved), pose, solved, found), solved


def red(picture: Picture, panel: int = -1) -> list[Mark]:
    return [mark for mark in picture.panels[panel].marks if mark.paint == RED]


BEHIND = {"hold": {"bone": "lum1", "at": [0, 0, 0.03], "facing": [-1, 0, 0]}}
WRONG: dict[str, tuple[PoseSpec, str]] = {
    "a joint that is turned too far": (spec(start={"near_leg": {"knee": 170}}), "near_knee"),
    "a limb that comes towards the viewer": (
        spec(show="two", view=FRONT, end={"near_arm": {"shoulder": 90}}),
        "near_wrist",
    ),
    "a hidden hand": (spec(view=FRONT, start={"right_arm": BEHIND}), "right_palm"),
    "an arrow that is nothing but a head": (
        spec(arrows=[{"at": "crown", "from": [0, 0.01], "to": [0, 0.02]}]),
        "crown",
    ),
    "an arrow over the person": (
        spec(arrows=[{"at": "belly", "from": [-0.05, -0.1], "to": [-0.05, 0.1]}]),
        "lum1",
    ),
    "a foot under the floor": (spec(rest={"parts": ["torso"], "z": 0.2}), "near_toe"),
}


@pytest.mark.parametrize("name", WRONG)
def test_red_is_where_there_is(name: str) -> None:
    pose, place = WRONG[name]
    picture, solved = drawn(pose)
    axes = viewer(pose.view.yaw, pose.view.pitch)
    middle = (axes @ point(solved[-1].body, place, near_side(pose)))[:2] * UNITS_PER_STATURE
    points = [np.reshape(mark.points, (-1, 2)) for mark in red(picture)]
    assert points
    assert min(np.hypot(*(one - middle).T).min() for one in points) < 80


def test_a_muscle_of_which_little_is_seen_is_ringed_on_its_own_side() -> None:
    picture, solved = drawn(spec(view=FRONT, feel=["left_hamstring"]))
    (ring,) = red(picture)
    middle = np.reshape(ring.points, (-1, 2)).mean(axis=0)
    knee, hip = (
        viewer(90, 5) @ point(solved[0].body, name, "R") * UNITS_PER_STATURE
        for name in ("left_knee", "left_hip")
    )
    assert knee[1] < middle[1] < hip[1]
    assert abs(middle[0] - knee[0]) < 40


def test_a_claim_that_is_not_kept_is_a_line_between_its_places() -> None:
    claim = {"says": {"en": "x"}, "measure": "apart", "of": ["near_wrist", "near_ankle"]}
    picture, _ = drawn(spec(claims=[{**claim, "range": [0, 0.1], "panel": "start"}]))
    assert [mark.ops for mark in red(picture)] == ["ml"]


def test_red_stands_in_the_position_it_was_found_in() -> None:
    picture, _ = drawn(spec(show="two", end={"near_leg": {"knee": 170}}))
    assert not red(picture, 0)
    assert red(picture, 1)


def test_a_picture_has_room_for_the_red_on_it() -> None:
    picture, _ = drawn(spec(start={"near_leg": {"knee": 170}}))
    left, bottom, right, top = picture.panels[0].box
    xs, ys = zip(*(np.reshape(mark.points, (-1, 2)).T for mark in red(picture)), strict=True)
    assert left < np.concatenate(xs).min()
    assert np.concatenate(xs).max() < right
    assert bottom < np.concatenate(ys).min()
    assert np.concatenate(ys).max() < top


def test_a_picture_with_nothing_wrong_has_no_red() -> None:
    picture, _ = drawn(spec())
    assert not red(picture)


def test_what_is_baked_has_no_red_and_no_palette_for_print_knows_it() -> None:
    pose = spec(start={"near_leg": {"knee": 170}})
    assert not red(bake("wave", pose, "man", COARSE))
    for mono in (False, True):
        assert all(RED not in palette("#1f77b4", person, mono=mono) for person in PEOPLE)
    picture, _ = drawn(pose)
    drawing: Drawing = arrange(picture)
    with pytest.raises(KeyError):
        operators(drawing, COLOURS, 1.0)
    assert operators(drawing, in_red(COLOURS), 1.0)


def test_a_draft_says_what_the_check_says_of_its_person() -> None:
    pose = spec(view=FRONT, feel=["near_hamstring"], start={"near_leg": {"knee": 170}})
    made = draft("wave", pose, "man", COLOURS, quick=True)
    checked = examine({"wave": pose}, workers=1)
    assert checked
    # All four people do it alike, and one is drawn; amounts are those of whom it concerns most.
    assert [(one.source, one.hint, one.severity) for one in made.problems] == [
        (one.source, one.hint, one.severity) for one in checked
    ]
    assert all(one.message.endswith("(all four people)") for one in checked)
    assert all(one.message.endswith("(figure man)") for one in made.problems)

"""The table of angles in docs/exercises.md says how far joints go, and which way + is."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.figures.author.places import point
from handouts.figures.author.skeleton import LIMITS, Skeleton
from handouts.figures.author.solver import solve
from handouts.figures.author.vectors import vec
from handouts.figures.pose import read_pose
from handouts.figures.pose.spec import Arm, Leg, Position, SpineSpec

TEXT = (Path(__file__).parents[3] / "docs" / "exercises.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (leg|arm|spine|body) ([^|]+) \| the ([^|]+) \| ([^|]*)\| ([^|]*)\|$", re.MULTILINE
)
# The person's left side is moved: outward is to their left.
WAYS = {
    "forward": vec(1, 0, 0), "back": vec(-1, 0, 0), "up": vec(0, 0, 1), "down": vec(0, 0, -1),
    "outward": vec(0, 1, 0), "inward": vec(0, -1, 0),
    "left": vec(0, 1, 0), "right": vec(0, -1, 0),
}  # fmt: skip
# What has to be so that an angle shows at all.
BESIDE: dict[str, dict[str, object]] = {
    "arm rot": {"elbow": 90},
    "leg toe_out": {"foot": "flat"},
    "leg heel_up": {"foot": "flat"},
}


@dataclass(frozen=True)
class Row:
    limb: str
    key: str
    moves: str
    low: str
    high: str

    @property
    def joint(self) -> str:
        """The angle's name in LIMITS."""
        return f"hip_{self.key}" if self.limb == "leg" and self.key in ("out", "rot") else self.key


ROWS = [
    Row(limb, key, moves, low.strip(), high.strip())
    for limb, keys, moves, low, high in ROW.findall(TEXT)
    for key in re.findall(r"`(\w+)`", keys)
]


def test_the_table_has_the_limits_that_the_check_uses() -> None:
    told = {row.joint: (float(row.low), float(row.high)) for row in ROWS if row.low}
    assert told == LIMITS


def test_the_table_has_every_angle_of_a_pose() -> None:
    angles = {
        "leg": set(Leg.model_fields) & {"hip", "out", "rot", "knee", "ankle", "toe_out", "heel_up"},
        "arm": set(Arm.model_fields) & {"shoulder", "out", "rot", "elbow", "pron", "wrist"},
        "spine": set(SpineSpec.model_fields),
        "body": set(Position.model_fields) & {"tilt", "lean", "spin"},
    }
    told = {limb: {row.key for row in ROWS if row.limb == limb} for limb in angles}
    assert told == angles


def stance(limb: str, values: dict[str, object]) -> Skeleton:
    key = {"leg": "legs", "arm": "arms"}.get(limb, limb)
    start = values if limb == "body" else {key: values}
    (solved,) = solve(read_pose({"base": "standing", "start": start}, "stand.toml"), "man")
    return solved.body


def place(row: Row) -> str:
    part, _, _ = row.moves.partition(" ")
    named = {"foot": "ankle", "hand": "wrist", "toes": "toe", "fingers": "fingertip"}
    return part if part in ("head", "nose") else f"left_{named.get(part, part)}"


@pytest.mark.parametrize("row", [row for row in ROWS if row.key != "pron"], ids=str)
def test_a_positive_angle_goes_the_way_the_table_says(row: Row) -> None:
    beside = BESIDE.get(f"{row.limb} {row.key}", {})
    rested, turned = (stance(row.limb, {**beside, row.key: angle}) for angle in (0, 20))
    where = place(row)
    # The hips carry the whole body up and down; what counts is where the part goes from them.
    moved = point(turned, where, "R") - turned.origin["pelvis"]
    moved = moved - (point(rested, where, "R") - rested.origin["pelvis"])
    way = next(word for word in row.moves.replace(",", "").split() if word in WAYS)
    assert float(WAYS[way] @ moved) == max(float(other @ moved) for other in WAYS.values())


def test_a_positive_pron_turns_the_palm_of_a_hanging_arm_back() -> None:
    palm = -stance("arm", {"pron": 60}).turn["Lhand"][:, 1]
    assert palm[0] < -0.8

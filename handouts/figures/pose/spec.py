"""The pose spec itself: limbs, back, positions, view, arrows."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from handouts.figures.pose.names import Part, Point, Zone
from handouts.figures.pose.places import Direction, Flag, Hold, Number, Pair, Place, Strict, Vector
from handouts.figures.pose.props import Prop

Base = Literal[
    "standing", "sitting", "kneeling", "supine", "prone", "quadruped", "side_front", "side_back"
]


class Arm(Strict):
    """One arm: by joint angles, by directions (`upper`, `fore`), or by where the hand goes."""

    shoulder: Number = 0
    out: Number = 4
    rot: Number = 0
    elbow: Number = 8
    pron: Number = 0
    wrist: Number = 0
    protract: Number = 0
    shrug: Number = 0
    upper: Vector | None = None
    fore: Vector | None = None
    reach: Place | None = None
    hold: Hold | None = None
    elbow_toward: Direction | None = None
    palm: Direction | None = None
    fingers: Direction | None = None
    curl: Number | None = Field(None, ge=0, le=1)
    hand: Literal["flat", "grip", "hook", "floor", "relaxed"] | None = None


class Leg(Strict):
    """One leg: by joint angles, by directions (`thigh`, `shank`), or by where the ankle goes."""

    hip: Number = 0
    out: Number = 0
    rot: Number = 0
    knee: Number = 0
    ankle: Number = 0
    thigh: Vector | None = None
    shank: Vector | None = None
    ankle_at: Place | None = None
    ankle_near: Place | None = None
    knee_toward: Direction | None = None
    foot: Literal["flat", "free"] = "free"
    toe_out: Number = 0
    heel_up: Number = 0


class SpineSpec(Strict):
    """Bends of the back in degrees; forward, to the right and turning left are positive."""

    lumbar: Number = 0
    thoracic: Number = 0
    neck: Number = 0
    head: Number = 0
    side: Number = 0
    twist: Number = 0
    neck_side: Number = 0
    neck_twist: Number = 0


class Touch(Strict):
    """Turn one number (`by`, say near_leg.knee) within `range` until the part is at height z."""

    by: str
    range: Pair
    z: Number = 0
    point: Point | None = None


class Rest(Strict):
    """What carries the body: the lowest of these parts is put at height z."""

    parts: tuple[Part, ...]
    z: Number = 0


class Position(Strict):
    """One position. `legs` and `arms` set both sides; `near_leg` and so on one of them."""

    tilt: Number = 0
    lean: Number = 0
    spin: Number = 0
    x: Number = 0
    y: Number = 0
    belly: Number = 0
    spine: SpineSpec = SpineSpec()
    legs: Leg | None = None
    near_leg: Leg | None = None
    far_leg: Leg | None = None
    left_leg: Leg | None = None
    right_leg: Leg | None = None
    arms: Arm | None = None
    near_arm: Arm | None = None
    far_arm: Arm | None = None
    left_arm: Arm | None = None
    right_arm: Arm | None = None
    pin: tuple[str, ...] = ()
    touch: Mapping[str, Touch] = {}
    rest: Rest | None = None


class View(Strict):
    """Where the viewer stands: degrees round the body (yaw) and above the floor (pitch)."""

    yaw: Number = 10
    pitch: Number = 9


class Arrow(Strict):
    """An arrow: along a place's own path (`follow`), round a place (`arc`), or straight.

    Offsets, radii and shifts are body heights on the page; angles anticlockwise from the right.
    """

    follow: Point | None = None
    arc: Point | None = None
    at: Point | None = None
    start: Number | Pair = Field((0, 0), alias="from")
    end: Number | Pair = Field((0, 0), alias="to")
    r: Number = 0
    bend: Number = 0
    offset: Number = 0
    pivot: Point = "pelvis"
    shift: Pair = (0, 0)
    trim: Pair = (0, 1)
    reverse: Flag = False
    both: Flag = False
    panel: Literal["start", "end"] = "end"


class PoseSpec(Strict):
    """One exercise as drawn. `end` holds only what differs from `start`."""

    base: Base
    view: View = View()
    show: Literal["ghost", "two", "one", "end"] = "ghost"
    rest: Rest = Rest(parts=("near_foot", "far_foot"))
    anchor: Point | None = None
    no_far: Flag = False
    props: tuple[Prop, ...] = ()
    move: tuple[Part, ...] = ()
    feel: tuple[Zone, ...] = ()
    start: Position
    end: Position | None = None
    arrows: tuple[Arrow, ...] = ()
    settings: Mapping[str, Mapping[str, Any]] = {}

    def elsewhere(self, setting: str) -> "PoseSpec":
        """Return the pose as drawn in another setting (a bed for a mat): some keys replaced.

        Raises ValidationError when it is none; `read_pose` finds that first.
        """
        data = self.model_dump(by_alias=True, exclude_unset=True)
        other = {**data, **self.settings[setting]}
        other.pop("settings", None)
        return PoseSpec.model_validate(other)

"""The pose spec itself: limbs, back, positions, view, arrows."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from handouts.figures.pose.names import Part, Point, Zone
from handouts.figures.pose.places import Direction, Hold, Pair, Place, Strict, Vector
from handouts.figures.pose.props import Prop

Base = Literal[
    "standing", "sitting", "kneeling", "supine", "prone", "quadruped", "side_front", "side_back"
]


class Arm(Strict):
    """One arm: by joint angles, by directions (`upper`, `fore`), or by where the hand goes."""

    shoulder: float = 0
    out: float = 4
    rot: float = 0
    elbow: float = 8
    pron: float = 0
    wrist: float = 0
    protract: float = 0
    shrug: float = 0
    upper: Vector | None = None
    fore: Vector | None = None
    reach: Place | None = None
    hold: Hold | None = None
    elbow_toward: Direction | None = None
    palm: Direction | None = None
    fingers: Direction | None = None
    curl: float | None = Field(None, ge=0, le=1)


class Leg(Strict):
    """One leg: by joint angles, by directions (`thigh`, `shank`), or by where the ankle goes."""

    hip: float = 0
    out: float = 0
    rot: float = 0
    knee: float = 0
    ankle: float = 0
    thigh: Vector | None = None
    shank: Vector | None = None
    ankle_at: Place | None = None
    ankle_near: Place | None = None
    knee_toward: Direction | None = None
    foot: Literal["flat", "free"] = "free"
    toe_out: float = 0
    heel_up: float = 0


class SpineSpec(Strict):
    """Bends of the back in degrees; forward, to the left and turning left are positive."""

    lumbar: float = 0
    thoracic: float = 0
    neck: float = 0
    head: float = 0
    side: float = 0
    twist: float = 0
    neck_side: float = 0
    neck_twist: float = 0


class Touch(Strict):
    """Turn one number (`by`, say near_leg.knee) within `range` until the part is at height z."""

    by: str
    range: Pair
    z: float = 0
    point: Point | None = None


class Rest(Strict):
    """What carries the body: the lowest of these parts is put at height z."""

    parts: tuple[Part, ...]
    z: float = 0


class Position(Strict):
    """One position. `legs` and `arms` set both sides; `near_leg` and so on one of them."""

    tilt: float = 0
    lean: float = 0
    spin: float = 0
    x: float = 0
    y: float = 0
    belly: float = 0
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

    yaw: float = 10
    pitch: float = 9


class Arrow(Strict):
    """An arrow: along a place's own path (`follow`), round a place (`arc`), or straight.

    Offsets, radii and shifts are body heights on the page; angles anticlockwise from the right.
    """

    follow: Point | None = None
    arc: Point | None = None
    at: Point | None = None
    start: float | Pair = Field((0, 0), alias="from")
    end: float | Pair = Field((0, 0), alias="to")
    r: float = 0
    bend: float = 0
    offset: float = 0
    pivot: Point = "pelvis"
    shift: Pair = (0, 0)
    trim: Pair = (0, 1)
    reverse: bool = False
    both: bool = False
    panel: Literal["start", "end"] = "end"


class PoseSpec(Strict):
    """One exercise as drawn. `end` holds only what differs from `start`."""

    base: Base
    view: View = View()
    show: Literal["ghost", "two", "one", "end"] = "ghost"
    rest: Rest = Rest(parts=("near_foot", "far_foot"))
    anchor: Point | None = None
    no_far: bool = False
    props: tuple[Prop, ...] = ()
    move: tuple[Part, ...] = ()
    feel: tuple[Zone, ...] = ()
    start: Position
    end: Position | None = None
    arrows: tuple[Arrow, ...] = ()
    settings: Mapping[str, Mapping[str, Any]] = {}

    @model_validator(mode="after")
    def _settings_are_poses(self) -> "PoseSpec":
        for name in self.settings:
            self.elsewhere(name)
        return self

    def elsewhere(self, setting: str) -> "PoseSpec":
        """Return the pose as drawn in another setting (a bed for a mat): some keys replaced."""
        data = self.model_dump(by_alias=True, exclude_unset=True)
        other = {**data, **self.settings[setting]}
        other.pop("settings", None)
        return PoseSpec.model_validate(other)

"""The pose spec itself: limbs, back, positions, view, arrows."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from handouts.figures.pose.names import POINTS, Part, Point, Zone, one_of
from handouts.figures.pose.places import Direction, Flag, Hold, Number, Pair, Place, Strict, Vector
from handouts.figures.pose.props import KINDS, Prop

Base = Literal[
    "standing", "sitting", "kneeling", "supine", "prone", "quadruped", "side_front", "side_back"
]


PositionName = Literal["start", "middle", "end"]
# A place on the body or a thing beside it.
Spot = Annotated[str, one_of((*POINTS, *KINDS), "place or thing")]
Ink = Literal["nerve", "pain", "bone", "disc", "line"]


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
    panel: PositionName = "end"


class Stop(Strict):
    """One place that a line goes through: on the body, `shift` body heights away on the page."""

    at: Point
    shift: Pair = (0, 0)


class Trace(Strict):
    """A line drawn over the body, such as a nerve: smooth, `width` millimetres on paper."""

    paint: Ink
    width: Number = Field(0.8, gt=0, le=5)
    through: tuple[Stop, ...] = Field(min_length=2)
    panels: tuple[PositionName, ...] = ()


class Letter(Stop):
    """A letter set beside a place; what it stands for is among the words."""

    letter: str = Field(pattern="^[A-Z]$")
    panels: tuple[PositionName, ...] = ()


class Closeup(Strict):
    """A round inset beside a position: what lies round a place, `zoom` times as large.

    `at` is a place on the body, or the kind of a thing, `shift` body heights away on the page; `r`
    how far what is shown reaches from there. `says` has what the alternative text says of it, by
    language.
    """

    at: Spot
    shift: Pair = (0, 0)
    zoom: float = Field(2.5, ge=1.5, le=6, strict=True)
    r: float = Field(0.07, ge=0.02, le=0.25, strict=True)
    panel: PositionName = "end"
    says: Mapping[str, str] = Field(min_length=1)


class Claim(Strict):
    """What an exercise's words say of a position, and how the drawing is held against it.

    `says` has those words by language. `measure` is what is taken between the places `of`: how far
    two are `apart` or one has `moved` since the start (body heights), how far the way through
    three is from straight (`bend`), or how far the way from one to the other is from `level` or
    `upright` (degrees).
    """

    says: Mapping[str, str] = Field(min_length=1)
    measure: Literal["apart", "moved", "bend", "level", "upright"]
    of: tuple[Point, ...]
    range: Pair
    panel: PositionName = "end"

    @model_validator(mode="after")
    def _has_its_places(self) -> "Claim":
        wanted = {"bend": 3, "moved": 1}.get(self.measure, 2)
        if len(self.of) != wanted:
            raise ValueError(f"{self.measure!r} takes {wanted} in `of`")
        return self


class PoseSpec(Strict):
    """One exercise as drawn. `middle` and `end` hold only what differs from `start`.

    `sore` says which drawn side is the sore one, where the exercise is for one side. `plain` draws
    the person in outline. `lines` and `letters` without `panels` are in every panel.
    """

    base: Base
    view: View = View()
    show: Literal["ghost", "two", "three", "one", "end"] = "ghost"
    sore: Literal["near", "far"] | None = None
    rest: Rest = Rest(parts=("near_foot", "far_foot"))
    anchor: Point | None = None
    no_far: Flag = False
    props: tuple[Prop, ...] = ()
    move: tuple[Part, ...] = ()
    feel: tuple[Zone, ...] = ()
    start: Position
    middle: Position | None = None
    end: Position | None = None
    arrows: tuple[Arrow, ...] = ()
    plain: Flag = False
    lines: tuple[Trace, ...] = ()
    letters: tuple[Letter, ...] = ()
    claims: tuple[Claim, ...] = ()
    closeups: tuple[Closeup, ...] = ()
    settings: Mapping[str, Mapping[str, Any]] = {}

    @model_validator(mode="after")
    def _has_what_it_shows(self) -> "PoseSpec":
        wanted = {"two": ("end",), "three": ("middle", "end")}.get(self.show, ())
        for name in wanted:
            if getattr(self, name) is None:
                raise ValueError(f"show = {self.show!r} needs [pose.{name}]")
        kinds = {prop.kind for prop in self.props}
        for closeup in self.closeups:
            if closeup.at in KINDS and closeup.at not in kinds:
                raise ValueError(f"closeups: there is no {closeup.at} among the props")
        if self.middle is not None and self.show != "three":
            raise ValueError("[pose.middle] is only drawn with show = 'three'")
        return self

    def elsewhere(self, setting: str) -> "PoseSpec":
        """Return the pose as drawn in another setting (a bed for a mat): some keys replaced.

        Raises ValidationError when it is none; `read_pose` finds that first.
        """
        data = self.model_dump(by_alias=True, exclude_unset=True)
        other = {**data, **self.settings[setting]}
        other.pop("settings", None)
        return PoseSpec.model_validate(other)

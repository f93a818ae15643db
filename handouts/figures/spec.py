"""The pose spec: what a person writes to have an exercise drawn ([pose] in ID.toml).

Lengths are body heights, angles degrees, vectors [x, y, z]. Names of limbs, bones and places
take a side: `near_`, `far_` (as the viewer sees it), `left_` or `right_` (the person's own).
docs/exercises.md explains every key with pictures. Every mistake comes back as a `Problem`
that names the key and, where one is close, the name that was meant.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from handouts.errors import BadInput, Problem

_SIDES: Final = ("near_", "far_", "left_", "right_")
_MIDDLE_BONES: Final = ("pelvis", "lum1", "lum2", "tho1", "tho2", "neck", "head")
_SIDE_BONES: Final = ("thigh", "shank", "foot", "uarm", "farm", "hand")
_JOINTS: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
_SIDE_POINTS: Final = ("toe", "heel", "sole", "ball", "fingertip", "palm", "grip", "instep")
_MIDDLE_POINTS: Final = ("crown", "nose", "belly", "lowback", "midback", "chest")
_SIDE_PARTS: Final = ("uarm", "sleeve", "farm", "hand", "thigh", "short", "shank", "foot")
_SIDE_GROUPS: Final = ("arm", "leg")
_MIDDLE_PARTS: Final = ("torso", "seat", "pelvis_front", "neck", "head", "hair", "body")
_SIDE_ZONES: Final = ("hamstring", "quads", "calf", "shin", "glute", "sidehip", "waist", "hipfront")
_MIDDLE_ZONES: Final = ("lowback", "abs", "midback", "upperback")


def _sided(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(side + name for side in _SIDES for name in names)


BONES: Final = (*_MIDDLE_BONES, *_sided(_SIDE_BONES))
POINTS: Final = (
    *_MIDDLE_POINTS,
    *BONES,
    *_sided((*_JOINTS, *_SIDE_POINTS)),
)
PARTS: Final = (*_MIDDLE_PARTS, *_sided((*_SIDE_PARTS, *_SIDE_GROUPS)))
ZONES: Final = (*_MIDDLE_ZONES, *_sided(_SIDE_ZONES))


def _one_of(names: tuple[str, ...], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in names:
            near = difflib.get_close_matches(value, names, 1)
            raise ValueError(f"no such {what}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return value

    return AfterValidator(check)


Bone = Annotated[str, _one_of(BONES, "bone")]
Point = Annotated[str, _one_of(POINTS, "place on the body")]
Part = Annotated[str, _one_of(PARTS, "part of the body")]
Zone = Annotated[str, _one_of(ZONES, "muscle or area")]
Vector = tuple[float, float, float]
Pair = tuple[float, float]
Base = Literal[
    "standing", "sitting", "kneeling", "supine", "prone", "quadruped", "side_front", "side_back"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class BoneDirection(_Strict):
    """A direction in a bone's own axes (x forward, y to the left, z towards the head)."""

    bone: Bone
    dir: Vector


class BonePlace(_Strict):
    """A place in a bone's own axes, from where the bone starts; `add` in world axes."""

    bone: Bone
    at: Vector = (0, 0, 0)
    add: Vector = (0, 0, 0)


class FloorPlace(_Strict):
    """A place level with the limb's root: dx ahead, dy away; `out` to its own side; height z."""

    floor: Pair
    out: float = 0
    z: float | None = None


class RelativePlace(_Strict):
    """A place `at` away (world axes) from a place on the body."""

    rel: Point
    at: Vector = (0, 0, 0)


class Hold(_Strict):
    """Put the palm on the skin: from `at` inside a bone's axes, out along `facing`.

    The place follows the body's thickness, so one spec fits every figure. `gap` keeps a little
    distance. `near` names the side the palm is pressed on in the bone's axes.
    """

    bone: Bone
    at: Vector = (0, 0, 0)
    facing: Vector
    gap: float = 0


Place = Vector | Point | BonePlace | FloorPlace | RelativePlace
Direction = Vector | BoneDirection


class Arm(_Strict):
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


class Leg(_Strict):
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


class SpineSpec(_Strict):
    """Bends of the back in degrees; forward, to the left and turning left are positive."""

    lumbar: float = 0
    thoracic: float = 0
    neck: float = 0
    head: float = 0
    side: float = 0
    twist: float = 0
    neck_side: float = 0
    neck_twist: float = 0


class Touch(_Strict):
    """Turn one number (`by`, say near_leg.knee) within `range` until the part is at height z."""

    by: str
    range: Pair
    z: float = 0
    point: Point | None = None


class Rest(_Strict):
    """What carries the body: the lowest of these parts is put at height z."""

    parts: tuple[Part, ...]
    z: float = 0


class Position(_Strict):
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


class View(_Strict):
    """Where the viewer stands: degrees round the body (yaw) and above the floor (pitch)."""

    yaw: float = 10
    pitch: float = 9


class Arrow(_Strict):
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


class Mat(_Strict):
    """A mat under the body; `x` gives its ends where the body's own are not wanted."""

    kind: Literal["mat"]
    x: Pair | None = None
    half_width: float = 0.17
    y: float = 0


class Floor(_Strict):
    """A patch of floor as a shadow."""

    kind: Literal["floor"]
    x: Pair | None = None
    half_width: float = 0.16
    z: float = 0


class Table(_Strict):
    """A couch or bed: its top is at height 0."""

    kind: Literal["table"]
    x: Pair | None = None
    half_width: float = 0.17
    y: float = 0
    h: float = 0.26
    thick: float = 0.04


class Wall(_Strict):
    """A wall behind parts, in front of a place (a hand), or beside one."""

    kind: Literal["wall"]
    behind: tuple[Part, ...] = ()
    front: Point | None = None
    beside: Point | None = None
    x: float = 0
    dx: float = 0.012
    dy: float = 0
    half_width: float = 0.17
    h: float = 1.04


class Step(_Strict):
    """A step or block: middle [x, y], height, depth along x and width along y (halves)."""

    kind: Literal["step"]
    at: Pair
    h: float
    depth: float = 0.09
    width: float = 0.15


class Counter(_Strict):
    """A kitchen counter or rail in front: its near edge at x, its top at height h."""

    kind: Literal["counter"]
    under: Point | None = None
    x: float | None = None
    dx: float = 0
    h: float | None = None
    depth: float = 0.10
    width: float = 0.16
    y: float = 0


class Rail(_Strict):
    """A hand rail along x: its ends, how far away in y, and its height."""

    kind: Literal["rail"]
    x: Pair
    y: float = 0.2
    h: float = 0.52


class Chair(_Strict):
    """A chair: seat height, `at` a place (it stands under it) or x; facing left (-1) or right."""

    kind: Literal["chair"]
    seat: float
    at: Point = "pelvis"
    x: float | None = None
    dx: float = 0.035
    y: float = 0
    back: bool = False
    facing: Literal[-1, 1] = 1
    depth: float = 0.12
    width: float = 0.125


class Pillow(_Strict):
    """A pillow under a place: height, shift, half sizes along x and y; `z` is its underside."""

    kind: Literal["pillow"]
    under: Point = "head"
    h: float = 0.03
    dx: float = 0
    dy: float = 0
    z: float = 0
    half: Pair = (0.075, 0.09)
    turn: float = 0


class Strap(_Strict):
    """A towel, strap or band along a path of places; `loop` wraps it round the sole of a foot."""

    kind: Literal["towel", "band"]
    path: tuple[Place, ...] = Field(min_length=2)
    r: float = 0.006


class Weight(_Strict):
    """A dumb-bell held at a place, lying across the body."""

    kind: Literal["weight"]
    at: tuple[Point, ...] = ("near_palm", "far_palm")
    r: float = 0.022


class Bike(_Strict):
    """An exercise bike under the body: cranks at [x, z], their length, the handlebar's place."""

    kind: Literal["bike"]
    crank: Pair
    crank_length: float = 0.09
    bar: Pair


Prop = Annotated[
    Mat | Floor | Table | Wall | Step | Counter | Rail | Chair | Pillow | Strap | Weight | Bike,
    Field(discriminator="kind"),
]


class PoseSpec(_Strict):
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


def read_pose(data: object, source: str) -> PoseSpec:
    """Return the pose spec in parsed TOML; BadInput with every mistake, each with its key."""
    try:
        return PoseSpec.model_validate(data)
    except ValidationError as mistake:
        raise BadInput(_problem(source, item) for item in _plainest(mistake.errors())) from None


def _plainest(items: Iterable[Any]) -> list[Any]:
    """Return one way to mend each value that may be written in several ways.

    Pydantic tells what is wrong with every way; the one with the fewest mistakes was meant.
    """
    alone: list[Any] = []
    ways: dict[tuple[Any, ...], dict[Any, list[Any]]] = {}
    for item in items:
        path = item["loc"]
        way = next((i for i, part in enumerate(path) if part in _WAYS), None)
        if way is None:
            alone.append(item)
        else:
            ways.setdefault(path[:way], {}).setdefault(path[way], []).append(item)
    for each in ways.values():
        likeliest: list[Any] = min(each.values(), key=_unlikely)
        alone += likeliest
    return alone


def _unlikely(items: list[Any]) -> tuple[int, int]:
    """Rank a way to write a value: few mistakes first, and those deep inside it."""
    return len(items), -max(len(item["loc"]) for item in items)


def _problem(source: str, item: Any) -> Problem:
    path = [str(part) for part in item["loc"] if part not in _WAYS and part not in _KINDS]
    key = ".".join(["pose", *path])
    if item["type"] == "extra_forbidden":
        near = difflib.get_close_matches(path[-1], _KEYS, 1)
        hint = f"did you mean {near[0]!r}?" if near else "remove it; docs/exercises.md lists keys"
        return Problem(f"{source}:{key}", "no such key", hint)
    message = str(item["msg"]).removeprefix("Value error, ")
    fact, _, hint = message.partition("; ")
    return Problem(f"{source}:{key}", fact, hint or "see docs/exercises.md")


def _models() -> tuple[type[BaseModel], ...]:
    props = get_args(get_args(Prop)[0])
    others = (Arm, Leg, SpineSpec, Touch, Rest, Position, View, Arrow, PoseSpec, Hold)
    places = (BoneDirection, BonePlace, FloorPlace, RelativePlace)
    return (*props, *others, *places)


_KEYS: Final = sorted(
    {field.alias or name for m in _models() for name, field in m.model_fields.items()}
)
_KINDS: Final = {
    str(kind)
    for prop in get_args(get_args(Prop)[0])
    for kind in get_args(prop.model_fields["kind"].annotation)
}
# What pydantic puts into the path to a mistake for each way to write a value.
_WAYS: Final = {
    "BoneDirection",
    "BonePlace",
    "FloorPlace",
    "RelativePlace",
    "function-after[check(), str]",
    "tuple[float, float, float]",
    "tuple[float, float]",
    "float",
}

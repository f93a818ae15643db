"""What stands or lies round the body: floor, furniture, and what the hands hold."""

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from handouts.figures.pose.names import Part, Point
from handouts.figures.pose.places import Flag, Number, Pair, Place, Strict


class Mat(Strict):
    """A mat under the body; `x` gives its ends where the body's own are not wanted."""

    kind: Literal["mat"]
    x: Pair | None = None
    half_width: Number = 0.17
    y: Number = 0


class Floor(Strict):
    """A patch of floor as a shadow."""

    kind: Literal["floor"]
    x: Pair | None = None
    half_width: Number = 0.16
    z: Number = 0


class Bed(Strict):
    """A bed at home, on the floor: the top of its mattress is at height 0, the floor `h` below.

    The headboard stands where the head lies; `x` gives the bed's ends, otherwise the body does.
    """

    kind: Literal["bed"]
    x: Pair | None = None
    half_width: Number = 0.2
    y: Number = 0
    h: Number = 0.2


class Table(Strict):
    """A treatment couch: its top is at height 0."""

    kind: Literal["table"]
    x: Pair | None = None
    half_width: Number = 0.17
    y: Number = 0
    h: Number = 0.26
    thick: Number = 0.04


class Wall(Strict):
    """A wall behind parts, in front of a place (a hand), or beside one."""

    kind: Literal["wall"]
    behind: tuple[Part, ...] = ()
    front: Point | None = None
    beside: Point | None = None
    x: Number = 0
    dx: Number = 0.012
    dy: Number = 0
    half_width: Number = 0.17
    h: Number = 1.04


class Step(Strict):
    """A step or block: middle [x, y], height, depth along x and width along y (halves)."""

    kind: Literal["step"]
    at: Pair
    h: Number
    depth: Number = 0.09
    width: Number = 0.15


class Stairs(Strict):
    """Two or three steps up, and a rail on their far side.

    `x` is where the first step begins; they lead up to the right (`facing` 1) or left (-1).
    `width` is half of theirs along y, `rail` the rail's height above the front of a step.
    """

    kind: Literal["stairs"]
    x: Number
    count: Literal[2, 3] = 3
    rise: Number = 0.1
    tread: Number = 0.16
    width: Number = 0.15
    y: Number = 0
    rail: Number = 0.5
    facing: Literal[-1, 1] = 1


class Counter(Strict):
    """A kitchen counter or rail in front: its near edge at x, its top at height h."""

    kind: Literal["counter"]
    under: Point | None = None
    x: Number | None = None
    dx: Number = 0
    h: Number | None = None
    depth: Number = 0.10
    width: Number = 0.16
    y: Number = 0


class Rail(Strict):
    """A hand rail along x: its ends, how far away in y, and its height."""

    kind: Literal["rail"]
    x: Pair
    y: Number = 0.2
    h: Number = 0.52


class Chair(Strict):
    """A chair: seat height, `at` a place (it stands under it) or x; facing left (-1) or right.

    Its back is behind whoever sits on it. `back = false` makes it a stool.
    """

    kind: Literal["chair"]
    seat: Number
    at: Point = "pelvis"
    x: Number | None = None
    dx: Number = 0.035
    y: Number = 0
    back: Flag = True
    facing: Literal[-1, 1] = 1
    depth: Number = 0.12
    width: Number = 0.125


class Pillow(Strict):
    """A pillow under a place: height, shift, half sizes along x and y; `z` is its underside."""

    kind: Literal["pillow"]
    under: Point = "head"
    h: Number = 0.03
    dx: Number = 0
    dy: Number = 0
    z: Number = 0
    half: Pair = (0.075, 0.09)
    turn: Number = 0


class Strap(Strict):
    """A towel, strap or band along a path of places; `loop` wraps it round the sole of a foot."""

    kind: Literal["towel", "band"]
    path: tuple[Place, ...] = Field(min_length=2)
    r: Number = 0.006


class Weight(Strict):
    """A dumb-bell held at a place, lying across the body."""

    kind: Literal["weight"]
    at: tuple[Point, ...] = ("near_palm", "far_palm")
    r: Number = 0.022


class Stick(Strict):
    """A walking stick from a hand down to height `z`: `dx` and `dy` from the hand to its tip."""

    kind: Literal["stick"]
    at: Point = "near_grip"
    dx: Number = 0.03
    dy: Number = 0
    z: Number = 0
    r: Number = 0.008


class Bike(Strict):
    """An exercise bike under the body: cranks at [x, z], their length, the handlebar's place."""

    kind: Literal["bike"]
    crank: Pair
    crank_length: Number = 0.09
    bar: Pair


Prop = Annotated[
    Mat
    | Floor
    | Bed
    | Table
    | Wall
    | Step
    | Stairs
    | Counter
    | Rail
    | Chair
    | Pillow
    | Strap
    | Weight
    | Stick
    | Bike,
    Field(discriminator="kind"),
]

KINDS: Final[tuple[str, ...]] = tuple(
    kind
    for prop in get_args(get_args(Prop)[0])
    for kind in get_args(prop.model_fields["kind"].annotation)
)
"""What things there are."""

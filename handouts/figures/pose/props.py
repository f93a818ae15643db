"""What stands or lies round the body: floor, furniture, and what the hands hold."""

from typing import Annotated, Literal

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


class Table(Strict):
    """A couch or bed: its top is at height 0."""

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
    """A chair: seat height, `at` a place (it stands under it) or x; facing left (-1) or right."""

    kind: Literal["chair"]
    seat: Number
    at: Point = "pelvis"
    x: Number | None = None
    dx: Number = 0.035
    y: Number = 0
    back: Flag = False
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


class Bike(Strict):
    """An exercise bike under the body: cranks at [x, z], their length, the handlebar's place."""

    kind: Literal["bike"]
    crank: Pair
    crank_length: Number = 0.09
    bar: Pair


Prop = Annotated[
    Mat | Floor | Table | Wall | Step | Counter | Rail | Chair | Pillow | Strap | Weight | Bike,
    Field(discriminator="kind"),
]

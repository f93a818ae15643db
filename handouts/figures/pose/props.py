"""What stands or lies round the body: floor, furniture, and what the hands hold."""

from typing import Annotated, Literal

from pydantic import Field

from handouts.figures.pose.names import Part, Point
from handouts.figures.pose.places import Pair, Place, Strict


class Mat(Strict):
    """A mat under the body; `x` gives its ends where the body's own are not wanted."""

    kind: Literal["mat"]
    x: Pair | None = None
    half_width: float = 0.17
    y: float = 0


class Floor(Strict):
    """A patch of floor as a shadow."""

    kind: Literal["floor"]
    x: Pair | None = None
    half_width: float = 0.16
    z: float = 0


class Table(Strict):
    """A couch or bed: its top is at height 0."""

    kind: Literal["table"]
    x: Pair | None = None
    half_width: float = 0.17
    y: float = 0
    h: float = 0.26
    thick: float = 0.04


class Wall(Strict):
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


class Step(Strict):
    """A step or block: middle [x, y], height, depth along x and width along y (halves)."""

    kind: Literal["step"]
    at: Pair
    h: float
    depth: float = 0.09
    width: float = 0.15


class Counter(Strict):
    """A kitchen counter or rail in front: its near edge at x, its top at height h."""

    kind: Literal["counter"]
    under: Point | None = None
    x: float | None = None
    dx: float = 0
    h: float | None = None
    depth: float = 0.10
    width: float = 0.16
    y: float = 0


class Rail(Strict):
    """A hand rail along x: its ends, how far away in y, and its height."""

    kind: Literal["rail"]
    x: Pair
    y: float = 0.2
    h: float = 0.52


class Chair(Strict):
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


class Pillow(Strict):
    """A pillow under a place: height, shift, half sizes along x and y; `z` is its underside."""

    kind: Literal["pillow"]
    under: Point = "head"
    h: float = 0.03
    dx: float = 0
    dy: float = 0
    z: float = 0
    half: Pair = (0.075, 0.09)
    turn: float = 0


class Strap(Strict):
    """A towel, strap or band along a path of places; `loop` wraps it round the sole of a foot."""

    kind: Literal["towel", "band"]
    path: tuple[Place, ...] = Field(min_length=2)
    r: float = 0.006


class Weight(Strict):
    """A dumb-bell held at a place, lying across the body."""

    kind: Literal["weight"]
    at: tuple[Point, ...] = ("near_palm", "far_palm")
    r: float = 0.022


class Bike(Strict):
    """An exercise bike under the body: cranks at [x, z], their length, the handlebar's place."""

    kind: Literal["bike"]
    crank: Pair
    crank_length: float = 0.09
    bar: Pair


Prop = Annotated[
    Mat | Floor | Table | Wall | Step | Counter | Rail | Chair | Pillow | Strap | Weight | Bike,
    Field(discriminator="kind"),
]

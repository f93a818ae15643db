"""Where something is, and which way it points: the ways a pose spec may write it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from handouts.figures.pose.names import Bone, Point

# A number in quotes is a mistake, and not a number.
Number = Annotated[float, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Vector = tuple[Number, Number, Number]
Pair = tuple[Number, Number]


class Strict(BaseModel):
    """What every part of a pose spec is: frozen, and without a key nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class BoneDirection(Strict):
    """A direction in a bone's own axes (x forward, y to the left, z towards the head)."""

    bone: Bone
    dir: Vector


class BonePlace(Strict):
    """A place in a bone's own axes, from where the bone starts; `add` in world axes."""

    bone: Bone
    at: Vector = (0, 0, 0)
    add: Vector = (0, 0, 0)


class FloorPlace(Strict):
    """A place level with the limb's root: dx ahead, dy away; `out` to its own side; height z."""

    floor: Pair
    out: Number = 0
    z: Number | None = None


class RelativePlace(Strict):
    """A place `at` away (world axes) from a place on the body."""

    rel: Point
    at: Vector = (0, 0, 0)


class Hold(Strict):
    """Put the palm on the skin: from `at` inside a bone's axes, out along `facing`.

    The place follows the body's thickness, so one spec fits every figure. `gap` keeps a little
    distance. `near` names the side the palm is pressed on in the bone's axes.
    """

    bone: Bone
    at: Vector = (0, 0, 0)
    facing: Vector
    gap: Number = 0


Place = Vector | Point | BonePlace | FloorPlace | RelativePlace
Direction = Vector | BoneDirection

"""A picture without a person, drawn point by point: a close-up of what lies inside the body."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.figures.pose.places import Flag, Number, Pair, Strict

FlatInk = Literal["nerve", "pain", "bone", "disc", "line", "paper", "floor", "skin", "ghost"]


class Shape(Strict):
    """An area, or with `open` a line: through its points in order, smooth unless `corners`.

    Points are x to the right and y up, in thousandths of a body height. `width` is that of
    the line, or of the outline of an area, in millimetres on paper; 0 for an area without one.
    """

    paint: FlatInk
    points: tuple[Pair, ...] = Field(min_length=2)
    open: Flag = False
    corners: Flag = False
    width: Annotated[float, Field(strict=True, ge=0, le=5)] = 0.24


class FlatLetter(Strict):
    """A letter at a place of the picture; what it stands for is among the words."""

    letter: str = Field(pattern="^[A-Z]$")
    at: tuple[Number, Number]


class FlatSpec(Strict):
    """Shapes in painting order, each over those before it, and letters."""

    shapes: tuple[Shape, ...]
    letters: tuple[FlatLetter, ...] = ()

    @model_validator(mode="after")
    def _has_a_shape(self) -> "FlatSpec":
        if not self.shapes:
            raise ValueError("shapes: needs at least one")
        return self

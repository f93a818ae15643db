"""Reading a pose spec out of parsed TOML; every mistake with its key and what was meant."""

import difflib
from collections.abc import Iterable
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from handouts.errors import BadInput, Problem
from handouts.figures.pose.places import (
    BoneDirection,
    BonePlace,
    FloorPlace,
    Hold,
    RelativePlace,
)
from handouts.figures.pose.props import Prop
from handouts.figures.pose.spec import (
    Arm,
    Arrow,
    Leg,
    PoseSpec,
    Position,
    Rest,
    SpineSpec,
    Touch,
    View,
)


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

"""Reading a pose spec out of parsed TOML; every mistake with its key and what was meant."""

from collections.abc import Iterable
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from handouts.errors import BadInput, Problem, raise_if_any
from handouts.figures.pose.flat import FlatLetter, FlatSpec, Shape
from handouts.figures.pose.mistakes import WRONG_KIND, plain
from handouts.figures.pose.places import (
    BoneDirection,
    BonePlace,
    FloorPlace,
    Hold,
    RelativePlace,
)
from handouts.figures.pose.props import KINDS, Prop
from handouts.figures.pose.spec import (
    Arm,
    Arrow,
    Claim,
    Closeup,
    Leg,
    Letter,
    PoseSpec,
    Position,
    Rest,
    SpineSpec,
    Stop,
    Touch,
    Trace,
    View,
)
from handouts.suggest import did_you_mean


def read_pose(data: object, source: str) -> PoseSpec:
    """Return the pose spec in parsed TOML; BadInput with every mistake, each with its key."""
    try:
        spec = PoseSpec.model_validate(data)
    except ValidationError as mistake:
        raise BadInput(_problems(f"{source}:pose", mistake)) from None
    raise_if_any(
        problem
        for setting in spec.settings
        for problem in _setting_problems(spec, setting, f"{source}:pose.settings.{setting}")
    )
    return spec


def read_flat(data: object, source: str) -> FlatSpec:
    """Return what is drawn point by point, out of parsed TOML; BadInput with every mistake."""
    try:
        return FlatSpec.model_validate(data)
    except ValidationError as mistake:
        raise BadInput(_problems(f"{source}:flat", mistake)) from None


def _setting_problems(spec: PoseSpec, setting: str, key: str) -> list[Problem]:
    """Return what makes the keys of a setting no pose."""
    try:
        spec.elsewhere(setting)
    except ValidationError as mistake:
        return _problems(key, mistake)
    return []


def _problems(key: str, mistake: ValidationError) -> list[Problem]:
    """Return every mistake as a Problem, once; `key` is the file and the key of the whole pose."""
    return list(dict.fromkeys(_problem(key, item) for item in _plainest(mistake.errors())))


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


def _unlikely(items: list[Any]) -> tuple[bool, int, int]:
    """Rank a way to write a value: of its kind first, few mistakes, and those deep inside it."""
    other = any(item["type"] in WRONG_KIND and item["loc"][-1] in _WAYS for item in items)
    return other, len(items), -max(len(item["loc"]) for item in items)


def _problem(key: str, item: Any) -> Problem:
    path = [str(part) for part in item["loc"] if part not in _WAYS and part not in KINDS]
    kind = "too_short" if item["type"] == "missing" and path[-1].isdigit() else item["type"]
    if kind == "too_short" and path[-1].isdigit():
        path.pop()  # of a list its end is missing, and not its third part
    place = ".".join([key, *path])
    if kind == "extra_forbidden":
        hint = did_you_mean(path[-1], _KEYS, "remove it; docs/exercises.md lists keys")
        return Problem(place, "no such key", hint)
    return Problem(place, *plain(kind, str(item["msg"]), item.get("ctx", {})))


def _models() -> tuple[type[BaseModel], ...]:
    props = get_args(get_args(Prop)[0])
    others = (Arm, Leg, SpineSpec, Touch, Rest, Position, View, Arrow, PoseSpec, Hold)
    drawn = (Stop, Trace, Letter, Claim, Closeup, FlatLetter, Shape, FlatSpec)
    places = (BoneDirection, BonePlace, FloorPlace, RelativePlace)
    return (*props, *others, *drawn, *places)


_KEYS: Final = sorted(
    {field.alias or name for m in _models() for name, field in m.model_fields.items()}
)
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

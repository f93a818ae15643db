"""Whether the numbers of a dose make sense."""

from collections.abc import Iterator, Mapping

from handouts.content.dose import AMOUNTS, Dose, DoseStart
from handouts.errors import Problem

EFFORT = (0, 10)
"""The scale of perceived effort, Borg's category-ratio scale: 0 is rest, 10 the most."""


def dose_problems(source: str, dose: Dose, limits: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    """Yield what is out of range in a dose; `limits` is field -> lowest and highest value."""
    yield from range_problems(f"{source}.effort", dose.effort, EFFORT)
    yield from range_problems(f"{source}.weeks", dose.weeks, None)
    if dose.start is not None:
        yield from _start_problems(f"{source}.start", dose, dose.start)
    for field, limit in limits.items():
        value = getattr(dose, field, ())  # an unknown field is a problem of the limits
        for number in value if isinstance(value, tuple) else (value,):
            if not limit[0] <= number <= limit[1]:
                message = f"must be from {limit[0]} to {limit[1]}"
                yield Problem(f"{source}.{field}", message, "see the limits in condition.toml")
                break


def _start_problems(source: str, dose: Dose, start: DoseStart) -> Iterator[Problem]:
    """Yield what is wrong with the first weeks of a dose: they ask for less, and for something."""
    yield from range_problems(f"{source}.weeks", start.weeks, None)
    if start.effort is not None:
        yield from range_problems(f"{source}.effort", start.effort, EFFORT)
    given = {name: value for name in AMOUNTS if (value := getattr(start, name)) is not None}
    more = [name for name, value in given.items() if value > getattr(dose, name)]
    if start.effort is not None and start.effort[1] > dose.effort[1]:
        more.append("effort")
    for name in more:
        message = "is more than in the dose itself, and the first weeks ask for less"
        yield Problem(f"{source}.{name}", message, "lower it, or remove it")
    if not more and start.applied_to(dose).model_copy(update={"weeks": dose.weeks}) == dose:
        yield Problem(source, "is the same as the dose itself", "lower something, or remove it")


def limit_problems(source: str, limits: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    """Yield what is wrong with limits, field -> lowest and highest value."""
    for field, limit in limits.items():
        yield from range_problems(f"{source}.{field}", limit, EFFORT if field == "effort" else None)


def range_problems(
    source: str, values: tuple[int, int], scale: tuple[int, int] | None
) -> Iterator[Problem]:
    """Yield a problem when a range runs backward or leaves its scale."""
    low, high = values
    if low > high:
        yield Problem(source, "the lowest value is above the highest", "swap them")
    elif scale and not scale[0] <= low <= high <= scale[1]:
        yield Problem(source, f"must lie from {scale[0]} to {scale[1]}", "change the range")

"""Whether the numbers of a dose make sense."""

from collections.abc import Iterator

from handouts.content.dose import Dose
from handouts.errors import Problem

EFFORT = (0, 10)
"""The scale of perceived effort, Borg's category-ratio scale: 0 is rest, 10 the most."""


def dose_problems(source: str, dose: Dose, limits: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    """Yield what is out of range in a dose; `limits` is field -> lowest and highest value."""
    yield from range_problems(f"{source}.effort", dose.effort, EFFORT)
    yield from range_problems(f"{source}.weeks", dose.weeks, None)
    for field, limit in limits.items():
        value = getattr(dose, field, ())  # an unknown field is a problem of the limits
        for number in value if isinstance(value, tuple) else (value,):
            if not limit[0] <= number <= limit[1]:
                message = f"must be from {limit[0]} to {limit[1]}"
                yield Problem(f"{source}.{field}", message, "see the limits in condition.toml")
                break


def range_problems(
    source: str, values: tuple[int, int], scale: tuple[int, int] | None
) -> Iterator[Problem]:
    """Yield a problem when a range runs backward or leaves its scale."""
    low, high = values
    if low > high:
        yield Problem(source, "the lowest value is above the highest", "swap them")
    elif scale and not scale[0] <= low <= high <= scale[1]:
        yield Problem(source, f"must lie from {scale[0]} to {scale[1]}", "change the range")

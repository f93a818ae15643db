"""On which days of the week an exercise is done."""

from handouts.content import DAYS, Day, Dose
from handouts.content.facts import Plan


def planned_days(plan: Plan, exercise: str, dose: Dose) -> tuple[Day, ...]:
    """Return the days that a plan gives an exercise; a plan's week leaves out what is daily."""
    named = tuple(day for day in DAYS if exercise in plan.week.get(day, ()))
    return named if len(named) == dose.days_per_week else spread_days(dose.days_per_week)


def spread_days(count: int) -> tuple[Day, ...]:
    """Return that many days, spread evenly from Monday, so that rest days lie between."""
    return tuple(DAYS[number * len(DAYS) // count] for number in range(count))

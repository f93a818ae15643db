"""What lines are chosen by: what one patient is given, and what is known of them."""

from collections.abc import Collection
from dataclasses import dataclass, field

from handouts.content.lines import When


@dataclass(frozen=True, slots=True)
class Situation:
    """A patient's plan as conditions see it: ids alone.

    `as_dosed` has the exercises that are done as often as the plan says, and the types of which all
    are. `sore` is the sore side, "" where it was not given. With `everybody` it is nobody's.
    """

    stage: str
    preference: str
    setting: str
    sore: str = ""
    plan: str = ""
    flags: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    as_dosed: frozenset[str] = field(default=frozenset())
    everybody: bool = False


EVERYBODY = Situation("", "", "", everybody=True)
"""Whoever may read it: nothing is known of them, so only what has no condition can be said."""


def fits(when: When, situation: Situation) -> bool:
    """Say whether a condition holds in a situation."""
    if not when.stated:
        return True
    if situation.everybody:
        return False
    given = situation.exercises | situation.types
    return (
        situation.exercises.issuperset(when.about)
        and situation.types.issuperset(when.types)
        and situation.directions.issuperset(when.directions)
        and given.isdisjoint(when.without)
        and situation.flags.isdisjoint(when.unless)
        and (not when.as_dosed or situation.as_dosed.issuperset((*when.about, *when.types)))
        and (not when.flags or not situation.flags.isdisjoint(when.flags))
        and _is_among(situation.stage, when.stages)
        and _is_among(situation.preference, when.preferences)
        and _is_among(situation.setting, when.settings)
        and _is_among(situation.sore, when.sore)
        and _is_among(situation.plan, when.plans)
    )


def _is_among(name: str, wanted: Collection[str]) -> bool:
    return not wanted or name in wanted

"""Prescriptions of which no two are alike, as clinicians adjust plans: the same ones every time."""

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.cases import PLANS
from benchmarks.sheet import request
from handouts.content import Library
from handouts.editions.compose import library_of
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput
from handouts.prescription import (
    AddExercise,
    Adjustment,
    DropExercise,
    PrescribedExercise,
    PrescriptionRequest,
    SetField,
    prescribe,
)

_SHARE_DROPPED = 0.5  # of patients: they do without one exercise of the plan
_SHARE_ADDED = 0.5  # of patients: they do one more
_DOSES_SET = (1, 3)  # exercises with a dose of their own
_STEPS = {"reps": (-4, -2, 2, 4), "sets": (-1, 1), "per_day": (-1, 1)}


def distinct_requests() -> Iterator[EditionRequest]:
    """Yield requests without end: a plan of the library each, adjusted as no other before."""
    library = library_of(request(PLANS[0]))
    chance = random.Random(5)  # noqa: S311 - the same prescriptions in every run
    seen: set[PrescriptionRequest] = set()
    while True:
        asked = request(PLANS[len(seen) % len(PLANS)])
        wanted = replace(asked.prescription, adjustments=())
        adjusted = replace(wanted, adjustments=_adjustments(library, wanted, chance))
        if adjusted not in seen and _holds(library, adjusted):
            seen.add(adjusted)
            yield replace(asked, prescription=adjusted)


def _holds(library: Library, wanted: PrescriptionRequest) -> bool:
    try:
        prescribe(library, wanted)
    except BadInput:
        return False
    return True


def _adjustments(
    library: Library, wanted: PrescriptionRequest, chance: random.Random
) -> tuple[Adjustment, ...]:
    """Return what a clinician might change of a plan; not all of it may be allowed."""
    items = list(prescribe(library, wanted).items)
    changes: list[Adjustment] = []
    if chance.random() < _SHARE_DROPPED:
        dropped = items.pop(chance.randrange(len(items)))
        changes.append(DropExercise(dropped.id))
    if chance.random() < _SHARE_ADDED:
        changes.append(AddExercise(chance.choice(sorted(library.exercises))))
    chosen = chance.sample(items, chance.randint(*_DOSES_SET))
    changes += [_dose(item, chance) for item in chosen]
    return tuple(changes)


def _dose(item: PrescribedExercise, chance: random.Random) -> SetField:
    field = chance.choice(sorted(_STEPS))
    value = getattr(item.dose, field) + chance.choice(_STEPS[field])
    return SetField(item.id, field, str(value))

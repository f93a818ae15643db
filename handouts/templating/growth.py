"""How far an exercise grows: from the patient's own dose, as the stage has it."""

from handouts.content import Library
from handouts.content.facts import Growth
from handouts.prescription import PrescribedExercise, Prescription


def most_reps(library: Library, item: PrescribedExercise, growth: Growth) -> int:
    """Return up to how many repetitions the patient may go, 0 where nothing says so.

    It follows the patient's own dose, at most doubles it, and stays within what a dose may have.
    """
    more, reps = growth.reps or 0, item.dose.reps
    most = library.limits(item.id)["reps"][1]
    return reps + more if more and more < reps <= most - more else 0


def growth_of(library: Library, item: PrescribedExercise, prescription: Prescription) -> Growth:
    """Return how far the stage lets an exercise grow: not at all with flags that keep it."""
    growth = library.stages[prescription.stage].growth.get(item.facts.type, Growth())
    kept = library.with_levels(prescription.flags).isdisjoint(growth.unless)
    return growth if kept else Growth()

"""What templates can name of goals and outcomes, and of the exercises that serve them."""

from collections.abc import Iterable

from handouts.content import Library
from handouts.prescription import PrescribedExercise, Prescription
from handouts.templating.views import ChartRow, GoalRow, OutcomeView


def outcome_views(
    library: Library, items: tuple[PrescribedExercise, ...]
) -> tuple[OutcomeView, ...]:
    """Return the desired outcomes, each with the exercises that are for it."""
    return tuple(
        OutcomeView(
            name,
            library.words.outcomes[name],
            tuple(i.words.name for i in items if name in i.facts.outcomes),
        )
        for name in library.outcomes
    )


def chart_rows(library: Library, prescription: Prescription) -> tuple[ChartRow, ...]:
    """Return the goals chart with the patient's own exercises."""
    rows, known = [], set[str]()
    for goal, facts in library.goals.items():
        mine = prescription.serving(goal)
        kinds = (*facts.types, *(item.facts.type for item in mine))
        names = tuple(item.words.name for item in mine)
        rows.append(
            ChartRow(
                library.words.goals[goal],
                _types(library, kinds),
                names,
                _explained(library, kinds, known),
            )
        )
    return tuple(rows)


def goal_rows(library: Library) -> tuple[GoalRow, ...]:
    """Return the goals chart as it is for everybody."""
    known = set[str]()
    return tuple(
        GoalRow(
            library.words.goals[goal],
            _types(library, facts.types),
            _explained(library, facts.types, known),
        )
        for goal, facts in library.goals.items()
    )


def _types(library: Library, kinds: Iterable[str]) -> tuple[str, ...]:
    """Return types of exercise in words, each once, as they stand in a row of a table."""
    first, *others = (library.words.types[kind] for kind in dict.fromkeys(kinds))
    return (first, *(kind.lower() for kind in others))


def _explained(library: Library, kinds: Iterable[str], known: set[str]) -> tuple[str, ...]:
    """Return the same types in everyday words; "" for those `known`, which grow by these."""
    words, every = library.words.explained_types, dict.fromkeys(kinds)
    plain = tuple("" if kind in known else words.get(kind, "") for kind in every)
    known.update(every)
    return plain

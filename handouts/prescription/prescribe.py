"""From a request to a prescription: plan, screening, adjustments, notices."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from handouts.content import Day, Dose, Library, nearest
from handouts.errors import Problem, raise_if_any
from handouts.prescription.adjusting import adjusted_dose
from handouts.prescription.days import planned_days, spread_days
from handouts.prescription.notices import notices
from handouts.prescription.plan_choice import ChosenPlan, choose_plan, matched_request
from handouts.prescription.prescription import LeftOut, PrescribedExercise, Prescription
from handouts.prescription.request import (
    AddExercise,
    DropExercise,
    PrescriptionRequest,
    SetField,
    named,
)


def prescribe(library: Library, request: PrescriptionRequest) -> Prescription:
    """Return what the patient shall do.

    Raises BadInput with all problems: unknown names, a plan of another stage, an added exercise
    without a dose for the stage or that a flag rules out, a dose out of range, nothing left.
    """
    raise_if_any(_request_problems(library, request))
    plan = choose_plan(library, request)
    request = matched_request(library, request, plan.facts)
    screened = _screen(library, request, plan)
    added, problems = _additions(library, request, screened)
    chosen = [*screened.chosen, *added]
    problems += _adjustment_problems(request, plan, chosen)
    items = []
    present = {entry.exercise for entry in chosen}
    for entry in chosen:
        item, found = _prescribed(library, request, plan, entry, present)
        problems += found
        items.append(item)
    if not items and not problems:
        hint = "choose another plan, add an exercise that suits, or see the patient first"
        problems.append(Problem("prescription", "no exercise of the plan is left", hint))
    raise_if_any(problems)
    return Prescription(
        stage=request.stage,
        preference=request.preference,
        setting=request.setting,
        flags=request.flags,
        plan_id=plan.id,
        plan=plan.facts,
        plan_words=plan.words,
        items=tuple(items),
        left_out=tuple(screened.left_out),
        rhythm=_rhythm(library, request, plan, items),
        notices=tuple(notices(library, request, plan, tuple(items), screened.left_out)),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """An exercise to prescribe, and the item of the plan that it is or stands in for."""

    exercise: str
    plan_item: str | None


@dataclass(frozen=True, slots=True)
class _Screened:
    chosen: list[_Chosen]
    left_out: list[LeftOut]


def _request_problems(library: Library, request: PrescriptionRequest) -> list[Problem]:
    """Return the names in a request that do not exist, and then what else can be said of it.

    With an unknown name there is no plan to look at; the doses to set are measured by the
    exercises' own.
    """
    problems = _unknown_names(library, request)
    if not problems:
        return []
    for name in sorted(named(request, SetField) & library.exercises.keys()):
        dose = library.exercises[name].doses.get(request.stage)
        if dose:
            problems += adjusted_dose(library, name, dose, _changes(request, name))[1]
    return problems


def _changes(request: PrescriptionRequest, exercise: str) -> list[SetField]:
    """Return what is to be set of one exercise."""
    sets = [change for change in request.adjustments if isinstance(change, SetField)]
    return [change for change in sets if change.exercise == exercise]


def _unknown_names(library: Library, request: PrescriptionRequest) -> list[Problem]:
    problems = []
    for source, what, name, known in (
        ("--stage", "stage", request.stage, library.stages),
        ("--preference", "preference", request.preference, library.condition.preferences),
        ("--setting", "setting", request.setting, library.condition.settings),
        *(("--avoid", "flag", flag, library.flags) for flag in request.flags),
        *(
            ("--plan", "plan", plan, library.plans)
            for plan in (request.plan,)
            if isinstance(plan, str)
        ),
        *(
            (_source(change), "exercise", change.exercise, library.exercises)
            for change in request.adjustments
        ),
    ):
        if name not in known:
            # The name stands in the source alone: in a roster it may be a slip of another column.
            problems.append(
                Problem(f"{source} {name}", f"there is no such {what}", nearest(name, known))
            )
    return problems


def _source(change: SetField | AddExercise | DropExercise) -> str:
    if isinstance(change, SetField):
        return "--set"
    return "--add" if isinstance(change, AddExercise) else "--drop"


def _screen(library: Library, request: PrescriptionRequest, plan: ChosenPlan) -> _Screened:
    """Leave out what a flag or the setting rules out, and find what stands in for it."""
    dropped = named(request, DropExercise)
    kept = {item.exercise for item in plan.facts.items} - dropped
    taken = kept | dropped | named(request, AddExercise)
    chosen, left_out = [], []
    for item in plan.facts.items:
        if item.exercise in dropped:
            continue
        obstacle = _obstacle(library, request, item.exercise)
        if obstacle is None:
            chosen.append(_Chosen(item.exercise, item.exercise))
            continue
        for name in item.alternatives:
            if name not in taken and _suits(library, request, name):
                obstacle = LeftOut(obstacle.exercise, obstacle.reason, obstacle.flag, name)
                chosen.append(_Chosen(name, item.exercise))
                taken.add(name)
                break
        left_out.append(obstacle)
    return _Screened(chosen, left_out)


def _obstacle(library: Library, request: PrescriptionRequest, exercise: str) -> LeftOut | None:
    """Return why a patient shall not do an exercise, if there is a reason."""
    facts = library.exercises[exercise]
    for flag in request.flags:
        if flag in facts.avoid_if:
            return LeftOut(exercise, "flag", flag)
    if request.setting not in facts.settings:
        return LeftOut(exercise, "setting")
    return None


def _suits(library: Library, request: PrescriptionRequest, exercise: str) -> bool:
    """Tell whether an exercise may stand in: allowed, dosed, and not against the preference."""
    facts = library.exercises[exercise]
    against = library.condition.preferences[request.preference]
    return (
        _obstacle(library, request, exercise) is None
        and request.stage in facts.doses
        and facts.direction not in against
    )


def _additions(
    library: Library, request: PrescriptionRequest, screened: _Screened
) -> tuple[list[_Chosen], list[Problem]]:
    """Return the exercises to add, and why others cannot be."""
    present = {entry.exercise for entry in screened.chosen}
    added: list[_Chosen] = []
    problems = []
    for name in [c.exercise for c in request.adjustments if isinstance(c, AddExercise)]:
        obstacle = _obstacle(library, request, name)
        if name in present:
            hint = "use --set to change its dose"
            problems.append(Problem("--add", f"{name} is in the plan already", hint))
        elif request.stage not in library.exercises[name].doses:
            stages = ", ".join(library.exercises[name].doses)
            message = f"{name} has no dose for the stage {request.stage}"
            problems.append(Problem("--add", message, f"it has one for: {stages}"))
        elif obstacle is not None and obstacle.reason == "flag":
            message = f"{name} is to be avoided with {obstacle.flag}"
            problems.append(Problem("--add", message, "choose another exercise"))
        elif obstacle is not None:
            message = f"{name} cannot be done in the setting {request.setting}"
            problems.append(Problem("--add", message, "choose another exercise"))
        else:
            present.add(name)
            added.append(_Chosen(name, None))
    return added, problems


def _adjustment_problems(
    request: PrescriptionRequest, plan: ChosenPlan, chosen: list[_Chosen]
) -> list[Problem]:
    """Return the drops and sets that meet no exercise."""
    planned = {name for item in plan.facts.items for name in (item.exercise, *item.alternatives)}
    present = {entry.exercise for entry in chosen}
    problems = []
    for name in sorted(named(request, DropExercise)):
        if name in named(request, AddExercise):
            problems.append(Problem("--drop", f"{name} is both added and dropped", "keep one"))
        elif name not in planned:
            problems.append(Problem("--drop", f"{name} is not in the plan", nearest(name, planned)))
    for name in sorted(named(request, SetField) - present):
        hint = nearest(name, present) or "nothing is left to set"
        problems.append(Problem("--set", f"{name} is not on this handout", hint))
    return problems


def _prescribed(
    library: Library,
    request: PrescriptionRequest,
    plan: ChosenPlan,
    entry: _Chosen,
    present: Collection[str],
) -> tuple[PrescribedExercise, list[Problem]]:
    """Return one exercise with its dose, words and days."""
    facts, words = library.exercises[entry.exercise], library.words.exercises[entry.exercise]
    planned, days = _planned_dose(library, plan, entry, request.stage, present)
    changes = _changes(request, entry.exercise)
    dose, problems = adjusted_dose(library, entry.exercise, planned, changes)
    if dose.days_per_week != planned.days_per_week:
        days = spread_days(dose.days_per_week)
    said = words.doses[request.stage]
    scale = library.words.condition
    item = PrescribedExercise(
        id=entry.exercise,
        facts=facts,
        words=words,
        dose=dose,
        effort=said.effort if dose.effort == planned.effort else scale.effort_label(dose.effort[1]),
        note=_note(plan, entry, present) or said.note,
        optional_if=plan.words.optional_if.get(entry.plan_item or "", ""),
        days=days,
        rest=library.types[facts.type].rest,
        for_relief=library.is_for_relief(entry.exercise),
    )
    return item, problems


def _note(plan: ChosenPlan, entry: _Chosen, present: Collection[str]) -> str:
    """Return the plan's own note on its exercise, while what the note is about is present."""
    note = plan.words.notes.get(entry.exercise)
    if note is None or entry.plan_item != entry.exercise or not set(note.about) <= set(present):
        return ""
    return note.text


def _planned_dose(
    library: Library, plan: ChosenPlan, entry: _Chosen, stage: str, present: Collection[str]
) -> tuple[Dose, tuple[Day, ...]]:
    """Return the dose before adjustments, and its days.

    What stands in for another takes over its days when both are done equally often.
    """
    own = library.exercises[entry.exercise].doses[stage]
    if entry.plan_item is None:
        return own, spread_days(own.days_per_week)
    item = next(item for item in plan.facts.items if item.exercise == entry.plan_item)
    holds = item.dose_while is None or item.dose_while in present
    if entry.plan_item == entry.exercise and holds:
        own = item.dose.applied_to(own)
    return own, planned_days(plan.facts, entry.plan_item, own)


def _rhythm(
    library: Library,
    request: PrescriptionRequest,
    plan: ChosenPlan,
    items: Iterable[PrescribedExercise],
) -> tuple[str, ...]:
    """Return the plan's hints for the day that still hold for these doses."""
    unchanged = set()
    doses = {item.id: item.dose for item in items}
    for item in plan.facts.items:
        planned = item.dose.applied_to(library.exercises[item.exercise].doses[request.stage])
        dose = doses.get(item.exercise)
        if dose and (dose.per_day, dose.days_per_week) == (planned.per_day, planned.days_per_week):
            unchanged.add(item.exercise)
    return tuple(line.text for line in plan.words.rhythm if unchanged.issuperset(line.about))

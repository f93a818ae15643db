"""From a request to a prescription: plan, screening, doses, words; or to a check first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.content import Day, Dose, Library
from handouts.content.facts import FlagLevel
from handouts.content.lines import Line
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.prescription.adjusting import adjusted_dose, eased
from handouts.prescription.conflicts import conflicts
from handouts.prescription.days import planned_days, spread_days
from handouts.prescription.explaining import check_decisions, decisions, general_decisions
from handouts.prescription.notices import check_notices, notices
from handouts.prescription.plan_choice import ChosenPlan, choose_plan, matched_request
from handouts.prescription.prescription import (
    CheckFirst,
    Education,
    FlareMove,
    LeftOut,
    PrescribedExercise,
    Prescription,
)
from handouts.prescription.request import PrescriptionRequest, changes_of
from handouts.prescription.request_checks import request_problems, with_flags
from handouts.prescription.screening import Chosen, screen
from handouts.prescription.situation import EVERYBODY, Situation
from handouts.prescription.speaker import Choice, Speaker, SpokenPlan


def assess(library: Library, request: PrescriptionRequest) -> Prescription | CheckFirst:
    """Return what the patient shall do, or, with an urgent sign that nobody has checked, that.

    Raises BadInput with all problems: unknown names, what does not go together, a plan of another
    stage, an added exercise without a dose for the stage or that a flag rules out, a dose out of
    range, nothing left.
    """
    first = check_first(library, request)
    if first is not None:
        return first
    draft = _draft(library, with_flags(library, request))
    planned = draft.planned
    made = _prescription(library, draft)
    warned = tuple(notices(library, planned.request, planned.plan, made))
    told = tuple(decisions(library, planned.request, made, draft.choices))
    return replace(made, notices=(*planned.warnings, *warned), decisions=told)


def look_over(library: Library, request: PrescriptionRequest) -> CheckFirst | None:
    """Return the check that has to come first, None where a plan can be made, which is not made.

    Raises BadInput as `assess` does.
    """
    first = check_first(library, request)
    if first is None:
        _planned(library, with_flags(library, request))
    return first


def prescribe(library: Library, request: PrescriptionRequest) -> Prescription:
    """Return what the patient shall do.

    Raises BadInput as `assess` does, and where a sign has to be looked at before any exercise.
    """
    made = assess(library, request)
    if isinstance(made, CheckFirst):
        raise BadInput(replace(notice, severity="error") for notice in made.notices)
    return made


def educate(library: Library) -> Education:
    """Return what can be said to everybody, whatever they have: no plan, no exercises."""
    speaker = Speaker(library, EVERYBODY)
    spoken = speaker.general()
    return Education(spoken, decisions=tuple(general_decisions(speaker.choices)))


# -- an urgent sign


def _unchecked(library: Library, request: PrescriptionRequest, level: FlagLevel) -> tuple[str, ...]:
    """Return the flags of a level that nobody has checked, the most urgent first."""
    flags = (flag for flag in request.flags if flag not in request.checked)
    return library.by_urgency(flag for flag in flags if library.flags[flag].level == level)


def check_first(library: Library, request: PrescriptionRequest) -> CheckFirst | None:
    """Return the check that an urgent sign asks for, None if there is no such sign.

    Raises BadInput for names that do not exist.
    """
    raise_if_any(request_problems(library, request))
    request = with_flags(library, request)
    urgent = _unchecked(library, request, "urgent")
    if not urgent:
        return None
    situation = Situation(
        request.stage,
        request.preference,
        request.setting,
        sore=request.sore,
        flags=library.with_levels(urgent),
    )
    speaker = Speaker(library, situation)
    made = CheckFirst(
        stage=request.stage,
        preference=request.preference,
        setting=request.setting,
        flags=library.by_urgency(request.flags),
        urgent=urgent,
        spoken=speaker.check(),
        sore=request.sore,
    )
    return replace(
        made,
        notices=tuple(check_notices(library, made)),
        decisions=tuple(check_decisions(library, made, speaker.choices)),
    )


# -- a plan


@dataclass(frozen=True, slots=True)
class _Planned:
    """The exercises of a request with their doses. `request` has what the plan brings along."""

    request: PrescriptionRequest
    plan: ChosenPlan
    dosed: tuple["_Dosed", ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A prescription in the making: what was planned, in words."""

    planned: _Planned
    items: tuple[PrescribedExercise, ...]
    spoken: SpokenPlan
    choices: tuple[Choice, ...]


def _planned(library: Library, request: PrescriptionRequest) -> _Planned:
    """Return what a request comes to. Raises BadInput with all problems."""
    plan = choose_plan(library, request)
    request = matched_request(library, request, plan.facts)
    clashes = tuple(conflicts(library, request))
    raise_if_any(clashes)
    screened, problems = screen(library, request, plan)
    dosed = tuple(
        _dosed(library, request, plan, entry, screened.chosen) for entry in screened.chosen
    )
    problems += [problem for one in dosed for problem in one.problems]
    if not dosed and not problems:
        hint = "choose another plan, add an exercise that suits, or see the patient first"
        problems.append(Problem("prescription", "no exercise of the plan is left", hint))
    raise_if_any(problems)
    return _Planned(request, plan, dosed, tuple(screened.left_out), clashes)


def _draft(library: Library, request: PrescriptionRequest) -> _Draft:
    """Return what a request comes to, in words. Raises BadInput with all problems."""
    planned = _planned(library, request)
    speaker = Speaker(library, _situation(library, planned))
    items = tuple(_prescribed(library, planned, one, speaker) for one in planned.dosed)
    spoken = speaker.plan(planned.plan.id, planned.plan.words)
    return _Draft(planned, items, spoken, tuple(speaker.choices))


def _prescription(library: Library, draft: _Draft) -> Prescription:
    reworded, unaffected = _quiet(library, draft)
    planned, request = draft.planned, draft.planned.request
    return Prescription(
        stage=request.stage,
        preference=request.preference,
        setting=request.setting,
        flags=library.by_urgency(request.flags),
        plan_id=planned.plan.id,
        plan=planned.plan.facts,
        plan_title=planned.plan.words.title,
        items=draft.items,
        left_out=planned.left_out,
        flare=_flare(library, request.stage, draft.items),
        spoken=draft.spoken,
        most_effort=library.most_effort(request.flags),
        checked=library.by_urgency(request.checked),
        sore=request.sore,
        ask_first=_unchecked(library, request, "ask_first"),
        reworded=reworded,
        unaffected=unaffected,
    )


def _quiet(library: Library, draft: _Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the flags for which only lines are others, and those that change nothing.

    No exercise that is left out tells of them. What two flags do alike, each of them does.
    """
    request = draft.planned.request
    told = {flag for entry in draft.planned.left_out for flag in entry.flags}
    quiet = [f for f in request.flags if f not in told and library.flags[f].level == "adapt"]
    if not quiet:
        return (), ()
    others = tuple(flag for flag in request.flags if flag not in quiet)
    plain = _said(_draft(library, replace(request, flags=others)))
    unaffected = []
    for flag in quiet:
        alone = _said(_draft(library, replace(request, flags=(*others, flag))))
        if alone == plain:
            unaffected.append(flag)
    return tuple(flag for flag in quiet if flag not in unaffected), tuple(unaffected)


def _said(draft: _Draft) -> tuple[object, ...]:
    return draft.items, draft.spoken


def _flare(
    library: Library, stage: str, items: Iterable[PrescribedExercise]
) -> tuple[FlareMove, ...]:
    """Return the moves of calm types, rest as it is and all else at a share of its dose."""
    rule = library.stages[stage].flare
    return tuple(
        FlareMove(item, item.dose if item.rest else item.dose.less(rule.share))
        for item in items
        if item.facts.type in rule.types and not item.optional_if
    )


# -- one exercise


@dataclass(frozen=True, slots=True)
class _Dosed:
    """An exercise with its dose and days; whether it is done as often as the plan says."""

    entry: Chosen
    dose: Dose
    days: tuple[Day, ...]
    as_planned: bool
    problems: tuple[Problem, ...]


def _dosed(
    library: Library,
    request: PrescriptionRequest,
    plan: ChosenPlan,
    entry: Chosen,
    chosen: Iterable[Chosen],
) -> _Dosed:
    present = {one.exercise for one in chosen}
    planned, days = _planned_dose(library, plan, entry, request.stage, present)
    most = library.most_effort(request.flags)
    changes = changes_of(request, entry.exercise)
    dose, problems = adjusted_dose(library, entry.exercise, planned, changes, most)
    dose = eased(dose, most)
    if request.sore == "both" and library.exercises[entry.exercise].sore_side_only:
        dose = dose.model_copy(update={"per_side": True})
    if dose.days_per_week != planned.days_per_week:
        days = spread_days(dose.days_per_week)
    often = (dose.per_day, dose.days_per_week) == (planned.per_day, planned.days_per_week)
    as_planned = often and entry.plan_item == entry.exercise
    return _Dosed(entry, dose, days, as_planned, tuple(problems))


def _planned_dose(
    library: Library, plan: ChosenPlan, entry: Chosen, stage: str, present: set[str]
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


def _situation(library: Library, planned: _Planned) -> Situation:
    request, names = planned.request, [one.entry.exercise for one in planned.dosed]
    facts = [library.exercises[name] for name in names]
    changed = [one for one in planned.dosed if not one.as_planned]
    changed_types = {library.exercises[one.entry.exercise].type for one in changed}
    return Situation(
        stage=request.stage,
        preference=request.preference,
        setting=request.setting,
        sore=request.sore,
        plan=planned.plan.id,
        flags=library.with_levels(request.flags),
        exercises=frozenset(names),
        types=frozenset(one.type for one in facts),
        directions=frozenset(one.direction for one in facts),
        as_dosed=frozenset(names)
        .union(one.type for one in facts)
        .difference(changed_types, (one.entry.exercise for one in changed)),
    )


def _prescribed(
    library: Library, planned: _Planned, dosed: _Dosed, speaker: Speaker
) -> PrescribedExercise:
    """Return one exercise with its dose, words and days."""
    name, dose, stage = dosed.entry.exercise, dosed.dose, planned.request.stage
    facts, plan = library.exercises[name], planned.plan
    note = (*_plan_note(plan, dosed.entry), *_dose_note(library, name, stage))
    may_be_harder = library.most_effort(planned.request.flags) is None
    return PrescribedExercise(
        id=name,
        facts=facts,
        words=speaker.exercise(name, note, harder=may_be_harder),
        dose=dose,
        effort=_effort_words(library, name, stage, dose),
        optional_if=plan.words.optional_if.get(dosed.entry.plan_item or "", ""),
        days=dosed.days,
        rest=library.types[facts.type].rest,
        for_relief=library.is_for_relief(name),
        goals=library.goals_of(name),
    )


def _plan_note(plan: ChosenPlan, entry: Chosen) -> tuple[Line, ...]:
    """Return the plan's own note on its exercise; what stands in for that has its own."""
    return plan.words.notes.get(entry.exercise, ()) if entry.plan_item == entry.exercise else ()


def _dose_note(library: Library, exercise: str, stage: str) -> tuple[Line, ...]:
    return library.words.exercises[exercise].doses[stage].note


def _effort_words(library: Library, exercise: str, stage: str, dose: Dose) -> str:
    """Return how hard it should feel: the exercise's own words for its own effort."""
    if dose.effort == library.exercises[exercise].doses[stage].effort:
        return library.words.exercises[exercise].doses[stage].effort
    return library.words.condition.effort_words(dose.effort)

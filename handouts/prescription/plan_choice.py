"""Which plan fits: the named one, or the default for stage, preference and setting."""

from dataclasses import dataclass, replace
from pathlib import Path

from handouts.content import ANY, Library, load_plan
from handouts.content.facts import Plan
from handouts.content.words import PlanWords
from handouts.errors import BadInput, Problem
from handouts.prescription.request import PrescriptionRequest

OWN_PLAN = "own"
"""The id of a plan from a file: the file's name may tell more than it should."""


@dataclass(frozen=True, slots=True)
class ChosenPlan:
    """A plan, its words, and where it comes from."""

    id: str
    facts: Plan
    words: PlanWords


def choose_plan(library: Library, request: PrescriptionRequest) -> ChosenPlan:
    """Return the plan for a request whose stage, preference, setting and plan exist.

    Raises BadInput when a plan of the clinic's own is broken, or the plan is of another stage or
    for another easing direction.
    """
    if isinstance(request.plan, Path):
        own = load_plan(request.plan, library)
        _check_stage(own, request, {})
        _check_preference(library, own, request)
        return ChosenPlan(OWN_PLAN, own, own.words)
    if request.plan is None:
        name = _default_plan(library, request)
    else:
        name = request.plan
        fitting = {key: plan for key, plan in library.plans.items() if plan.stage == request.stage}
        _check_stage(library.plans[name], request, fitting)
        _check_preference(library, library.plans[name], request)
    return ChosenPlan(name, library.plans[name], library.words.plans[name])


def matched_request(
    library: Library, request: PrescriptionRequest, plan: Plan
) -> PrescriptionRequest:
    """Return the request with what was left at its default taken from the plan.

    Who names the plan for an easing direction need not name the direction as well.
    """
    condition = library.condition
    preference, setting = next(iter(condition.preferences)), condition.settings[0]
    if request.preference == preference and plan.preference != ANY:
        request = replace(request, preference=plan.preference)
    if request.setting == setting and plan.setting != ANY:
        request = replace(request, setting=plan.setting)
    return replace(request, flags=tuple(dict.fromkeys(request.flags)))


def _check_stage(plan: Plan, request: PrescriptionRequest, fitting: dict[str, Plan]) -> None:
    if plan.stage != request.stage:
        message = f"this plan is for the stage {plan.stage}, not {request.stage}"
        hint = f"plans of this stage: {', '.join(fitting)}" if fitting else "change --stage"
        raise BadInput([Problem("--plan", message, hint)])


def _check_preference(library: Library, plan: Plan, request: PrescriptionRequest) -> None:
    """Refuse a plan for another easing direction than the one that was given.

    Its words would say of the patient what is not so.
    """
    default = next(iter(library.condition.preferences))
    if plan.preference not in {ANY, request.preference} and request.preference != default:
        message = f"this plan is for the preference {plan.preference}, not {request.preference}"
        hint = "leave out --preference, or name a plan that fits it"
        raise BadInput([Problem("--plan", message, hint)])


def _default_plan(library: Library, request: PrescriptionRequest) -> str:
    """Return the first plan that fits, the stage's own default before others.

    Without one for the setting, a plan for any other will do: what cannot be done in the setting
    is then replaced.
    """
    default = library.condition.default_plans[request.stage]
    names = [default, *(name for name in library.plans if name != default)]
    of_stage = [name for name in names if library.plans[name].stage == request.stage]
    for settings in ({request.setting, ANY}, {*library.condition.settings, ANY}):
        for name in of_stage:
            plan = library.plans[name]
            if plan.preference in {request.preference, ANY} and plan.setting in settings:
                return name
    return default

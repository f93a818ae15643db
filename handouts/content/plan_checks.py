"""What makes a plan sound, for the library's plans and for a clinic's own."""

from collections import Counter
from collections.abc import Iterator

from handouts.content.dose import DAYS
from handouts.content.dose_checks import dose_problems, range_problems
from handouts.content.facts import ANY, Plan, PlanItem
from handouts.content.library import Library
from handouts.content.references import grounds, unknown
from handouts.content.words import PlanWords
from handouts.errors import Problem
from handouts.suggest import nearest


def plan_problems(
    library: Library, plan: Plan, words: PlanWords, source: str, words_source: str
) -> list[Problem]:
    """Return what is wrong with a plan; `source` and `words_source` name its files."""
    keys = Keys(source)
    problems = list(_reference_problems(library, plan, keys))
    if problems:
        return problems
    problems += range_problems(keys.at("weeks"), plan.weeks, None)
    for number, item in enumerate(plan.items):
        problems += _item_problems(library, plan, item, keys.at(f"items.{number}"))
    problems += _repeat_problems(plan, keys)
    if not problems:
        problems += _week_problems(library, plan, keys)
        problems += _word_problems(plan, words, Keys(words_source))
    return problems


class Keys:
    """Builds the source of a problem: file, then the key within it."""

    def __init__(self, source: str) -> None:
        self._source = source

    def at(self, key: str) -> str:
        """Return the source for a key of this file or table."""
        return f"{self._source}.{key}" if ":" in self._source else f"{self._source}:{key}"


def _reference_problems(library: Library, plan: Plan, keys: Keys) -> Iterator[Problem]:
    condition = library.condition
    yield from unknown(keys.at("stage"), [plan.stage], library.stages, "stage")
    yield from unknown(
        keys.at("preference"), [plan.preference], [*condition.preferences, ANY], "preference"
    )
    yield from unknown(keys.at("setting"), [plan.setting], [*condition.settings, ANY], "setting")
    for key, name in (("next", plan.next), ("previous", plan.previous)):
        if name is not None:
            yield from unknown(keys.at(key), [name], library.plans, "plan")
    yield from grounds(keys.at("evidence"), plan.evidence, library)
    for number, item in enumerate(plan.items):
        names = [item.exercise, *item.alternatives]
        yield from unknown(keys.at(f"items.{number}"), names, library.exercises, "exercise")
        if item.dose_while is not None:
            items = [other.exercise for other in plan.items]
            source = keys.at(f"items.{number}.dose_while")
            yield from unknown(source, [item.dose_while], items, "item")
    for day, daily in plan.week.items():
        yield from unknown(keys.at(f"week.{day}"), daily, library.exercises, "exercise")


def _item_problems(library: Library, plan: Plan, item: PlanItem, source: str) -> Iterator[Problem]:
    facts = library.exercises[item.exercise]
    if plan.stage not in facts.doses:
        message = f"{item.exercise} has no dose for the stage {plan.stage}"
        hint = "choose another, or add a dose to the exercise"
        yield Problem(f"{source}.exercise", message, hint)
    else:
        dose = item.dose.applied_to(facts.doses[plan.stage])
        yield from dose_problems(f"{source}.dose", dose, library.limits(item.exercise))
    if plan.setting not in {ANY, *facts.settings}:
        message = f"{item.exercise} cannot be done in the setting {plan.setting}"
        yield Problem(f"{source}.exercise", message, "choose another, or change the setting")
    for name in item.alternatives:
        problem = _alternative_fault(library, plan, item.exercise, name)
        if problem:
            yield Problem(f"{source}.alternatives", f"{name} {problem}", "remove or replace it")


def _alternative_fault(library: Library, plan: Plan, exercise: str, name: str) -> str:
    """Return why an exercise cannot stand in for another, or nothing."""
    original, other = library.exercises[exercise], library.exercises[name]
    if name == exercise:
        return "cannot stand in for itself"
    if plan.stage not in other.doses:
        return f"has no dose for the stage {plan.stage}"
    if plan.setting not in {ANY, *other.settings}:
        return f"cannot be done in the setting {plan.setting}"
    relief = {name for name, outcome in library.outcomes.items() if outcome.relief}
    same_goal = set(original.chart_goals) & set(other.chart_goals)
    same_relief = set(original.outcomes) & set(other.outcomes) & relief
    if not same_goal and not same_relief:
        return f"serves no goal that {exercise} serves"
    return ""


def _repeat_problems(plan: Plan, keys: Keys) -> Iterator[Problem]:
    for name, count in Counter(item.exercise for item in plan.items).items():
        if count > 1:
            yield Problem(keys.at("items"), f"{name} is there {count} times", "keep one")


def _week_problems(library: Library, plan: Plan, keys: Keys) -> Iterator[Problem]:
    """Check that the week names each item on as many days as its dose says."""
    items = {item.exercise: item for item in plan.items}
    for day, names in plan.week.items():
        for name in names:
            if name not in items:
                hint = nearest(name, items)
                yield Problem(keys.at(f"week.{day}"), f"{name} is no item of this plan", hint)
        if len(set(names)) < len(names):
            yield Problem(keys.at(f"week.{day}"), "names an exercise twice", "keep one")
    for name, item in items.items():
        dose = item.dose.applied_to(library.exercises[name].doses[plan.stage])
        days = sum(name in plan.week.get(day, ()) for day in DAYS)
        daily = days == 0 and dose.days_per_week == len(DAYS)
        if days != dose.days_per_week and not daily:
            message = f"{name} is on {days} days, but its dose says {dose.days_per_week}"
            yield Problem(keys.at("week"), message, "change the week or items.dose.days_per_week")


def _word_problems(plan: Plan, words: PlanWords, keys: Keys) -> Iterator[Problem]:
    names = [item.exercise for item in plan.items]
    yield from unknown(keys.at("notes"), words.notes, names, "item")
    optional = {item.exercise for item in plan.items if item.optional}
    for name in sorted(optional - set(words.optional_if)):
        hint = f"add optional_if.{name}"
        yield Problem(
            keys.at("optional_if"), f"{name} is optional, but no condition is given", hint
        )
    for name in sorted(set(words.optional_if) - optional):
        yield Problem(
            keys.at(f"optional_if.{name}"), "is no optional item", nearest(name, optional)
        )

"""What makes a library whole: every reference exists, every fact has its words."""

from collections.abc import Collection, Iterator, Mapping

from handouts.content.dose import DAYS, Dose
from handouts.content.dose_checks import dose_problems, limit_problems, range_problems
from handouts.content.duplicates import duplicate_problems
from handouts.content.facts import SIDES, Exercise, Sourced
from handouts.content.figure_checks import figure_problems
from handouts.content.flag_checks import flag_problems
from handouts.content.library import Library
from handouts.content.line_checks import line_problems
from handouts.content.naming import naming_problems
from handouts.content.plan_checks import plan_problems
from handouts.content.references import grounds, paired, unknown
from handouts.content.slots import library_places, plain_places
from handouts.errors import Problem
from handouts.suggest import nearest

PAIN = (0, 10)
"""The numeric pain rating scale: 0 is none, 10 the worst."""


def library_problems(library: Library) -> list[Problem]:
    """Return everything that is wrong across the files of a library."""
    problems = list(_condition_problems(library))
    problems += _word_problems(library)
    problems += _goal_problems(library)
    problems += _rule_problems(library)
    problems += flag_problems(library)
    problems += _statement_problems(library)
    problems += _article_problems(library)
    for name, exercise in library.exercises.items():
        problems += exercise_problems(library, name, exercise, f"exercises/{name}.toml")
    problems += figure_problems(library)
    if problems:
        return problems  # a plan's findings would only repeat these
    folder = f"{library.language}/exercises"
    problems += duplicate_problems(library.words.exercises, lambda name: f"{folder}/{name}.toml:")
    places = tuple(library_places(library))
    problems += line_problems(library, places)
    problems += naming_problems(library, (*places, *plain_places(library)))
    for name, plan in library.plans.items():
        words = library.words.plans[name]
        problems += plan_problems(
            library, plan, words, f"plans/{name}.toml", f"{library.language}/plans/{name}.toml"
        )
    return problems


def _condition_problems(library: Library) -> Iterator[Problem]:
    condition, file = library.condition, "condition.toml"
    yield from paired(condition.stages, library.stages, f"{file}:stages.", "stages.toml:")
    yield from unknown(f"{file}:default_plans", condition.default_plans, library.stages, "stage")
    for stage in library.stages:
        plan = condition.default_plans.get(stage)
        if plan is None:
            hint = f"add default_plans.{stage}"
            yield Problem(f"{file}:default_plans", f"no plan for the stage {stage}", hint)
        elif plan not in library.plans:
            yield from unknown(f"{file}:default_plans.{stage}", [plan], library.plans, "plan")
        elif library.plans[plan].stage != stage:
            message = f"{plan} is a plan of another stage"
            yield Problem(f"{file}:default_plans.{stage}", message, "name a plan of this stage")
    review = condition.review
    if review.months > review.most_months:
        hint = "raise most_months, or lower months"
        yield Problem(f"{file}:review.months", "is more than most_months", hint)
    for setting, positions in condition.floor_positions.items():
        source = f"{file}:floor_positions"
        yield from unknown(source, [setting], condition.settings, "setting")
        yield from unknown(f"{source}.{setting}", positions, condition.positions, "position")
    yield from unknown(f"{file}:limits", condition.limits, Dose.model_fields, "dose field")
    yield from limit_problems(f"{file}:limits", condition.limits)
    yield from unknown(f"{file}:type_limits", condition.type_limits, library.types, "type")
    for name, limits in condition.type_limits.items():
        yield from unknown(f"{file}:type_limits.{name}", limits, Dose.model_fields, "dose field")
        yield from limit_problems(f"{file}:type_limits.{name}", limits)


def _word_problems(library: Library) -> Iterator[Problem]:
    """Pair every id of the facts with its words."""
    words, folder, condition = library.words, library.language, library.condition
    directions = {exercise.direction for exercise in library.exercises.values()}
    irritability = {stage.irritability for stage in library.stages.values()}
    labels = words.condition
    yield from unknown(
        f"{folder}/goals.toml:explained", words.explained_types, library.types, "type"
    )
    statements, said = library.statements, words.statements
    rules, ruled = library.rules, words.rules
    emergencies = [name for name, sign in library.red_flags.items() if sign.level == "emergency"]
    pairs: list[tuple[Collection[str], Collection[str], str, str]] = [
        (condition.preferences, labels.preferences, "condition", "preferences."),
        (condition.settings, labels.settings, "condition", "settings."),
        (SIDES, labels.sides, "condition", "sides."),
        (condition.positions, labels.positions, "condition", "positions."),
        (condition.pain_points, labels.pain_points, "condition", "pain_points."),
        (directions, labels.directions, "condition", "directions."),
        (irritability, labels.irritability, "condition", "irritability."),
        (DAYS, labels.days, "condition", "days."),
        (DAYS, labels.short_days, "condition", "short_days."),
        (library.stages, words.stages, "stages", ""),
        (library.goals, words.goals, "goals", "goals."),
        (library.outcomes, words.outcomes, "goals", "outcomes."),
        (library.types, words.types, "goals", "types."),
        (library.types, words.plain_types, "goals", "plain_types."),
        (library.grades, words.grades, "goals", "grades."),
        (library.flag_levels, words.flag_levels, "flags", "levels."),
        (library.flags, words.flags, "flags", "flags."),
        (library.conflicts, words.conflicts, "conflicts", ""),
        (library.red_flags, words.red_flags.items, "red_flags", "items."),
        (emergencies, words.red_flags.brief, "red_flags", "brief."),
        (library.screening, words.screening.questions, "screening", "questions."),
        (rules.pain_rule.levels, ruled.pain_rule.levels, "rules", "pain_rule.levels."),
        (
            condition.preferences,
            ruled.direction_finder.results,
            "rules",
            "direction_finder.results.",
        ),
        (rules.lists, ruled.lists, "rules", "lists."),
        (statements.recommendations, said.recommendations, "statements", "recommendations."),
        (statements.claims, said.claims, "statements", "claims."),
        (statements.reasons, said.reasons, "statements", "reasons."),
        (statements.warnings, said.warnings, "statements", "warnings."),
        (statements.safety_net, said.safety_net, "statements", "safety_net."),
        (statements.disclaimers, said.disclaimers, "statements", "disclaimers."),
        (library.article, words.article, "article", ""),
    ]
    for facts, known, file, key in pairs:
        source = f"{file}.toml:{key}"
        yield from paired(facts, known, source, f"{folder}/{source}")
    for name, exercise in library.exercises.items():
        source = f"exercises/{name}.toml:doses."
        known = words.exercises[name].doses
        yield from paired(exercise.doses, known, source, f"{folder}/{source}")
    levels = {flag.level for flag in library.red_flags.values()}
    yield from paired(
        levels, words.red_flags.levels, "red_flags.toml:", f"{folder}/red_flags.toml:levels."
    )


def _goal_problems(library: Library) -> Iterator[Problem]:
    file = "goals.toml"
    for name, goal in library.goals.items():
        yield from unknown(f"{file}:goals.{name}.types", goal.types, library.types, "type")
        for kind in goal.types:
            if kind in library.types and name not in library.types[kind].serves:
                message = f"{kind} does not serve {name}"
                hint = f"add {name} to types.{kind}.serves"
                yield Problem(f"{file}:goals.{name}.types", message, hint)
    for name, served in library.types.items():
        yield from unknown(f"{file}:types.{name}.serves", served.serves, library.goals, "goal")


def _rule_problems(library: Library) -> Iterator[Problem]:
    """Check stages, flags, warning signs, screening and the general rules."""
    for name, stage in library.stages.items():
        yield from unknown(f"stages.toml:{name}.sources", stage.sources, library.sources, "source")
        yield from range_problems(f"stages.toml:{name}.leg_pain", stage.leg_pain, PAIN)
        if stage.to_week is not None:
            weeks = (stage.from_week, stage.to_week)
            yield from range_problems(f"stages.toml:{name}.to_week", weeks, None)
        yield from unknown(
            f"stages.toml:{name}.flare.types", stage.flare.types, library.types, "type"
        )
        yield from unknown(f"stages.toml:{name}.growth", stage.growth, library.types, "type")
        for kind, growth in stage.growth.items():
            source = f"stages.toml:{name}.growth.{kind}.unless"
            levels = {*library.flags, *library.flag_levels}
            yield from unknown(source, growth.unless, levels, "flag, or level of flags,")
        part, whole = stage.flare.share
        if part > whole:
            message = "is more than the dose, and a flare asks for less"
            yield Problem(f"stages.toml:{name}.flare.share", message, "write it as [1, 2] for half")
    for name, sign in library.red_flags.items():
        yield from unknown(
            f"red_flags.toml:{name}.sources", sign.sources, library.sources, "source"
        )
    for name, question in library.screening.items():
        source = f"screening.toml:{name}"
        yield from unknown(f"{source}.sources", question.sources, library.sources, "source")
        yield from unknown(f"{source}.flags", question.flags, library.flags, "flag")
    rules = library.rules
    for key, rule in (
        ("pain_rule", rules.pain_rule),
        ("direction_finder", rules.direction_finder),
        *((f"lists.{name}", entry) for name, entry in rules.lists.items()),
    ):
        yield from unknown(f"rules.toml:{key}.sources", rule.sources, library.sources, "source")
    finder, key = rules.direction_finder, "rules.toml:direction_finder."
    flags = {*library.flags, *library.flag_levels}
    yield from unknown(f"{key}skip_if", finder.skip_if, flags, "flag, or level of flags,")
    yield from unknown(f"{key}stages", finder.stages, library.stages, "stage")
    known = library.condition.preferences
    yield from unknown(f"{key}preferences", finder.preferences, known, "preference")
    yield from _light_problems(rules.pain_rule.levels)


def _light_problems(levels: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    """Yield what is wrong with the lights of the pain rule: each score has to have one of them."""
    source = "rules.toml:pain_rule.levels"
    backward = [
        problem
        for name, scores in levels.items()
        for problem in range_problems(f"{source}.{name}", scores, PAIN)
    ]
    yield from backward
    if backward:
        return
    for score in range(PAIN[0], PAIN[1] + 1):
        lit = [name for name, (low, high) in levels.items() if low <= score <= high]
        if len(lit) != 1:
            message = f"a pain of {score} is {' and '.join(lit) or 'none of them'}"
            yield Problem(source, message, f"let each score from {PAIN[0]} to {PAIN[1]} be one")
            return


def _statement_problems(library: Library) -> Iterator[Problem]:
    said, file = library.statements, "statements.toml"
    groups: dict[str, Mapping[str, Sourced]] = {
        "recommendations": said.recommendations,
        "claims": said.claims,
        "reasons": said.reasons,
        "warnings": said.warnings,
        "safety_net": said.safety_net,
        "disclaimers": said.disclaimers,
    }
    for group, entries in groups.items():
        for name, entry in entries.items():
            source = f"{file}:{group}.{name}.sources"
            yield from unknown(source, entry.sources, library.sources, "source")
    for name, advice in said.recommendations.items():
        source = f"{file}:recommendations.{name}"
        yield from unknown(f"{source}.stages", advice.stages, library.stages, "stage")
        if advice.grade is not None:
            yield from unknown(f"{source}.grade", [advice.grade], library.grades, "grade")
    for group, backed in (("reasons", said.reasons), ("warnings", said.warnings)):
        for name, entry in backed.items():
            source = f"{file}:{group}.{name}.claims"
            yield from unknown(source, entry.claims, said.claims, "claim")


def _article_problems(library: Library) -> Iterator[Problem]:
    for name, passage in library.article.items():
        source = f"article.toml:{name}."
        yield from unknown(f"{source}sources", passage.sources, library.sources, "source")
        yield from unknown(f"{source}unless", passage.unless, library.flags, "flag")
        if passage.figure is not None:
            yield from unknown(f"{source}figure", [passage.figure], library.figures, "figure")


def exercise_problems(
    library: Library, name: str, exercise: Exercise, file: str
) -> Iterator[Problem]:
    """Yield what is wrong with the facts of an exercise; `file` is what Problems call it."""
    condition = library.condition
    yield from unknown(f"{file}:type", [exercise.type], library.types, "type")
    yield from unknown(f"{file}:position", [exercise.position], condition.positions, "position")
    yield from unknown(f"{file}:settings", exercise.settings, condition.settings, "setting")
    yield from unknown(f"{file}:chart_goals", exercise.chart_goals, library.goals, "goal")
    yield from unknown(f"{file}:outcomes", exercise.outcomes, library.outcomes, "outcome")
    yield from unknown(f"{file}:avoid_if", exercise.avoid_if, library.flags, "flag")
    yield from unknown(f"{file}:doses", exercise.doses, library.stages, "stage")
    yield from grounds(f"{file}:evidence", exercise.evidence, library)
    if exercise.type not in library.types:
        return
    serves = library.types[exercise.type].serves
    for goal in exercise.chart_goals:
        if goal in library.goals and goal not in serves:
            message = f"an exercise of the type {exercise.type} cannot serve {goal}"
            yield Problem(f"{file}:chart_goals", message, nearest(goal, serves))
    if not exercise.chart_goals and not any(
        outcome in library.outcomes and library.outcomes[outcome].relief
        for outcome in exercise.outcomes
    ):
        message = "serves no goal of the chart and no outcome that is a relief"
        yield Problem(file, message, "add to chart_goals or outcomes")
    for stage, dose in exercise.doses.items():
        if exercise.sore_side_only and dose.per_side:
            message = "is true, though the exercise is done with the sore side alone"
            hint = "write false, or remove sore_side_only"
            yield Problem(f"{file}:doses.{stage}.per_side", message, hint)
        yield from dose_problems(f"{file}:doses.{stage}", dose, library.limits(name))

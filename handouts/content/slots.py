"""Where a library's lines stand: every slot with its key, and what is sure wherever it is said."""

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.content.facts import Plan
from handouts.content.library import Library
from handouts.content.lines import Line
from handouts.content.words import ExerciseWords, PlanWords


@dataclass(frozen=True, slots=True)
class Place:
    """One slot. `source` is file:key; `needed` says that it may never be without a line.

    Wherever it is said the exercise is in the plan, and the stage and the preference are the
    patient's: "" where any may be. `group` is the key of the list that it is one of, "" for none.
    What is `general` speaks of exercise at large, and may name what a plan does not have.
    """

    source: str
    slot: tuple[Line, ...]
    needed: bool = False
    group: str = ""
    exercise: str = ""
    stage: str = ""
    preference: str = ""
    general: bool = False


def library_places(library: Library) -> Iterator[Place]:
    """Yield every slot of a library's shipped words; sources name files below its folder."""
    folder = library.language
    yield from _stage_places(library, folder)
    yield from _rule_places(library, folder)
    yield from _passage_places(library, folder)
    for name, words in library.words.exercises.items():
        yield from exercise_places(name, words, f"{folder}/exercises/{name}.toml:")
    for name, told in library.words.plans.items():
        plan = library.plans[name]
        yield from plan_places(plan, told, f"{folder}/plans/{name}.toml:")


def plain_places(library: Library) -> Iterator[Place]:
    """Yield what is said without a choice between lines, whatever a patient has."""
    folder, said = library.language, library.words
    for name, stage in said.stages.items():
        key = f"{folder}/stages.toml:{name}."
        for field in ("label", "short", "usual_time", "progress_for"):
            yield from _plain(f"{key}{field}", getattr(stage, field), stage=name)
    rule, key = said.rules.pain_rule, f"{folder}/rules.toml:pain_rule."
    for field in ("title", "at_rest"):
        yield from _plain(f"{key}{field}", getattr(rule, field))
    for name, light in rule.levels.items():
        yield from _plain(f"{key}levels.{name}.label", light.label)
        yield from _plain(f"{key}levels.{name}.action", light.action)
    for name, words in said.exercises.items():
        yield from plain_exercise_places(name, words, f"{folder}/exercises/{name}.toml:")
    for name, told in said.plans.items():
        yield from plain_plan_places(library.plans[name], told, f"{folder}/plans/{name}.toml:")


def plain_exercise_places(name: str, words: ExerciseWords, key: str) -> Iterator[Place]:
    """Yield what is said of an exercise without a choice; `key` stands before each key."""
    for stage, dose in words.doses.items():
        yield from _plain(f"{key}doses.{stage}.effort", dose.effort, exercise=name, stage=stage)


def plain_plan_places(plan: Plan, words: PlanWords, key: str) -> Iterator[Place]:
    """Yield what is said of a plan without a choice; `key` stands before each key."""
    yield Place(
        f"{key}title", (Line(text=words.title),), stage=plan.stage, preference=plan.preference
    )
    for name, text in words.optional_if.items():
        yield from _plain(f"{key}optional_if.{name}", text, exercise=name, stage=plan.stage)


def _plain(source: str, text: str, exercise: str = "", stage: str = "") -> Iterator[Place]:
    if text:
        yield Place(source, (Line(text=text),), exercise=exercise, stage=stage)


def exercise_places(name: str, words: ExerciseWords, key: str) -> Iterator[Place]:
    """Yield the slots of an exercise; `key` is what stands before each key."""
    for field in ("purpose", "start", "breathing", "feel", "mistake"):
        yield Place(f"{key}{field}", getattr(words, field), needed=True, exercise=name)
    for field in ("end", "easier", "harder", "stop_if"):
        yield Place(f"{key}{field}", getattr(words, field), exercise=name)
    for field in ("equipment", "steps"):
        yield from _listed(f"{key}{field}", getattr(words, field), exercise=name)
    for stage, dose in words.doses.items():
        yield Place(f"{key}doses.{stage}.note", dose.note, exercise=name, stage=stage)
    if words.figure:
        yield Place(f"{key}figure.alt", words.figure.alt, needed=True, exercise=name)


def plan_places(plan: Plan, words: PlanWords, key: str) -> Iterator[Place]:
    """Yield the slots of a plan; `key` is what stands before each key."""
    stage = plan.stage
    yield Place(f"{key}who_for", words.who_for, needed=True, stage=stage)
    for number, slot in enumerate(words.rhythm):
        yield Place(f"{key}rhythm.{number}", slot, stage=stage)
    for name, slot in words.notes.items():
        yield Place(f"{key}notes.{name}", slot, exercise=name, stage=stage)


def _stage_places(library: Library, folder: str) -> Iterator[Place]:
    for name, words in library.words.stages.items():
        key = f"{folder}/stages.toml:{name}."
        yield Place(f"{key}message", words.message, needed=True, stage=name)
        yield Place(f"{key}message_more", words.message_more, stage=name)
        for field in ("criteria", "goals", "do", "avoid", "progress_when"):
            yield from _listed(f"{key}{field}", getattr(words, field), stage=name)
        for field in ("when", "calm", "instead"):
            slot = getattr(words.flare, field)
            yield Place(f"{key}flare.{field}", slot, needed=True, stage=name)
        yield from _listed(f"{key}flare.then", words.flare.then, stage=name)


def _rule_places(library: Library, folder: str) -> Iterator[Place]:
    rules, said = library.words.rules, library.words.statements
    key = f"{folder}/rules.toml:"
    yield Place(f"{key}pain_rule.leg_rule", rules.pain_rule.leg_rule, needed=True)
    yield Place(f"{key}pain_rule.stop", rules.pain_rule.stop, needed=True)
    for name, told in rules.lists.items():
        yield Place(f"{key}lists.{name}.title", told.title, needed=True)
        yield from _listed(f"{key}lists.{name}.items", told.items)
    key = f"{folder}/statements.toml:"
    for name, claim in said.claims.items():
        yield Place(f"{key}claims.{name}.careful", claim.careful, needed=True)
    for group in ("safety_net", "disclaimers"):
        for name, slot in getattr(said, group).items():
            yield Place(f"{key}{group}.{name}", slot, needed=True)
    signs, key = library.words.red_flags, f"{folder}/red_flags.toml:"
    yield Place(f"{key}weak_leg", signs.weak_leg, needed=True)
    yield Place(f"{key}weak_leg_brief", signs.weak_leg_brief, needed=True)
    check, key = signs.check, f"{folder}/red_flags.toml:check."
    yield Place(f"{key}worse", check.worse, needed=True)
    for field in ("do", "avoid", "back"):
        yield from _listed(f"{key}{field}", getattr(check, field))


def _passage_places(library: Library, folder: str) -> Iterator[Place]:
    """Yield the slots of the article. A passage of which nothing fits is left out as a whole."""
    for name, words in library.words.article.items():
        key, general = f"{folder}/article.toml:{name}.", library.article[name].general
        yield Place(f"{key}title", words.title, general=general)
        for field in ("core", "more"):
            for number, slot in enumerate(getattr(words, field)):
                yield Place(f"{key}{field}.{number}", slot, general=general)


def _listed(
    key: str, slots: tuple[tuple[Line, ...], ...], exercise: str = "", stage: str = ""
) -> Iterator[Place]:
    for number, slot in enumerate(slots):
        yield Place(f"{key}.{number}", slot, group=key, exercise=exercise, stage=stage)

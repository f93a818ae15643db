"""A clinic's own exercises and plans: checked like the library's, and put beside them."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from handouts.content.checks import exercise_problems
from handouts.content.duplicates import duplicate_problems
from handouts.content.figure_checks import picture_problems
from handouts.content.files import OwnExercise, OwnPlan, adapter
from handouts.content.library import Library, OwnEntry
from handouts.content.line_checks import line_problems
from handouts.content.own_languages import OwnLanguages
from handouts.content.plan_checks import plan_problems
from handouts.content.reading import modelled
from handouts.content.references import paired, unknown
from handouts.content.slots import exercise_places, plan_places
from handouts.content.words import ExerciseWords, PlanWords
from handouts.errors import Problem, raise_if_any
from handouts.suggest import nearest

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")

OwnFiles = Mapping[str, tuple[str, str]]
"""Id -> the text of a TOML file and what Problems call it."""


@dataclass(frozen=True, slots=True)
class OwnContent:
    """What a clinic adds to the library, as read; `pictures` are names of files beside it."""

    exercises: OwnFiles = field(default_factory=dict)
    plans: OwnFiles = field(default_factory=dict)
    pictures: Collection[str] = ()
    regions: OwnFiles = field(default_factory=dict)
    languages: OwnLanguages = field(default_factory=dict)


NOTHING = OwnContent()

W = TypeVar("W", ExerciseWords, PlanWords)


def with_own(library: Library, own: OwnContent, values: Mapping[str, str]) -> Library:
    """Return a checked library with a clinic's exercises and plans in it.

    `values` stand for the {placeholders} in words. What replaces one of ours takes its place;
    all else follows ours. Raises BadInput with all problems.
    """
    if not (own.exercises or own.plans):
        return library
    exercises, problems = _read_all(own.exercises, "exercise", library.exercises, values)
    plans, more = _read_all(own.plans, "plan", library.plans, values)
    raise_if_any([*problems, *more])
    both = _with_exercises(library, own, exercises)
    both = _with_plans(both, own, plans)
    names = [library.digest, *(f"{source}\0{text}" for text, source in _files(own))]
    return replace(both, digest=hashlib.sha256("\0".join(names).encode()).hexdigest())


def spoken(
    own: OwnExercise | OwnPlan, words: W, others: Mapping[str, W], language: str
) -> W | None:
    """Return the words in a language, None if there are none."""
    return words if own.language == language else others.get(language)


def words_key(own: OwnExercise | OwnPlan, language: str) -> str:
    """Return the key that the words in a language stand under."""
    return "words" if own.language == language else f"translations.{language}"


def no_words(source: str, language: str) -> Problem:
    """Return the problem of a file without words in a language."""
    return Problem(source, f"has no words in {language!r}", f"add [translations.{language}]")


def _read_all(
    files: OwnFiles, what: str, ours: Collection[str], values: Mapping[str, str]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the models of a clinic's files of one kind by id, and what is wrong with the files."""
    models: dict[str, Any] = {}
    problems: list[Problem] = []
    given = tuple(values.items())
    for name, (text, source) in files.items():
        read, found = modelled(text.encode(), source, adapter(f"own-{what}"), given)
        problems += [*found, *_id_problems(name, read, source, ours, what)]
        if read is not None:
            models[name] = read
    return models, problems


def _files(own: OwnContent) -> Iterator[tuple[str, str]]:
    yield from own.exercises.values()
    yield from own.plans.values()


def _id_problems(
    name: str, read: OwnExercise | OwnPlan | None, source: str, known: Collection[str], what: str
) -> Iterator[Problem]:
    if not _ID.fullmatch(name):
        hint = "rename the file: small letters, digits, - and _, 60 at most"
        yield Problem(source, "is no name for an exercise or a plan", hint)
    elif read is None:
        return
    elif read.replaces and name not in known:
        message = f"the library has no {what} {name!r} to replace"
        yield Problem(f"{source}:replaces", message, nearest(name, known))
    elif name in known and not read.replaces:
        hint = "rename the file, or write replaces = true to use yours in place of it"
        yield Problem(source, f"the library has a {what} of the same name", hint)


# -- exercises


def _with_exercises(library: Library, own: OwnContent, read: dict[str, OwnExercise]) -> Library:
    problems: list[Problem] = []
    words: dict[str, ExerciseWords] = {}
    sources, entries = dict(library.sources), {}
    for name, exercise in read.items():
        source = own.exercises[name][1]
        said = spoken(exercise, exercise.words, exercise.translations, library.language)
        if said is None:
            problems.append(no_words(source, library.language))
        else:
            words[name] = said
        avoided = library.flags_against(name) if exercise.replaces else ()
        entries[name] = OwnEntry(source, exercise.replaces, exercise.picture, avoided)
        for key, found in exercise.sources.items():
            if sources.setdefault(key, found) != found:
                message = "another source has this name"
                problems.append(Problem(f"{source}:sources.{key}", message, "rename yours"))
    raise_if_any(problems)
    both = replace(
        library,
        exercises={**library.exercises, **read},
        sources=sources,
        words=replace(library.words, exercises={**library.words.exercises, **words}),
        own_exercises=entries,
    )
    for name, exercise in read.items():
        problems += _own_exercise_problems(both, name, exercise, own)
    problems += _duplicates(both, read)
    raise_if_any(problems)
    raise_if_any(_broken_plans(both))
    return both


def _duplicates(library: Library, read: Mapping[str, OwnExercise]) -> Iterator[Problem]:
    """Yield what a clinic's exercises have in common with ours or with each other."""

    def source(name: str) -> str:
        if name not in read:
            return f"{library.language}/exercises/{name}.toml:"
        entry = library.own_exercises[name]
        return f"{entry.source}:{words_key(read[name], library.language)}."

    return duplicate_problems(library.words.exercises, source)


def fewer_flags_problems(library: Library) -> Iterator[Problem]:
    """Yield a warning for each exercise that fewer flags leave out than ours in its place."""
    for name, entry in library.own_exercises.items():
        lost = library.no_longer_against(name)
        if lost:
            message = f"is given with {', '.join(lost)}; the library's own {name} is not"
            hint = "add them to avoid_if, unless it suits these patients"
            yield Problem(f"{entry.source}:avoid_if", message, hint, severity="warning")


def _own_exercise_problems(
    library: Library, name: str, exercise: OwnExercise, own: OwnContent
) -> Iterator[Problem]:
    source = own.exercises[name][1]
    yield from exercise_problems(library, name, exercise, source)
    directions = library.words.condition.directions
    yield from unknown(f"{source}:direction", [exercise.direction], directions, "direction")
    for key, words in _all_words(exercise):
        places = exercise_places(name, words, f"{source}:{key}.")
        yield from line_problems(library, places)
        yield from paired(exercise.doses, words.doses, f"{source}:doses.", f"{source}:{key}.doses.")
        yield from _alt_problems(exercise, words, f"{source}:{key}.figure")
        spoken_in = _language_of(exercise, key)
        yield from picture_problems(exercise, words, spoken_in, f"{source}:{key}.")
    yield from _evidence_problems(library, exercise, f"{source}:evidence")
    if exercise.picture and exercise.picture not in own.pictures:
        hint = nearest(exercise.picture, own.pictures) or "put a PNG, JPEG or SVG file beside it"
        yield Problem(f"{source}:picture", "there is no such picture beside this file", hint)
    if exercise.picture and exercise.pose:
        yield Problem(f"{source}:picture", "stands beside a [pose]", "keep one of them")


def _all_words(exercise: OwnExercise) -> Iterator[tuple[str, ExerciseWords]]:
    yield "words", exercise.words
    for language, words in exercise.translations.items():
        yield f"translations.{language}", words


def _language_of(exercise: OwnExercise, key: str) -> str:
    """Return the language of the words under a key of an exercise's file."""
    return exercise.language if key == "words" else key.partition(".")[2]


def _alt_problems(exercise: OwnExercise, words: ExerciseWords, key: str) -> Iterator[Problem]:
    """Yield a picture without words for those who cannot see it, or words without a picture.

    What replaces one of ours may keep our picture.
    """
    drawn = bool(exercise.picture or exercise.pose)
    if drawn and words.figure is None:
        hint = f"add [{key.rsplit(':', 1)[1]}] with alt, what the picture shows"
        yield Problem(key, "is missing: the picture needs words", hint)
    elif not drawn and not exercise.replaces and words.figure is not None:
        yield Problem(key, "there is no picture", "name one with picture, or remove this")


def _evidence_problems(library: Library, exercise: OwnExercise, key: str) -> Iterator[Problem]:
    """Yield claims without a source: only the weakest grade may rest on practice alone."""
    evidence, weakest = exercise.evidence, library.grades[-1]
    if evidence.sources:
        return
    if evidence.basis == "source":
        yield Problem(f"{key}.sources", "names no source", "name one, or change the basis")
    if evidence.grade in library.grades and evidence.grade != weakest:
        message = f"a grade of {evidence.grade} needs a source"
        hint = f"name one, or write grade = {weakest!r} for your own practice"
        yield Problem(f"{key}.grade", message, hint)


def _broken_plans(library: Library) -> Iterator[Problem]:
    """Yield what a replaced exercise breaks in the library's plans."""
    for name, plan in library.plans.items():
        used = {e for item in plan.items for e in (item.exercise, *item.alternatives)}
        changed = [own for own in library.own_exercises if own in used]
        found = changed and plan_problems(library, plan, library.words.plans[name], name, name)
        if found:
            source = library.own_exercises[changed[0]].source
            message = f"does not fit the library's plan {name}: {found[0].message}"
            yield Problem(source, message, "keep its stages, days and settings, or rename the file")


# -- plans


def _with_plans(library: Library, own: OwnContent, read: dict[str, OwnPlan]) -> Library:
    problems: list[Problem] = []
    words: dict[str, PlanWords] = {}
    entries = {}
    for name, plan in read.items():
        source = own.plans[name][1]
        said = spoken(plan, plan.words, plan.translations, library.language)
        if said is None:
            problems.append(no_words(source, library.language))
        else:
            words[name] = said
        entries[name] = OwnEntry(source, plan.replaces)
        if plan.replaces and library.plans[name].stage != plan.stage:
            message = f"the plan that it replaces is for the stage {library.plans[name].stage}"
            problems.append(Problem(f"{source}:stage", message, "rename the file"))
    raise_if_any(problems)
    both = replace(
        library,
        plans={**library.plans, **read},
        words=replace(library.words, plans={**library.words.plans, **words}),
        own_plans=entries,
    )
    for name, plan in read.items():
        source = own.plans[name][1]
        key = words_key(plan, library.language)
        problems += plan_problems(both, plan, words[name], source, f"{source}:{key}")
        problems += line_problems(both, plan_places(plan, words[name], f"{source}:{key}."))
    raise_if_any(problems)
    return both

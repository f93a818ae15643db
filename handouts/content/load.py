"""From a folder of TOML files to a `Library`, with every mistake reported at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.content.checks import library_problems
from handouts.content.files import Kind, OwnPlan, adapter
from handouts.content.library import Library, Region, Words
from handouts.content.line_checks import line_problems
from handouts.content.own import NOTHING, OwnContent, no_words, spoken, with_own, words_key
from handouts.content.own_languages import laid_over, language_problems, told_of
from handouts.content.plan_checks import plan_problems
from handouts.content.reading import Reader
from handouts.content.references import unknown
from handouts.content.regions import REGIONS, read_region, with_numbers
from handouts.content.slots import plan_places
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.suggest import nearest

_NO_WORDS = {"language", "date", "two_numbers", "out_of_hours"}
COLLECTION = "library.toml"


def conditions(root: Path) -> tuple[str, ...]:
    """Return the ids of the libraries in a folder, by name."""
    return tuple(sorted(path.parent.name for path in root.glob("*/condition.toml")))


def default_condition(root: Path) -> str:
    """Return the id of the library that is used when none is named.

    Raises BadInput when library.toml is missing or names a library that is not there.
    """
    reader = Reader(root)
    collection = reader.read(COLLECTION, adapter("collection"))
    raise_if_any(reader.problems)
    known = conditions(root)
    default = str(getattr(collection, "default", ""))
    if default not in known:
        source = f"{COLLECTION}:default"
        raise BadInput([Problem(source, "there is no such library", nearest(default, known))])
    return default


def load_library(
    folder: Path,
    language: str = "en",
    region: str = "uk",
    emergency_number: str | Sequence[str] = (),
    *,
    own: OwnContent = NOTHING,
) -> Library:
    """Return the library in `folder`, checked, with its words filled in for the region.

    The regions lie in the folder beside it. `emergency_number`, one or two, takes the place of the
    region's; `own` are exercises, plans and regions that a clinic adds. Raises BadInput with all
    problems, each with its file and key as source.
    """
    raise_if_any(language_problems(folder, language, own.languages))
    try:
        return _load(folder, language, region, emergency_number, own)
    except BadInput as error:
        told = [told_of(problem, language, own.languages) for problem in error.problems]
        raise BadInput(told) from error


def _load(
    folder: Path, language: str, region: str, emergency_number: str | Sequence[str], own: OwnContent
) -> Library:
    found = read_region(folder.parent / REGIONS, region, language, own.regions)
    place = found.region
    if emergency_number:
        numbers = (emergency_number,) if isinstance(emergency_number, str) else emergency_number
        place = with_numbers(place, numbers, "emergency_number")
    files = _read_files(
        Reader(folder, laid_over(language, own.languages)), language, placeholders(place)
    )
    raise_if_any(files.reader.problems)
    both = found.digest + files.reader.digest
    digest = hashlib.sha256(both.encode()).hexdigest()
    read = {f"{REGIONS}/{name}": one for name, one in found.files.items()}
    library = _assemble(folder.name, language, place, files, digest, read | files.reader.files)
    raise_if_any(library_problems(library))
    source = own.regions.get(region, ("", f"{REGIONS}/{region}.toml"))[1]
    raise_if_any(unknown(f"{source}:sources", place.facts.sources, library.sources, "source"))
    return with_own(library, own, placeholders(place))


def load_plan(path: Path, library: Library) -> OwnPlan:
    """Return a clinic's own plan file, checked against the library.

    Raises BadInput with all problems.
    """
    reader = Reader(path.parent)
    plan: OwnPlan | None = reader.read(path.name, adapter("own-plan"), placeholders(library.region))
    raise_if_any(reader.problems)
    if plan is None:  # pragma: no cover - an unread plan always has a problem
        raise AssertionError(path.name)
    words = spoken(plan, plan.words, plan.translations, library.language)
    if words is None:
        raise BadInput([no_words(path.name, library.language)])
    key = f"{path.name}:{words_key(plan, library.language)}"
    problems = plan_problems(library, plan, words, path.name, key)
    raise_if_any([*problems, *line_problems(library, plan_places(plan, words, f"{key}."))])
    return plan.model_copy(update={"words": words})


@dataclass
class _Files:
    """What was read, by kind; exercises, plans and figures by id."""

    reader: Reader
    whole: dict[str, Any] = field(default_factory=dict)
    exercises: dict[str, Any] = field(default_factory=dict)
    exercise_words: dict[str, Any] = field(default_factory=dict)
    plans: dict[str, Any] = field(default_factory=dict)
    plan_words: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    figure_words: dict[str, Any] = field(default_factory=dict)


_WHOLE: tuple[Kind, ...] = (
    "condition",
    "stages",
    "goals",
    "flags",
    "conflicts",
    "red_flags",
    "screening",
    "rules",
    "statements",
    "article",
    "sources",
)
_WHOLE_WORDS: tuple[Kind, ...] = (
    "condition-words",
    "stages-words",
    "goals-words",
    "flags-words",
    "conflicts-words",
    "red_flags-words",
    "screening-words",
    "rules-words",
    "statements-words",
    "article-words",
)


def _read_files(reader: Reader, language: str, values: dict[str, str]) -> _Files:
    """Read every file of a library; what could not be read is None and has a problem."""
    files = _Files(reader)
    for kind in _WHOLE:
        files.whole[kind] = reader.read(f"{kind}.toml", adapter(kind))
    for kind in _WHOLE_WORDS:
        name = kind.removesuffix("-words")
        files.whole[kind] = reader.read(f"{language}/{name}.toml", adapter(kind), values)
    groups: tuple[tuple[str, Kind, Kind, dict[str, Any], dict[str, Any]], ...] = (
        ("exercises", "exercise", "exercise-words", files.exercises, files.exercise_words),
        ("plans", "plan", "plan-words", files.plans, files.plan_words),
        ("figures", "figure", "figure-words", files.figures, files.figure_words),
    )
    for group, fact_kind, kind, facts, words in groups:
        for name in reader.ids(group):
            facts[name] = reader.read(f"{group}/{name}.toml", adapter(fact_kind))
        present = reader.ids(f"{language}/{group}")
        for name in present:
            file = f"{language}/{group}/{name}.toml"
            if name in facts:
                words[name] = reader.read(file, adapter(kind), values)
            else:
                message = f"words without facts: there is no {group}/{name}.toml"
                reader.problems.append(Problem(file, message, nearest(name, facts)))
        for name in sorted(set(facts) - set(present)):
            message = f"has no words: there is no {language}/{group}/{name}.toml"
            reader.problems.append(Problem(f"{group}/{name}.toml", message, "add the file"))
    return files


def _assemble(
    name: str,
    language: str,
    region: Region,
    files: _Files,
    digest: str,
    read: dict[str, str],
) -> Library:
    """Put the files together in the order of the page."""
    whole = files.whole
    goals, goals_words = whole["goals"], whole["goals-words"]
    stages = {
        key: whole["stages"][key] for key in whole["condition"].stages if key in whole["stages"]
    }
    words = Words(
        condition=whole["condition-words"],
        stages=whole["stages-words"],
        goals=goals_words.goals,
        outcomes=goals_words.outcomes,
        types=goals_words.types,
        plain_types=goals_words.plain_types,
        explained_types=goals_words.explained,
        grades=goals_words.grades,
        called_types=goals_words.called,
        flag_levels=whole["flags-words"].levels,
        flags=whole["flags-words"].flags,
        conflicts=whole["conflicts-words"],
        red_flags=whole["red_flags-words"],
        screening=whole["screening-words"],
        rules=whole["rules-words"],
        statements=whole["statements-words"],
        article=whole["article-words"],
        exercises=files.exercise_words,
        plans=files.plan_words,
        figures=files.figure_words,
    )
    return Library(
        id=name,
        language=language,
        region=region,
        digest=digest,
        files=read,
        condition=whole["condition"],
        stages=stages,
        goals=goals.goals,
        outcomes=goals.outcomes,
        types=goals.types,
        grades=goals.grades.order,
        flag_levels=whole["flags"].levels,
        flags=whole["flags"].flags,
        conflicts=whole["conflicts"],
        red_flags=whole["red_flags"],
        screening=whole["screening"],
        rules=whole["rules"],
        statements=whole["statements"],
        article=whole["article"],
        sources=whole["sources"],
        exercises=files.exercises,
        plans=files.plans,
        figures=files.figures,
        words=words,
    )


def placeholders(region: Region) -> dict[str, str]:
    """Return what stands for the {placeholders} in words."""
    facts = {
        "emergency_number": region.facts.emergency_number,
        "urgent_line": region.facts.urgent_line,
    }
    return facts | region.words.model_dump(exclude=_NO_WORDS)

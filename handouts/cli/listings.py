"""What the library commands tell: one row for each thing, and all about one thing."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.content import Library, OwnEntry
    from handouts.content.facts import Evidence, Exercise
    from handouts.content.lines import Line
    from handouts.content.model import Table

Row = dict[str, Any]

_USES = {
    "stage": "--stage", "exercise": "--add", "plan": "--plan", "flag": "--avoid",
    "setting": "--setting", "preference": "--preference",
}  # fmt: skip


def exercises(library: "Library") -> list[Row]:
    """Return one row for each exercise."""
    return [
        {
            "id": name,
            "name": library.words.exercises[name].name,
            "type": facts.type,
            "position": facts.position,
            "settings": list(facts.settings),
            "stages": list(facts.doses),
            "evidence": facts.evidence.grade,
            "avoid_if": list(facts.avoid_if),
            "own": name in library.own_exercises,
        }
        for name, facts in exercises_by_stage(library).items()
    ]


def exercises_by_stage(library: "Library") -> "dict[str, Exercise]":
    """Return the exercises in the order of the first stage that has them, then of the page."""
    stages, positions = list(library.stages), list(library.positions)

    def place(name: str) -> tuple[int, int]:
        facts = library.exercises[name]
        first = min((stages.index(stage) for stage in facts.doses), default=len(stages))
        return first, positions.index(facts.position)

    return {name: library.exercises[name] for name in sorted(library.exercises, key=place)}


def plans(library: "Library") -> list[Row]:
    """Return one row for each plan; `default` marks the one a stage gets when none is named."""
    defaults = set(library.condition.default_plans.values())
    stages = list(library.stages)
    plans = sorted(library.plans.items(), key=lambda entry: stages.index(entry[1].stage))
    return [
        {
            "id": name,
            "stage": facts.stage,
            "preference": facts.preference,
            "setting": facts.setting,
            "default": name in defaults,
            "title": library.words.plans[name].title,
            "exercises": [item.exercise for item in facts.items],
            "own": name in library.own_plans,
        }
        for name, facts in plans
    ]


def stages(library: "Library") -> list[Row]:
    """Return one row for each stage."""
    return [
        {
            "id": name,
            "label": library.words.stages[name].label,
            "usual_time": library.words.stages[name].usual_time,
            "default_plan": library.condition.default_plans.get(name, ""),
        }
        for name in library.stages
    ]


def flags(library: "Library") -> list[Row]:
    """Return one row for each screening flag, with the exercises it leaves out."""
    return [
        {
            "id": name,
            "level": facts.level,
            "meaning": library.words.flags[name],
            "leaves_out": [
                exercise
                for exercise in library.exercises
                if name in library.flags_against(exercise)
            ],
        }
        for name, facts in library.flags.items()
    ]


def settings(library: "Library") -> list[Row]:
    """Return one row for each place in which exercises can be done."""
    words = library.words.condition.settings
    return [{"id": name, "meaning": words[name]} for name in library.condition.settings]


def sources(library: "Library") -> list[Row]:
    """Return one row for each source, with how far it was checked."""
    return [
        {"id": name, "year": facts.year, "checked": list(facts.checked), "title": facts.title}
        for name, facts in library.sources.items()
    ]


def finds(library: "Library", words: Sequence[str]) -> list[Row]:
    """Return one row for each thing that fits the words, the best first."""
    from handouts.content.finding import find

    return [
        {
            "id": found.id,
            "kind": found.kind,
            "use": f"{_USES[found.kind]} {found.id}" if found.kind in _USES else "",
            "name": found.name,
        }
        for found in find(library, " ".join(words))
    ]


def meant_by(library: "Library", name: str) -> str:
    """Return a hint for an id that does not exist: the nearest ones, or what its words fit."""
    from handouts.content.finding import find
    from handouts.suggest import nearest

    known = ids(library)
    found = [one for one in find(library, name) if one.id in known][:4]
    if not found:
        return nearest(name, known)
    told = (f"{one.id} ({one.kind}: {one.name})" for one in found)
    return f"did you mean {' or '.join(told)}? More: handouts library find WORD"


def entries(library: "Library", name: str) -> list[Row]:
    """Return all that is known of the id: one entry for each kind of thing that has it.

    A warning sign is shown as the flag that stands for it.
    """
    if name in library.red_flags:
        name = library.flag_named(name) or name
    makers = {
        "exercise": (library.exercises, _exercise),
        "plan": (library.plans, _plan),
        "stage": (library.stages, _stage),
        "flag": (library.flags, _flag),
        "goal": (library.goals, _goal),
        "outcome": (library.outcomes, _outcome),
        "type": (library.types, _type),
        "source": (library.sources, _source),
    }
    return [
        {"kind": kind, "id": name} | make(library, name)
        for kind, (known, make) in makers.items()
        if name in known
    ]


def ids(library: "Library") -> list[str]:
    """Return every id that `entries` knows."""
    groups: Iterable[Mapping[str, object]] = (
        library.exercises, library.plans, library.stages, library.flags,
        library.goals, library.outcomes, library.types, library.sources,
    )  # fmt: skip
    named = dict.fromkeys(name for group in groups for name in group)
    return list(named | dict.fromkeys(library.red_flags))


def _exercise(library: "Library", name: str) -> Row:
    facts, words = library.exercises[name], library.words.exercises[name]
    condition = library.words.condition
    serves = library.types[facts.type].serves
    return {
        "name": words.name,
        "purpose": _said(words.purpose),
        "type": library.words.types[facts.type],
        "position": condition.positions[facts.position],
        "direction": condition.directions[facts.direction],
        "settings": [condition.settings[setting] for setting in facts.settings],
        "sore_side_only": facts.sore_side_only,
        "chart_goals": [
            {
                "goal": library.words.goals[goal],
                "basis_of_the_link": condition.basis[serves[goal]],
                "basis_of_the_cell": condition.basis[library.goals[goal].basis],
            }
            for goal in library.goals_of(name)
        ],
        "for_relief": library.is_for_relief(name),
        "outcomes": [library.words.outcomes[outcome] for outcome in facts.outcomes],
        "avoid_if": [f"{flag}: {library.words.flags[flag]}" for flag in facts.avoid_if],
        "doses": {
            stage: dose.model_dump()
            | {
                "session_minutes": dose.session_minutes,
                "effort_words": words.doses[stage].effort,
                "note": _said(words.doses[stage].note),
            }
            for stage, dose in facts.doses.items()
        },
        "words": _words(words, {"name", "called", "purpose", "doses", "evidence_note", "figure"})
        | ({"alt": _said(words.figure.alt)} if words.figure else {}),
        "evidence": _evidence(library, facts.evidence) | {"note": words.evidence_note},
        **_own(library.own_exercises.get(name)),
    }


def _words(table: "Table", left_out: set[str]) -> Row:
    """Return the words of a table, lines with conditions as `_said` has them."""
    row: Row = {}
    for key in type(table).model_fields:
        value = getattr(table, key)
        if key in left_out:
            continue
        if not isinstance(value, tuple) or not value:
            row[key] = value or ""
        elif isinstance(value[0], tuple):
            row[key] = [_said(slot) for slot in value]
        else:
            row[key] = _said(value)
    return row


def _said(slot: "tuple[Line, ...]") -> str:
    """Return the lines of a slot, each but the plain ones with its condition."""
    told = (f"{line.text} ({line.stated})" if line.stated else line.text for line in slot)
    return " / ".join(told)


def _own(entry: "OwnEntry | None") -> Row:
    """Return where a clinic's own is written, and whether it replaces one of ours."""
    return {} if entry is None else {"own": entry.source, "replaces_ours": entry.replaces}


def _plan(library: "Library", name: str) -> Row:
    facts, words = library.plans[name], library.words.plans[name]
    return {
        "title": words.title,
        "who_for": _said(words.who_for),
        "rhythm": [_said(slot) for slot in words.rhythm],
        **facts.model_dump(include={"stage", "preference", "setting", "weeks", "next", "previous"}),
        "exercises": [
            {
                "exercise": item.exercise,
                "name": library.words.exercises[item.exercise].name,
                "optional_if": words.optional_if.get(item.exercise, ""),
                "alternatives": list(item.alternatives),
                "dose_changes": item.dose.model_dump(exclude_none=True),
            }
            for item in facts.items
        ],
        "week": {day: list(named) for day, named in facts.week.items()},
        "evidence": _evidence(library, facts.evidence),
        **_own(library.own_plans.get(name)),
    }


def _stage(library: "Library", name: str) -> Row:
    facts, basis = library.stages[name], library.words.condition.basis
    return {
        **_words(library.words.stages[name], {"called", "flare"}),
        "flare": _words(library.words.stages[name].flare, set())
        | library.stages[name].flare.model_dump(),
        "from_week": facts.from_week,
        "to_week": facts.to_week,
        "irritability": library.words.condition.irritability[facts.irritability],
        "leg_pain": list(facts.leg_pain),
        "basis": {key: basis[value] for key, value in facts.basis.model_dump().items()},
        "default_plan": library.condition.default_plans.get(name, ""),
        "sources": _sources(library, facts.sources),
    }


def _flag(library: "Library", name: str) -> Row:
    facts = library.flags[name]
    return {
        "meaning": library.words.flags[name],
        "level": f"{facts.level}: {library.words.flag_levels[facts.level]}",
        "most_effort": library.flag_levels[facts.level].most_effort,
        "leaves_out": [
            exercise for exercise in library.exercises if name in library.flags_against(exercise)
        ],
        "warning_sign": facts.warning_sign or "",
        "own_knowledge": facts.own_knowledge or not facts.sources,
        "sources": _sources(library, facts.sources),
    }


def _goal(library: "Library", name: str) -> Row:
    facts, basis = library.goals[name], library.words.condition.basis
    return {
        "label": library.words.goals[name],
        "basis": basis[facts.basis],
        "types": [library.words.types[kind] for kind in facts.types],
        "also_served_by": {
            library.words.types[kind]: basis[other.serves[name]]
            for kind, other in library.types.items()
            if name in other.serves and kind not in facts.types
        },
        "exercises": [
            exercise for exercise in library.exercises if name in library.goals_of(exercise)
        ],
    }


def _outcome(library: "Library", name: str) -> Row:
    return {
        "label": library.words.outcomes[name],
        "relief": library.outcomes[name].relief,
        "exercises": [
            exercise for exercise, other in library.exercises.items() if name in other.outcomes
        ],
    }


def _type(library: "Library", name: str) -> Row:
    facts, words = library.types[name], library.words
    return {
        "label": words.types[name],
        "rest": facts.rest,
        "serves": {words.goals[goal]: words.condition.basis[b] for goal, b in facts.serves.items()},
        "exercises": [
            exercise for exercise, other in library.exercises.items() if other.type == name
        ],
    }


def _source(library: "Library", name: str) -> Row:
    facts = library.sources[name]
    return {
        "title": facts.title,
        "year": facts.year,
        "urls": list(facts.urls),
        "supports": facts.supports,
        "checked": [library.words.condition.checked[level] for level in facts.checked],
        "not_checked": facts.not_checked,
        "exercises": [
            exercise
            for exercise, other in library.exercises.items()
            if name in other.evidence.sources
        ],
    }


def _evidence(library: "Library", evidence: "Evidence") -> Row:
    return {
        "grade": f"{evidence.grade}: {library.words.grades[evidence.grade]}",
        "sources": _sources(library, evidence.sources),
    }


def _sources(library: "Library", names: Iterable[str]) -> list[Row]:
    checked = library.words.condition.checked
    return [
        {
            "id": name,
            "title": library.sources[name].title,
            "checked": [checked[level] for level in library.sources[name].checked],
            "not_checked": library.sources[name].not_checked,
        }
        for name in names
    ]

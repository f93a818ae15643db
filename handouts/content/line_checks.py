"""Whether lines can be said: conditions that name what exists, and slots that are never empty."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, product

from handouts.content.facts import SIDES
from handouts.content.library import Library
from handouts.content.lines import Line, When
from handouts.content.references import unknown
from handouts.content.slots import Place
from handouts.errors import Problem


def line_problems(library: Library, places: Iterable[Place]) -> Iterator[Problem]:
    """Yield what is wrong with conditions, and each slot or list that can be without a line."""
    listed = list(places)
    for place in listed:
        for number, line in enumerate(place.slot):
            key = f"{place.source}.{number}" if len(place.slot) > 1 else place.source
            yield from _unknown(library, line, key)
        yield from _never_said(library, place)
        if place.needed:
            yield from _empty(library, [place], place.source)
    for group, several in groupby(listed, key=lambda place: place.group):
        if group:
            yield from _empty(library, list(several), group)


def _unknown(library: Library, line: Line, key: str) -> Iterator[Problem]:
    """Yield each name in a condition that there is none of."""
    if not line.stated:
        return
    condition = library.condition
    directions = {facts.direction for facts in library.exercises.values()}
    flags = {*library.flags, *library.flag_levels, *_urgencies(library)}
    known: dict[str, tuple[str, Collection[str]]] = {
        "about": ("exercise", library.exercises),
        "types": ("type", library.types),
        "directions": ("direction", directions),
        "without": ("exercise or type", {*library.exercises, *library.types}),
        "stages": ("stage", library.stages),
        "preferences": ("preference", condition.preferences),
        "settings": ("setting", condition.settings),
        "sore": ("side", SIDES),
        "plans": ("plan", library.plans),
        "flags": ("flag, or level of flags,", flags),
        "unless": ("flag, or level of flags,", flags),
    }
    for field, (what, names) in known.items():
        yield from unknown(f"{key}.{field}", getattr(line, field), names, what)
    if line.as_dosed and not line.about:
        yield Problem(f"{key}.as_dosed", "says nothing without about", "add about = [...]")


def _urgencies(library: Library) -> set[str]:
    return {sign.level for sign in library.red_flags.values()}


def _never_said(library: Library, place: Place) -> Iterator[Problem]:
    """Yield each line that comes after one that always fits, or whose condition never holds."""
    earlier: list[Line] = []
    for number, line in enumerate(place.slot):
        key = f"{place.source}.{number}" if len(place.slot) > 1 else place.source
        if earlier and not earlier[-1].stated:
            message = "is never said: the line before it always fits"
            yield Problem(key, message, "put the line without a condition last")
        elif any(line.stated == other.stated for other in earlier):
            message = "is never said: a line before it has the same condition"
            yield Problem(key, message, "keep one of them, or change its condition")
        elif line.sore and _sides_of(earlier).issuperset(line.sore):
            message = "is never said: the lines before it are for these sides"
            yield Problem(f"{key}.sore", message, "put it before them, or change its sides")
        elif line.stated:
            for field, why, hint in _never(library, place, line):
                source = f"{key}.{field}" if field else key
                yield Problem(source, f"is never said: {why}", hint)
                break
        earlier.append(line)


def _sides_of(lines: Iterable[Line]) -> set[str]:
    """Return the sore sides for which one of these lines always fits."""
    alone = (line for line in lines if line.stated == When(sore=line.sore).stated)
    return {side for line in alone for side in line.sore}


def _never(library: Library, place: Place, line: Line) -> Iterator[tuple[str, str, str]]:
    """Yield why a condition never holds where it stands: its key, the reason and the remedy."""
    known = library.exercises
    present = [name for name in dict.fromkeys((place.exercise, *line.about)) if name in known]
    kinds = {known[name].type for name in present} | set(line.types)
    if not kinds.union(present).isdisjoint(line.without):
        yield "", "without leaves out what it is about", "keep one"
    implied = [library.implied_by(flag) | {flag} for flag in line.flags]
    if implied and not any(names.isdisjoint(line.unless) for names in implied):
        yield "", "flags and unless exclude each other", "keep one"
    against = {flag for name in present for flag in library.flags_against(name)}
    if line.flags and against.issuperset(line.flags):
        what = "the exercise" if present == [place.exercise] else "what it is about"
        yield "flags", f"these flags leave {what} out", "remove the line"
    yield from _never_where(library, place, line, present)


def _never_where(
    library: Library, place: Place, line: Line, present: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the same for stages and settings: of the place, of exercises and of plans."""
    if line.stages and place.stage and place.stage not in line.stages:
        why = f"it stands under the stage {place.stage}"
        yield "stages", why, "move it, or change its stages"
    stages = {place.stage} if place.stage else set(line.stages or library.stages)
    for name in present:
        if stages.isdisjoint(library.exercises[name].doses):
            yield "stages", f"{name} has no dose for them", "change its stages, or what it is about"
        if line.settings and set(line.settings).isdisjoint(library.exercises[name].settings):
            yield "settings", f"{name} is not done there", "change its settings"
    plans = [library.plans[name] for name in line.plans if name in library.plans]
    if plans and stages.isdisjoint(plan.stage for plan in plans):
        yield "plans", "these plans are for another stage", "change its plans, or move it"


def _empty(library: Library, places: list[Place], source: str) -> Iterator[Problem]:
    """Yield one problem if there can be a patient for whom no line of these fits."""
    if any(not line.stated for place in places for line in place.slot):
        return
    first = places[0]
    stages = [first.stage] if first.stage else _stages(library, first)
    settings = _settings(library, first)
    for stage, preference, setting in product(stages, library.condition.preferences, settings):
        lines = (line for place in places for line in place.slot)
        if not any(_always(library, first, line, stage, preference, setting) for line in lines):
            where = f"stage {stage}, preference {preference}, setting {setting}"
            message = f"can be without a line: {where}, and nothing else that helps"
            yield Problem(source, message, "add a last line without a condition")
            return


def _always(
    library: Library, place: Place, line: Line, stage: str, preference: str, setting: str
) -> bool:
    """Say whether a line fits whatever else is in the plan and whatever the patient has.

    A flag that leaves the exercise itself out is never given where the line stands.
    """
    facts = library.exercises.get(place.exercise)
    never = set(library.flags_against(place.exercise)) if facts else set()
    return (
        set(line.about) <= {place.exercise}
        and set(line.types) <= ({facts.type} if facts else set())
        and set(line.directions) <= ({facts.direction} if facts else set())
        and not (line.without or line.flags or line.sore or line.plans or line.as_dosed)
        and set(line.unless) <= never
        and (not line.stages or stage in line.stages)
        and (not line.preferences or preference in line.preferences)
        and (not line.settings or setting in line.settings)
    )


def _stages(library: Library, place: Place) -> Collection[str]:
    facts = library.exercises.get(place.exercise)
    return facts.doses if facts else library.stages


def _settings(library: Library, place: Place) -> Collection[str]:
    facts = library.exercises.get(place.exercise)
    return facts.settings if facts else library.condition.settings

"""Whether flags, warning signs and conflicts fit together."""

from collections.abc import Iterator

from handouts.content.dose_checks import EFFORT
from handouts.content.facts import SIDES, Conflict
from handouts.content.library import Library
from handouts.content.references import unknown
from handouts.errors import Problem


def flag_problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with flags, their levels, the signs that they are, and conflicts."""
    yield from _levels(library)
    yield from _signs(library)
    yield from _said_signs(library)
    yield from _conflicts(library)


def _levels(library: Library) -> Iterator[Problem]:
    for level, told in library.flag_levels.items():
        if told.most_effort is not None and told.most_effort > EFFORT[1]:
            message = f"is above {EFFORT[1]}, the most effort there is"
            yield Problem(f"flags.toml:levels.{level}.most_effort", message, "lower it")
    taken = {*library.flag_levels, *(sign.level for sign in library.red_flags.values())}
    for name, flag in library.flags.items():
        source = f"flags.toml:flags.{name}"
        yield from unknown(f"{source}.sources", flag.sources, library.sources, "source")
        yield from unknown(f"{source}.level", [flag.level], library.flag_levels, "level")
        yield from unknown(f"{source}.implies", flag.implies, library.flags, "flag")
        if name in taken:
            message = "has the name of a level, which conditions could not tell apart"
            yield Problem(source, message, "rename the flag")
        if any(name in library.implied_by(other) for other in flag.implies):
            yield Problem(f"{source}.implies", "comes back to this flag", "remove one of them")
        if flag.warning_sign is None:
            continue
        signs = library.red_flags
        yield from unknown(f"{source}.warning_sign", [flag.warning_sign], signs, "warning sign")
        rule = library.flag_levels.get(flag.level)
        if flag.warning_sign in signs and rule is not None:
            urgency = signs[flag.warning_sign].level
            if urgency not in rule.signs:
                message = f"a sign that is {urgency} is not of the level {flag.level}"
                yield Problem(f"{source}.level", message, f"see levels.{flag.level}.signs")


def _signs(library: Library) -> Iterator[Problem]:
    """Yield each warning sign that cannot be given as a flag, or as two."""
    given = [flag.warning_sign for flag in library.flags.values() if flag.warning_sign]
    for sign in library.red_flags:
        source = f"red_flags.toml:{sign}"
        if sign not in given:
            hint = f'add a flag with warning_sign = "{sign}" to flags.toml'
            yield Problem(source, "cannot be given as a flag", hint)
        elif given.count(sign) > 1:
            yield Problem(source, "is the warning sign of two flags", "keep one of them")
        if sign in library.flags and library.flags[sign].warning_sign != sign:
            hint = "rename the flag, or make this its warning_sign"
            yield Problem(f"flags.toml:flags.{sign}", "has the name of another sign", hint)


def _said_signs(library: Library) -> Iterator[Problem]:
    """Yield each urgent sign without words for the telephone, and words for others."""
    said = library.words.red_flags.check.signs
    urgent = {
        flag.warning_sign
        for flag in library.flags.values()
        if flag.level == "urgent" and flag.warning_sign
    }
    source = f"{library.language}/red_flags.toml:check.signs"
    for sign in sorted(urgent - set(said)):
        yield Problem(source, f"has no words for {sign}", f"add {sign}")
    yield from unknown(source, said, urgent, "urgent sign")
    for name, flag in library.flags.items():
        if flag.level == "urgent" and flag.warning_sign is None:
            hint = "name the sign of red_flags.toml that it is, or choose another level"
            yield Problem(f"flags.toml:flags.{name}", "is urgent, but no warning sign", hint)


def _conflicts(library: Library) -> Iterator[Problem]:
    earlier: list[Conflict] = []
    for name, conflict in library.conflicts.items():
        source = f"conflicts.toml:{name}"
        preferences = library.condition.preferences
        yield from unknown(f"{source}.sources", conflict.sources, library.sources, "source")
        yield from unknown(f"{source}.flags", conflict.flags, library.flags, "flag")
        yield from unknown(f"{source}.preferences", conflict.preferences, preferences, "preference")
        yield from unknown(f"{source}.stages", conflict.stages, library.stages, "stage")
        yield from unknown(f"{source}.sore", conflict.sore, SIDES, "side")
        yield from unknown(f"{source}.unless", conflict.unless, library.flags, "flag")
        if not conflict.flags and not conflict.sore:
            yield Problem(source, "is about no flag and no sore side", "add flags or sore")
        elif len(conflict.flags) == 1 and not _narrowed(conflict):
            message = "is one flag and nothing that it could clash with"
            yield Problem(source, message, "add a flag, preferences, stages or sore")
        if _is_met_everywhere(library, conflict):
            message = "refuses the flag to every patient"
            hint = "name fewer stages or preferences, or make the flag urgent"
            yield Problem(source, message, hint)
        if any(_covers(other, conflict) for other in earlier):
            message = "can never be met alone: a rule before it is met whenever this one is"
            yield Problem(source, message, "remove it, or put the narrower rule first")
        earlier.append(conflict)


def _narrowed(conflict: Conflict) -> bool:
    return bool(conflict.preferences or conflict.stages or conflict.sore)


def _is_met_everywhere(library: Library, conflict: Conflict) -> bool:
    """Say whether one flag alone is refused with all stages and all preferences."""
    return (
        len(conflict.flags) == 1
        and conflict.severity == "error"
        and not (conflict.sore or conflict.unless)
        and _narrowed(conflict)
        and _holds(conflict.preferences, tuple(library.condition.preferences))
        and _holds(conflict.stages, tuple(library.stages))
    )


def _covers(wide: Conflict, narrow: Conflict) -> bool:
    """Say whether one rule refuses everything that the other does."""
    return (
        wide.severity == "error"
        and set(wide.flags) <= set(narrow.flags)
        and _holds(wide.preferences, narrow.preferences)
        and _holds(wide.stages, narrow.stages)
        and _holds(wide.sore, narrow.sore)
        and set(wide.unless) <= set(narrow.unless)
    )


def _holds(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    return not wide or (bool(narrow) and set(wide) >= set(narrow))

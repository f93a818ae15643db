"""Telling why: a prescription's decisions, one by one."""

from collections.abc import Iterable, Iterator

from handouts.content import Library
from handouts.prescription.decisions import Decision
from handouts.prescription.plan_choice import OWN_PLAN
from handouts.prescription.prescription import CheckFirst, LeftOut, Minutes, Prescription
from handouts.prescription.request import PrescriptionRequest, changes_of
from handouts.prescription.speaker import Choice
from handouts.prescription.summing import totals


def check_decisions(
    library: Library, made: CheckFirst, choices: Iterable[Choice]
) -> Iterator[Decision]:
    """Yield why there is no plan, and the lines that were chosen."""
    for flag in made.urgent:
        level = library.words.flag_levels["urgent"]
        yield Decision("check", f"no exercises: {library.words.flags[flag]}", f"{flag}: {level}")
    for flag in made.flags:
        if flag not in made.urgent:
            yield Decision("flag", f"{flag} is kept for the plan", "the urgent sign comes first")
    if made.sore:
        what = f"sore side {made.sore} is kept for the plan"
        yield Decision("sore side", what, "the urgent sign comes first")
    yield from _lines(choices)


def general_decisions(choices: Iterable[Choice]) -> Iterator[Decision]:
    """Yield why there is no plan, and of which lines only those for everybody are said."""
    yield Decision("plan", "none", "this edition is for everybody: only what has no condition")
    yield from _lines(choices)


def decisions(
    library: Library, request: PrescriptionRequest, made: Prescription, choices: Iterable[Choice]
) -> Iterator[Decision]:
    """Yield every decision, in an order that can be followed.

    Plan, sore side, flags, exercises left out, stand-ins, doses, minutes, lines.
    """
    yield _plan(request, made)
    yield from _sore_side(made)
    yield from _flags(library, made)
    for entry in made.left_out:
        yield from _left_out(entry, made.setting)
    yield from _doses(request, made)
    yield from _minutes(made)
    yield from _flare(library, made)
    yield from _lines(choices)


def _plan(request: PrescriptionRequest, made: Prescription) -> Decision:
    if made.plan_id == OWN_PLAN:
        why = "the file named with --plan"
    elif request.plan is not None:
        why = "named with --plan"
    else:
        why = (
            f"the first that fits stage {made.stage}, preference {made.preference} and setting "
            f"{made.setting}"
        )
    return Decision("plan", f"{made.plan_id}: {made.plan_title}", why)


def _sore_side(made: Prescription) -> Iterator[Decision]:
    if made.sore == "both":
        yield Decision("sore side", "both", "given with --sore: no picture is mirrored for it")
    elif made.sore:
        yield Decision("sore side", made.sore, "given with --sore: pictures and lines show it")


def _flags(library: Library, made: Prescription) -> Iterator[Decision]:
    for flag in made.flags:
        level = library.flags[flag].level
        what = f"{flag} ({level}): {library.words.flags[flag]}"
        if flag in made.reworded:
            yield Decision("flag", what, "the same exercises; some lines are worded for it")
        elif flag in made.unaffected:
            yield Decision("flag", what, "nothing in this plan had to change for it")
        elif flag in made.checked:
            yield Decision("check", what, "said to be checked, with --checked")
        elif flag in made.ask_first:
            yield Decision("check", what, "to be cleared first: the page says so on page 1")
        else:
            yield Decision("flag", what, library.words.flag_levels[level])


def _left_out(entry: LeftOut, setting: str) -> Iterator[Decision]:
    why = f"to be avoided with {', '.join(entry.flags)}" if entry.flags else f"not for {setting}"
    yield Decision("left out", entry.exercise, why)
    if entry.replaced_by:
        why = f"the first alternative to {entry.exercise} that suits"
        yield Decision("stands in", entry.replaced_by, why)


def _doses(request: PrescriptionRequest, made: Prescription) -> Iterator[Decision]:
    for item in made.items:
        changes = changes_of(request, item.id)
        for change in changes:
            yield Decision("dose", f"{item.id}.{change.field} = {change.value}", "set by hand")
        if made.sore == "both" and item.facts.sore_side_only:
            yield Decision("dose", f"{item.id}: each side", "both sides are sore")
        own = item.facts.doses[made.stage].effort
        by_hand = any(change.field == "effort" for change in changes)
        if made.most_effort is not None and own[1] > made.most_effort and not by_hand:
            low, high = item.dose.effort
            why = f"no more than {made.most_effort} of 10 with {_capping(made)}"
            yield Decision("dose", f"{item.id}.effort = {low} to {high}", why)


def _capping(made: Prescription) -> str:
    return ", ".join((*made.ask_first, *made.checked))


def _minutes(made: Prescription) -> Iterator[Decision]:
    sums = totals(made)
    for day, (active, rest) in made.minutes_by_day.items():
        what = f"{day}: {active:g} minutes of exercise, {rest:g} of rest"
        yield Decision("minutes", what, "the sum of the doses, what is optional included")
    bouts = f"bouts a day: {_span(sums.bouts)}, of {_span(sums.longest)} minutes each"
    yield Decision("minutes", bouts, "on the days that have exercise")
    if sums.start:
        what = f"{_span(sums.start)} minutes a day in the first weeks"
        yield Decision("minutes", what, "doses that begin lower")


def _span(span: Minutes | tuple[int, int]) -> str:
    low, high = span
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _flare(library: Library, made: Prescription) -> Iterator[Decision]:
    rule = library.stages[made.stage].flare
    share = f"{rule.share[0]}/{rule.share[1]} of the dose"
    for move in made.flare:
        why = "rest goes on as it is" if move.item.rest else share
        yield Decision("flare", move.item.id, f"{move.item.facts.type} goes on: {why}")


def _lines(choices: Iterable[Choice]) -> Iterator[Decision]:
    for choice in choices:
        said = choice.said or "(nothing is said)"
        yield Decision("line", f"{choice.where}: {said}", choice.condition)

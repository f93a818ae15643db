"""What templates can name: the library, the prescription and the brand, ready to be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from handouts.brand import Brand, telephone_link
from handouts.content import DAYS, Dose, Library
from handouts.content.words import FiveDimensions
from handouts.identity import Same
from handouts.language import DateWords
from handouts.prescription import PrescribedExercise, Prescription
from handouts.review import Standing


@dataclass(frozen=True, slots=True)
class ItemView:
    """One exercise of the plan, in words."""

    id: str
    name: str
    purpose: str
    equipment: tuple[str, ...]
    start: str
    steps: tuple[str, ...]
    breathing: str
    feel: str
    mistake: str
    easier: str
    harder: str
    stop_if: str
    dose: Dose
    timed: bool
    effort: str
    note: str
    optional_if: str
    days: tuple[str, ...]
    goals: tuple[str, ...]
    outcomes: tuple[str, ...]
    position: str
    alt: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Exercises done in one position."""

    label: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """The patient's stage, in words."""

    id: str
    label: str
    short: str
    usual_time: str
    criteria: tuple[str, ...]
    goals: tuple[str, ...]
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    progress_when: tuple[str, ...]
    progress_for: str
    step_back_when: tuple[str, ...]
    five_dimensions: FiveDimensions


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An exercise that was left out, why, and what stands in for it."""

    name: str
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class SignsView:
    """Warning signs of one level, and what to do about them."""

    title: str
    act: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LightView:
    """One light of the pain traffic light; scores from low to high."""

    kind: str
    label: str
    low: int
    high: int
    action: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One goal, the kinds of exercise that serve it, and the patient's own that do."""

    goal: str
    types: tuple[str, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Who reviewed the content, and until when that holds: all empty for a draft."""

    status: str
    by: str
    role: str
    date: str
    until: str


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the week."""

    id: str
    name: str
    short: str


def view(
    library: Library,
    brand: Brand,
    prescription: Prescription,
    dates: DateWords,
    text: str,
    standing: Standing,
) -> Mapping[str, Any]:
    """Return the names that a template can use; docs/templates.md explains each."""
    items = _in_order(library, prescription)
    return {
        **_for_everyone(Same(library), Same(brand), dates),
        "text": text,
        "stage": _stage(library, prescription.stage),
        "plan": prescription.plan_words,
        "next_plan": _plan_title(library, prescription.plan.next),
        "rhythm": prescription.rhythm,
        "active_minutes": prescription.active_minutes,
        "rest_minutes": prescription.rest_minutes,
        "items": items,
        "groups": _groups(library, items),
        "left_out": _changes(library, prescription),
        "chart": _chart(library, prescription),
        "relief": tuple(item.name for item in items if not item.goals),
        "needs_floor": any("chair" not in item.facts.settings for item in prescription.items)
        or prescription.setting == "floor",
        "review": review_view(standing, dates),
        "sources": _sources(library, prescription),
    }


@lru_cache(maxsize=4)
def _for_everyone(
    of_library: Same[Library], of_brand: Same[Brand], dates: DateWords
) -> Mapping[str, Any]:
    """Return the names whose values do not depend on the prescription."""
    library, brand = of_library.value, of_brand.value
    words = library.words
    return {
        "words": words,
        "region": library.region,
        "brand": brand,
        "out_of_hours_link": telephone_link(brand.out_of_hours.phone),
        "days": tuple(
            DayView(day, words.condition.days[day], words.condition.short_days[day]) for day in DAYS
        ),
        "danger": _signs(library, "emergency"),
        "today": _signs(library, "same_day"),
        "soon": _signs(library, "soon"),
        "lights": _lights(library),
        "outcomes": tuple(words.outcomes.values()),
        "claims": {name: claim.careful for name, claim in words.statements.claims.items()},
        "safety": words.statements.safety_net,
        "disclaimers": words.statements.disclaimers,
        "pain_points": tuple(words.condition.pain_points[p] for p in library.condition.pain_points),
        "version": library.version,
        "review_by": dates.write(library.review.review_by),
    }


def review_view(standing: Standing, dates: DateWords) -> ReviewView:
    """Return a standing in words."""
    return ReviewView(
        standing.status,
        standing.by,
        standing.role,
        dates.write(standing.signed) if standing.signed else "",
        dates.write(standing.until) if standing.until else "",
    )


def _in_order(library: Library, prescription: Prescription) -> tuple[ItemView, ...]:
    """Return the exercises grouped by position, so that nobody keeps getting up and down.

    Positions come in the order in which the plan first needs them.
    """
    seen: list[str] = []
    for item in prescription.items:
        if item.facts.position not in seen:
            seen.append(item.facts.position)
    ordered = sorted(prescription.items, key=lambda item: seen.index(item.facts.position))
    return tuple(_item(library, item, prescription.stage) for item in ordered)


def _is_timed(item: PrescribedExercise, stage: str) -> bool:
    """Say whether an exercise's own dose counts it in time: one repetition, as long as it lasts."""
    return item.facts.doses[stage].reps == 1


def _item(library: Library, item: PrescribedExercise, stage: str) -> ItemView:
    words = item.words
    return ItemView(
        id=item.id,
        name=words.name,
        purpose=words.purpose,
        equipment=words.equipment,
        start=words.start,
        steps=words.steps,
        breathing=words.breathing,
        feel=words.feel,
        mistake=words.mistake,
        easier=words.easier,
        harder=words.harder,
        stop_if=words.stop_if,
        dose=item.dose,
        timed=_is_timed(item, stage),
        effort=item.effort,
        note=item.note,
        optional_if=item.optional_if,
        days=tuple(item.days),
        goals=tuple(library.words.goals[goal] for goal in item.goals),
        outcomes=tuple(library.words.outcomes[name] for name in item.facts.outcomes),
        position=item.facts.position,
        alt=words.figure.alt if words.figure else "",
    )


def _groups(library: Library, items: tuple[ItemView, ...]) -> tuple[GroupView, ...]:
    positions = dict.fromkeys(item.position for item in items)
    return tuple(
        GroupView(
            library.words.condition.positions[position],
            tuple(item for item in items if item.position == position),
        )
        for position in positions
    )


def _stage(library: Library, stage: str) -> StageView:
    words = library.words.stages[stage]
    return StageView(id=stage, **{name: getattr(words, name) for name in type(words).model_fields})


def _plan_title(library: Library, plan: str | None) -> str:
    return library.words.plans[plan].title if plan else ""


def _changes(library: Library, prescription: Prescription) -> tuple[ChangeView, ...]:
    words = library.words
    return tuple(
        ChangeView(
            name=words.exercises[change.exercise].name,
            reason=(
                words.flags[change.flag]
                if change.reason == "flag"
                else words.condition.settings[prescription.setting]
            ),
            instead=words.exercises[change.replaced_by].name if change.replaced_by else "",
        )
        for change in prescription.left_out
    )


def _signs(library: Library, level: str) -> SignsView:
    words = library.words.red_flags
    title = next(words.levels[name] for name in words.levels if name == level)
    names = [name for name, flag in library.red_flags.items() if flag.level == level]
    return SignsView(title.title, title.act, tuple(words.items[name] for name in names))


def _lights(library: Library) -> tuple[LightView, ...]:
    words = library.words.rules.pain_rule.levels
    return tuple(
        LightView(kind, words[kind].label, low, high, words[kind].action)
        for kind, (low, high) in library.rules.pain_rule.levels.items()
    )


def _chart(library: Library, prescription: Prescription) -> tuple[ChartRow, ...]:
    words = library.words
    rows = []
    for goal, facts in library.goals.items():
        mine = prescription.serving(goal)
        kinds = dict.fromkeys((*facts.types, *(item.facts.type for item in mine)))
        first, *others = (words.types[kind] for kind in kinds)
        types = (first, *(kind.lower() for kind in others))
        rows.append(ChartRow(words.goals[goal], types, tuple(item.words.name for item in mine)))
    return tuple(rows)


def _sources(library: Library, prescription: Prescription) -> tuple[str, ...]:
    """Return what the plan rests on, as short citations in the plan's order."""
    named = dict.fromkeys(prescription.plan.evidence.sources)
    return tuple(library.sources[name].cite for name in named)

"""What templates can name: the library, the prescription and the brand, ready to be said."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from handouts.brand import Brand, OutOfHours, telephone_link
from handouts.content import DAYS, Dose, Library
from handouts.content.words import DirectionFinderWords
from handouts.identity import Same
from handouts.language import DateWords
from handouts.prescription import (
    Education,
    PrescribedExercise,
    Prescription,
    SpokenGeneral,
    SpokenList,
    SpokenPassage,
    Totals,
    totals,
)
from handouts.prescription.prescription import Minutes
from handouts.review import Standing
from handouts.templating.contacts import calling_in
from handouts.templating.goal_views import chart_rows, goal_rows, outcome_views
from handouts.templating.growth import growth_of, most_reps
from handouts.templating.views import (
    ChangeView,
    DayView,
    FigureView,
    FlareView,
    GroupView,
    ItemView,
    LightView,
    ListView,
    MarksView,
    MoveView,
    OftenView,
    PassageView,
    PlanView,
    QuestionView,
    ReviewView,
    SignerView,
    SignsView,
    StageView,
    StartView,
    TotalsView,
)


def view(
    library: Library,
    brand: Brand,
    prescription: Prescription,
    dates: DateWords,
    text: str,
    standing: Standing,
    day: dt.date | None = None,
) -> Mapping[str, Any]:
    """Return the names that a template can use; docs/templates.md explains each.

    `day` is that of the handout, None where it is not known.
    """
    items = _in_order(library, prescription)
    groups = _groups(library, prescription, items)
    flags, said = library.words.flags, prescription.spoken
    return {
        **for_everyone(Same(library), Same(brand), dates),
        **_general(said.general),
        "text": text,
        "whole": False,
        "stage": _stage(library, prescription),
        "plan": PlanView(prescription.plan_title, said.who_for, prescription.plan.weeks),
        "next_plan": _plan_title(library, prescription.plan.next),
        "rhythm": said.rhythm,
        "totals": _totals(library, totals(prescription)),
        "flare": _flare(prescription),
        "setting": library.words.condition.settings[prescription.setting],
        "sore": library.words.condition.sides[prescription.sore] if prescription.sore else "",
        "items": items,
        "groups": groups,
        "marks": _marks(prescription),
        "left_out": _changes(library, prescription),
        "unchanged": tuple(flags[flag] for flag in prescription.unaffected),
        "reworded": tuple(flags[flag] for flag in prescription.reworded),
        "ask_first": tuple(flags[flag] for flag in prescription.ask_first),
        "checked": tuple(flags[flag] for flag in prescription.checked),
        "checked_on": dates.write(day) if day and prescription.checked else "",
        "most_effort": prescription.most_effort,
        "chart": chart_rows(library, prescription),
        "outcomes": outcome_views(library, prescription.items),
        "passages": _passages(Same(library), said.general.passages),
        "direction_finder": _direction_finder(library, prescription),
        "relief": tuple(item.name for item in items if not item.goals),
        "needs_floor": any(group.on_floor for group in groups),
        "review": review_view(standing, dates),
        "sources": _cited(library, prescription.plan.evidence.sources),
    }


def whole_view(
    library: Library,
    brand: Brand,
    education: Education,
    dates: DateWords,
    text: str,
    standing: Standing,
) -> Mapping[str, Any]:
    """Return the names that a template can use where there is no patient.

    What belongs to a plan is no name here, so that a sentence about one is a mistake.
    """
    return {
        **for_everyone(Same(library), Same(brand), dates),
        **_general(education.spoken),
        "text": text,
        "whole": True,
        # Nobody's signs are known, so the page lists none and says nothing is checked.
        "ask_first": (),
        "checked": (),
        "chart": goal_rows(library),
        "outcomes": outcome_views(library, ()),
        "passages": _passages(Same(library), education.spoken.passages),
        "review": review_view(standing, dates),
        "sources": _cited(library, _sources_of_statements(library)),
    }


def _general(said: SpokenGeneral) -> Mapping[str, Any]:
    """Return the names of what is said of no exercise and no stage."""
    return {
        "lists": _lists(said.lists),
        "stop": said.stop,
        "leg_rule": said.leg_rule,
        "weak_leg": said.weak_leg,
        "weak_leg_brief": said.weak_leg_brief,
        "claims": _named(said.claims),
        "safety": _named(said.safety),
        "disclaimers": _named(said.disclaimers),
    }


@lru_cache(maxsize=4)
def for_everyone(
    of_library: Same[Library], of_brand: Same[Brand], dates: DateWords
) -> Mapping[str, Any]:
    """Return the names whose values do not depend on the prescription."""
    library, words = of_library.value, of_library.value.words
    brand = _at_home(of_brand.value, library)
    return {
        "words": words,
        "region": library.region,
        "brand": brand,
        "out_of_hours_link": telephone_link(brand.out_of_hours.phone, brand.calling),
        "days": tuple(
            DayView(day, words.condition.days[day], words.condition.short_days[day]) for day in DAYS
        ),
        "danger": _signs(library, "emergency"),
        "today": _signs(library, "same_day"),
        "soon": _signs(library, "soon"),
        "lights": _lights(library),
        "questions": tuple(
            QuestionView(text, library.screening[name].yes_means == "act_now")
            for name, text in words.screening.questions.items()
        ),
        "pain_points": tuple(words.condition.pain_points[p] for p in library.condition.pain_points),
        "figures": {name: _figure(library, name) for name in library.figures},
        "version": library.version,
        "review_by": dates.write(library.review.review_by),
    }


def _at_home(brand: Brand, library: Library) -> Brand:
    """Return a brand as its region knows it: how to dial, and whom to call when it is closed."""
    facts, words = library.region.facts, library.region.words
    closed = brand.out_of_hours
    if not closed.phone and facts.out_of_hours:
        closed = OutOfHours(closed.label or words.out_of_hours, facts.out_of_hours)
    return replace(brand, calling=calling_in(library), out_of_hours=closed)


def _figure(library: Library, name: str) -> FigureView:
    said = library.words.figures[name]
    letters = tuple((letter, said.letters[letter]) for letter in library.figures[name].letters)
    return FigureView(name, said.name, said.alt, said.captions, letters)


def review_view(standing: Standing, dates: DateWords) -> ReviewView:
    """Return a standing in words."""
    people = tuple(SignerView(one.by, one.role) for one in standing.people)
    *others, last = people or (SignerView("", ""),)
    return ReviewView(
        standing.status,
        "; ".join([*(f"{one.by}, {one.role}" for one in others), last.by]),
        last.role,
        dates.write(standing.signed) if standing.signed else "",
        dates.write(standing.until) if standing.until else "",
        people,
        dates.write(standing.first) if standing.first else "",
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
    return tuple(_item(library, item, prescription) for item in ordered)


def _is_timed(item: PrescribedExercise, stage: str) -> bool:
    """Say whether an exercise's own dose counts it in time: one repetition, as long as it lasts."""
    return item.facts.doses[stage].reps == 1


def _item(library: Library, item: PrescribedExercise, prescription: Prescription) -> ItemView:
    words, stage = item.words, prescription.stage
    growth = growth_of(library, item, prescription)
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
        start_dose=_start(library, item.dose),
        most_reps=most_reps(library, item, growth),
        minutes_a_week=growth.minutes_a_week or 0,
        timed=_is_timed(item, stage),
        effort=item.effort,
        note=words.note,
        optional_if=item.optional_if,
        days=tuple(item.days),
        goals=tuple(library.words.goals[goal] for goal in item.goals),
        outcomes=tuple(library.words.outcomes[name] for name in item.facts.outcomes),
        position=item.facts.position,
        alt=words.alt,
        captions=words.captions,
    )


def _start(library: Library, dose: Dose) -> StartView | None:
    first = dose.at_start
    if first is None:
        return None
    return StartView(first, library.words.condition.effort_words(first.effort), first.weeks)


def _marks(prescription: Prescription) -> MarksView:
    """Return which marks the library's pictures of these exercises have, so that all are told."""
    poses = [item.facts.pose for item in prescription.items]
    return MarksView(*(any(pose.get(key) for pose in poses) for key in ("arrows", "move", "feel")))


def _groups(
    library: Library, prescription: Prescription, items: tuple[ItemView, ...]
) -> tuple[GroupView, ...]:
    positions = dict.fromkeys(item.position for item in items)
    on_floor = library.condition.floor_positions.get(prescription.setting, ())
    return tuple(
        GroupView(
            library.words.condition.positions[position],
            tuple(item for item in items if item.position == position),
            position in on_floor,
        )
        for position in positions
    )


def _stage(library: Library, prescription: Prescription) -> StageView:
    words, said = library.words.stages[prescription.stage], prescription.spoken
    return StageView(
        id=prescription.stage,
        label=words.label,
        short=words.short,
        usual_time=words.usual_time,
        criteria=said.criteria,
        goals=said.goals,
        do=said.do,
        avoid=said.avoid,
        message=said.message,
        message_more=said.message_more,
        progress_when=said.progress_when,
        progress_for=words.progress_for,
    )


def _totals(library: Library, sums: Totals) -> TotalsView:
    words = library.words
    return TotalsView(
        types=tuple(words.plain_types[name] for name in sums.types),
        often=tuple(
            OftenView(one.per_day, one.days_per_week, tuple(item.words.name for item in one.items))
            for one in sums.often
        ),
        days=sums.days,
        minutes=_whole(sums.minutes),
        bouts=sums.bouts,
        longest=math.ceil(sums.longest[1]),
        start=_whole(sums.start) if sums.start else (),
        start_weeks=sums.start_weeks or (),
        rest_minutes=_whole(sums.rest_minutes) if sums.rest_bouts[1] else (),
        rest_bouts=sums.rest_bouts if sums.rest_bouts[1] else (),
        effort=sums.effort,
        effort_words=words.condition.effort_words(sums.effort),
    )


def _whole(span: Minutes) -> tuple[int, int]:
    """Return whole minutes that lie within a span, or the one next above it where none does."""
    low, high = math.ceil(span[0]), math.floor(span[1])
    return (low, high) if low <= high else (low, low)


def _flare(prescription: Prescription) -> FlareView:
    said, moves = prescription.spoken, prescription.flare
    return FlareView(
        said.flare_when,
        said.flare_calm if moves else said.flare_instead,
        tuple(
            MoveView(move.item.words.name, move.dose, _is_timed(move.item, prescription.stage))
            for move in moves
        ),
        said.flare_then,
    )


@lru_cache(maxsize=256)
def _lists(lists: tuple[SpokenList, ...]) -> Mapping[str, ListView]:
    """Return the lists by id; the same for the same, so that templates are filled in once."""
    return {told.id: ListView(told.title, told.lines) for told in lists}


@lru_cache(maxsize=256)
def _passages(
    of_library: Same[Library], passages: tuple[SpokenPassage, ...]
) -> Mapping[str, PassageView]:
    """Return the article by id, in its own order."""
    facts = of_library.value.article
    return {
        told.id: PassageView(
            told.id,
            facts[told.id].section,
            told.title,
            told.core,
            told.more,
            facts[told.id].figure or "",
        )
        for told in passages
    }


def _direction_finder(library: Library, prescription: Prescription) -> DirectionFinderWords | None:
    """Return the words of the self-test where it fits the patient, or None."""
    finder = library.rules.direction_finder
    has = library.with_levels(prescription.flags)
    fits = (
        (not finder.stages or prescription.stage in finder.stages)
        and (not finder.preferences or prescription.preference in finder.preferences)
        and has.isdisjoint(finder.skip_if)
    )
    return library.words.rules.direction_finder if fits else None


@lru_cache(maxsize=256)
def _named(lines: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(lines)


def _plan_title(library: Library, plan: str | None) -> str:
    return library.words.plans[plan].title if plan else ""


def _changes(library: Library, prescription: Prescription) -> tuple[ChangeView, ...]:
    words = library.words
    return tuple(
        ChangeView(
            name=words.exercises[change.exercise].name,
            reasons=tuple(words.flags[flag] for flag in change.flags),
            instead=words.exercises[change.replaced_by].name if change.replaced_by else "",
        )
        for change in prescription.left_out
    )


def _signs(library: Library, level: str) -> SignsView:
    words = library.words.red_flags
    title = next(words.levels[name] for name in words.levels if name == level)
    names = [name for name, flag in library.red_flags.items() if flag.level == level]
    return SignsView(
        title.title,
        title.act,
        title.act_now,
        tuple(words.items[name] for name in names),
        tuple(words.brief[name] for name in names if name in words.brief),
    )


def _lights(library: Library) -> tuple[LightView, ...]:
    words = library.words.rules.pain_rule.levels
    return tuple(
        LightView(kind, words[kind].label, low, high, words[kind].action)
        for kind, (low, high) in library.rules.pain_rule.levels.items()
    )


def _sources_of_statements(library: Library) -> Iterator[str]:
    """Yield what the article says rests on: its passages, the claims, and the usual course."""
    said = library.statements
    rests = (*library.article.values(), *said.claims.values(), *said.safety_net.values())
    for stated in rests:
        yield from stated.sources


def _cited(library: Library, names: Iterable[str]) -> tuple[str, ...]:
    """Return short citations of sources, each once, in that order."""
    return tuple(library.sources[name].cite for name in dict.fromkeys(names))

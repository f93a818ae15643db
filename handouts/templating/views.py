"""What the values are that templates name: plain and frozen, each a part of a page in words."""

from dataclasses import dataclass

from handouts.content import Dose


@dataclass(frozen=True, slots=True)
class StartView:
    """The dose of an exercise's first weeks; weeks from first to last."""

    dose: Dose
    effort: str
    weeks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One exercise of the plan, in words; `start_dose` is None where no weeks are easier."""

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
    start_dose: StartView | None
    most_reps: int
    minutes_a_week: int
    timed: bool
    effort: str
    note: str
    optional_if: str
    days: tuple[str, ...]
    goals: tuple[str, ...]
    outcomes: tuple[str, ...]
    position: str
    alt: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A picture that is no exercise: `letters` are each letter in it and what it stands for."""

    id: str
    name: str
    alt: str
    captions: tuple[str, ...]
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Exercises done in one position; `on_floor` says that it is one on the floor."""

    label: str
    items: tuple[ItemView, ...]
    on_floor: bool


@dataclass(frozen=True, slots=True)
class MarksView:
    """What the pictures on a handout use: arrows, a bold outline for what moves, felt areas."""

    arrows: bool
    moves: bool
    felt: bool


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
    message: str
    message_more: str
    progress_when: tuple[str, ...]
    progress_for: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The patient's plan, in words; weeks from fewest to most."""

    title: str
    who_for: str
    weeks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class OftenView:
    """Names of exercises that are done equally often."""

    per_day: int
    days_per_week: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TotalsView:
    """What the plan adds up to: whole minutes and bouts of a day, from fewest to most.

    `days` is on how many days there is exercise, `start` the minutes of the first weeks (empty if
    they are the same), `longest` the longest bout in minutes; rest is counted apart, empty for
    none.
    """

    types: tuple[str, ...]
    often: tuple[OftenView, ...]
    days: int
    minutes: tuple[int, int]
    bouts: tuple[int, int]
    longest: int
    start: tuple[int, ...]
    start_weeks: tuple[int, ...]
    rest_minutes: tuple[int, ...]
    rest_bouts: tuple[int, ...]
    effort: tuple[int, int]
    effort_words: str


@dataclass(frozen=True, slots=True)
class MoveView:
    """An exercise that goes on in a flare, with the dose to fall back to."""

    name: str
    dose: Dose
    timed: bool


@dataclass(frozen=True, slots=True)
class FlareView:
    """What to do when pain flares."""

    when: str
    calm: str
    moves: tuple[MoveView, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A titled list of rules or tips; `lines` are those that fit this patient."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage of the article: its short form, and what the whole adds; both may be empty.

    `figure` is the id of the picture that belongs to it, "" for none.
    """

    id: str
    section: str
    title: str
    core: tuple[str, ...]
    more: tuple[str, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """A desired outcome, and the patient's own exercises that are for it; maybe none.

    As a text it is its name.
    """

    id: str
    name: str
    mine: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question before starting. What a yes means cannot wait where `act_now`."""

    text: str
    act_now: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An exercise that was left out, and what stands in for it.

    `reasons` are empty where it cannot be done in the patient's setting.
    """

    name: str
    reasons: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class SignsView:
    """Warning signs of one level, and what to do about them; `brief` for emergencies alone."""

    title: str
    act: str
    act_now: str
    items: tuple[str, ...]
    brief: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UrgentView:
    """Urgent signs of one level that a patient has: the act in a whole sentence, what to say.

    `shown` are those in the box on page 1.
    """

    level: str
    title: str
    act: str
    shown: tuple[str, ...]
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """The sheet that takes the place of a plan, in words.

    `first` are the signs that are acted on, those of the most urgent level; `more` are the
    patient's other signs, which stand under `others_of_mine`; `count` is how many there are in
    all. `others` are the emergency signs, briefly, that the patient does not have.
    """

    title: str
    why: str
    say: str
    say_many: str
    first: UrgentView
    count: int
    more: tuple[str, ...]
    worse: str
    others_of_mine: str
    do_title: str
    do: tuple[str, ...]
    avoid_title: str
    avoid: tuple[str, ...]
    back_title: str
    back: tuple[str, ...]
    others_title: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LightView:
    """One light of the pain traffic light; scores from low to high."""

    kind: str
    label: str
    low: int
    high: int
    action: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal, and the kinds of exercise that serve it; there is no patient's plan beside it."""

    goal: str
    types: tuple[str, ...]
    plain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One goal, the kinds of exercise that serve it, and the patient's own that do.

    `plain` is each kind in everyday words: "" where its name says it, or a row before did.
    """

    goal: str
    types: tuple[str, ...]
    mine: tuple[str, ...]
    plain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignerView:
    """Somebody who reviewed what the handout prints, and as what."""

    by: str
    role: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Who reviewed what the handout prints, and until when that holds: all empty for a draft.

    `people` are all who did, each with `by` and `role`. `by` and `role` together tell of all of
    them in one line: with "by, role" as in "A, nurse; B, doctor". `first` is the day on which the
    first of them did, `date` that of the last.
    """

    status: str
    by: str
    role: str
    date: str
    until: str
    people: tuple[SignerView, ...]
    first: str


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the week."""

    id: str
    name: str
    short: str

"""The facts of a library: what does not change with the language.

Each class mirrors one table of a TOML file. Clinical numbers live in those files, never here.
"""

import datetime as dt
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints

from handouts.content.dose import Day, Dose, DoseChange
from handouts.content.model import Flag, Id, Positive, Range, Table, Text, Whole

EMERGENCY_NUMBER = "^[0-9]{2,6}$"
PHONE_NUMBER = r"\+?[0-9][0-9 ()./-]*[0-9]"

ANY = "any"
"""A plan's preference or setting that fits every patient."""

Basis = Literal["source", "inferred", "extension", "project"]
"""Where a fact comes from: a source, our reading of a gap, our addition, our working value."""

CheckLevel = Literal["V", "V2", "K"]
"""V: read in a stored copy. V2: read second-hand. K: own knowledge, not checked."""

Level = Literal["emergency", "same_day", "soon"]
"""How fast a warning sign has to be acted on: now, within 24 hours, within days."""


FlagLevel = Literal["urgent", "ask_first", "adapt"]
"""What a flag means: seen to today or now; cleared by somebody first; the plan is changed."""


Side = Literal["left", "right", "both"]
SIDES: tuple[Side, ...] = get_args(Side)
"""Where a patient is sore: one side of the body, or both."""


class Sourced(Table):
    """A fact with the sources that support it."""

    sources: tuple[Id, ...] = Field(description="Ids in sources.toml; none means not checked.")
    own_knowledge: Flag = Field(default=False, description="Part of it no source was read for.")


class Review(Table):
    """When the sources have to be read anew, and for how long a clinic's sign-off holds."""

    review_by: dt.date
    months: Positive = Field(description="A sign-off holds so long, unless it says otherwise.")
    most_months: Positive = Field(description="No sign-off holds longer.")


class Condition(Table):
    """condition.toml: version, review, the order of things, and the limits of a dose."""

    version: Text
    max_exercises: Positive = Field(description="More exercises than this warns.")
    stages: tuple[Id, ...] = Field(min_length=1, description="In the order of healing.")
    positions: tuple[Id, ...] = Field(min_length=1, description="In the order on the page.")
    settings: tuple[Id, ...] = Field(min_length=1, description="Where exercises are done.")
    floor_positions: dict[Id, tuple[Id, ...]] = Field(
        default_factory=dict, description="Setting -> positions for which one gets to the floor."
    )
    pain_points: tuple[Id, ...] = Field(default=(), description="From the back outward.")
    review: Review = Field(description="Who signs it off is said in a brand's folder.")
    preferences: dict[Id, tuple[Id, ...]] = Field(
        description="What eases the patient, and the directions that work against it."
    )
    default_plans: dict[Id, Id] = Field(description="The plan of a stage when several fit.")
    limits: dict[Id, Range] = Field(description="Lowest and highest value of a dose field.")
    type_limits: dict[Id, dict[Id, Range]] = Field(
        default_factory=dict, description="Limits that differ for a type of exercise."
    )


class StageBasis(Table):
    """Where the numbers of a stage come from."""

    weeks: Basis
    criteria: Basis
    progress: Basis
    flare: Basis


class Flare(Table):
    """To what a patient falls back in a flare: the plan's moves of calm types, done less."""

    types: tuple[Id, ...] = Field(min_length=1, description="Types that go on in a flare.")
    share: tuple[Positive, Positive] = Field(description="Of the dose, such as [1, 2] for half.")


class Growth(Table):
    """How far an exercise of one type grows at a stage, beyond its dose or up to it."""

    reps: Positive | None = Field(
        default=None, description="So many more repetitions than the dose, at most."
    )
    minutes_a_week: Positive | None = Field(
        default=None, description="So much more each week, from the first weeks' time to the dose."
    )
    unless: tuple[Id, ...] = Field(default=(), description="Flags, or levels, with which not.")


class Stage(Sourced):
    """A stage of healing. `from_week` and `to_week` count from the start of the pain."""

    from_week: Whole
    to_week: Positive | None = None
    irritability: Id
    leg_pain: Range = Field(description="Usual pain score, 0 to 10.")
    basis: StageBasis
    flare: Flare
    growth: dict[Id, Growth] = Field(
        default_factory=dict, description="How far exercises grow, by type; others do not."
    )


class Goal(Table):
    """A heading of the goals chart and the types of exercise that its cell names."""

    basis: Basis
    types: tuple[Id, ...] = Field(min_length=1)


class Outcome(Table):
    """A desired outcome. One that is a relief may alone justify an exercise."""

    relief: Flag = False


class ExerciseType(Table):
    """A type of exercise, and the headings of the chart it may serve with the basis of each."""

    serves: dict[Id, Basis]
    rest: Flag = Field(default=False, description="Counted as rest, not as exercise.")


class Grades(Table):
    """The evidence grades, strongest first."""

    order: tuple[Id, ...] = Field(min_length=1)


class GoalsFile(Table):
    """goals.toml."""

    goals: dict[Id, Goal]
    outcomes: dict[Id, Outcome]
    types: dict[Id, ExerciseType]
    grades: Grades


class LevelRule(Table):
    """What a level of flags does beyond leaving exercises out."""

    most_effort: Whole | None = Field(default=None, description="No exercise is harder, 0 to 10.")
    signs: tuple[Level, ...] = Field(
        default=(), description="A flag that is a warning sign so urgent has this level."
    )


class ScreeningFlag(Sourced):
    """Something a patient may have: it changes the plan, or comes before any plan."""

    level: FlagLevel
    warning_sign: Id | None = Field(default=None, description="The red flag that it is.")
    implies: tuple[Id, ...] = Field(
        default=(), description="Flags whose exercises and lines it leaves out as well."
    )


class FlagsFile(Table):
    """flags.toml: the levels, the most serious first, and the flags."""

    levels: dict[FlagLevel, LevelRule] = Field(min_length=1)
    flags: dict[Id, ScreeningFlag]


class Conflict(Sourced):
    """What does not go together: all of `flags` with one of the others, where these are given."""

    flags: tuple[Id, ...] = ()
    preferences: tuple[Id, ...] = ()
    stages: tuple[Id, ...] = ()
    sore: tuple[Id, ...] = Field(default=(), description="The patient's sore side is among them.")
    unless: tuple[Id, ...] = Field(default=(), description="The patient has none of these.")
    severity: Literal["error", "warning"] = Field(
        default="error", description="A warning is told, and the plan is made."
    )


class RedFlag(Sourced):
    """A warning sign and how fast to act on it."""

    level: Level


class Question(Sourced):
    """A question before starting, and the flags among which a yes falls."""

    yes_means: Literal["ask_first", "act_now"]
    flags: tuple[Id, ...] = ()


class PainRule(Sourced):
    """The pain traffic light: level -> pain scores, 0 to 10."""

    basis: Basis
    not_tested_for: str = ""
    levels: dict[Id, Range]


class DirectionFinder(Sourced):
    """The self-test for an easing direction: whom it is for, and the flags with which to skip it.

    `stages` and `preferences` have the patient's own; none means any.
    """

    basis: Basis
    stages: tuple[Id, ...] = ()
    preferences: tuple[Id, ...] = ()
    skip_if: tuple[Id, ...] = ()


class RuleList(Sourced):
    """A list of short rules or tips; its lines are words."""

    basis: Basis


class Rules(Table):
    """rules.toml."""

    pain_rule: PainRule
    direction_finder: DirectionFinder
    lists: dict[Id, RuleList]


class Recommendation(Sourced):
    """What the plans recommend, at which stages, and how good the evidence is."""

    grade: Id | None = Field(default=None, description="None: the claim is not supported.")
    stages: tuple[Id, ...]


class ClaimBacked(Sourced):
    """A reason or a warning, told to patients through carefully worded claims."""

    claims: tuple[Id, ...] = Field(min_length=1)


class Statements(Table):
    """statements.toml."""

    recommendations: dict[Id, Recommendation]
    claims: dict[Id, Sourced]
    reasons: dict[Id, ClaimBacked]
    warnings: dict[Id, ClaimBacked]
    safety_net: dict[Id, Sourced]
    disclaimers: dict[Id, Sourced]


class Passage(Sourced):
    """A passage of what patients may read about sciatica: article.toml.

    One that is `general` speaks of exercise at large: it may name kinds that a plan does not have.
    """

    section: Id = Field(description="The section that prints it, such as living.")
    basis: Basis
    figure: Id | None = Field(default=None, description="The picture that belongs to it.")
    general: Flag = Field(default=False, description="It speaks to everybody, of no plan.")
    unless: tuple[Id, ...] = Field(
        default=(), description="Flags with which all of it is left out, with its picture."
    )


class Source(Table):
    """A publication: what it supports, and how far it was read."""

    title: Text
    cite: Text = Field(description="Who or what, and the year: the line that the page prints.")
    year: str = ""
    urls: tuple[Text, ...] = ()
    supports: Text
    checked: tuple[CheckLevel, ...] = Field(min_length=1)
    not_checked: str = ""


class Evidence(Table):
    """The grade of the evidence and its sources."""

    grade: Id
    sources: tuple[Id, ...]


_PANELS = {"two": 2, "three": 3}


class Exercise(Table):
    """exercises/ID.toml: one exercise, with a dose for each stage that it suits."""

    type: Id
    direction: Id = Field(description="Which way it bends the back.")
    position: Id
    settings: tuple[Id, ...] = Field(min_length=1, description="Where it can be done.")
    chart_goals: tuple[Id, ...] = ()
    outcomes: tuple[Id, ...] = Field(min_length=1)
    avoid_if: tuple[Id, ...] = Field(default=(), description="Flags that leave it out.")
    sore_side_only: Flag = Field(
        default=False, description="Done with the sore side alone; with each where both are sore."
    )
    evidence: Evidence
    doses: dict[Id, Dose] = Field(min_length=1)
    # Owned by the figures: of it a handout tells which marks and how many positions there are.
    pose: dict[str, Any] = Field(default_factory=dict, description="For the drawing.")

    def panels(self, setting: str = "") -> int:
        """Return how many positions its drawing shows side by side, 0 where it shows but one."""
        elsewhere = self.pose.get("settings", {}).get(setting, {})
        return _PANELS.get(str({**self.pose, **elsewhere}.get("show")), 0)


class Figure(Table):
    """figures/ID.toml: a picture that is no exercise, such as the nerve or an outline to shade.

    A person in a [pose], or shapes drawn point by point in [flat]; the figures own both.
    """

    sources: tuple[Id, ...]
    pose: dict[str, Any] = Field(default_factory=dict, description="A person, as in an exercise.")
    flat: dict[str, Any] = Field(default_factory=dict, description="Shapes, point by point.")

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters in the picture, each once, in their order."""
        drawn = (*self.pose.get("letters", ()), *self.flat.get("letters", ()))
        return tuple(dict.fromkeys(str(one["letter"]) for one in drawn))

    @property
    def panels(self) -> int:
        """How many positions it shows side by side, 0 where it shows but one."""
        return _PANELS.get(str(self.pose.get("show")), 0)


class PlanItem(Table):
    """One exercise of a plan, and what may take its place, best first."""

    exercise: Id
    optional: Flag = Field(default=False, description="Done only on a condition, see the words.")
    alternatives: tuple[Id, ...] = ()
    dose: DoseChange = Field(default_factory=DoseChange)
    dose_while: Id | None = Field(
        default=None, description="The changed dose holds while this exercise is on the page."
    )


class Plan(Table):
    """plans/ID.toml: the exercises of a stage, in order, and their days.

    `week` names only what is not done every day.
    """

    stage: Id
    preference: Id = Field(description='What eases the patient, or "any".')
    setting: Id = Field(description='Where it is done, or "any".')
    weeks: Range
    next: Id | None = None
    previous: Id | None = None
    evidence: Evidence
    items: tuple[PlanItem, ...] = Field(min_length=1)
    week: dict[Day, tuple[Id, ...]] = Field(default_factory=dict)


def _numbers(value: object) -> object:
    """Return a list of emergency numbers: what a file gives may be a single one."""
    return (value,) if isinstance(value, str) else value


EmergencyNumber = Annotated[str, StringConstraints(pattern=EMERGENCY_NUMBER)]
EmergencyNumbers = Annotated[
    tuple[EmergencyNumber, ...],
    Field(min_length=1, max_length=2),
    BeforeValidator(_numbers, json_schema_input_type=str | list[str]),
]
"""One number to call in an emergency, or two: more, and people would have to choose."""


class _RegionTable(Table):
    """What a region's file and the facts made from it share."""

    urgent_line: str = Field(
        default="", description="Help that cannot wait but is no emergency, such as 111."
    )
    out_of_hours: str = Field(
        default="",
        pattern=f"^({PHONE_NUMBER})?$",
        description="Whom to call when clinics are closed; a brand's own line comes first.",
    )
    calling_code: str = Field(
        default="", pattern="^[0-9]{0,3}$", description="The country's, such as 44, for links."
    )
    trunk_prefix: str = Field(
        default="", pattern="^[0-9]?$", description="The digit left out behind that code."
    )
    paper: Literal["", "a4", "letter"] = Field(
        default="", description="What people print on there, unless a brand or an option says."
    )
    checked: Literal["sourced", "own_knowledge"]
    sources: tuple[Id, ...] = ()


class RegionFacts(_RegionTable):
    """What is true of a region; `emergency_number` is as it is said, of the `numbers` there."""

    emergency_number: Text
    numbers: tuple[Text, ...] = Field(min_length=1)


class RegionTable(_RegionTable):
    """The facts in a region's file, where two emergency numbers are a list."""

    emergency_number: EmergencyNumbers = Field(
        description='The number in an emergency, such as "999"; two are a list: ["10177", "112"].'
    )

"""The words of a library in one language: en/ mirrors the files of the facts.

Words may hold a region's words in braces, such as {doctor}; loading puts them in.
"""

from pydantic import Field

from handouts.content.dose import Day
from handouts.content.facts import Level
from handouts.content.model import Id, Lines, Table, Text

Labels = dict[Id, Text]
"""Id -> what a reader sees."""


class ConditionWords(Table):
    """en/condition.toml."""

    name: Text
    title: Text
    open_questions: tuple[Text, ...] = Field(
        default=(), description="What a clinician has to decide before signing off."
    )
    preferences: Labels
    settings: Labels
    positions: Labels
    directions: Labels
    pain_points: Labels = Field(default_factory=dict)
    review_status: Labels
    checked: Labels
    basis: Labels
    irritability: Labels
    days: dict[Day, Text]
    short_days: dict[Day, Text]
    effort_scale: dict[str, Text] = Field(description="Effort from which a label holds.")

    def effort_label(self, effort: int) -> str:
        """Return the label of an effort from 0 to 10."""
        steps = sorted((int(step), label) for step, label in self.effort_scale.items())
        return [label for step, label in steps if step <= effort][-1]


class FiveDimensions(Table):
    """What a stage sets: type, which exercises, frequency, intensity, duration."""

    type: Text
    which: Text
    frequency: Text
    intensity: Text
    duration: Text


class StageWords(Table):
    """One stage in en/stages.toml."""

    label: Text
    short: Text
    usual_time: Text
    criteria: Lines
    goals: Lines
    do: Lines
    avoid: Lines
    progress_when: Lines
    progress_for: str = Field(default="", description="For how long all of them must hold.")
    step_back_when: Lines
    five_dimensions: FiveDimensions


class GoalsWords(Table):
    """en/goals.toml."""

    goals: Labels
    outcomes: Labels
    types: Labels
    grades: Labels


class LevelWords(Table):
    """What to do about the warning signs of one level."""

    title: Text
    act: Text


class RedFlagsWords(Table):
    """en/red_flags.toml."""

    levels: dict[Level, LevelWords]
    items: Labels


class ScreeningWords(Table):
    """en/screening.toml."""

    title: Text
    all_no: Text
    any_yes: Text
    questions: Labels


class PainLevelWords(Table):
    """One light of the pain traffic light."""

    label: Text
    action: Text


class PainRuleWords(Table):
    """The pain traffic light."""

    title: Text
    leg_rule: Text
    at_rest: Text
    levels: dict[Id, PainLevelWords]


class DirectionFinderWords(Table):
    """The self-test for an easing direction; `results` by preference."""

    title: Text
    safety: Text
    steps: Lines
    caution: Text
    results: Labels


class ListWords(Table):
    """A titled list of short lines."""

    title: Text
    items: Lines


class RulesWords(Table):
    """en/rules.toml."""

    pain_rule: PainRuleWords
    direction_finder: DirectionFinderWords
    lists: dict[Id, ListWords]


class ClaimWords(Table):
    """A disputed idea, what is wrong with it, and the careful wording that patients read."""

    idea: Text
    problem: Text
    careful: Text


class StatementsWords(Table):
    """en/statements.toml."""

    recommendations: Labels
    claims: dict[Id, ClaimWords]
    reasons: Labels
    warnings: Labels
    safety_net: Labels
    disclaimers: Labels


class DoseWords(Table):
    """How hard a dose should feel, and a note about it."""

    effort: Text
    note: str = ""


class FigureWords(Table):
    """What the picture shows, for those who cannot see it."""

    alt: Text


class ExerciseWords(Table):
    """en/exercises/ID.toml. Steps never repeat a number that the dose sets."""

    name: Text
    purpose: Text = Field(description="Why to do it, in at most 14 words.")
    equipment: tuple[Text, ...]
    start: Text
    end: Text
    steps: Lines
    breathing: Text
    feel: Text
    mistake: Text
    easier: Text
    harder: Text
    stop_if: Text
    evidence_note: Text
    doses: dict[Id, DoseWords]
    figure: FigureWords | None = None


class Hint(Table):
    """A line of a plan that holds only while the exercises it is about are on the page."""

    text: Text
    about: tuple[Id, ...] = ()


class PlanWords(Table):
    """en/plans/ID.toml."""

    title: Text
    who_for: Text
    rhythm: tuple[Hint, ...] = Field(default=(), description="How a day may run.")
    notes: dict[Id, Hint] = Field(
        default_factory=dict, description="Exercise -> a note in place of its own."
    )
    optional_if: Labels = Field(
        default_factory=dict, description="Optional exercise -> the condition for doing it."
    )


class RegionWords(Table):
    """What people of a region call things."""

    doctor: Text
    a_doctor: Text
    emergency_department: Text
    pharmacist: Text
    physiotherapist: Text
    urgent_help: Text

"""The words of a library in one language: en/ mirrors the files of the facts.

Words may hold a region's words in braces, such as {doctor}; loading puts them in.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from handouts.content.dose import Day
from handouts.content.facts import FlagLevel, Level
from handouts.content.lines import MaybeSlot, Slot, Slots
from handouts.content.model import Id, Lines, Table, Text

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})+$")]
TwoNumbers = Annotated[str, StringConstraints(pattern=r"^([^{}]*\{one\}[^{}]+\{other\}[^{}]*)?$")]
DatePattern = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^{}]*(\{day\}[^{}]*\{month\}|\{month\}[^{}]*\{day\})[^{}]*\{year\}[^{}]*$"
        r"|^[^{}]*\{year\}[^{}]*\{month\}[^{}]*\{day\}[^{}]*$"
    ),
]

Labels = dict[Id, Text]
"""Id -> what a reader sees."""

EffortStep = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]


class NamedWords(Table):
    """How lines name what they have to declare, beside exercises and types.

    A number before one of `counts` tells how often or how much, such as 5 days.
    """

    directions: dict[Id, tuple[Text, ...]]
    sides: dict[Id, tuple[Text, ...]]
    counts: tuple[Text, ...]
    times: tuple[Text, ...] = Field(description="Times of a day, such as morning.")


class CaptionWords(Table):
    """What stands under the positions of a picture: of two, and of three."""

    two: tuple[Text, Text]
    three: tuple[Text, Text, Text]

    def of(self, panels: int) -> tuple[str, ...]:
        """Return the captions of so many positions; none for a picture with one."""
        return {2: self.two, 3: self.three}.get(panels, ())


class ConditionWords(Table):
    """en/condition.toml."""

    name: Text
    title: Text
    article_title: Text = Field(description="Of what is taught, without a plan.")
    open_questions: tuple[Text, ...] = Field(
        default=(), description="What a clinician has to decide before signing off."
    )
    preferences: Labels
    settings: Labels
    sides: Labels
    positions: Labels
    directions: Labels
    pain_points: Labels = Field(default_factory=dict)
    review_status: Labels
    checked: Labels
    basis: Labels
    irritability: Labels
    days: dict[Day, Text]
    short_days: dict[Day, Text]
    called: NamedWords = Field(description="Words that name what a plan may not have.")
    effort_scale: dict[EffortStep, Text] = Field(
        min_length=1, description="Effort from which a label holds."
    )
    effort_to: Text = Field(description="Between two labels: easy TO somewhat hard.")
    captions: CaptionWords

    def effort_label(self, effort: int) -> str:
        """Return the label of an effort from 0 to 10."""
        steps = sorted((int(step), label) for step, label in self.effort_scale.items())
        return [label for step, label in steps if step <= max(effort, steps[0][0])][-1]

    def effort_words(self, effort: tuple[int, int]) -> str:
        """Return the label of an effort from a lowest to a highest number, 0 to 10."""
        low, high = map(self.effort_label, effort)
        return low if low == high else f"{low} {self.effort_to} {high}"


class FlareWords(Table):
    """What to do when pain flares. The moves that go on, and how much of each, are computed."""

    when: Slot = Field(description="How a patient knows a flare.")
    calm: Slot = Field(description="What stands over the moves that go on.")
    instead: Slot = Field(description="What stands in their place where the plan has none.")
    then: Slots = Field(description="How to go on after it, and when to ask.")


class StageWords(Table):
    """One stage in en/stages.toml. What is asked of a patient has conditions: see `lines`."""

    label: Text
    short: Text
    usual_time: Text
    called: tuple[Text, ...] = Field(
        default=(), description="What lines call a plan of this stage, beside its label."
    )
    message: Slot = Field(description="What matters most, on page 1.")
    message_more: MaybeSlot = Field(default=(), description="What follows it, less loud.")
    criteria: Slots
    goals: Slots
    do: Slots
    avoid: Slots
    progress_when: Slots
    progress_for: str = Field(default="", description="For how long all of them must hold.")
    flare: FlareWords


class GoalsWords(Table):
    """en/goals.toml."""

    goals: Labels
    outcomes: Labels
    types: Labels
    plain_types: Labels = Field(description="The types in everyday words, as in a sentence.")
    explained: Labels = Field(
        default_factory=dict, description="Types whose names not everybody knows, in a sentence."
    )
    grades: Labels
    called: dict[Id, tuple[Text, ...]] = Field(
        default_factory=dict, description="What lines call each type, beside its name."
    )


class LevelWords(Table):
    """What to do about the warning signs of one level: over a list of them, and in a sentence."""

    title: Text
    act: Text
    act_now: Text = Field(description="The same as a whole sentence, for one who has the sign.")


class FlagsWords(Table):
    """en/flags.toml."""

    levels: dict[FlagLevel, Text] = Field(description="What a clinician is told of each level.")
    flags: Labels


class ConflictWords(Table):
    """What does not go together, and the remedy."""

    message: Text
    remedy: Text


class CheckWords(Table):
    """The sheet for somebody with an urgent sign: it takes the place of every edition."""

    title: Text
    why: Text
    say: Text = Field(description="What stands before what to say on the telephone.")
    say_many: Text = Field(description="What to say where there are many signs.")
    signs: Labels = Field(description="Urgent sign -> how a patient says it.")
    do_title: Text
    do: Slots
    avoid_title: Text
    avoid: Slots
    back_title: Text
    back: Slots = Field(description="How to come back for the plan.")
    worse: Slot = Field(description="When a sign for today turns into one for now.")
    others: Text = Field(description="What stands over the patient's other signs.")
    others_title: Text = Field(description="What stands over the other emergency signs.")


class RedFlagsWords(Table):
    """en/red_flags.toml."""

    levels: dict[Level, LevelWords]
    items: Labels
    brief: Labels = Field(description="The emergency signs in fewer words, for giant print.")
    weak_leg: Slot = Field(description="In the box on page 1: who has a sign for today.")
    weak_leg_brief: Slot = Field(description="The same in fewer words, for larger print.")
    check: CheckWords


class ScreeningWords(Table):
    """en/screening.toml."""

    title: Text
    act_now: Text = Field(description="What a yes means that cannot wait.")
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
    leg_rule: Slot
    at_rest: Text
    stop: Slot = Field(description="When to stop any exercise; each card says it.")
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

    title: Slot
    items: Slots


class RulesWords(Table):
    """en/rules.toml."""

    pain_rule: PainRuleWords
    direction_finder: DirectionFinderWords
    lists: dict[Id, ListWords]


class ClaimWords(Table):
    """A disputed idea, what is wrong with it, and the careful wording that patients read."""

    idea: Text
    problem: Text
    careful: Slot


class StatementsWords(Table):
    """en/statements.toml."""

    recommendations: Labels
    claims: dict[Id, ClaimWords]
    reasons: Labels
    warnings: Labels
    safety_net: dict[Id, Slot]
    disclaimers: dict[Id, Slot]


class PassageWords(Table):
    """One passage in en/article.toml: the short form, and what the whole article adds to it."""

    title: MaybeSlot = Field(default=(), description="May be left out where a label names it.")
    core: tuple[Slot, ...] = Field(
        default=(), description="What every handout has room for, if anything; it reads by itself."
    )
    more: tuple[Slot, ...] = Field(default=(), description="What follows it in the article.")


class DoseWords(Table):
    """How hard a dose should feel, and a note about it."""

    effort: Text
    note: MaybeSlot = ()


class FigureWords(Table):
    """What the picture shows, for those who cannot see it, and what stands under its positions."""

    alt: Slot
    captions: tuple[Text, ...] = Field(
        default=(), description="In place of the usual words, such as Start and Finish."
    )


class FigureText(Table):
    """en/figures/ID.toml: what a picture that is no exercise shows, and what its letters mean."""

    name: Text
    alt: Text = Field(description="For someone who cannot see it.")
    captions: tuple[Text, ...] = Field(default=(), description="Under its positions, if several.")
    letters: dict[str, Text] = Field(default_factory=dict, description="What each letter is.")


class ExerciseWords(Table):
    """en/exercises/ID.toml. Steps never repeat a number that the dose sets."""

    name: Text
    called: tuple[Text, ...] = Field(
        default=(), description="What other lines call it, beside its name."
    )
    purpose: Slot = Field(description="Why to do it, in at most 14 words.")
    equipment: Slots
    start: Slot
    end: Slot
    steps: Slots
    breathing: Slot
    feel: Slot
    mistake: Slot
    easier: MaybeSlot
    harder: MaybeSlot
    stop_if: MaybeSlot = Field(
        description="When to stop, beside what the pain rule says of every exercise."
    )
    evidence_note: Text
    doses: dict[Id, DoseWords]
    figure: FigureWords | None = None


class PlanWords(Table):
    """en/plans/ID.toml."""

    title: Text
    who_for: Slot
    rhythm: tuple[Slot, ...] = Field(default=(), description="How a day may run.")
    notes: dict[Id, Slot] = Field(
        default_factory=dict, description="Exercise -> a note in place of its own."
    )
    optional_if: Labels = Field(
        default_factory=dict, description="Optional exercise -> the condition for doing it."
    )


class RegionWords(Table):
    """What people of a region call things, how they write dates, and the language's name there."""

    language: LanguageTag = Field(description="For screen readers, such as en-GB.")
    date: DatePattern = Field(description="From {day}, {month} as a word, and {year}.")
    doctor: Text
    a_doctor: Text
    emergency_department: Text
    pharmacist: Text
    physiotherapist: Text
    urgent_help: Text
    two_numbers: TwoNumbers = Field(
        default="", description="How two numbers are said: {one} or {other}."
    )
    out_of_hours: str = Field(
        default="", description="What the out-of-hours line is called, such as: Nights."
    )

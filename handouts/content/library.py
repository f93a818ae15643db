"""The library of one condition in the words of one language and one region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from handouts.content.facts import (
    Condition,
    Conflict,
    Exercise,
    ExerciseType,
    Figure,
    FlagLevel,
    Goal,
    LevelRule,
    Outcome,
    Passage,
    Plan,
    Question,
    RedFlag,
    RegionFacts,
    Review,
    Rules,
    ScreeningFlag,
    Source,
    Stage,
    Statements,
)
from handouts.content.words import (
    ConditionWords,
    ConflictWords,
    ExerciseWords,
    FigureText,
    Labels,
    PassageWords,
    PlanWords,
    RedFlagsWords,
    RegionWords,
    RulesWords,
    ScreeningWords,
    StageWords,
    StatementsWords,
)
from handouts.identity import Same


@dataclass(frozen=True, slots=True)
class Region:
    """Where the patient lives: numbers to call and what things are called."""

    id: str
    name: str
    facts: RegionFacts
    words: RegionWords


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a reader sees, by the same ids as the facts."""

    condition: ConditionWords
    stages: Mapping[str, StageWords]
    goals: Labels
    outcomes: Labels
    types: Labels
    plain_types: Labels
    explained_types: Labels
    grades: Labels
    called_types: Mapping[str, tuple[str, ...]]
    flag_levels: Mapping[FlagLevel, str]
    flags: Labels
    conflicts: Mapping[str, ConflictWords]
    red_flags: RedFlagsWords
    screening: ScreeningWords
    rules: RulesWords
    statements: StatementsWords
    article: Mapping[str, PassageWords]
    exercises: Mapping[str, ExerciseWords]
    plans: Mapping[str, PlanWords]
    figures: Mapping[str, FigureText]


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A clinic's own exercise or plan: what Problems call it, and whether it replaces one of ours.

    `picture` is the name of its picture's file, "" for none. `avoided` are the flags that leave out
    the exercise that it replaces.
    """

    source: str
    replaces: bool
    picture: str = ""
    avoided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All facts of one condition, checked, and their words.

    Mappings keep the order of the page: stages, positions and plans as condition.toml names them,
    all else as written or by name. `own_exercises` and `own_plans` tell by id which of them are the
    clinic's own. `files` is each file of ours that was read -> the SHA-256 of its text, `digest` a
    SHA-256 over all that was read.
    """

    id: str
    language: str
    region: Region
    digest: str
    files: Mapping[str, str]
    condition: Condition
    stages: Mapping[str, Stage]
    goals: Mapping[str, Goal]
    outcomes: Mapping[str, Outcome]
    types: Mapping[str, ExerciseType]
    grades: tuple[str, ...]
    flag_levels: Mapping[FlagLevel, LevelRule]
    flags: Mapping[str, ScreeningFlag]
    conflicts: Mapping[str, Conflict]
    red_flags: Mapping[str, RedFlag]
    screening: Mapping[str, Question]
    rules: Rules
    statements: Statements
    article: Mapping[str, Passage]
    sources: Mapping[str, Source]
    exercises: Mapping[str, Exercise]
    plans: Mapping[str, Plan]
    figures: Mapping[str, Figure]
    words: Words
    own_exercises: Mapping[str, OwnEntry] = field(default_factory=dict)
    own_plans: Mapping[str, OwnEntry] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The library's version."""
        return self.condition.version

    @property
    def review(self) -> Review:
        """When it is to be reviewed, and for how long a sign-off holds."""
        return self.condition.review

    @property
    def max_exercises(self) -> int:
        """More exercises than this on one handout warns."""
        return self.condition.max_exercises

    @property
    def positions(self) -> tuple[str, ...]:
        """The positions of the body in the order of the page."""
        return self.condition.positions

    def flag_named(self, name: str) -> str | None:
        """Return the flag of this name, or the one that stands for the warning sign of this name.

        None where there is neither.
        """
        if name in self.flags:
            return name
        return next((flag for flag, told in self.flags.items() if told.warning_sign == name), None)

    def by_urgency(self, flags: Iterable[str]) -> tuple[str, ...]:
        """Return flags in the order of their levels, and within one of their warning signs."""
        levels, signs = list(self.flag_levels), list(self.red_flags)

        def place(flag: str) -> tuple[int, int]:
            told = self.flags[flag]
            sign = signs.index(told.warning_sign) if told.warning_sign else len(signs)
            return levels.index(told.level), sign

        return tuple(sorted(flags, key=place))

    def flags_against(self, exercise: str) -> tuple[str, ...]:
        """Return the flags that leave an exercise out, by themselves or by what they imply."""
        named = set(self.exercises[exercise].avoid_if)
        implied = _implied(Same(self))
        return tuple(flag for flag in self.flags if not named.isdisjoint(implied[flag]))

    def no_longer_against(self, exercise: str) -> tuple[str, ...]:
        """Return the flags that leave our exercise out, but not the clinic's in its place."""
        own = self.own_exercises.get(exercise)
        if own is None:
            return ()
        against = self.flags_against(exercise)
        return tuple(flag for flag in own.avoided if flag not in against)

    def implied_by(self, flag: str) -> frozenset[str]:
        """Return a flag with all that it implies, and what these imply in turn."""
        found: set[str] = set()
        waiting = [flag]
        while waiting:
            name = waiting.pop()
            if name in self.flags and name not in found:
                found.add(name)
                waiting += self.flags[name].implies
        return frozenset(found)

    def with_levels(self, flags: Iterable[str]) -> frozenset[str]:
        """Return flags with those that they imply, their levels, and how urgent their signs are.

        So conditions can name a level in place of each of its flags.
        """
        names: set[str] = set()
        for flag in flags:
            told = self.flags[flag]
            names |= {told.level, *self.implied_by(flag)}
            if told.warning_sign:
                names.add(self.red_flags[told.warning_sign].level)
        return frozenset(names)

    def most_effort(self, flags: Iterable[str]) -> int | None:
        """Return the most effort, 0 to 10, that an exercise may take with flags; None for any."""
        rules = (self.flag_levels[self.flags[flag].level].most_effort for flag in flags)
        return min((most for most in rules if most is not None), default=None)

    def goals_of(self, exercise: str) -> tuple[str, ...]:
        """Return the headings of the goals chart that an exercise serves, in their order.

        Those are its own, and those whose cell names its type.
        """
        facts = self.exercises[exercise]
        return tuple(
            name
            for name, goal in self.goals.items()
            if name in facts.chart_goals or facts.type in goal.types
        )

    def is_for_relief(self, exercise: str) -> bool:
        """Tell whether an exercise serves no heading of the chart but eases pain."""
        facts = self.exercises[exercise]
        return not facts.chart_goals and any(self.outcomes[name].relief for name in facts.outcomes)

    def captions(self, exercise: str, setting: str = "") -> tuple[str, ...]:
        """Return what stands under the positions of an exercise's picture; empty for a single one.

        An exercise's own captions are for its usual picture and for those with as many positions.
        """
        panels = self.exercises[exercise].panels(setting)
        figure = self.words.exercises[exercise].figure
        if figure and len(figure.captions) == panels:
            return figure.captions
        return self.words.condition.captions.of(panels)

    def limits(self, exercise: str) -> dict[str, tuple[int, int]]:
        """Return dose field -> lowest and highest value that may be set for an exercise."""
        special = self.condition.type_limits.get(self.exercises[exercise].type, {})
        return {**self.condition.limits, **special}


@lru_cache(maxsize=8)
def _implied(of_library: Same[Library]) -> Mapping[str, frozenset[str]]:
    """Return each flag with all that it implies: asked for with every line that has a condition."""
    library = of_library.value
    return {flag: library.implied_by(flag) for flag in library.flags}

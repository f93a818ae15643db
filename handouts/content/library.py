"""The library of one condition in the words of one language and one region."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.content.facts import (
    Condition,
    Exercise,
    ExerciseType,
    Goal,
    Outcome,
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
    ExerciseWords,
    Labels,
    PlanWords,
    RedFlagsWords,
    RegionWords,
    RulesWords,
    ScreeningWords,
    StageWords,
    StatementsWords,
)


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
    grades: Labels
    flags: Labels
    red_flags: RedFlagsWords
    screening: ScreeningWords
    rules: RulesWords
    statements: StatementsWords
    exercises: Mapping[str, ExerciseWords]
    plans: Mapping[str, PlanWords]


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A clinic's own exercise or plan: what Problems call it, and whether it replaces one of ours.

    `picture` is the name of its picture's file, "" for none.
    """

    source: str
    replaces: bool
    picture: str = ""


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
    flags: Mapping[str, ScreeningFlag]
    red_flags: Mapping[str, RedFlag]
    screening: Mapping[str, Question]
    rules: Rules
    statements: Statements
    sources: Mapping[str, Source]
    exercises: Mapping[str, Exercise]
    plans: Mapping[str, Plan]
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

    def is_for_relief(self, exercise: str) -> bool:
        """Tell whether an exercise serves no heading of the chart but eases pain."""
        facts = self.exercises[exercise]
        return not facts.chart_goals and any(self.outcomes[name].relief for name in facts.outcomes)

    def limits(self, exercise: str) -> dict[str, tuple[int, int]]:
        """Return dose field -> lowest and highest value that may be set for an exercise."""
        special = self.condition.type_limits.get(self.exercises[exercise].type, {})
        return {**self.condition.limits, **special}

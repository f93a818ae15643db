"""The kinds of files that make a library, and the model of each.

A kind is also the name of its JSON Schema in library/schemas/.
"""

from functools import cache
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from handouts.content.facts import (
    Basis,
    Condition,
    Conflict,
    Evidence,
    Exercise,
    Figure,
    FlagsFile,
    GoalsFile,
    Passage,
    Plan,
    Question,
    RedFlag,
    RegionTable,
    Rules,
    Source,
    Stage,
    Statements,
)
from handouts.content.model import Flag, Id, Table, Text
from handouts.content.words import (
    ConditionWords,
    ConflictWords,
    ExerciseWords,
    FigureText,
    FlagsWords,
    GoalsWords,
    PassageWords,
    PlanWords,
    RedFlagsWords,
    RegionWords,
    RulesWords,
    ScreeningWords,
    StageWords,
    StatementsWords,
)


class CollectionFile(Table):
    """library.toml: the libraries that lie side by side."""

    default: Id = Field(description="The condition used when none is named.")


class RegionFile(RegionTable):
    """regions/ID.toml: the facts, and the words per language."""

    name: Text
    words: dict[Id, RegionWords] = Field(min_length=1)


class OwnRegion(RegionFile):
    """A clinic's own region. What it does not say comes from the one that it extends.

    That is one of ours: the one it names, or else ours of the same id.
    """

    extends: str = Field(default="", description="A region of the library that says the rest.")


class Own(Table):
    """What a clinic says of its own exercise or plan beside the facts."""

    replaces: Flag = Field(
        default=False, description="It stands in for the library's of the same id."
    )
    language: Id = Field(default="en", description="The language of [words].")


class OwnPlan(Own, Plan):
    """A clinic's own plan: like plans/ID.toml, with its words in the same file."""

    words: PlanWords
    translations: dict[Id, PlanWords] = Field(
        default_factory=dict, description="The words in other languages."
    )


class OwnEvidence(Evidence):
    """The evidence of a clinic's own exercise, and where its numbers come from."""

    basis: Basis


class OwnExercise(Own, Exercise):
    """A clinic's own exercise: like exercises/ID.toml, with its words in the same file.

    What a clinic may forget in ours is asked for here: whom it does not suit, and the basis.
    """

    avoid_if: tuple[Id, ...] = Field(description="Flags that leave it out; [] for none.")
    evidence: OwnEvidence
    sources: dict[Id, Source] = Field(
        default_factory=dict, description="Sources that the library does not have."
    )
    picture: str = Field(default="", description="A picture file beside this one.")
    words: ExerciseWords
    translations: dict[Id, ExerciseWords] = Field(
        default_factory=dict, description="The words in other languages."
    )


Kind = Literal[
    "collection",
    "region",
    "condition",
    "stages",
    "goals",
    "flags",
    "conflicts",
    "red_flags",
    "screening",
    "rules",
    "statements",
    "article",
    "sources",
    "exercise",
    "figure",
    "plan",
    "own-plan",
    "own-exercise",
    "own-region",
    "condition-words",
    "stages-words",
    "goals-words",
    "flags-words",
    "conflicts-words",
    "red_flags-words",
    "screening-words",
    "rules-words",
    "statements-words",
    "article-words",
    "exercise-words",
    "figure-words",
    "plan-words",
]

KINDS: dict[Kind, Any] = {
    "collection": CollectionFile,
    "region": RegionFile,
    "condition": Condition,
    "stages": dict[Id, Stage],
    "goals": GoalsFile,
    "flags": FlagsFile,
    "conflicts": dict[Id, Conflict],
    "red_flags": dict[Id, RedFlag],
    "screening": dict[Id, Question],
    "rules": Rules,
    "statements": Statements,
    "article": dict[Id, Passage],
    "sources": dict[Id, Source],
    "exercise": Exercise,
    "figure": Figure,
    "plan": Plan,
    "own-plan": OwnPlan,
    "own-exercise": OwnExercise,
    "own-region": OwnRegion,
    "condition-words": ConditionWords,
    "stages-words": dict[Id, StageWords],
    "goals-words": GoalsWords,
    "flags-words": FlagsWords,
    "conflicts-words": dict[Id, ConflictWords],
    "red_flags-words": RedFlagsWords,
    "screening-words": ScreeningWords,
    "rules-words": RulesWords,
    "statements-words": StatementsWords,
    "article-words": dict[Id, PassageWords],
    "exercise-words": ExerciseWords,
    "figure-words": FigureText,
    "plan-words": PlanWords,
}


@cache
def adapter(kind: Kind) -> TypeAdapter[Any]:
    """Return what validates a file of this kind."""
    return TypeAdapter(KINDS[kind])

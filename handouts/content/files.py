"""The kinds of files that make a library, and the model of each.

A kind is also the name of its JSON Schema in library/schemas/.
"""

from functools import cache
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from handouts.content.facts import (
    Condition,
    Exercise,
    GoalsFile,
    Plan,
    Question,
    RedFlag,
    RegionFacts,
    Rules,
    ScreeningFlag,
    Source,
    Stage,
    Statements,
)
from handouts.content.model import Id, Table, Text
from handouts.content.words import (
    ConditionWords,
    ExerciseWords,
    GoalsWords,
    Labels,
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


class RegionFile(RegionFacts):
    """regions/ID.toml: the facts, and the words per language."""

    name: Text
    words: dict[Id, RegionWords] = Field(min_length=1)


class OwnPlan(Plan):
    """A clinic's own plan: like plans/ID.toml, with its words in the same file."""

    words: PlanWords


Kind = Literal[
    "collection",
    "region",
    "condition",
    "stages",
    "goals",
    "flags",
    "red_flags",
    "screening",
    "rules",
    "statements",
    "sources",
    "exercise",
    "plan",
    "own-plan",
    "condition-words",
    "stages-words",
    "goals-words",
    "flags-words",
    "red_flags-words",
    "screening-words",
    "rules-words",
    "statements-words",
    "exercise-words",
    "plan-words",
]

KINDS: dict[Kind, Any] = {
    "collection": CollectionFile,
    "region": RegionFile,
    "condition": Condition,
    "stages": dict[Id, Stage],
    "goals": GoalsFile,
    "flags": dict[Id, ScreeningFlag],
    "red_flags": dict[Id, RedFlag],
    "screening": dict[Id, Question],
    "rules": Rules,
    "statements": Statements,
    "sources": dict[Id, Source],
    "exercise": Exercise,
    "plan": Plan,
    "own-plan": OwnPlan,
    "condition-words": ConditionWords,
    "stages-words": dict[Id, StageWords],
    "goals-words": GoalsWords,
    "flags-words": Labels,
    "red_flags-words": RedFlagsWords,
    "screening-words": ScreeningWords,
    "rules-words": RulesWords,
    "statements-words": StatementsWords,
    "exercise-words": ExerciseWords,
    "plan-words": PlanWords,
}


@cache
def adapter(kind: Kind) -> TypeAdapter[Any]:
    """Return what validates a file of this kind."""
    return TypeAdapter(KINDS[kind])

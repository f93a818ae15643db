"""Lines with conditions: what a sentence needs of a patient's plan before it may be said.

A slot is one thing to say. It holds one line or several; the first whose condition fits is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from handouts.content.model import Flag, Id, Table, Text


class When(Table):
    """What must be true of a plan and its patient. What is not given does not matter."""

    about: tuple[Id, ...] = Field(default=(), description="Exercises that all are in the plan.")
    types: tuple[Id, ...] = Field(
        default=(), description="Types of exercise, of each of which one is in the plan."
    )
    directions: tuple[Id, ...] = Field(
        default=(), description="Ways to bend, in each of which an exercise of the plan does."
    )
    without: tuple[Id, ...] = Field(
        default=(), description="Exercises or types of which none is in the plan."
    )
    stages: tuple[Id, ...] = Field(default=(), description="The patient's stage is among them.")
    preferences: tuple[Id, ...] = Field(
        default=(), description="What eases the patient is among them."
    )
    settings: tuple[Id, ...] = Field(default=(), description="The setting is among them.")
    sore: tuple[Id, ...] = Field(
        default=(), description="The patient's sore side was given, and is among them."
    )
    plans: tuple[Id, ...] = Field(default=(), description="The patient's plan is among them.")
    flags: tuple[Id, ...] = Field(
        default=(),
        description="The patient has one of these flags, or one of a level (ask_first), or one "
        "that is a warning sign so urgent (same_day).",
    )
    unless: tuple[Id, ...] = Field(default=(), description="The patient has none of these.")
    as_dosed: Flag = Field(
        default=False,
        description="What it is about, and all of its types, is done as often as the plan says.",
    )

    @cached_property
    def stated(self) -> str:
        """The condition in its own words, as a file would have it; empty for none."""
        given = self.model_dump(include=set(When.model_fields), exclude_defaults=True)
        return "; ".join(
            key if value is True else f"{key}: {', '.join(value)}" for key, value in given.items()
        )


class Line(When):
    """A sentence, and when it may be said."""

    text: Text

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _AsWritten:
    """How a slot is written: text, a line, or a list of these; "" where it `may_be_empty`.

    The JSON Schema for editors is made when it is asked for. As an input type of each slot it would
    cost every start of the program a tenth.
    """

    may_be_empty: bool = False

    def lines(self, value: Any) -> Any:
        """Return the lines of a slot: text alone is a line without a condition."""
        if self.may_be_empty and value == "":
            return []
        lines = value if isinstance(value, list | tuple) else [value]
        return [{"text": line} if isinstance(line, str) else line for line in lines]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of the tuple of lines, with the way into it before."""
        return core_schema.no_info_before_validator_function(self.lines, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return what an editor may accept."""
        line = handler(schema)["items"]
        text = {"type": "string"} if self.may_be_empty else dict(_TEXT)
        either = {"anyOf": [dict(_TEXT), line]}
        return {"anyOf": [text, line, {"type": "array", "items": either}]}


_TEXT = {"type": "string", "minLength": 1}

Slot = Annotated[tuple[Line, ...], Field(min_length=1), _AsWritten()]
"""One thing to say: a line, or several of which the first that fits is said."""

MaybeSlot = Annotated[tuple[Line, ...], _AsWritten(may_be_empty=True)]
"""A slot that may be left empty."""

Slots = Annotated[tuple[Slot, ...], Field(min_length=1)]
"""Things to say one after the other; one of which no line fits is left out."""


def every_line(slots: tuple[tuple[Line, ...], ...]) -> Iterator[tuple[str, Line]]:
    """Yield each line of some slots with the key under which it stands."""
    for number, slot in enumerate(slots):
        for place, line in enumerate(slot):
            yield f"{number}.{place}" if len(slot) > 1 else f"{number}", line

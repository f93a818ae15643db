"""What pydantic finds in a pose, said plainly: what is wrong with a key, and the remedy."""

from collections.abc import Mapping
from typing import Any, Final

from handouts.suggest import did_you_mean

# Fact and remedy by pydantic's type of mistake; in braces what pydantic says about it.
_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "missing": ("is missing", "add it"),
    "float_type": ("is not a number", "write a number without quotes, such as 30 or 0.25"),
    "bool_type": ("is neither true nor false", "write true or false, without quotes"),
    "string_type": ("is not a name", "write a name in quotes"),
    "tuple_type": ("is not a list", "write it in brackets, with commas between its parts"),
    "model_type": ("is not a table", "write it in braces, with its keys"),
    "model_attributes_type": ("is not a table", 'write it in braces, such as {{ kind = "mat" }}'),
    "mapping_type": ("is not a table", "write it as a table of its own, with its keys"),
    "literal_error": ("is none of the words that may stand here", "write {expected}"),
    "union_tag_not_found": ("does not say what it is", 'add its kind, such as kind = "mat"'),
    "less_than_equal": ("is more than {le:g}", "write a smaller number"),
    "greater_than_equal": ("is less than {ge:g}", "write a larger number"),
    "too_short": ("has too few parts", "add what is missing; docs/exercises.md shows the form"),
    "too_long": ("has too many parts", "remove some; docs/exercises.md shows the form"),
}
WRONG_KIND: Final = ("float_type", "string_type", "tuple_type", "model_type", "mapping_type")
"""What pydantic calls a value that is of another kind altogether: not a list, not a table."""


def plain(kind: str, message: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return fact and remedy for one finding of pydantic: its type, message and context."""
    if kind == "union_tag_invalid":
        return "there is no such prop", _prop_hint(str(context["tag"]), context)
    if kind in _TEXTS:
        fact, hint = _TEXTS[kind]
        return fact.format_map(context), hint.format_map(context)
    fact, _, hint = message.removeprefix("Value error, ").partition("; ")
    return fact, hint or "see docs/exercises.md"


def _prop_hint(kind: str, context: Mapping[str, Any]) -> str:
    kinds = str(context["expected_tags"]).replace("'", "").split(", ")
    there_are = f"there are {', '.join(kinds[:-1])} and {kinds[-1]}"
    return f"{did_you_mean(kind, kinds)} {there_are}".strip()

"""Remedies that are written for the command line, in words for somebody who has a roster."""

import re
from functools import lru_cache

from handouts.batch.columns import Column, columns

_TWO = re.compile(r"--(?P<one>[a-z]+) and --(?P<other>[a-z]+)\b(?! \w+[.=_-])")
_OF_PATIENT = re.compile(r"(?<!patient )--explain\b")
_OPTION = re.compile(
    r"(?P<before>\b(?:or|with) )?--(?P<option>[a-z]+(?:-[a-z]+)*)"
    r"(?: (?!(?:and|as|for|if|once|or|to|with)\b)(?P<value>\w+(?:[.=-]\w+)*)(?P<other> or \w+)?)?"
)


# Options of a run, and what somebody who has the list alone can do in their place.
_IN_LIST = tuple(
    (re.compile(said), told)
    for said, told in (
        (r",? or say --map \S+=\S+ or --ignore (\S+)", r", or delete column \1"),
        (r",? or say --map \S+=\S+; --ignore LETTER", ", or delete the column"),
        (r",? or say --map \S+=\S+; for sheets to be filled in by pen: --blank-rows", ""),
        (r"--map (\S+)=COLUMN uses one(?:; --dry-run shows all)?",
         r"to use column \1, write over it a heading that the template has"),
        (r"--map (\S+)=\S+ takes the other", r"to use column \1, delete the one that is taken"),
        (r"--ignore LETTER leaves the column out", "or delete the column"),
        (r"--ignore (\S+) leaves ", r"delete column \1 to leave "),
        (r"--ignore (\S+) takes ", r"delete column \1 to take "),
        (r"--ignore (\S+)", r"delete column \1"),
        (r"; or --blank-rows makes such rows, to be filled in by pen", ", or delete the row"),
        (r"to leave it out say --visible-only, or delete it", "to leave it out, delete it"),
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def worded_for_list(text: str) -> str:
    """Return a remedy as a report has it: what can be done in the list, where something can."""
    if "--" not in text:
        return text
    for said, told in _IN_LIST:
        text = said.sub(told, text)
    return text


@lru_cache(maxsize=4096)  # the same few texts, for many rows
def worded_for_roster(text: str) -> str:
    """Return a message or a remedy with columns in place of the options that are columns.

    `choose --preference flexion or none` becomes `choose flexion or none in the column preference`;
    options that are no columns stay. One that only `handouts patient` has is said to be its.
    """
    text = _OPTION.sub(_column_for_option, _TWO.sub(_columns_for_two, text))
    return _OF_PATIENT.sub("handouts patient \\g<0>", text)


def _column_named(option: str) -> Column | None:
    column = columns().get(option.replace("-", "_"))
    return None if column is None or column.unused else column


def _columns_for_two(found: re.Match[str]) -> str:
    if _column_named(found["one"]) and _column_named(found["other"]):
        return f"the columns {found['one']} and {found['other']}"
    return found[0]


def _column_for_option(found: re.Match[str]) -> str:
    column = _column_named(found["option"])
    if column is None:
        return found[0]
    before, value, other = (found[part] or "" for part in ("before", "value", "other"))
    if not value:
        in_place = before == "with "
        return f"in the column {column.name}" if in_place else f"{before}the column {column.name}"
    verb = "put " if before == "or " else ""  # `or --drop bridge` has none
    if column.kind == "choice":
        return f"{before}{verb}{value}{other} in the column {column.name}"
    return f"{before}{verb}{value} in the column {column.name}{other}"

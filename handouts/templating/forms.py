"""Making a form of a handout: the blocks to fill in get what a reader hears of their fields."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, cast

from handouts.document import Block, Field, Log, LogForm, every_block, plain
from handouts.identity import Same

_MOST_KEPT = 1024


def log_form(running: Mapping[str, Any]) -> LogForm:
    """Return what is said of the boxes of a log, from the words around the page."""
    words = running["form"]
    return LogForm(words["tick"], words["tick_one"], words["write"], tuple(words["times"]))


def as_form(blocks: tuple[Block, ...], words: LogForm, filled: frozenset[str]) -> tuple[Block, ...]:
    """Return blocks whose lines to write on and boxes of logs are fields of a form.

    Details of the patient that are `filled`, by name, stay text.
    """
    return tuple(_made_once(Same(block), words, filled) for block in blocks)


@lru_cache(_MOST_KEPT)
def _made_once(block: Same[Block], words: LogForm, filled: frozenset[str]) -> Block:
    inside = every_block((block.value,))
    if not any(isinstance(one, Field | Log) for one in inside):
        return block.value
    return cast("Block", _asked(block.value, words, filled))


def _asked(value: Any, words: LogForm, filled: frozenset[str]) -> Any:
    match value:
        case Field():
            return value if value.name in filled else replace(value, asked=plain(value.label))
        case Log():
            return replace(value, form=words)
        case tuple():
            return tuple(_asked(part, words, filled) for part in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            made: Any = value
            inside = {one.name: _asked(getattr(made, one.name), words, filled)
                      for one in fields(made)}  # fmt: skip
            return replace(made, **inside)
    return value

"""The danger signs on page 1, whatever else stands there: closer lines, or the rest on page 2.

A wide typeface, a long name or a tall logo may leave too little room. Then the box is set closer.
Where that is not enough, it says that more signs are on the next page, which begins with them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Document,
    Panel,
    Paragraph,
    Span,
)

Room = Literal["whole", "close", "parted"]
"""How the box stands on page 1: as ever, with less space, or with its rest on the next page."""

CLOSE = 0.92
"""The share of the usual line distance, and of the space around, that a close box has."""

_FEWEST = 1  # sign in the box on page 1


@dataclass(frozen=True, slots=True)
class Close(Panel):
    """A panel that is set closer."""


@dataclass(frozen=True, slots=True)
class Rest(Panel):
    """What had no room in a box of danger signs: a box in the same look, on the next page."""


def with_room(
    document: Document, fits: Callable[[tuple[Block, ...]], bool]
) -> tuple[Document, Room]:
    """Return the document with its danger signs on page 1, and how they stand there.

    `fits` says whether blocks all stand on page 1. Where nothing helps, the document stays as it
    is.
    """
    index = next((i for i, b in enumerate(document.blocks) if is_danger(b)), -1)
    if index < 0:
        return document, "whole"
    before, box, after = (
        document.blocks[:index], document.blocks[index], document.blocks[index + 1 :],
    )  # fmt: skip
    if fits((*before, box)) or not isinstance(box, Panel):
        return document, "whole"
    close = Close(box.kind, box.title, box.blocks)
    if fits((*before, close)):
        return replace(document, blocks=(*before, close, *after)), "close"
    for first, rest in _partings(close, document.danger_words):
        if fits((*before, first)):
            return replace(document, blocks=(*before, first, rest, *after)), "parted"
    return document, "whole"


def is_danger(block: Block) -> bool:
    """Say whether a block is the box of danger signs."""
    return isinstance(block, Panel) and block.kind == "danger"


def _partings(box: Panel, words: tuple[str, str]) -> Iterator[tuple[Panel, Panel]]:
    """Yield the box in two parts, the longest first part first; none without words for that."""
    more, title = words
    calls = tuple(one for one in box.blocks if isinstance(one, CallNumber))
    units = list(_units(one for one in box.blocks if not isinstance(one, CallNumber)))
    if not (more and title):
        return
    pointer = Paragraph((Span(more, strong=True),))
    for count in range(len(units) - 1, _FEWEST - 1, -1):
        first = (*calls, *_joined(units[:count]), pointer)
        yield (
            Close(box.kind, box.title, first),
            Rest("note", (Span(title),), tuple(_joined(units[count:]))),
        )


def _units(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks, a list point by point."""
    for block in blocks:
        if isinstance(block, BulletList):
            yield from (replace(block, items=(item,)) for item in block.items)
        else:
            yield block


def _joined(units: list[Block]) -> list[Block]:
    """Return blocks, neighbouring points as one list again."""
    made: list[Block] = []
    for unit in units:
        last = made[-1] if made else None
        if isinstance(unit, BulletList) and isinstance(last, BulletList):
            made[-1] = replace(last, items=(*last.items, *unit.items))
        else:
            made.append(unit)
    return made

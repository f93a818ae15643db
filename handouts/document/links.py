"""Links within a handout: `#` and an exercise's id lead to its card."""

from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, cast

from handouts.document.blocks import Block, Card
from handouts.document.text import Span
from handouts.document.walk import every_block, every_text
from handouts.identity import Same

INSIDE = "#"
"""With it begin links that lead to a place in the same file."""

_MOST_KEPT = 2048  # blocks


def with_live_links(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks in which links that lead to no card of theirs are plain words.

    A section may stand in an edition that has no cards, or a brand may leave the cards out.
    """
    seen = [_seen(Same(block)) for block in blocks]
    places = frozenset(place for one, _ in seen for place in one)
    dead = [links - places for _, links in seen]
    return tuple(
        _without(Same(block), gone) if gone else block
        for block, gone in zip(blocks, dead, strict=True)
    )


def inside_links(blocks: tuple[Block, ...]) -> set[str]:
    """Return the exercises whose cards links of some blocks lead to."""
    return {link.removeprefix(INSIDE) for block in blocks for link in _seen(Same(block))[1]}


@lru_cache(_MOST_KEPT)
def _seen(block: Same[Block]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places of a block that links can lead to, and its links within the handout."""
    own = (block.value,)
    cards = (one for one in every_block(own) if isinstance(one, Card))
    links = (span.link for text in every_text(own) for span in text)
    return (
        frozenset(INSIDE + card.exercise for card in cards),
        frozenset(link for link in links if link.startswith(INSIDE)),
    )


@lru_cache(_MOST_KEPT)
def _without(block: Same[Block], links: frozenset[str]) -> Block:
    return cast("Block", _unlinked(block.value, links))


def _unlinked(value: Any, links: frozenset[str]) -> Any:
    if isinstance(value, Span):
        return replace(value, link="") if value.link in links else value
    if isinstance(value, tuple):
        return tuple(_unlinked(part, links) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _unlinked(getattr(value, one.name), links) for one in fields(value)}
        return replace(value, **changed)
    return value

"""Walking the tree of a document meets everything, once, in reading order."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from handouts.document import Block, Document, Span, every_block, every_text, plain
from handouts.editions.compose import compose_document
from tests.making import EDITIONS, STAGES, Combination

KINDS = get_args(Block)


def spans(value: object) -> Iterator[Span]:
    """Yield every span anywhere inside a value, looking at nothing but the types."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from spans(getattr(value, one.name))


def blocks(value: object) -> Iterator[Block]:
    """Yield every block anywhere inside a value, looking at nothing but the types."""
    if isinstance(value, KINDS):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from blocks(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from blocks(getattr(value, one.name))


@pytest.fixture(
    params=[Combination(stage, edition=name) for stage in STAGES for name in EDITIONS], ids=str
)
def document(request: pytest.FixtureRequest) -> Document:
    combination: Combination = request.param
    return compose_document(combination.request)


def test_every_block_is_met_once_in_reading_order(document: Document) -> None:
    assert list(every_block(document.blocks)) == list(blocks(document.blocks))


def test_every_span_is_met(document: Document) -> None:
    met = [span.text for text in every_text(document.blocks) for span in text]
    for span in spans(document.blocks):
        met.remove(span.text)


def test_plain_text_is_the_characters_and_nothing_else() -> None:
    assert plain((Span("a", strong=True), Span("<b>", link="tel:1"), Span(""))) == "a<b>"

"""Walking the tree: every block, every text, in reading order."""

from collections.abc import Iterator

from handouts.document.blocks import (
    Block,
    BulletList,
    CallNumber,
    Card,
    Columns,
    Field,
    Fields,
    Heading,
    Light,
    Log,
    NumberedList,
    Panel,
    Paragraph,
    Table,
)
from handouts.document.text import Span, Text


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield each block and the blocks inside it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Panel() | Light():
                yield from every_block(block.blocks)
            case Card():
                yield from block.why
                yield from every_block(block.how)
                yield from block.notes
            case Columns():
                for column in block.columns:
                    yield from every_block(column)
            case Fields():
                yield from block.fields
            case _:
                pass


def every_text(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Yield each piece of text that a reader sees, in reading order."""
    for block in every_block(blocks):
        yield from _own_texts(block)


def _own_texts(block: Block) -> Iterator[Text]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case BulletList() | NumberedList():
            yield from block.items
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row
        case Panel():
            yield block.title
        case CallNumber():
            yield from (block.label, block.number)
        case Field():
            yield block.label
        case Card():
            yield from _card_texts(block)
        case Light():
            yield from (block.label, block.score)
        case Log():
            yield (Span(block.week_label),)
            yield from ((Span(day),) for day in block.days)
            yield from (*block.tick, *block.write)
        case _:
            pass


def _card_texts(card: Card) -> Iterator[Text]:
    yield card.name
    for numeral in card.dose.numerals:
        yield (Span(f"{numeral.value} {numeral.label}"),)
    if card.dose.effort:
        yield card.dose.effort.label
    yield from (card.stop, card.serves)

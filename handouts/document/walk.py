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
    Group,
    Heading,
    Light,
    Log,
    NumberedList,
    OwnPicture,
    Panel,
    Paragraph,
    Picture,
    Ruler,
    Table,
    WebLink,
    Zone,
)
from handouts.document.text import Span, Text


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield each block and the blocks inside it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Panel() | Light() | Group():
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


def heading_level(block: Block) -> int:
    """Return the level of the heading that a block begins with, 0 for none."""
    match block:
        case Heading() | Card():
            return block.level
        case Panel(kind="danger"):
            return 2
        case Panel() if block.title:
            return 3
        case Light():
            return 3
        case _:
            return 0


def every_text(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Yield each piece of text that a reader sees, in reading order."""
    for block in every_block(blocks):
        yield from _own_texts(block)


def _own_texts(block: Block) -> Iterator[Text]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Panel():
            yield block.title
        case Field():
            yield block.label
        case OwnPicture():
            yield block.caption
        case _:
            yield from _several_texts(block)


def _several_texts(block: Block) -> Iterator[Text]:
    match block:
        case BulletList() | NumberedList():
            yield from block.items
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row
        case Card():
            yield from _card_texts(block)
        case Picture():
            yield from ((Span(caption),) for caption in block.captions)
        case CallNumber(label=first, number=second) | Light(label=first, score=second):
            yield from (first, second)
        case WebLink():
            yield from (block.label, (Span(block.shown, link=block.address),))
        case Log():
            yield from _log_texts(block)
        case Ruler():
            yield from ((Span(end),) for end in block.ends)
            yield from ((Span(str(one)),) for zone in block.zones for one in numbers(zone))
        case _:
            pass


def _log_texts(log: Log) -> Iterator[Text]:
    yield (Span(log.week_label),)
    yield from ((Span(day),) for day in log.days)
    yield from (*log.tick, *log.write)


def _card_texts(card: Card) -> Iterator[Text]:
    yield card.name
    for numeral in card.dose.numerals:
        yield (Span(f"{numeral.value} {numeral.label}"),)
    if card.dose.effort:
        yield card.dose.effort.label
        yield from ((Span(end),) for end in card.dose.effort.ends)
    yield from ((Span(caption),) for caption in card.captions)
    yield from (card.stop, card.serves, card.continued)


def numbers(zone: Zone) -> range:
    """Return the numbers of a ruler's zone."""
    return range(zone.low, zone.high + 1)

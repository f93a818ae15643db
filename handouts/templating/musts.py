"""What must stand on a handout, whatever a brand's own section says: who reviewed it, small print.

Shipped sections mark it as `::: must`. A section of a brand's own may say it where it likes, in the
same sentences; what it does not say is printed behind it. So no template can take it away, whatever
its tags do.
"""

import re
from dataclasses import replace

from handouts.document import (
    Block,
    BulletList,
    Heading,
    NumberedList,
    Paragraph,
    Table,
    every_block,
    every_text,
    plain,
)
from handouts.templating.build import Must

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_READ = (Paragraph, BulletList, NumberedList, Table, Heading)


def lacking(musts: tuple[Must, ...], blocks: tuple[Block, ...]) -> tuple[Must, ...]:
    """Return those of which some sentence is no whole sentence of the blocks.

    They have no line any more where the blocks have it.
    """
    if not musts:
        return ()
    read = tuple(block for block in every_block(blocks) if isinstance(block, _READ))
    said = {one for text in every_text(read) for one in sentences(plain(text))}
    return tuple(
        replace(must, line="") if said.issuperset(sentences(must.line)) else must
        for must in musts
        if not all(said.issuperset(sentences(plain(text))) for text in every_text((must.block,)))
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, blanks as single ones."""
    return [one for one in _SENTENCE_END.split(" ".join(text.split())) if one]

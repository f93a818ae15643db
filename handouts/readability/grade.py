"""The Flesch-Kincaid grade of what a patient reads, measured on the document's tree.

Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas for Navy enlisted
personnel. Research Branch Report 8-75, 1975. The grade is that of American schools.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.document import (
    Block,
    BulletList,
    Card,
    Light,
    NumberedList,
    Panel,
    Paragraph,
    Table,
    Text,
    every_block,
    plain,
)
from handouts.readability.syllables import syllables

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_FEWEST_WORDS = 4
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9&'\u2019-]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand together in one block, and where that is."""

    where: str
    sentences: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words the sentences have."""
        return sum(len(_WORD.findall(sentence)) for sentence in self.sentences)

    @property
    def grade(self) -> float:
        """The grade of the sentences together."""
        return grade(self.sentences)


def grade(sentences: tuple[str, ...]) -> float:
    """Return the grade of sentences that have at least one word."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def passages(blocks: tuple[Block, ...], names: frozenset[str]) -> Iterator[Passage]:
    """Yield the passages of a document: its paragraphs, lists, cells and lines to stop at.

    Headings, labels, doses and tables of names are no sentences and are left out, and so are
    `names` inside sentences. What is left of fewer than four words is no sentence either.
    """
    for where, texts in _texts(blocks):
        sentences = tuple(
            sentence
            for text in texts
            for sentence in _SENTENCE_END.split(_without(names, _without_label(text)))
            if _WORD.search(sentence)
        )
        passage = Passage(where, sentences)
        if passage.words >= _FEWEST_WORDS:
            yield passage


def _texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Text, ...]]]:
    where = ""
    for block in every_block(blocks):
        match block:
            case Paragraph():
                yield f"{where}: {plain(block.text)[:30]}", (block.text,)
            case BulletList() | NumberedList():
                yield f"{where}: list", block.items
            case Table(kind="plain"):
                yield f"{where}: table", tuple(cell for row in block.rows for cell in row[1:])
            case Card():
                where = plain(block.name)
                yield f"{where}: stop", (block.stop,)
            case Panel() if block.title:
                where = plain(block.title)
            case Light():
                where = plain(block.label)
            case _:
                where = plain(block.text) if hasattr(block, "text") else where


def _without_label(text: Text) -> str:
    """Return a text without a bold label before a colon."""
    if len(text) > 1 and text[0].strong and text[0].text.endswith(":"):
        return plain(text[1:]).strip()
    return plain(text)


def _without(names: frozenset[str], text: str) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text

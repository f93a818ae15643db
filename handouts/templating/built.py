"""A filled-in template as blocks, and what is to be known of them: each piece is read once.

Most pieces of a handout, a section or one exercise's card, are in many others too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from handouts.document import (
    Block,
    Field,
    OwnPicture,
    Panel,
    WebLink,
    every_block,
    every_text,
    heading_level,
    plain,
)
from handouts.errors import Problem
from handouts.suggest import did_you_mean
from handouts.templating.build import Builder, Must
from handouts.templating.contacts import Contacts, linked
from handouts.templating.markdown import Reader, pieces
from handouts.templating.musts import lacking
from handouts.templating.written_links import addressed

Whose = Literal["ours", "filled", "plain"]
"""Whose words a filled-in template has: ours, or a clinic's, with tags in it or as in its file."""

_NO_CONTACTS = Contacts()


@dataclass(frozen=True, slots=True)
class Built:
    """Blocks, what is wrong with the template, and what a whole handout is checked by.

    That is the levels of the headings in order, the characters of all text, and the blocks,
    however deep, that need a look: boxes of danger signs, square codes, the clinic's pictures.
    `musts` are those that have to stand on a handout whatever a brand's own section says, `added`
    those that its own section left out, without their line where it has that.
    """

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    levels: tuple[int, ...] = ()
    characters: frozenset[str] = frozenset()
    notable: tuple[Block, ...] = ()
    musts: tuple[Must, ...] = ()
    added: tuple[Must, ...] = ()

    @property
    def own(self) -> tuple[Block, ...]:
        """The blocks without those that were added."""
        return self.blocks[: len(self.blocks) - len(self.added)]

    def with_musts_of(self, shipped: "Built") -> "Built":
        """Return these blocks, and behind them what a shipped section must say and these do not."""
        added = lacking(shipped.musts, self.blocks)
        blocks = tuple(must.block for must in added)
        said = (character for text in every_text(blocks) for character in plain(text))
        return replace(
            self,
            blocks=(*self.blocks, *blocks),
            characters=self.characters.union(said),
            musts=shipped.musts,
            added=added,
        )


@lru_cache(maxsize=512)
def built(
    text: str,
    source: str,
    fields: tuple[str, ...],
    lines: tuple[tuple[str, int], ...],
    contacts: Contacts = _NO_CONTACTS,
    whose: Whose = "ours",
) -> Built:
    """Return what a filled-in template became.

    `source` is what Problems call it, `fields` are the details of a patient that there are; `lines`
    gives some, by name, more lines than their template does; `contacts` become links.
    """
    given = source, fields, lines, contacts, whose
    parts = [_piece(piece, *given) for piece in pieces(text)]
    made = parts[0] if len(parts) == 1 else _joined(parts)
    if whose == "plain" and made.problems:  # read once more, to tell the lines
        return replace(made, problems=_piece(text, *given).problems)
    return made


def _joined(parts: Iterable[Built]) -> Built:
    parts = tuple(parts)
    return Built(
        tuple(block for part in parts for block in part.blocks),
        tuple(problem for part in parts for problem in part.problems),
        tuple(level for part in parts for level in part.levels),
        frozenset().union(*(part.characters for part in parts)),
        tuple(block for part in parts for block in part.notable),
        tuple(must for part in parts for must in part.musts),
    )


@lru_cache(maxsize=2048)
def _piece(
    text: str,
    source: str,
    fields: tuple[str, ...],
    lines: tuple[tuple[str, int], ...],
    contacts: Contacts,
    whose: Whose,
) -> Built:
    reader, builder = Reader(source, numbered=whose == "plain"), Builder(source, dict(lines))
    blocks = builder.blocks(reader.read(text))
    blocks = linked(blocks if whose == "ours" else addressed(blocks, contacts), contacts)
    every = tuple(every_block(blocks))
    unknown = [b for b in every if isinstance(b, Field) and b.name and b.name not in fields]
    problems = [
        *reader.problems,
        *builder.problems,
        *(_unknown_field(block.name, source, fields) for block in unknown),
    ]
    return Built(
        blocks,
        tuple(problems),
        tuple(level for level in map(heading_level, every) if level),
        frozenset(character for text in every_text(blocks) for character in plain(text)),
        tuple(b for b in every if isinstance(b, OwnPicture | WebLink) or _is_danger(b)),
        tuple(Must(linked((one.block,), contacts)[0], one.line) for one in builder.musts),
    )


def _is_danger(block: Block) -> bool:
    return isinstance(block, Panel) and block.kind == "danger"


def _unknown_field(name: str, source: str, fields: tuple[str, ...]) -> Problem:
    hint = did_you_mean(name, fields, "one of: " + ", ".join(fields))
    return Problem(source, f"::: field name={name} is no detail of a patient", hint)

"""What the tests of templating compose, and looking into what came out."""

from dataclasses import replace

from handouts.brand import Brand, OwnFile
from handouts.content import Library
from handouts.document import Block, Document, Text, every_block, every_text, plain
from handouts.errors import Problem
from handouts.patients import FIELDS
from handouts.prescription import PrescriptionRequest, assess
from handouts.resources import templates_folder
from handouts.templating import Assessed, Composition, compose, read_template_set
from handouts.templating.build import Builder
from handouts.templating.markdown import Reader

CONDITION = "sciatica"
STANDARD = Composition("full", "standard", FIELDS)


def composed(
    library: Library,
    brand: Brand,
    asked: PrescriptionRequest | Assessed,
    composition: Composition = STANDARD,
) -> Document:
    """Return the document of a request, from the shipped templates."""
    assessed = assess(library, asked) if isinstance(asked, PrescriptionRequest) else asked
    templates = read_template_set(templates_folder() / library.id, library.language)
    return compose(templates, library, brand, assessed, composition).document


def overriding(brand: Brand, **sections: str) -> Brand:
    """Return a brand with sections of its own; `_` in a name stands for `-`."""
    named = {name.replace("_", "-"): text for name, text in sections.items()}
    own = {name: OwnFile(text, f"templates/{name}.md") for name, text in named.items()}
    return replace(brand, sections=own)


def built(text: str) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the blocks of a filled-in template, and what is wrong with it."""
    reader, builder = Reader("section.md"), Builder("section.md")
    blocks = builder.blocks(reader.read(text))
    return blocks, [*reader.problems, *builder.problems]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Return what a reader sees, piece by piece."""
    return [plain(text) for text in every_text(blocks)]


def links(blocks: tuple[Block, ...]) -> list[str]:
    """Return the targets of all links, in order."""
    found: list[Text] = list(every_text(blocks))
    return [span.link for text in found for span in text if span.link]


def of_kind(blocks: tuple[Block, ...], kind: type[Block]) -> list[Block]:
    """Return the blocks of one kind, in reading order."""
    return [block for block in every_block(blocks) if isinstance(block, kind)]

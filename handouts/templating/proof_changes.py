"""The proof of what changed: old words and new ones, pictures, and own sections as they look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handouts.brand import Brand
from handouts.content import Library
from handouts.document import Block, Document, every_block, heading_level, with_live_links
from handouts.errors import Problem, raise_if_any
from handouts.language import DateWords
from handouts.prescription import Prescription
from handouts.review import PartChange, Thing
from handouts.templating.arrangement import TemplateSet, read_templates
from handouts.templating.built import Built
from handouts.templating.compose import Composition, heading_jumps, make_sections
from handouts.templating.contacts import contacts_of
from handouts.templating.environment import Templates
from handouts.templating.proof import FOLDER, below, proof_blocks, proof_document
from handouts.templating.view import view

TITLE, CHANGE, SIGN = "changes.md", "change.md", "sign-changes.md"


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """Something that differs from what was signed, with its name and all that changed of it.

    `alt` are the lines that say what its picture shows, where it has one.
    """

    kind: str
    name: str
    said: str
    changes: tuple[PartChange, ...]
    alt: str = ""
    captions: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Say whether it is here because it differs from what was signed."""
        return any(change.how for change in self.changes)


def compose_changes(
    shipped: TemplateSet,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    composition: Composition,
    changes: Sequence[PartChange],
    code: str,
) -> tuple[Document, DateWords]:
    """Return the proof of some changes, and how its language writes dates.

    `prescription` is that of the sample for which sections are filled in; `code` names what these
    things say now. Raises BadInput with every mistake in the templates and the own sections.
    """
    dates = shipped.dates_in(library.region)
    texts = read_templates(shipped.folder / library.language / FOLDER)
    templates = Templates({f"{FOLDER}/{name}": text for name, text in texts.items()})
    values = {
        **view(library, brand, prescription, dates, "standard", composition.standing),
        "library": library,
        "code": code,
        "changed": tuple(_things(library, changes)),
    }
    blocks: list[Block] = []
    problems: list[Problem] = []
    for name, more in _pages(values["changed"]):
        made, found = proof_blocks(templates, f"{FOLDER}/{name}", {**values, **more})
        blocks += made
        problems += found
        one = more.get("thing")
        if one and one.kind == "section" and _is_shown(one.name, shipped, brand):
            looks = _as_it_looks(one.name, shipped, values, composition, library, brand)
            blocks += looks.blocks
            problems += looks.problems
    levels = filter(None, map(heading_level, every_block(tuple(blocks))))
    problems += heading_jumps(levels, 0, f"templates/{FOLDER}/{TITLE}")[1]
    raise_if_any(dict.fromkeys(problems))
    document = proof_document(with_live_links(tuple(blocks)), library, shipped.running)
    return document, dates


def _pages(changed: Sequence[ChangedThing]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield TITLE, {}
    for thing in changed:
        yield CHANGE, {"thing": thing}
    yield SIGN, {}


def _is_shown(name: str, shipped: TemplateSet, brand: Brand) -> bool:
    """Say whether a section can be shown filled in: not a part of one, nor a sheet of its own."""
    arranged = shipped.arrangement["proof"]
    return name in brand.sections or name in (*arranged["sample"], *arranged["article"])


def _as_it_looks(
    name: str,
    shipped: TemplateSet,
    values: Mapping[str, Any],
    composition: Composition,
    library: Library,
    brand: Brand,
) -> Built:
    named = {**values, "sections": (name,)}
    contacts = contacts_of(library, brand)
    made = make_sections(shipped.texts, [name], named, composition, brand, contacts)[name]
    return replace(made, blocks=below(made.blocks, 3))


def _things(library: Library, changes: Sequence[PartChange]) -> Iterator[ChangedThing]:
    """Yield what changed, a thing with all its parts, those with the most to read first."""
    found: dict[Thing, list[PartChange]] = {}
    for change in changes:
        found.setdefault(change.thing, []).append(change)
    words = library.words
    for thing, parts in found.items():
        said, alt, captions = "", "", tuple[str, ...]()
        if thing.kind == "exercise" and thing.name in words.exercises:
            told = words.exercises[thing.name]
            said, captions = told.name, library.captions(thing.name)
            alt = told.figure.alt[0].text if told.figure else ""
        elif thing.kind == "figure" and thing.name in words.figures:
            figure = words.figures[thing.name]
            said, alt, captions = figure.name, figure.alt, figure.captions
        elif thing.kind == "plan" and thing.name in words.plans:
            said = words.plans[thing.name].title
        yield ChangedThing(thing.kind, thing.name, said, tuple(parts), alt, captions)

"""Composing the proof: everything that a patient may read, for the clinician who signs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handouts.brand import Brand, OwnFile
from handouts.content import Library, Region
from handouts.document import (
    Block,
    Card,
    Columns,
    Document,
    Group,
    Heading,
    Panel,
    every_block,
    heading_level,
    plain,
    with_live_links,
)
from handouts.errors import Problem, raise_if_any
from handouts.language import DateWords
from handouts.prescription import Education, Prescription
from handouts.templating.arrangement import TemplateSet, read_templates
from handouts.templating.built import built
from handouts.templating.compose import (
    Composition,
    heading_jumps,
    make_sections,
    override_problems,
)
from handouts.templating.contacts import contacts_of
from handouts.templating.environment import Templates
from handouts.templating.view import view, whole_view

FOLDER = "proof"
OWN_SECTION = "own-section.md"
_OURS = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """A site of the brand ("" for all of it): its region, and a number of its own or ""."""

    site: str
    region: Region
    emergency_number: str


def compose_proof(
    shipped: TemplateSet,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    education: Education,
    composition: Composition,
    places: tuple[Place, ...] = (),
    code: str = "",
) -> tuple[Document, DateWords]:
    """Return the proof of a brand's content, and how its language writes dates.

    `shipped` are the templates of the condition; `prescription` is that of the sample whose
    sections are in it, `education` what is said to everybody; `places` are the brand's other sites;
    `code` names all that is in it. Raises BadInput with every mistake in the templates and the
    brand's own sections.
    """
    arranged, dates = shipped.arrangement["proof"], shipped.dates_in(library.region)
    # The proof around a clinic's own language is in ours: its reader knows the library's words.
    words = shipped.folder / (_OURS if shipped.own else library.language)
    raise_if_any(override_problems(brand, shipped.texts, shipped.fixed, shipped.gone))
    # Nothing of the clinic's is a template among these: its own files are values here.
    templates = Templates(
        {f"{FOLDER}/{name}": text for name, text in read_templates(words / FOLDER).items()}
    )
    seen = dates, "standard", composition.standing
    samples = {
        "sample": view(library, brand, prescription, *seen),
        "article": whole_view(library, brand, education, *seen),
    }
    shown = {
        part: [section for section in arranged[part] if section not in brand.left_out]
        for part in samples
    }
    sample = {**samples["sample"], "sections": tuple(shown["sample"])}
    values = {
        **sample,
        **_facts(library, brand),
        "code": code,
        "places": (Place("", library.region, ", ".join(brand.emergency_numbers)), *places),
    }
    made: dict[str, tuple[Block, ...]] = {}
    problems: list[Problem] = []
    # The title lists the other parts, so it is made last.
    for name in [*arranged["sections"][1:], arranged["sections"][0]]:
        values["parts"] = [_name(blocks) for blocks in made.values()]
        made[name], found = proof_blocks(templates, f"{FOLDER}/{name}.md", values)
        problems += found
        if name == "own":
            blocks, found = _own_sections(shipped, templates, values, composition, brand, shown)
            made[name] += blocks
            problems += found
        if name in samples:
            named = {**samples[name], "sections": tuple(shown[name])}
            sections = make_sections(
                shipped.texts, shown[name], named, composition, shipped.with_own(brand),
                contacts_of(library, brand),
            )  # fmt: skip
            for section in sections.values():
                made[name] += tuple(_deeper(section.blocks))
                problems += section.problems
    level = 0
    for name in arranged["sections"]:
        source = f"templates/{FOLDER}/{name}.md"
        levels = filter(None, map(heading_level, every_block(made[name])))
        level, jumps = heading_jumps(levels, level, source)
        problems += jumps
    raise_if_any(dict.fromkeys(problems))  # a section may be in both samples
    blocks = tuple(block for name in arranged["sections"] for block in made[name])
    return proof_document(with_live_links(blocks), library, shipped.running), dates


def _own_sections(
    shipped: TemplateSet,
    templates: Templates,
    values: Mapping[str, Any],
    composition: Composition,
    brand: Brand,
    elsewhere: Mapping[str, Sequence[str]],
) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the brand's own sections as they look, but those that a sample shows in its place."""
    names = [name for name in brand.sections if not any(name in one for one in elsewhere.values())]
    contacts = contacts_of(values["library"], brand)
    named = {**values, "sections": tuple(names)}
    made = make_sections(shipped.texts, names, named, composition, brand, contacts)
    blocks: list[Block] = []
    problems: list[Problem] = []
    for name, one in made.items():
        head, found = proof_blocks(templates, f"{FOLDER}/{OWN_SECTION}", {**values, "name": name})
        blocks += [*head, *below(one.blocks, 4)]
        problems += [*found, *one.problems]
    return tuple(blocks), problems


def below(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """Return the blocks of a section, its first heading at a level or below it."""
    first = next((block.level for block in blocks if isinstance(block, Heading)), level)
    blocks = set_deeper(blocks)
    more = max(0, level - first - 1)
    return tuple(
        replace(block, level=block.level + more) if isinstance(block, Heading) else block
        for block in blocks
    )


def _facts(library: Library, brand: Brand) -> dict[str, Any]:
    """Return what the proof's templates can name beside what all templates can."""
    names = {name: words.name for name, words in library.words.exercises.items()}
    return {
        "library": library,
        "leaves_out": {
            flag: [names[name] for name in names if flag in library.flags_against(name)]
            for flag in library.flags
        },
        "serving": {
            goal: [names[name] for name in names if goal in library.goals_of(name)]
            for goal in library.goals
        },
        "plan_days": {
            name: {
                item.exercise: [day for day, on in plan.week.items() if item.exercise in on]
                for item in plan.items
            }
            for name, plan in library.plans.items()
        },
        "changed": {
            name: {item.exercise: item.dose.model_dump(exclude_none=True) for item in plan.items}
            for name, plan in library.plans.items()
        },
        "captions": {name: library.captions(name) for name in names},
        "own": tuple(_own(brand)),
    }


def _own(brand: Brand) -> Iterator[OwnFile]:
    """Yield the brand's own files; an empty line would end a paragraph, so there is none."""
    for file in (*brand.sections.values(), *brand.exercises.values(), *brand.plans.values()):
        lines = [line.rstrip() for line in file.text.splitlines()]
        yield OwnFile("\n".join(filter(None, lines)) or "(empty)", file.source)


def proof_blocks(
    templates: Templates, name: str, values: Mapping[str, Any]
) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return what one of the proof's templates became, and its mistakes."""
    source = f"templates/{name}"
    text, problems = templates.render(name, values, source)
    if problems:
        return (), problems
    made = built(text, source, fields=(), lines=())
    return made.blocks, list(made.problems)


def _name(blocks: tuple[Block, ...]) -> str:
    """Return the first heading of a part."""
    return next((plain(block.text) for block in blocks if isinstance(block, Heading)), "")


def set_deeper(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a section one level further down, to stand inside a part."""
    return tuple(_deeper(blocks))


def _deeper(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading() | Card():
                yield replace(block, level=block.level + 1)
            case Panel(kind="danger"):
                # There is one box of danger signs, on page 1 of a handout; this only shows it.
                yield Heading(3, block.title)
                yield replace(block, kind="note", title=(), blocks=tuple(_deeper(block.blocks)))
            case Panel() | Group():
                yield replace(block, blocks=tuple(_deeper(block.blocks)))
            case Columns():
                yield Columns(tuple(tuple(_deeper(column)) for column in block.columns))
            case _:
                yield block


def proof_document(
    blocks: tuple[Block, ...], library: Library, running: Mapping[str, Any]
) -> Document:
    """Return a proof with its title and running lines."""
    said = running["proof"]
    return Document(
        title=said["title"].format(title=library.words.condition.title),
        subject=said["subject"],
        language=library.region.words.language,
        blocks=blocks,
        footer=said["footer"].format(version=library.version),
        page_words=running["page"],
        handout_words=said["handout"],
        clinic_words=running["clinic"],
    )

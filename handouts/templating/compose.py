"""Composing a handout: which sections in which order, filled in, read, built and checked."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from handouts.brand import Brand
from handouts.content import Library
from handouts.document import (
    Block,
    Document,
    Field,
    Panel,
    every_block,
    every_text,
    heading_level,
    plain,
)
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.language import DateWords, PrintWords
from handouts.prescription import Prescription
from handouts.templating.build import Builder
from handouts.templating.environment import Templates
from handouts.templating.markdown import Reader
from handouts.templating.view import view


@dataclass(frozen=True, slots=True)
class Composition:
    """What to compose: the edition's name, the text size's, the patient fields that exist.

    `lines` gives fields, by name, more lines than their template does.
    """

    edition: str
    text: str
    fields: tuple[str, ...]
    lines: tuple[tuple[str, int], ...] = ()


def editions(folder: Path) -> tuple[str, ...]:
    """Return the editions that a condition's templates folder arranges."""
    return tuple(_arrangement(folder)["editions"])


def compose(
    folder: Path,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    composition: Composition,
) -> tuple[Document, DateWords, PrintWords]:
    """Return the document, how its language writes dates, and its words for a print file.

    `folder` holds a condition's templates: arrangement.toml and a folder for each language.
    Raises BadInput with every mistake in the templates and in the brand's own sections.
    """
    arrangement = _arrangement(folder)
    running = tomllib.loads((folder / library.language / "running.toml").read_text("utf-8"))
    dates = DateWords(running["date"]["pattern"], tuple(running["date"]["months"]))
    danger = str(arrangement["danger"])
    shipped = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((folder / library.language).glob("*.md"))
    }
    problems = _override_problems(brand, shipped, danger)
    raise_if_any(problems)
    own = {f"{name}.md": override.text for name, override in brand.sections.items()}
    templates = _compiled(tuple({**shipped, **own}.items()))
    values = view(library, brand, prescription, dates, composition.text)
    blocks: list[Block] = []
    level = 0
    for section in _sections(arrangement, composition):
        made, found = _section(templates, section, values, composition, brand)
        blocks += made
        level, jumps = _heading_jumps(made, level, _source(section, brand))
        problems += [*found, *jumps]
    raise_if_any(problems)
    raise_if_any(_danger_problems(tuple(blocks), library, danger))
    document = _document(tuple(blocks), library, prescription.stage, composition, running)
    return document, dates, PrintWords(**running["print"])


@lru_cache(maxsize=16)
def _compiled(sources: tuple[tuple[str, str], ...]) -> Templates:
    """Return the templates of these names and texts: compiling them takes as long as filling in."""
    return Templates(dict(sources))


def _arrangement(folder: Path) -> Mapping[str, Any]:
    return tomllib.loads((folder / "arrangement.toml").read_text(encoding="utf-8"))


def _sections(arrangement: Mapping[str, Any], composition: Composition) -> list[str]:
    known = arrangement["editions"]
    if composition.edition not in known:
        near = difflib.get_close_matches(composition.edition, known, 1)
        hint = f"did you mean {near[0]}?" if near else "one of: " + ", ".join(known)
        raise BadInput([Problem("--edition", "is no edition of this handout", hint)])
    sections = list(known[composition.edition]["sections"])
    first = [
        name for name in arrangement.get("first", {}).get(composition.text, ()) if name in sections
    ]
    return [*first, *(name for name in sections if name not in first)]


def _override_problems(brand: Brand, shipped: Mapping[str, str], danger: str) -> list[Problem]:
    problems = []
    names = [name.removesuffix(".md") for name in shipped if not name.startswith("_")]
    for name, override in brand.sections.items():
        if name == danger:
            problems.append(
                Problem(override.source, "the danger signs cannot be changed", "remove this file")
            )
        elif name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"did you mean {near[0]}.md?" if near else "sections: " + ", ".join(names)
            problems.append(Problem(override.source, "is no section of this handout", hint))
    return problems


def _section(
    templates: Templates,
    section: str,
    values: Mapping[str, Any],
    composition: Composition,
    brand: Brand,
) -> tuple[tuple[Block, ...], list[Problem]]:
    source = _source(section, brand)
    text, problems = templates.render(f"{section}.md", values, source)
    if problems:
        return (), problems
    blocks, found = _built(text, source, composition.fields, composition.lines)
    return blocks, list(found)


@lru_cache(maxsize=512)
def _built(
    text: str, source: str, fields: tuple[str, ...], lines: tuple[tuple[str, int], ...]
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a filled-in section and its problems: many plans share sections."""
    reader, builder = Reader(source), Builder(source, dict(lines))
    blocks = builder.blocks(reader.read(text))
    problems = [*reader.problems, *builder.problems]
    for block in every_block(blocks):
        if isinstance(block, Field) and block.name and block.name not in fields:
            near = difflib.get_close_matches(block.name, fields, 1)
            known = f"did you mean {near[0]}?" if near else "one of: " + ", ".join(fields)
            problems.append(
                Problem(source, f"::: field name={block.name} is no detail of a patient", known)
            )
    return blocks, tuple(problems)


def _heading_jumps(blocks: tuple[Block, ...], level: int, source: str) -> tuple[int, list[Problem]]:
    """Return the last heading's level and where levels are skipped (PDF/UA-1, 7.4.2)."""
    problems = []
    for found in (heading_level(block) for block in every_block(blocks)):
        if found > level + 1:
            message = f"a heading jumps from level {level} to level {found}"
            problems.append(Problem(source, message, f"write {'#' * (level + 1)} before it"))
        level = found or level
    return level, problems


def _source(section: str, brand: Brand) -> str:
    """Return what Problems call a section's template."""
    override = brand.sections.get(section)
    return override.source if override else f"templates/{section}.md"


def _danger_problems(blocks: tuple[Block, ...], library: Library, danger: str) -> list[Problem]:
    """Return what is missing from the danger signs, whatever the templates did."""
    source = f"templates/{danger}.md"
    panels = [b for b in every_block(blocks) if isinstance(b, Panel) and b.kind == "danger"]
    if len(panels) != 1:
        message = f"the handout has {len(panels)} boxes of danger signs, not one"
        return [Problem(source, message, "leave panels of kind=danger to this section")]
    words = {plain(text) for text in every_text((panels[0],))}
    wanted = [library.region.facts.emergency_number] + [
        library.words.red_flags.items[name]
        for name, flag in library.red_flags.items()
        if flag.level == "emergency"
    ]
    return [
        Problem(source, f"the danger signs lack: {item}", "put it back")
        for item in wanted
        if item not in words
    ]


def _document(
    blocks: tuple[Block, ...],
    library: Library,
    stage: str,
    composition: Composition,
    running: Mapping[str, Any],
) -> Document:
    status = running["status"][library.review.status]
    return Document(
        title=running["title"].format(
            title=library.words.condition.title, stage=library.words.stages[stage].label
        ),
        subject=running["subject"].format(edition=composition.edition),
        language=library.language,
        blocks=blocks,
        footer=running["footer"].format(version=library.version, status=status),
        page_words=running["page"],
        handout_words=running["handout"],
    )

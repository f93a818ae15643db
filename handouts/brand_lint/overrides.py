"""The clinic's own sections: whether they work for everyone and keep what the shipped ones have."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from handouts.brand import Brand
from handouts.brand_lint.wording import names_in, wording_problems
from handouts.content import Library
from handouts.document import Block, Card, Field, Heading, Log, Panel, Table, every_block, plain
from handouts.errors import BadInput, Problem
from handouts.patients import FIELDS
from handouts.prescription import Prescription
from handouts.templating import Composition, compose, compose_section, sections
from handouts.toml_file import did_you_mean
from handouts.units import TextSize

_KINDS: dict[type[Block], str] = {
    Card: "exercise card(s)",
    Log: "log(s) to fill in",
    Table: "table(s)",
    Panel: "panel(s)",
}


def override_problems(
    folder: Path,
    library: Library,
    brand: Brand,
    prescriptions: Iterable[Prescription],
    sizes: tuple[TextSize, ...],
) -> list[Problem]:
    """Return what is wrong with a brand's own sections, for each prescription and edition.

    `folder` holds the shipped templates. What templating refuses is an error; what was in the
    shipped section and is not in this one is a warning, but for places of a patient's details.
    """
    found: dict[Problem, None] = {}
    known = sections(folder)
    own = [name for name in brand.sections if name in known]
    editions = dict.fromkeys(edition for name in own for edition in known[name])
    for prescription in prescriptions:
        for edition in editions:
            composition = Composition(edition, "standard", FIELDS)
            try:
                compose(folder, library, brand, prescription, composition)
            except BadInput as error:
                found |= dict.fromkeys(error.problems)
        for name in own:
            found |= dict.fromkeys(_section(folder, library, brand, prescription, name, sizes))
    if not own and brand.sections:
        found |= dict.fromkeys(_refused(folder, library, brand, prescriptions))
    return list(found)


def file_problems(names: Iterable[str], known: Iterable[str]) -> list[Problem]:
    """Return a warning for each file of templates/ that is no template by its name.

    `names` are paths in the brand's folder, `known` the sections that there are.
    """
    files = [f"{section}.md" for section in known]
    return [
        Problem(
            name,
            "is not used: templates end in .md",
            did_you_mean(Path(name).name, files, "rename it to a section's name and .md"),
            "warning",
        )
        for name in names
        if not name.endswith(".md") and not Path(name).name.startswith(".")
    ]


def _refused(
    folder: Path, library: Library, brand: Brand, prescriptions: Iterable[Prescription]
) -> Iterator[Problem]:
    """Yield what templating says of sections of which it knows none."""
    for prescription in prescriptions:
        try:
            compose(folder, library, brand, prescription, Composition("full", "standard", FIELDS))
        except BadInput as error:
            yield from error.problems


def _section(
    folder: Path,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    name: str,
    sizes: tuple[TextSize, ...],
) -> Iterator[Problem]:
    """Yield what is wrong with one own section, in the text sizes."""
    shipped = replace(brand, sections={})
    source = brand.sections[name].source
    for size in sizes:
        composition = Composition("full", size, FIELDS)
        mine, problems = compose_section(folder, library, brand, prescription, composition, name)
        yield from problems
        if problems:
            return
        theirs, _ = compose_section(folder, library, shipped, prescription, composition, name)
        yield from _lost(source, mine, theirs)
        if library.language.partition("-")[0] == "en":
            yield from wording_problems(source, mine, names_in(brand, library))


def _lost(source: str, mine: tuple[Block, ...], theirs: tuple[Block, ...]) -> Iterator[Problem]:
    """Yield what the shipped section has and the clinic's has not."""
    for field in sorted(_fields(theirs) - _fields(mine)):
        message = f"has no place for the patient's {field.replace('_', ' ')}"
        yield Problem(source, message, f'add a line ::: field name={field} label="..."')
    for heading in _headings(theirs):
        if _headings(mine) or mine:
            levels = {level for level, _ in _headings(mine)}
            if heading[0] not in levels:
                message = f'has no heading like "{heading[1]}", so readers cannot find it'
                hint = f"add a line {'#' * heading[0]} with a heading"
                yield Problem(source, message, hint, "warning")
                return
    for kind, words in _KINDS.items():
        was, now = (
            sum(isinstance(b, kind) for b in every_block(blocks)) for blocks in (theirs, mine)
        )
        if now < was:
            message = f"has {now} {words}, the shipped section has {was}"
            yield Problem(source, message, "check that nothing is missing", "warning")


def _fields(blocks: tuple[Block, ...]) -> set[str]:
    return {b.name for b in every_block(blocks) if isinstance(b, Field) and b.name}


def _headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    return [(b.level, plain(b.text)) for b in every_block(blocks) if isinstance(b, Heading)]

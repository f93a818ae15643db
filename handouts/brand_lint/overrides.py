"""The clinic's own sections: whether they work for everyone and keep what the shipped ones have."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from handouts.brand import Brand, OwnFile
from handouts.brand_lint.claims import claims_in_blocks, claims_in_file
from handouts.brand_lint.wording import names_in, wording_problems
from handouts.content import Library
from handouts.document import (
    Block,
    Card,
    Field,
    Heading,
    Log,
    Panel,
    Table,
    every_block,
    every_text,
    plain,
)
from handouts.errors import BadInput, Problem, Severity
from handouts.patients import FIELDS
from handouts.prescription import Prescription, educate
from handouts.review import DRAFT, Signer, Standing
from handouts.suggest import did_you_mean
from handouts.templating import (
    Assessed,
    Composition,
    Must,
    TemplateSet,
    compose,
    compose_sections,
    sections,
)
from handouts.units import TextSize

_TEXT_IN_A_TAG = re.compile(r"\{[{%](?:(?![%}]\}).)*\btext\b", re.DOTALL)
_KINDS: dict[type[Block], str] = {
    Card: "exercise card(s)",
    Log: "log(s) to fill in",
    Table: "table(s)",
    Panel: "panel(s)",
}

NOTES = "README.txt"
_DAY = dt.date(2026, 1, 1)
_WHO = Signer("Somebody Who Signed", "Reviewer")
_SIGNED = Standing("reviewed", (_WHO,), _DAY, _DAY, first=_DAY)
_SHOWN = 50  # letters of what is left out in a message


def override_problems(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    prescriptions: Iterable[Prescription],
    sizes: tuple[TextSize, ...],
    signers: tuple[str, ...] = (),
) -> list[Problem]:
    """Return what is wrong with a brand's own sections, for each prescription and edition.

    `templates` are the shipped ones. What templating refuses is an error; what was in the
    shipped section and is not in this one is a warning, but for places of a patient's details.
    `signers` have signed what the brand says.
    """
    prescribed = list(prescriptions)
    found = dict.fromkeys(_refused(templates, library, brand, prescribed[0]))
    known = sections(templates)
    fixed = templates.fixed
    own = {n: text for n, text in brand.sections.items() if n in known and n not in fixed}
    tried = replace(brand, sections=own)
    editions = dict.fromkeys(edition for name in own for edition in known[name])
    planned = [edition for edition in editions if templates.has_plan(edition)]
    everybody = educate(library)
    for edition in editions:
        if edition not in planned:
            found |= dict.fromkeys(_refused(templates, library, tried, everybody, edition))
            composition = Composition(edition, "standard", FIELDS)
            names = [name for name in own if edition in known[name]]
            mine = compose_sections(templates, library, tried, everybody, composition, names)
            for name in names:
                found |= dict.fromkeys(_left_out(own[name].source, mine[name].added))
    for prescription in prescribed:
        for edition in planned:
            found |= dict.fromkeys(_refused(templates, library, tried, prescription, edition))
        for size in sizes if any(map(_minds_size, own.values())) else sizes[:1]:
            composition = Composition("full", size, FIELDS)
            mine, theirs = (
                compose_sections(templates, library, one, prescription, composition, own)
                for one in (tried, replace(brand, sections={}))
            )
            for name, template in own.items():
                found |= dict.fromkeys(mine[name].problems)
                blocks, shipped = mine[name].own, theirs[name].blocks
                found |= dict.fromkeys(_lost(template.source, blocks, shipped))
                found |= dict.fromkeys(_left_out(template.source, mine[name].added))
                found |= dict.fromkeys(_worded(template.source, blocks, brand, library))
    return [*found, *_claimed(templates, library, tried, prescribed[0], signers)]


def _claimed(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    signers: tuple[str, ...],
) -> Iterator[Problem]:
    """Yield what sections claim of a review: in their files, or in what they print.

    What only a signed handout prints is looked at as well.
    """
    language = library.language
    found = {name: claims_in_file(own, language, signers) for name, own in brand.sections.items()}
    for problems in found.values():
        yield from problems
    told = dict.fromkeys(name for name, problems in found.items() if not problems)
    for standing in (DRAFT, _SIGNED):
        composition = Composition("full", "standard", FIELDS, standing=standing)
        made = compose_sections(templates, library, brand, prescription, composition, told)
        for name, one in made.items():
            who = signers if standing is DRAFT else (_WHO.by,)
            source = brand.sections[name].source
            honest = [plain(text) for must in one.musts for text in every_text((must.block,))]
            yield from claims_in_blocks(source, one.own, language, who, honest)


def _minds_size(template: OwnFile) -> bool:
    """Say whether a template may say other things in other text sizes: it names `text` in a tag."""
    return bool(_TEXT_IN_A_TAG.search(template.text))


def _worded(
    source: str, blocks: tuple[Block, ...], brand: Brand, library: Library
) -> Iterator[Problem]:
    if library.language.partition("-")[0] == "en":
        yield from wording_problems(source, blocks, names_in(brand, library))


def _refused(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    assessed: Assessed,
    edition: str = "full",
) -> tuple[Problem, ...]:
    """Return what templating refuses of a whole handout; nothing without own sections."""
    if not brand.sections:
        return ()
    try:
        compose(templates, library, brand, assessed, Composition(edition, "standard", FIELDS))
    except BadInput as error:
        return error.problems
    return ()


def file_problems(names: Iterable[str], known: Iterable[str]) -> list[Problem]:
    """Return a warning for each file of templates/ that is no template by its name.

    `names` are paths in the brand's folder, `known` the sections that there are. The notes that
    come with a new brand are passed over.
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
        if not name.endswith(".md")
        and not Path(name).name.startswith(".")
        and Path(name).name != NOTES
    ]


def gone_problems(templates: TemplateSet, brand: Brand) -> list[Problem]:
    """Return a warning for each section in the brand's lists that earlier versions had."""
    lists = (("order", brand.order), ("leave_out", brand.left_out))
    return [
        Problem(
            f"brand.toml:sections.{key}",
            f"{name} is a section of an earlier version, and asks for nothing now",
            f"take {name} out of the list: {templates.gone[name]}",
            "warning",
        )
        for key, names in lists
        for name in sorted(names)
        if name in templates.gone and name not in brand.new_sections
    ]


def _lost(source: str, mine: tuple[Block, ...], theirs: tuple[Block, ...]) -> Iterator[Problem]:
    """Yield what the shipped section has and the clinic's, if there is anything in it, has not."""
    if not mine:
        return
    yield from _lost_fields(source, sorted(_fields(theirs) - _fields(mine)))
    levels = {level for level, _ in _headings(mine)}
    # What ours has below its first heading the clinic may tell in its own way.
    lost = next(iter(_headings(theirs)), None)
    if lost is not None and lost[0] not in levels:
        message = f'has no heading like "{lost[1]}", so readers cannot find it'
        hint = f"add a line {'#' * lost[0]} with a heading"
        yield Problem(source, message, hint, "warning")
    for kind, words in _KINDS.items():
        was, now = (
            sum(isinstance(b, kind) for b in every_block(blocks)) for blocks in (theirs, mine)
        )
        if now < was:
            message = f"has {now} {words}, the shipped section has {was}"
            yield Problem(source, message, "check that nothing is missing", "warning")


def _left_out(source: str, added: tuple[Must, ...]) -> Iterator[Problem]:
    """Yield what a section leaves out that must be said: an error where that is who reviewed it."""
    hint = (
        "docs/templates.md#must has the lines to copy; place them where you like. For words beside "
        "ours, not in place of them, move the file to the folder sections/"
    )
    lines = list(dict.fromkeys(must.line for must in added if must.line))
    if lines:
        message = f'drops a line that must stand on every handout: "{lines[0]}"'
        yield Problem(source, message, hint)
    if len(lines) < len(added):
        first = next(must.block for must in added if not must.line)
        words = " ".join(plain(text) for text in every_text((first,)))[:_SHOWN].rstrip()
        message = f'leaves out what must be said, which is printed behind it: "{words}..."'
        yield Problem(source, message, hint, "warning")


def _lost_fields(source: str, lost: list[str]) -> Iterator[Problem]:
    """Yield what a patient's details have no place for: an error where it is the name."""
    parts: tuple[tuple[list[str], Severity, str], ...] = (
        ([one for one in lost if one == "name"], "error", "nobody could tell whose sheet it is"),
        ([one for one in lost if one != "name"], "warning", "so these are not printed"),
    )
    for fields, severity, why in parts:
        if fields:
            message = f"has no place for the patient's {', '.join(fields)}: {why}"
            hint = f'add lines such as ::: field name={fields[0]} label="..."'
            yield Problem(source, message, hint, severity)


def _fields(blocks: tuple[Block, ...]) -> set[str]:
    return {b.name for b in every_block(blocks) if isinstance(b, Field) and b.name}


def _headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    return [(b.level, plain(b.text)) for b in every_block(blocks) if isinstance(b, Heading)]

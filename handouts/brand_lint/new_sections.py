"""The clinic's new sections: whether each edition can have them, how they read, what they show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handouts.brand import Brand, NewSection
from handouts.brand.folder import BrandFolder
from handouts.brand.new_sections import FOLDER, stray_files
from handouts.brand_lint.claims import claims_in_blocks, claims_in_file
from handouts.brand_lint.wording import names_in, wording_problems
from handouts.content import Library
from handouts.document import Block, OwnPicture, every_block, every_text, plain
from handouts.errors import BadInput, Problem
from handouts.layout.own_pictures import COARSEST_DPI
from handouts.patients import FIELDS
from handouts.prescription import Prescription, educate
from handouts.templating import Composition, TemplateSet, compose, compose_sections

_ADDRESS = re.compile(
    r"(?:https?://)?[\w%+-]+(?:[.@][\w-]+)*\.[a-z]{2,}(?:/[^\s)]*)?", re.IGNORECASE
)
_INCH = 25.4  # millimetres
_WIDEST = 170  # millimetres: of the text of a page


def new_section_problems(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    signers: tuple[str, ...] = (),
) -> list[Problem]:
    """Return what is wrong with a brand's new sections, in every edition that has some.

    `signers` have signed what the brand says.
    """
    # What is wrong with their places is told elsewhere, and may not hide the rest.
    new = {
        name: replace(one, after="")
        for name, one in brand.new_sections.items()
        if f"{name}.md" not in templates.texts
    }
    if not new:
        return []
    mine = {name: brand.sections[name] for name in new}
    tried = replace(brand, sections=mine, new_sections=new, order=(), left_out=())
    found: dict[Problem, None] = {}
    first, *others = templates.editions
    everywhere = {name: replace(one, editions=(first,)) for name, one in new.items()}
    editions = {first: replace(tried, new_sections=everywhere)}
    known = {name: replace(one, editions=_known(one, templates)) for name, one in new.items()}
    editions |= dict.fromkeys(others, replace(tried, new_sections=known))
    for edition, shown in editions.items():
        if any(edition in one.editions for one in shown.new_sections.values()):
            found |= dict.fromkeys(_refused(templates, library, shown, prescription, edition))
    composition = Composition(first, "standard", FIELDS)
    made = compose_sections(templates, library, tried, prescription, composition, new)
    for name, one in made.items():
        source = brand.sections[name].source
        claimed = claims_in_file(brand.sections[name], library.language, signers)
        # What the file does not say as it stands, its tags may still print.
        claimed = claimed or claims_in_blocks(source, one.own, library.language, signers, ())
        found |= dict.fromkeys(claimed)
        if library.language.partition("-")[0] == "en":
            names = names_in(brand, library) | _addresses(one.blocks)
            found |= dict.fromkeys(wording_problems(source, one.blocks, names))
        found |= dict.fromkeys(_coarse(source, one.blocks, brand))
    return list(found)


def _addresses(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the web and e-mail addresses in some blocks: nobody reads them as words."""
    return frozenset(
        found for text in every_text(blocks) for found in _ADDRESS.findall(plain(text))
    )


def _known(one: NewSection, templates: TemplateSet) -> tuple[str, ...]:
    return tuple(name for name in one.editions if name in templates.editions)


def _refused(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    prescription: Prescription,
    edition: str,
) -> tuple[Problem, ...]:
    assessed = prescription if templates.has_plan(edition) else educate(library)
    try:
        compose(templates, library, brand, assessed, Composition(edition, "standard", FIELDS))
    except BadInput as error:
        return error.problems
    return ()


def _coarse(source: str, blocks: tuple[Block, ...], brand: Brand) -> Iterator[Problem]:
    """Yield a note for each picture that has too few pixels for the width it is to have."""
    for block in every_block(blocks):
        shown = brand.shown.get(block.file) if isinstance(block, OwnPicture) else None
        if not (isinstance(block, OwnPicture) and shown):
            continue
        wanted = block.width or block.share * _WIDEST
        most = shown.width / COARSEST_DPI * _INCH
        if wanted > most:
            message = f"{block.file} has {shown.width} pixels across, and prints {most:.0f} mm wide"
            hint = f"use one of {wanted / _INCH * COARSEST_DPI:.0f} pixels or more, or an SVG"
            yield Problem(source, message, hint, "warning")


def unused_files(folder: BrandFolder, shown: Iterable[str]) -> list[Problem]:
    """Return a note for each file of sections/ that is no section and that no text shows."""
    return [
        Problem(path, "is not used", hint, "warning")
        for path, hint in stray_files(folder.names(FOLDER, ""), shown)
    ]

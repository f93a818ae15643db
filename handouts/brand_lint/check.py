"""Everything there is to check about a brand folder, in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from handouts import resources
from handouts.brand import Brand, Look, read_brand
from handouts.brand.folder import BrandFolder
from handouts.brand.layers import Layer, owner, read_layers
from handouts.brand_lint.claims import brand_claims
from handouts.brand_lint.colours_apart import apart_problems
from handouts.brand_lint.contacts import contact_problems, emergency_problems
from handouts.brand_lint.contrast import contrast_problems
from handouts.brand_lint.first_page import first_page_problems
from handouts.brand_lint.fits import fit_problems
from handouts.brand_lint.glyphs import glyph_problems
from handouts.brand_lint.languages import own_language_problems
from handouts.brand_lint.logos import logo_problems
from handouts.brand_lint.new_sections import new_section_problems, unused_files
from handouts.brand_lint.overrides import file_problems, gone_problems, override_problems
from handouts.brand_lint.regions import region_problems, usable_region
from handouts.brand_lint.stationery import page_problems, told_of
from handouts.brand_lint.typefaces import typeface_problems
from handouts.brand_lint.wording import brand_wording_problems, names_in
from handouts.clinic_library import load_clinic_library, places_of
from handouts.content import (
    Library,
    OwnContent,
    default_condition,
    fewer_flags_problems,
    load_library,
    own_naming_problems,
)
from handouts.document import Document, every_text, plain
from handouts.editions.lay_out import masthead_of
from handouts.errors import BadInput, Problem
from handouts.layout import Theme, make_theme
from handouts.patients import FIELDS
from handouts.prescription import Prescription, PrescriptionRequest, prescribe
from handouts.resources import BRAND_FILE
from handouts.review import Reviewed, read_records
from handouts.templating import (
    Composition,
    TemplateSet,
    compose,
    read_template_set,
    sections,
    templates_of,
)
from handouts.units import TextSize

_SIZES: tuple[TextSize, ...] = ("standard", "large", "giant")


def check_brand(folder: Path, site: str = "") -> tuple[Problem, ...]:
    """Return every problem of the brand in a folder, errors first; without a site, of all sites.

    What cannot be understood is reported and left out; all else is checked all the same.
    """
    brand, problems = read_brand(folder, site)
    if brand is None:
        return problems
    refused = {problem.source for problem in problems}
    found = [*_look_problems(brand.look, problems), *page_problems(brand)]
    found += _words_problems(folder, brand, problems)
    # What was left out for being wrong is not missing too.
    found = [*problems, *(one for one in found if one.source not in refused or one in problems)]
    for name in () if site else brand.sites:
        found += _site_problems(folder, name, found, brand.look)
    layers, _ = read_layers(folder)
    placed = dict.fromkeys(_where_written(problem, layers) for problem in found)
    return tuple(sorted(placed, key=lambda problem: problem.severity != "error"))


def _where_written(problem: Problem, layers: Sequence[Layer]) -> Problem:
    """Return a problem with the brand.toml that writes its key: perhaps one that is extended."""
    file, _, key = problem.source.partition(":")
    layer = owner(layers, *key.split(".")) if file == BRAND_FILE and key else None
    return replace(problem, source=f"{layer.reader.prefix}{problem.source}") if layer else problem


def _look_problems(look: Look, problems: tuple[Problem, ...]) -> list[Problem]:
    shown = _printable(look, problems)
    theme = make_theme(shown, "a4", "standard", mono=False)
    found = [*contrast_problems(look), *apart_problems(look), *logo_problems(look, theme)]
    return [*found, *typeface_problems(shown)]


def told_of_brand(folder: Path, site: str = "") -> tuple[str, ...]:
    """Return what a brand's less plain keys do, a line each; nothing of one that is not read."""
    brand, _ = read_brand(folder, site)
    return told_of(brand) if brand else ()


def _words_problems(folder: Path, brand: Brand, problems: tuple[Problem, ...]) -> list[Problem]:
    """Return what is wrong with words: the brand's own, and the handout's in its typeface."""
    look = _printable(brand.look, problems)
    found = contact_problems(brand)
    root = resources.library_folder()
    found += region_problems(brand, root)
    library, more = _library(root, brand)
    folder_of = resources.templates_folder() / library.id
    templates = read_template_set(folder_of, library.language, templates_of(brand, library))
    found += [*more, *emergency_problems(brand, library.region)]
    found += brand_wording_problems(brand, names_in(brand, library))
    signers = _signers(brand, library, templates)
    found += brand_claims(brand, library.language, signers)
    found += [*own_naming_problems(library), *fewer_flags_problems(library)]
    files = BrandFolder(folder).names("templates", "")
    found += [*file_problems(files, sections(templates)), *gone_problems(templates, brand)]
    prescriptions = [prescribe(library, PrescriptionRequest(stage)) for stage in library.stages]
    found += override_problems(templates, library, brand, prescriptions, _SIZES, signers)
    found += new_section_problems(templates, library, brand, prescriptions[0], signers)
    found += unused_files(BrandFolder(folder), brand.shown)
    documents, more = _documents(templates, library, brand, prescriptions[0])
    found += more
    found += _printed_problems(replace(brand, look=look), documents)
    return found


def _signers(brand: Brand, library: Library, templates: TemplateSet) -> tuple[str, ...]:
    """Return who have signed what the brand says as it is now, nobody where that does not hold."""
    records, _ = read_records(brand.review) if brand.review else ((), [])
    if not records:
        return ()
    pictures = resources.library_folder() / library.id / "pictures"
    reviewed = Reviewed(library, templates.folder, brand, pictures)
    standing = reviewed.standing(max(record.date for record in records))
    return tuple(signer.by for signer in standing.people)


def _printed_problems(brand: Brand, documents: dict[str, Document]) -> list[Problem]:
    """Return what is wrong with words on paper: glyphs, and if there are all, their room."""
    themes, masthead = _themes(brand), masthead_of(brand, mono=False)
    texts = [*_own_texts(brand), *_texts(documents)]
    found = glyph_problems(brand.look, themes[0].typeface, texts)
    if any(problem.severity == "error" for problem in found):
        return found
    found += fit_problems(brand, themes, masthead)
    return found + first_page_problems(documents, themes, masthead, resources.colour_profile())


def _site_problems(folder: Path, site: str, known: Iterable[Problem], look: Look) -> list[Problem]:
    """Return what is wrong with one site, and not `known` of the brand itself, whose `look` it is.

    Its contacts are looked at, and its logo if that is another.
    """
    brand, problems = read_brand(folder, site)
    if brand is None:
        return list(problems)
    shown = replace(brand, look=_printable(brand.look, problems))
    found = [*contact_problems(brand), *region_problems(brand, resources.library_folder())]
    found += _printed_problems(shown, {})
    if brand.look.logo != look.logo:
        theme = make_theme(shown.look, "a4", "standard", mono=False)
        found += logo_problems(shown.look, theme)
    new = [one for one in found if one not in known]
    prefix = f"{BRAND_FILE}:sites.{site}."
    named = [replace(one, source=one.source.replace(f"{BRAND_FILE}:", prefix, 1)) for one in new]
    refused = {problem.source for problem in problems}
    return [*problems, *(one for one in named if one.source not in refused)]


def _printable(look: Look, problems: tuple[Problem, ...]) -> Look:
    """Return the look, with shipped typefaces where the brand's own cannot be used."""
    if any(":typefaces" in problem.source for problem in problems):
        return replace(look, headings="source-sans-3", body="source-sans-3", own_typefaces={})
    return look


def _library(root: Path, brand: Brand) -> tuple[Library, list[Problem]]:
    """Return the library in the brand's region and language, or in the defaults."""
    folder = root / default_condition(root)
    problems = []
    language = brand.defaults.language or "en"
    wrong = own_language_problems(brand, folder, language)
    if wrong:
        problems += wrong
        language = "en"
        brand = replace(brand, languages={})
    region = usable_region(brand, root, language)
    try:
        # With the region's own number: the brand's is held against it.
        unnumbered = replace(brand, emergency_numbers=())
        return load_clinic_library(folder, language, region, unnumbered), problems
    except BadInput as error:  # in the clinic's own exercises and plans
        problems += error.problems
    places = places_of(brand)
    try:
        return load_library(folder, language, region, own=places), problems
    except BadInput:  # in the words of its own language
        region = usable_region(brand, root, "en")
        return load_library(folder, "en", region, own=OwnContent(regions=places.regions)), problems


def _documents(
    templates: TemplateSet, library: Library, brand: Brand, prescription: Prescription
) -> tuple[dict[str, Document], list[Problem]]:
    """Return documents by text size, and what is wrong with composing them.

    The full one in standard print, for its words; a short one in others, for its first page.
    """
    documents: dict[str, Document] = {}
    problems: dict[Problem, None] = {}
    plain_brand = replace(brand, sections={}, order=(), left_out=())
    for size in _SIZES:
        edition = "full" if size == "standard" else "summary"
        composition = Composition(edition, size, FIELDS)
        for tried in (brand, plain_brand):
            try:
                written = compose(templates, library, tried, prescription, composition)
            except BadInput as error:
                problems |= dict.fromkeys(error.problems)
            else:
                documents[size] = written.document
                break
    return documents, list(problems)


def _themes(brand: Brand) -> tuple[Theme, ...]:
    """Return the themes to check: all text sizes on the paper that the brand uses."""
    paper = brand.defaults.paper or "a4"
    return tuple(make_theme(brand.look, paper, size, mono=False) for size in _SIZES)


def _texts(documents: dict[str, Document]) -> list[str]:
    return [plain(text) for document in documents.values() for text in every_text(document.blocks)]


def _own_texts(brand: Brand) -> list[str]:
    people = [clinician.line for clinician in brand.clinicians.values()]
    small = (brand.hours, brand.footer, brand.disclaimer, brand.privacy, brand.out_of_hours.label)
    return [brand.name, *brand.address, brand.web, brand.email, *small, *people]

"""The whole way from a request to an edition: a finished handout without a patient.

content + brand -> prescription -> document -> layout -> edition. Every stage is one call here;
none of them knows its neighbours. A patient never comes this way.
"""

from dataclasses import dataclass

import handouts
from handouts import resources
from handouts.brand import Brand, Logo, load_brand
from handouts.content import Library, conditions, default_condition, load_library
from handouts.document import Card, Document, every_block, every_text, plain
from handouts.edition_request import EditionRequest, Origin, PreparedEdition
from handouts.edition_shelf import KEPT, edition_key, find_edition, keep_edition
from handouts.edition_store import EditionStore
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.figures import Drawing, Palette, cast, load, palette
from handouts.language import DateWords, PrintWords
from handouts.patients import FIELDS
from handouts.pdf.edition_data import Edition
from handouts.prescription import Prescription, prescribe
from handouts.templating import Composition, compose, editions
from handouts.units import TextSize

__all__ = [
    "KEPT",
    "Composed",
    "EditionRequest",
    "Origin",
    "PreparedEdition",
    "compose_document",
    "compose_request",
    "edition_key",
    "editions_of",
    "library_of",
    "prepare_edition",
]


def prepare_edition(
    request: EditionRequest, store: EditionStore[PreparedEdition] = KEPT
) -> PreparedEdition:
    """Return the edition for a request, from the store or the disk if they have it.

    Raises BadInput with every mistake of the stage that found some: content and brand,
    prescription, templates, layout.
    """
    key = edition_key(request)
    kept = find_edition(key, store)
    if kept is not None:
        return kept
    composed = compose_request(request)
    edition = _lay_out(request, composed)
    notices, words = composed.prescription.notices, composed.print_words
    prepared = PreparedEdition(edition, _origin(composed), composed.dates, notices, words)
    if edition_key(request) == key:  # else something was changed while it was read
        keep_edition(key, prepared, store)
    return prepared


def _origin(composed: "Composed") -> Origin:
    prescription = composed.prescription
    return Origin(
        prescription.stage,
        prescription.plan_id,
        tuple(item.id for item in prescription.items),
        composed.library.version,
        composed.brand.digest,
    )


@dataclass(frozen=True, slots=True)
class Composed:
    """A request's document, not yet laid out, and what it was composed from."""

    document: Document
    dates: DateWords
    print_words: PrintWords
    prescription: Prescription
    library: Library
    brand: Brand


def compose_request(request: EditionRequest) -> Composed:
    """Return what a reader of a request's handout will read; raises BadInput."""
    return _compose(request, _brand(request))


def compose_document(request: EditionRequest) -> Document:
    """Return the document of a request, not yet laid out; raises BadInput."""
    return compose_request(request).document


def library_of(request: EditionRequest) -> Library:
    """Return the library that a request takes from, for its brand; raises BadInput."""
    return _library(request, _brand(request))


def editions_of(library: Library) -> tuple[str, ...]:
    """Return the names of the editions that there are of a library's handouts."""
    return editions(resources.templates_folder() / library.id)


def _compose(request: EditionRequest, brand: Brand) -> Composed:
    library = _library(request, brand)
    prescription = prescribe(library, request.prescription)
    document, dates, print_words = _document(request, library, brand, prescription)
    return Composed(document, dates, print_words, prescription, library, brand)


def _brand(request: EditionRequest) -> Brand:
    return load_brand(request.brand or resources.default_brand_folder(), request.site)


def _text(request: EditionRequest, brand: Brand) -> TextSize:
    return request.text or brand.defaults.text or "standard"


def _library(request: EditionRequest, brand: Brand) -> Library:
    root = resources.library_folder()
    condition = request.condition or default_condition(root)
    if condition not in conditions(root):
        hint = "one of: " + ", ".join(conditions(root))
        raise BadInput([Problem("--condition", "is no condition of the library", hint)])
    language = request.language or brand.defaults.language or "en"
    return load_library(root / condition, language, request.region or brand.region)


def _document(
    request: EditionRequest, library: Library, brand: Brand, prescription: Prescription
) -> tuple[Document, DateWords, PrintWords]:
    composition = Composition(request.edition, _text(request, brand), FIELDS, request.lines)
    folder = resources.templates_folder() / library.id
    composed = compose(folder, library, brand, prescription, composition)
    raise_if_any(_glyph_problems(composed[0], brand))
    return composed


def _glyph_problems(document: Document, brand: Brand) -> list[Problem]:
    """Return the characters that no typeface can set: they would be boxes on paper."""
    from handouts.typefaces import load_typeface  # noqa: PLC0415 - reads font files

    typeface = load_typeface()
    texts = [plain(text) for text in every_text(document.blocks)]
    band = (brand.name, brand.phone, brand.web, brand.email)
    running = (document.title, document.footer, document.page_words, document.handout_words)
    missing = typeface.missing([*texts, *band, *running])
    if not missing:
        return []
    codes = ", ".join(missing)
    hint = "replace these characters in the template, the library or the brand"
    return [Problem("the handout's text", f"no typeface has a glyph for {codes}", hint)]


def _pictures(
    request: EditionRequest, composed: Composed
) -> dict[str, tuple[Drawing, Palette, str]]:
    """Return drawing, colours and alternative text of each card, people taking turns in them."""
    folder = resources.library_folder() / composed.library.id / "pictures"
    blocks = every_block(composed.document.blocks)
    cards = [block for block in blocks if isinstance(block, Card)]
    who = request.figure or composed.brand.defaults.figure
    found = {}
    for card, person in zip(cards, cast(len(cards), who), strict=True):
        setting = composed.prescription.setting
        drawing = load(folder, card.exercise, person.figure, setting=setting)
        if drawing is not None and card.alt:
            colours = palette(str(composed.brand.look.main), person, mono=request.mono)
            found[card.exercise] = drawing, colours, card.alt
    return found


def _lay_out(request: EditionRequest, composed: Composed) -> Edition:
    # ReportLab is slow to import; nothing before this line needs it.
    from handouts.layout import (  # noqa: PLC0415
        CannotLayOut,
        Illustration,
        lay_out,
        make_masthead,
        make_theme,
    )

    brand = composed.brand
    pictures = _pictures(request, composed)
    illustrations = {name: Illustration(*picture) for name, picture in pictures.items()}
    paper = request.paper or brand.defaults.paper or "a4"
    theme = make_theme(brand.look.main, paper, _text(request, brand), mono=request.mono)
    logo = _logo(brand, mono=request.mono)
    masthead = make_masthead(
        brand.name,
        (brand.phone, brand.web, brand.email),
        (logo.png, logo.width, logo.height) if logo else None,
    )
    producer = f"handouts {handouts.__version__}"
    try:
        return lay_out(
            composed.document,
            theme,
            masthead,
            illustrations,
            producer,
            resources.colour_profile(),
        )
    except CannotLayOut as problem:
        hint = "shorten the template, or choose a smaller text size"
        raise BadInput([Problem("layout", str(problem), hint)]) from problem


def _logo(brand: Brand, *, mono: bool) -> Logo | None:
    """Return the logo for the inks that there are."""
    look = brand.look
    if not mono:
        return look.logo
    return look.logo_mono or (look.logo.in_grey() if look.logo else None)

"""The whole way from a request to an edition: a finished handout without a patient.

content + brand -> prescription -> document -> layout -> edition. Every stage is one call here;
none of them knows its neighbours. A patient never comes this way.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import handouts
from handouts import resources
from handouts.brand import Brand, Logo, load_brand
from handouts.clinic_library import own_content
from handouts.content import Library, load_region
from handouts.document import Card, Document, OwnPicture, Picture, every_block, every_text, plain
from handouts.edition_request import EditionRequest, Origin, PreparedEdition
from handouts.edition_shelf import KEPT, edition_key, find_edition, keep_edition
from handouts.edition_sources import Materials, Sources
from handouts.edition_store import EditionStore
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.figures import Drawing, cast, palette
from handouts.for_everybody import refused_problems
from handouts.language import DateWords, PrintWords
from handouts.patients import FIELDS
from handouts.pdf.edition_data import Edition
from handouts.prescription import (
    AddExercise,
    CheckFirst,
    DropExercise,
    Prescription,
    PrescriptionRequest,
    SetField,
    assess,
    educate,
    prescribe,
)
from handouts.review import DRAFT, PartChange, Standing
from handouts.templating import (
    Assessed,
    Composition,
    Place,
    compose,
    compose_changes,
    compose_proof,
    contacts_of,
    edition_problems,
    not_printed,
    read_arrangement,
)
from handouts.units import TextSize

if TYPE_CHECKING:
    from handouts.layout import Illustrations, Masthead, Photo


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
    "make_edition",
    "masthead_of",
    "new_edition",
    "prepare_edition",
    "prepare_proof",
]


def prepare_edition(
    request: EditionRequest, store: EditionStore[PreparedEdition] = KEPT
) -> PreparedEdition:
    """Return the edition for a request, from the store or the disk if they have it.

    Raises BadInput with every mistake of the stage that found some: content and brand,
    prescription, templates, layout.
    """
    key = edition_key(request)
    return find_edition(key, store) or make_edition(request, key, store)


def make_edition(
    request: EditionRequest, key: str, store: EditionStore[PreparedEdition] = KEPT
) -> PreparedEdition:
    """Return the edition for a request whose name is `key`, made anew, and keep it.

    Raises BadInput as `prepare_edition` does.
    """
    prepared = new_edition(request)
    if edition_key(request) == key:  # else something was changed while it was read
        keep_edition(key, prepared, store)
    return prepared


def new_edition(request: EditionRequest, sources: Sources | None = None) -> PreparedEdition:
    """Return the edition for a request, made anew, from what `sources` has read or reads now.

    Raises BadInput as `prepare_edition` does.
    """
    sources = sources or Sources()
    composed = compose_request(request, sources)
    made, told = _lay_out(request, composed, sources)
    return PreparedEdition(
        _named_for(composed.assessed, made),
        _origin(composed),
        composed.dates,
        (*composed.notices, *told),
        composed.print_words,
        composed.assessed.decisions,
    )


def _named_for(assessed: Assessed, edition: Edition) -> Edition:
    """Return the edition under a digest that tells which flags and which sore side were given.

    They may change nothing on the page: the handout's id still differs.
    """
    given = [*sorted(assessed.flags), *([f"sore: {assessed.sore}"] if assessed.sore else ())]
    if not given:
        return edition
    named = "\n".join((edition.digest, *given))
    return replace(edition, digest=hashlib.sha256(named.encode()).hexdigest())


def _origin(composed: "Composed") -> Origin:
    assessed, standing = composed.assessed, composed.standing
    plan, exercises = "", tuple[str, ...]()
    if isinstance(assessed, Prescription):
        plan, exercises = assessed.plan_id, tuple(item.id for item in assessed.items)
    return Origin(
        stage=assessed.stage,
        plan=plan,
        exercises=exercises,
        content_version=composed.library.version,
        brand_digest=composed.brand.digest,
        check=isinstance(assessed, CheckFirst),
        reviewers=tuple((one.by, one.role) for one in standing.people),
        reviewed=standing.signed.isoformat() if standing.signed else "",
        until=standing.until.isoformat() if standing.until else "",
    )


@dataclass(frozen=True, slots=True)
class Composed:
    """A request's document, not yet laid out, and what it was composed from."""

    document: Document
    dates: DateWords
    assessed: Assessed
    library: Library
    brand: Brand
    standing: Standing
    print_words: PrintWords = field(default=PrintWords())

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What a clinician should know."""
        return (*self.assessed.notices, *self.standing.notices)


def compose_request(request: EditionRequest, sources: Sources | None = None) -> Composed:
    """Return what a reader of a request's handout will read; raises BadInput."""
    sources = sources or Sources()
    materials = sources.materials(request)
    brand, library = materials.brand, materials.library
    assessed = _assess(request, materials)
    standing = _standing(request, materials, assessed, sources)
    composition = Composition(
        request.edition, _text(request, brand), FIELDS, request.lines, standing, request.day,
        request.form, request.filled,
    )  # fmt: skip
    written = compose(materials.templates, library, brand, assessed, composition)
    raise_if_any(_glyph_problems(written.document, written.characters, brand))
    document = written.document
    if request.not_for_patients:
        document = replace(document, across=materials.templates.running["across"])
    return Composed(
        document, written.dates, assessed, library, brand, standing, written.print_words
    )


def _standing(
    request: EditionRequest, materials: Materials, assessed: Assessed, sources: Sources
) -> Standing:
    """Return who reviewed what the handout prints."""
    if not sources.is_signed(request):
        return DRAFT
    templates, library, brand = materials.templates, materials.library, materials.brand
    left = not_printed(templates, library, brand, assessed, request.edition)
    return sources.standing(request, left)


def compose_document(request: EditionRequest) -> Document:
    """Return the document of a request, not yet laid out; raises BadInput."""
    return compose_request(request).document


def library_of(request: EditionRequest) -> Library:
    """Return the library that a request takes from, for its brand; raises BadInput."""
    return Sources().materials(request).library


def editions_of(library: Library) -> tuple[str, ...]:
    """Return the names of the editions that there are of a library's handouts."""
    folder = resources.templates_folder() / library.id
    return tuple(read_arrangement(folder)["editions"])


def _assess(request: EditionRequest, materials: Materials) -> Assessed:
    """Return what the patient shall do, that a sign comes first, or what is for everybody.

    An edition that does not exist is told with its problems.
    """
    library = materials.library
    if not materials.templates.has_plan(request.edition):
        asked, bare = request.prescription, PrescriptionRequest("")
        if asked != bare:
            raise BadInput(refused_problems(request.edition, _given(asked), None, library.id))
        return educate(library)
    problems = edition_problems(materials.templates.editions, request.edition)
    try:
        assessed = assess(library, request.prescription)
    except BadInput as error:
        raise BadInput([*error.problems, *problems]) from None
    raise_if_any(problems)
    return assessed


def _given(asked: PrescriptionRequest) -> Iterator[str]:
    """Yield the options that a request for a plan has been given."""
    bare = PrescriptionRequest("")
    for name in ("stage", "preference", "setting", "sore", "plan", "checked"):
        if getattr(asked, name) != getattr(bare, name):
            yield name
    if asked.flags:
        yield "avoid"
    options = {SetField: "set", AddExercise: "add", DropExercise: "drop"}
    yield from (options[type(change)] for change in asked.adjustments)


def prepare_proof(
    request: EditionRequest, code: str = "", changes: Sequence[PartChange] | None = None
) -> PreparedEdition:
    """Return everything that a reviewer must read, in the brand, words and paper of a request.

    With `changes` it is these alone. What the request prescribes is the sample in which the words
    around the exercises are shown; `code` names all that the proof shows. Raises BadInput with
    every mistake.
    """
    folder = request.brand or resources.default_brand_folder()
    sources = Sources()
    materials = sources.materials(request)
    brand, library = materials.brand, materials.library
    prescription = prescribe(library, request.prescription)
    standing = sources.standing(request)
    places = tuple(_place(load_brand(folder, site), library.language) for site in brand.sites)
    composition = Composition(request.edition, "standard", FIELDS, standing=standing)
    shown = materials.templates, library, brand, prescription
    if changes is None:
        document, dates = compose_proof(*shown, educate(library), composition, places, code)
    else:
        document, dates = compose_changes(*shown, composition, changes, code)
    texts = (plain(text) for text in every_text(document.blocks))
    raise_if_any(_glyph_problems(document, frozenset().union(*texts), brand))
    composed = Composed(document, dates, prescription, library, brand, standing)
    edition, told = _lay_out(request, composed, sources)
    notices = standing.notices if changes is None else ()
    return PreparedEdition(edition, _origin(composed), dates, (*notices, *told))


def _place(brand: Brand, language: str) -> Place:
    """Return whom people call at the brand's site."""
    folder = resources.library_folder() / "regions"
    own = own_content(brand).regions
    place = load_region(folder, brand.region, language, own)
    return Place(brand.site, place, ", ".join(brand.emergency_numbers))


def _text(request: EditionRequest, brand: Brand) -> TextSize:
    return request.text or brand.defaults.text or "standard"


def _glyph_problems(document: Document, characters: Iterable[str], brand: Brand) -> list[Problem]:
    """Return the characters that no typeface can set: they would be boxes on paper.

    `characters` are those of the document's blocks.
    """
    band = (brand.name, brand.phone, brand.email, brand.web, brand.footer)
    running = (document.title, document.footer, document.page_words, document.handout_words,
               document.clinic_words)  # fmt: skip
    missing = brand.look.typeface.missing([*characters, *band, *running])
    if not missing:
        return []
    codes = ", ".join(missing)
    hint = "replace these characters in the template, the library or the brand"
    return [Problem("the handout's text", f"no typeface has a glyph for {codes}", hint)]


def _illustrations(
    request: EditionRequest, composed: Composed, sources: Sources
) -> "Illustrations":
    """Return picture and alternative text by exercise, people taking turns in the drawings."""
    from handouts.layout import Illustration, Photo  # noqa: PLC0415 - as in _lay_out

    blocks = every_block(composed.document.blocks)
    cards = [block for block in blocks if isinstance(block, Card | Picture)]
    who = request.figure or composed.brand.defaults.figure
    found: dict[str, Illustration | Photo] = {}
    for card, person in zip(cards, cast(len(cards), who), strict=True):
        place, sore = composed.assessed.setting, composed.assessed.sore
        shown = sources.illustration(request, card.exercise, person.figure, place, sore)
        if isinstance(shown, Drawing) and card.alt:
            colours = palette(str(composed.brand.look.main), person, mono=request.mono)
            found[card.exercise] = Illustration(shown, colours, card.alt, card.captions)
        elif isinstance(shown, Logo) and card.alt:
            inked = shown.in_grey() if request.mono else shown
            found[card.exercise] = Photo(inked.png, (inked.width, inked.height), card.alt)
    return found | _own_pictures(request, composed)


def _own_pictures(request: EditionRequest, composed: Composed) -> "dict[str, Photo]":
    """Return the pictures that the brand's own sections show, by their path in its folder."""
    from handouts.layout import Photo  # noqa: PLC0415 - as in _lay_out

    found: dict[str, Photo] = {}
    for block in every_block(composed.document.blocks):
        shown = composed.brand.shown.get(block.file) if isinstance(block, OwnPicture) else None
        if isinstance(block, OwnPicture) and shown:
            inked = shown.in_grey() if request.mono else shown
            found[block.file] = Photo(inked.compact, (inked.width, inked.height), block.alt)
    return found


def _lay_out(
    request: EditionRequest, composed: Composed, sources: Sources
) -> tuple[Edition, tuple[Problem, ...]]:
    """Return the edition, and what a clinician should know of its paper."""
    # ReportLab is slow to import; nothing before this line needs it.
    from handouts.layout import (  # noqa: PLC0415
        CannotLayOut,
        lay_out,
        make_theme,
    )

    brand = composed.brand
    illustrations = _illustrations(request, composed, sources)
    paper = request.paper or brand.defaults.paper or composed.library.region.facts.paper or "a4"
    theme = make_theme(brand.look, paper, _text(request, brand), mono=request.mono)
    masthead = masthead_of(
        brand, mono=request.mono, name_label=composed.document.clinic_words,
        name_asked=composed.document.clinic_asked,
        targets=dict(contacts_of(composed.library, brand).targets),
    )  # fmt: skip
    producer = f"handouts {handouts.__version__}"
    profile = resources.colour_profile()
    # Danger signs on page 1 matter more than a letterhead.
    plain = (theme.on_plain_paper,) if theme.furniture.paper else ()
    for tried in (theme, *plain):
        try:
            made = lay_out(composed.document, tried, masthead, illustrations, producer, profile)
        except CannotLayOut as problem:
            reason = problem
        else:
            return made, () if tried is theme else (plain_paper_notice(theme.text),)
    hint = "shorten the template, or choose a smaller text size"
    raise BadInput([Problem("layout", str(reason), hint)]) from reason


def plain_paper_notice(*sizes: TextSize) -> Problem:
    """Return the note that a letterhead leaves no room for the danger signs in some text sizes."""
    message = (
        f"leaves too little room for the danger signs in {' and '.join(sizes)} print, "
        "which is made for plain paper, with the brand's band"
    )
    hint = "print it on plain paper, or make letterhead.top or letterhead.bottom smaller"
    return Problem("brand.toml:letterhead", message, hint, "warning")


def masthead_of(
    brand: Brand, *, mono: bool, name_label: str = "", name_asked: str = "",
    targets: Mapping[str, str] | None = None,
) -> "Masthead":  # fmt: skip
    """Return what the page around the text shows of a brand.

    Where that has no name, `name_label` stands before a line to write one on, `name_asked` is what
    a reader hears of that in a form. `targets` is where contacts lead.
    """
    from handouts.layout import Mark, make_masthead  # noqa: PLC0415 - as in _lay_out

    look = brand.look
    logo, running = look.printed_logo(mono=mono), look.running_logo(mono=mono)
    picture = (logo.png, logo.width, logo.height) if logo else None
    known = targets or {}
    contacts = tuple((one, known.get(one, "")) for one in (brand.phone, brand.email, brand.web))
    return make_masthead(
        brand.name, contacts, picture, brand.footer, name_label, name_asked,
        address=brand.address if look.address else (),
        partners=tuple(
            Mark(one.logo.png, (one.logo.width, one.logo.height), one.spoken)
            for one in look.printed_partners(mono=mono)
        ),
        running_logo=Mark(running.png, (running.width, running.height)) if running else None,
    )  # fmt: skip

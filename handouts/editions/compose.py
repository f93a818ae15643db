"""What a reader of a handout will read: from a request to its document, not yet laid out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from handouts import resources
from handouts.brand import Brand
from handouts.content import Library
from handouts.document import Document
from handouts.editions.request import EditionRequest
from handouts.editions.sources import Materials, Sources
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.for_everybody import refused_problems
from handouts.language import DateWords, PrintWords
from handouts.patients import FIELDS
from handouts.prescription import (
    AddExercise,
    DropExercise,
    PrescriptionRequest,
    SetField,
    assess,
    educate,
)
from handouts.review import DRAFT, Standing
from handouts.templating import (
    Assessed,
    Composition,
    compose,
    edition_problems,
    not_printed,
    read_arrangement,
)
from handouts.units import TextSize


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
        request.edition, text_size(request, brand), FIELDS, request.lines, standing, request.day,
        request.form, request.filled,
    )  # fmt: skip
    written = compose(materials.templates, library, brand, assessed, composition)
    raise_if_any(glyph_problems(written.document, written.characters, brand))
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


def compose_document(request: EditionRequest, sources: Sources | None = None) -> Document:
    """Return the document of a request, not yet laid out; raises BadInput."""
    return compose_request(request, sources).document


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


def text_size(request: EditionRequest, brand: Brand) -> TextSize:
    """Return the text size that a request asks for, or else its brand."""
    return request.text or brand.defaults.text or "standard"


def glyph_problems(document: Document, characters: Iterable[str], brand: Brand) -> list[Problem]:
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

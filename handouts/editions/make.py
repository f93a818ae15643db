"""The whole way from a request to an edition: a finished handout without a patient.

content + brand -> prescription -> document -> layout -> edition. Every stage is one call here;
none of them knows its neighbours. A patient never comes this way.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from handouts import resources
from handouts.brand import Brand, load_brand
from handouts.clinic_library import own_content
from handouts.content import load_region
from handouts.document import every_text, plain
from handouts.editions.compose import Composed, compose_request, glyph_problems
from handouts.editions.lay_out import lay_out_request
from handouts.editions.request import EditionRequest, Origin, PreparedEdition
from handouts.editions.sources import Sources
from handouts.errors import raise_if_any
from handouts.patients import FIELDS
from handouts.pdf.edition_data import Edition
from handouts.prescription import (
    CheckFirst,
    Prescription,
    educate,
    prescribe,
)
from handouts.review import PartChange
from handouts.templating import (
    Assessed,
    Composition,
    Place,
    compose_changes,
    compose_proof,
)


def new_edition(request: EditionRequest, sources: Sources | None = None) -> PreparedEdition:
    """Return the edition for a request, made anew, from what `sources` has read or reads now.

    Raises BadInput with every mistake of the stage that found some: content and brand,
    prescription, templates, layout.
    """
    sources = sources or Sources()
    composed = compose_request(request, sources)
    made, told = lay_out_request(request, composed, sources)
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
    raise_if_any(glyph_problems(document, frozenset().union(*texts), brand))
    composed = Composed(document, dates, prescription, library, brand, standing)
    edition, told = lay_out_request(request, composed, sources)
    notices = standing.notices if changes is None else ()
    return PreparedEdition(edition, _origin(composed), dates, (*notices, *told))


def _place(brand: Brand, language: str) -> Place:
    """Return whom people call at the brand's site."""
    folder = resources.library_folder() / "regions"
    own = own_content(brand).regions
    place = load_region(folder, brand.region, language, own)
    return Place(brand.site, place, ", ".join(brand.emergency_numbers))

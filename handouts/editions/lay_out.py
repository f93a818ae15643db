"""From a document to an edition: its pictures, its look, the page around it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import handouts
from handouts import resources
from handouts.brand import Brand, Logo
from handouts.document import Card, OwnPicture, Picture, every_block
from handouts.editions.request import EditionRequest
from handouts.editions.sources import Sources
from handouts.errors import BadInput, Problem
from handouts.figures import Drawing, cast, palette
from handouts.pdf.edition_data import Edition
from handouts.templating import (
    contacts_of,
)
from handouts.units import TextSize

if TYPE_CHECKING:
    from handouts.layout import Illustrations, Masthead, Photo


from handouts.editions.compose import Composed, text_size


def lay_out_request(
    request: EditionRequest, composed: Composed, sources: Sources
) -> tuple[Edition, tuple[Problem, ...]]:
    """Return the edition, and what a clinician should know of its paper. Raises BadInput."""
    # ReportLab is slow to import; nothing before this line needs it.
    from handouts.layout import (  # noqa: PLC0415
        CannotLayOut,
        lay_out,
        make_theme,
    )

    brand = composed.brand
    illustrations = _illustrations(request, composed, sources)
    paper = request.paper or brand.defaults.paper or composed.library.region.facts.paper or "a4"
    theme = make_theme(brand.look, paper, text_size(request, brand), mono=request.mono)
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


def _illustrations(
    request: EditionRequest, composed: Composed, sources: Sources
) -> "Illustrations":
    """Return picture and alternative text by exercise, people taking turns in the drawings."""
    from handouts.layout import Illustration, Photo  # noqa: PLC0415 - as in lay_out_request

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
    from handouts.layout import Photo  # noqa: PLC0415 - as in lay_out_request

    found: dict[str, Photo] = {}
    for block in every_block(composed.document.blocks):
        shown = composed.brand.shown.get(block.file) if isinstance(block, OwnPicture) else None
        if isinstance(block, OwnPicture) and shown:
            inked = shown.in_grey() if request.mono else shown
            found[block.file] = Photo(inked.compact, (inked.width, inked.height), block.alt)
    return found


def masthead_of(
    brand: Brand, *, mono: bool, name_label: str = "", name_asked: str = "",
    targets: Mapping[str, str] | None = None,
) -> "Masthead":  # fmt: skip
    """Return what the page around the text shows of a brand.

    Where that has no name, `name_label` stands before a line to write one on, `name_asked` is what
    a reader hears of that in a form. `targets` is where contacts lead.
    """
    from handouts.layout import Mark, make_masthead  # noqa: PLC0415 - as in lay_out_request

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

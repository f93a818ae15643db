"""What every renderer sets: one document, one patient's details, one look."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from benchmarks.cases import DATE, DETAILS, numbered_name
from handouts import resources
from handouts.colour import Colour
from handouts.document import Card, Document, OwnPicture, Picture, Span, Text, WebLink, every_block
from handouts.editions.compose import compose_request
from handouts.editions.find import find_or_make
from handouts.editions.request import EditionRequest
from handouts.figures import cast, load, palette, to_svg
from handouts.layout import Illustration
from handouts.layout.pictures import DrawnBox, across, beside, drawn, is_wide
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme, make_theme
from handouts.patients import FIELDS, Patient
from handouts.personalise import HANDOUT_ID, identify
from handouts.prescription import PrescriptionRequest
from handouts.units import MM, TextSize

CARD_PADDING = 12
"""The space between a card's outline and its text, left and right, in points."""

PATIENT = Patient(date=dt.date.fromisoformat(DATE), **DETAILS)


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture as SVG: its size in points, whether it stands across the card, its words.

    `captions` stand under its positions, which share the width.
    """

    svg: str
    width: float
    height: float
    wide: bool
    alt: str
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with its details.

    `values` are by the names of fields, `illustrations` by the ids of exercises; `clinic` and
    `contacts` head page 1; without a name `name_label` stands there.
    """

    document: Document
    theme: Theme
    clinic: str
    contacts: tuple[str, ...]
    values: Mapping[str, str]
    illustrations: Mapping[str, Illustration] = field(default_factory=dict)
    name_label: str = ""

    @property
    def handout_line(self) -> str:
        """What the foot of a page says of this handout."""
        return f"{self.document.handout_words} {self.values[HANDOUT_ID]}"

    def lines(self, name: str, least: int) -> list[str]:
        """Return the lines of a field, "" for each that is left to write on."""
        lines = self.values.get(name, "").split("\n")
        return lines + [""] * (least - len(lines))

    def picture(self, exercise: str) -> Printed | None:
        """Return an exercise's picture at the size at which our layout sets it."""
        illustration = self.illustrations.get(exercise)
        if illustration is None:
            return None
        room = self.theme.width - 2 * CARD_PADDING
        wide = is_wide(illustration, room)
        place = across(room) if wide else beside()
        box = drawn(exercise, illustration, place, Tag("Figure"), self.theme)
        if not isinstance(box, DrawnBox):
            return None
        shown = box.illustration
        svg = to_svg(shown.drawing, shown.palette, box.width / MM)
        height = box.height - box.caption_height
        captions = shown.captions if box.captions else ()
        return Printed(svg, box.width, height, wide, shown.alt, captions)


def request(plan: Mapping[str, str], text: TextSize = "standard") -> EditionRequest:
    """Return the request that is measured: full edition, A4, default brand."""
    return EditionRequest(
        PrescriptionRequest(
            plan["stage"],
            preference=plan.get("preference", "none"),
            setting=plan.get("setting", "floor"),
            plan=plan.get("plan"),
        ),
        text=text,
    )


def patient(number: int) -> Patient:
    """Return the patient of a document: all alike but for their names."""
    return replace(PATIENT, name=numbered_name(number))


def make_sheet(wanted: EditionRequest, handout_id: str = "") -> Sheet:
    """Return what a request's handout says, with its real id unless one is given.

    With an id nothing is laid out: what is measured later must not have been done before.
    """
    composed = compose_request(wanted)
    brand = composed.brand
    values = {name: str(getattr(PATIENT, name)) for name in FIELDS}
    values["date"] = composed.dates.write(PATIENT.date)
    values[HANDOUT_ID] = handout_id or identify(find_or_make(wanted).edition, PATIENT)
    return Sheet(
        composed.document,
        make_theme(brand.look, wanted.paper or "a4", wanted.text or "standard", mono=wanted.mono),
        brand.name,
        tuple(line for line in (brand.phone, brand.web, brand.email) if line),
        values,
        _illustrations(composed.document, wanted, composed.assessed.setting, brand.look.main),
        composed.document.clinic_words,
    )


def _illustrations(
    document: Document, wanted: EditionRequest, setting: str, accent: Colour
) -> dict[str, Illustration]:
    root = resources.library_folder()
    pictures = root / "sciatica" / "pictures"
    cards = [block for block in every_block(document.blocks) if isinstance(block, Card | Picture)]
    found = {}
    for card, person in zip(cards, cast(len(cards), wanted.figure), strict=True):
        drawing = load(pictures, card.exercise, person.figure, setting=setting)
        if drawing is not None and card.alt:
            colours = palette(str(accent), person, mono=wanted.mono)
            found[card.exercise] = Illustration(drawing, colours, card.alt, card.captions)
    return found


def colours(theme: Theme) -> dict[str, Colour]:
    """Return the colours of a theme by the names that the style sheets use."""
    inks = theme.inks
    return {
        "ink": inks.ink,
        "soft": inks.soft,
        "accent": inks.accent,
        "wash": inks.wash,
        "rule": inks.rule,
        "danger": inks.danger,
        "danger_wash": inks.danger_wash,
        "green": inks.green,
        "amber": inks.amber,
    }


def sizes(theme: Theme) -> dict[str, tuple[float, float]]:
    """Return type sizes and line distances in points by the names that the style sheets use."""
    scale = theme.scale
    return {
        "body": scale.body,
        "lead": scale.lead,
        "small": scale.small,
        "label": scale.label,
        "title": scale.title,
        "section": scale.section,
        "card": scale.card,
        "numeral": scale.numeral,
        "number": scale.number,
    }


def spoken(block: WebLink) -> Text:
    """Return what a web link says; its square code is left out, as no peer here can draw one."""
    return (*block.label, Span(" "), Span(block.shown, link=block.address))


def described(block: OwnPicture) -> Text:
    """Return what a clinic's own picture shows, in words: no brand that is measured has one."""
    return (Span(block.alt), Span(" "), *block.caption)

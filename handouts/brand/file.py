"""brand.toml, key by key: what a clinic writes, checked one value at a time."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from handouts.brand.emergency import EmergencyNumbers
from handouts.brand.stationery import MOST_AREA, TALLEST_LOGO
from handouts.brand.values import (
    AccentColour,
    BrightColour,
    Email,
    LanguageCode,
    Line,
    Lines,
    MainColour,
    Name,
    Phone,
    RegionName,
    SiblingFolder,
    Web,
)

_Address = Annotated[tuple[Line, ...], Field(max_length=6, strict=False)]
_Names = Annotated[tuple[Name, ...], Field(max_length=40, strict=False)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class OutOfHoursTable(_Table):
    """Whom to call when the clinic is closed."""

    label: Line = Field("", description="What it is, such as: Nights and weekends.")
    phone: Phone = Field("", description="Its telephone number.")


class ContactTable(_Table):
    """How to reach the clinic, or one of its sites."""

    name: Line = Field("", description="The name that patients know.")
    address: _Address = Field((), description="The lines of the postal address, at most six.")
    phone: Phone = Field("", description="The telephone number.")
    email: Email = Field("", description="The e-mail address.")
    web: Web = Field("", description="The web address.")
    hours: Line = Field("", description="When somebody answers.")
    out_of_hours: OutOfHoursTable = Field(
        OutOfHoursTable(), description="Whom to call when the clinic is closed."
    )
    region: RegionName = Field("", description="Whose emergency number and words, such as uk.")
    emergency_number: EmergencyNumbers = Field(
        (), description="The emergency number, or a list of two, if it is not the region's."
    )


class SiteTable(ContactTable):
    """A site: how to reach it, and perhaps a logo of its own."""

    logo: Line = Field("", description="Its own logo; then no other logo of the brand is used.")
    logo_light: Line = Field("", description="The same for a dark ground (page.band = filled).")
    logo_mono: Line = Field("", description="The same for printers of one colour.")


class PartnerTable(_Table):
    """An organisation that stands beside the clinic on page 1."""

    file: Annotated[Line, Field(min_length=1, description="Its logo, a file in this folder.")]
    name: Line = Field("", description="Its name, for readers who cannot see the logo.")


def _partner(value: object) -> object:
    """Return a partner as a table; a file's name alone will do."""
    return {"file": value} if isinstance(value, str) else value


_Partner = Annotated[
    PartnerTable, BeforeValidator(_partner, json_schema_input_type=str | PartnerTable)
]
_Partners = Annotated[tuple[_Partner, ...], Field(max_length=4, strict=False)]


class ClinicianTable(_Table):
    """Somebody who gives handouts; the key of the table is what --clinician takes."""

    name: Annotated[Line, Field(min_length=1, description="The name as it is printed.")]
    title: Line = Field("", description="The profession, such as: Physiotherapist.")
    registration: Line = Field("", description="The registration, such as: HCPC PH000000.")


class LinkTable(_Table):
    """A web page that the square code at the end of a handout leads to."""

    url: Web = Field("", description="The address. The same for every patient.")
    label: Line = Field("", description="What is there, such as: Films of the exercises.")


class ColoursTable(_Table):
    """The brand's colours as #RRGGBB."""

    main: MainColour = Field("#1F4E79", description="Headings. Dark enough to read on white.")
    accent: AccentColour = Field("", description="Rules, dots and bars. Default: main.")
    bright: BrightColour = Field(
        "", description="Rules that only dress the page; may be pale. Default: accent."
    )


class FontFilesTable(_Table):
    """A typeface of the clinic's own: TrueType files in the brand's folder."""

    regular: Annotated[Line, Field(min_length=1, description="Upright letters.")]
    bold: Line = Field(
        "", description="Bold or semi-bold. Default: Source Sans 3 in text, regular in headings."
    )
    italic: Line = Field("", description="Italic. Default: regular.")
    bold_italic: Line = Field("", description="Bold italic. Default: bold.")


class TypefacesTable(_Table):
    """Typefaces, by the name of a folder in fonts/ or of one in `own`."""

    headings: Name = Field("", description="For headings. Default: the same as body.")
    body: Name = Field("source-sans-3", description="For all other text.")
    own: dict[Name, FontFilesTable] = Field({}, description="The clinic's own typefaces.")


class PageTable(_Table):
    """The page around the text."""

    band: Literal["plain", "tinted", "filled"] = Field(
        "plain", description="What is behind the logo on page 1: paper, a tint, the main colour."
    )
    header: Literal["left", "right", "centred"] = Field(
        "left", description="Where the logo stands on page 1."
    )
    logo_width: float = Field(
        60, ge=10, le=70, strict=False, description="The widest a logo may get, in millimetres."
    )
    logo_height: Annotated[float, Field(ge=6, le=TALLEST_LOGO, strict=False)] | None = Field(
        None,
        description="The tallest a logo may get, in millimetres. Default: 14, or 24 for a square "
        "or tall one where logo_width is written.",
    )
    logo_on: Literal["first", "every"] = Field(
        "first", description="On page 1 alone, or small at the head of the others too."
    )
    address: bool = Field(default=False, description="The address is on page 1, too.")
    corners: Literal["square", "round"] = Field("round", description="Of cards and boxes.")
    rules: Literal["thin", "thick", "none"] = Field("thin", description="Under band and headings.")
    footer: Line = Field("", description="A line at the foot of each page.")


class NewSectionTable(_Table):
    """Where a new section stands: a file of the folder sections/, by its name."""

    editions: _Names = Field(("full",), description="The editions that have it, such as summary.")
    after: Name = Field("", description="The section before it. Default: before the small print.")


_Area = Annotated[float, Field(ge=0, le=MOST_AREA, strict=False)]


class LetterheadTable(_Table):
    """Paper that is printed already: what stays free of everything, in millimetres."""

    top: _Area = Field(0, description="From the upper edge of the paper.")
    bottom: _Area = Field(0, description="From the lower edge of the paper.")
    first_page_only: bool = Field(default=True, description="The other pages are plain paper.")


class SectionsTable(_Table):
    """Which sections a handout has; the danger signs are always there."""

    order: _Names = Field((), description="These come in this order; others keep their place.")
    leave_out: _Names = Field((), description="These are left out.")
    own: dict[Name, NewSectionTable] = Field({}, description="New sections, by name of the file.")


class BrandFile(ContactTable):
    """brand.toml; a name (or `unnamed`) must be there, in it or in a brand that it extends."""

    unnamed: bool = Field(default=False, description="Page 1 has a line to write the name on.")
    extends: SiblingFolder = Field("", description="A brand beside this one to take all else from.")
    language: LanguageCode = Field("", description="The language, unless an option says another.")
    paper: Literal["", "a4", "letter"] = Field("", description="The paper, unless an option does.")
    text: Literal["", "standard", "large", "giant"] = Field(
        "", description="The text size, unless an option says another."
    )
    figure: Literal["", "all", "woman", "man", "larger", "older"] = Field(
        "", description="Who is drawn in the pictures, unless an option says another."
    )
    logo: Line = Field("", description="An SVG, PNG, JPEG, WebP or GIF file in this folder.")
    logo_light: Line = Field("", description="The same for a dark ground (page.band = filled).")
    logo_mono: Line = Field("", description="The same for printers of one colour.")
    partners: _Partners = Field(
        (),
        description="Logos of others, side by side on page 1: files, or tables of file and name.",
    )
    letterhead: LetterheadTable = Field(
        LetterheadTable(), description="Paper that is printed already: no logo, no band on it."
    )
    disclaimer: Lines = Field("", description="Small print of the clinic's own.")
    privacy: Lines = Field("", description="What the clinic says about privacy.")
    link: LinkTable = LinkTable()
    colours: ColoursTable = ColoursTable()
    typefaces: TypefacesTable = TypefacesTable()
    page: PageTable = PageTable()
    sections: SectionsTable = SectionsTable()
    sites: dict[Name, SiteTable] = Field({}, description="Sites, by the name --site takes.")
    clinicians: dict[Name, ClinicianTable] = Field(
        {}, description="Clinicians, by the name --clinician takes."
    )

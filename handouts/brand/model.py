"""A brand as the rest of the program gets it: checked, whole, nothing left to read."""

import re
from dataclasses import dataclass, field
from typing import Literal

from handouts.brand.logo import Logo
from handouts.brand.stationery import Letterhead, Partner
from handouts.colour import Colour
from handouts.typefaces import Style, Typeface, choose_typeface

_LONGEST_SHORT = 6  # digits of a number that is dialled within its country alone


@dataclass(frozen=True, slots=True)
class OutOfHours:
    """Whom to call when the clinic is closed: what it is, and its number."""

    label: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Calling:
    """How numbers are dialled from everywhere: the country's code, and what stands before others.

    `trunk` is the digit that people write before a number at home, and leave out from abroad.
    """

    code: str = ""
    trunk: str = ""


@dataclass(frozen=True, slots=True)
class Clinician:
    """Somebody who gives handouts; texts are "" where the clinic gave none."""

    name: str
    title: str = ""
    registration: str = ""

    @property
    def line(self) -> str:
        """Name, title and registration on one line."""
        return ", ".join(part for part in (self.name, self.title, self.registration) if part)


@dataclass(frozen=True, slots=True)
class Link:
    """A web page of the clinic's and what is there."""

    url: str
    label: str = ""

    @property
    def address(self) -> str:
        """The whole address, with https:// where the clinic left that out."""
        return web_link(self.url)

    @property
    def shown(self) -> str:
        """The address as people read and type it."""
        return self.url.removeprefix("https://").removeprefix("http://").removesuffix("/")


@dataclass(frozen=True, slots=True)
class FontFiles:
    """A typeface of the clinic's own: the bytes of a TrueType file for each style.

    `source` is what Problems call it, `names` those of its files. A style without a file of its own
    has a near one's.
    """

    source: str
    faces: dict[Style, bytes] = field(repr=False)
    names: dict[Style, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """How a brand looks. `logo_width` and `logo_height` are in millimetres; typefaces are names.

    `own_typefaces` holds the clinic's own by name; other names are folders in fonts/. Without a
    `logo_height` logos are as tall as is usual. `bright` is for rules that only dress the page.
    """

    main: Colour
    accent: Colour
    headings: str
    body: str
    own_typefaces: dict[str, FontFiles]
    band: Literal["plain", "tinted", "filled"]
    header: Literal["left", "right", "centred"]
    logo_width: float
    corners: Literal["square", "round"]
    rules: Literal["thin", "thick", "none"]
    logo: Logo | None
    logo_light: Logo | None
    logo_mono: Logo | None
    bright: Colour | None = None
    logo_height: float | None = None
    logo_on: Literal["first", "every"] = "first"
    address: bool = False
    partners: tuple[Partner, ...] = ()
    letterhead: Letterhead | None = None

    @property
    def typeface(self) -> Typeface:
        """What handouts are set in; the clinic's own fonts must have passed `font_flaws`."""
        own = {name: files.faces for name, files in self.own_typefaces.items()}
        return choose_typeface(self.headings, self.body, own)

    def printed_logo(self, *, mono: bool) -> Logo | None:
        """Return the logo for the inks that there are and what it stands on.

        On the main colour stands one that was made for it, or the name; greys have a plain band.
        """
        if mono:
            return self.logo_mono or (self.logo.in_grey() if self.logo else None)
        return self.logo_light if self.band == "filled" else self.logo

    def running_logo(self, *, mono: bool) -> Logo | None:
        """Return the logo at the head of the later pages, which are white; None for the name."""
        if self.logo_on == "first":
            return None
        return self.printed_logo(mono=True) if mono else self.logo

    def printed_partners(self, *, mono: bool) -> tuple[Partner, ...]:
        """Return the partners in the inks that there are."""
        return tuple(one.in_grey() for one in self.partners) if mono else self.partners


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A text file of a brand, such as a template or a plan; what Problems call it."""

    text: str = field(repr=False)
    source: str


@dataclass(frozen=True, slots=True)
class NewSection:
    """Where a section stands that no shipped handout has.

    `after` names the section before it, "" for the usual place, before the small print.
    """

    editions: tuple[str, ...] = ("full",)
    after: str = ""


@dataclass(frozen=True, slots=True)
class OwnLanguage:
    """A language of a clinic's own: words of the library and templates, by path in its folders."""

    words: dict[str, OwnFile] = field(default_factory=dict)
    templates: dict[str, OwnFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a brand chooses where no option does; "" where it leaves that to the program."""

    language: str = ""
    paper: Literal["", "a4", "letter"] = ""
    text: Literal["", "standard", "large", "giant"] = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """A clinic as it appears on a handout; texts are "" where the clinic gave none.

    Without a `name` there is a line to write it on. `sections` holds the texts of the clinic's own
    sections, by name without ".md": those that replace shipped ones, and those that `new_sections`
    says the places of; `shown` the pictures in them, by path in the folder, None for what could
    not be read; `exercises`, `plans` and `regions` the clinic's own, by id; `pictures`
    those of its exercises, by file name, and `baked` those drawn from a pose, as their files'
    bytes, not yet read; `review` is the record of who signed the content, None where nobody did.
    `sites` are the names that `site` can take. `digest` is the SHA-256, in hexadecimal, over every
    file that was read and the site. `calling` is known where the brand meets its region.
    """

    name: str
    address: tuple[str, ...]
    phone: str
    email: str
    web: str
    hours: str
    out_of_hours: OutOfHours
    region: str
    emergency_numbers: tuple[str, ...]
    defaults: Defaults
    look: Look
    disclaimer: str
    privacy: str
    footer: str
    link: Link | None
    clinicians: dict[str, Clinician]
    sites: tuple[str, ...]
    site: str
    order: tuple[str, ...]
    left_out: tuple[str, ...]
    sections: dict[str, OwnFile]
    exercises: dict[str, OwnFile]
    plans: dict[str, OwnFile]
    regions: dict[str, OwnFile]
    languages: dict[str, OwnLanguage]
    pictures: dict[str, Logo]
    baked: dict[str, bytes] = field(repr=False)
    review: OwnFile | None
    digest: str
    calling: Calling = Calling()
    new_sections: dict[str, NewSection] = field(default_factory=dict)
    shown: dict[str, Logo | None] = field(default_factory=dict, repr=False)

    @property
    def web_link(self) -> str:
        """The web address as a link, or ""."""
        return web_link(self.web)

    @property
    def email_link(self) -> str:
        """The e-mail address as a link, or ""."""
        return f"mailto:{self.email}" if self.email else ""

    @property
    def phone_link(self) -> str:
        """The telephone number as a link (RFC 3966, the extension left out), or ""."""
        return telephone_link(self.phone, self.calling)


def web_link(address: str) -> str:
    """Return a web address with its scheme, https:// if it has none, or "" for none."""
    return address if "://" in address or not address else f"https://{address}"


def telephone_link(number: str, calling: Calling = Calling()) -> str:
    """Return a tel: link for a number as people write it, or "" for none.

    A short number, such as that for emergencies, can be dialled in its country alone and stays as
    it is; so do all where no country's code is known.
    """
    main = re.split(r"ext|x", number, maxsplit=1, flags=re.IGNORECASE)[0]
    # "+44 (0)20" writes the trunk zero that must not be dialled after a country code.
    digits = re.sub(r"[^0-9+]", "", main.replace("(0)", "") if main.startswith("+") else main)
    if calling.code and not digits.startswith("+") and len(digits) > _LONGEST_SHORT:
        digits = f"+{calling.code}{digits.removeprefix(calling.trunk)}"
    return f"tel:{digits}" if digits else ""

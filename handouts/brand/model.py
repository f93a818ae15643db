"""What a brand says: as written in brand.toml, and as the rest of the program gets it."""

import re
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from handouts.brand.logo import Logo
from handouts.colour import WHITE, Colour, contrast_ratio, nearest_passing, parse_hex
from handouts.plain_text import Refusal, TextRule, clean_text

# WCAG 2.1 asks for 4.5:1. Headings stand on panels tinted with the accent too, which takes up to
# an eighth of the contrast away.
ACCENT_CONTRAST = 5.2

_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]*[0-9]( ?(ext\.?|x) ?[0-9]{1,6})?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\".]+(\.[^@\s<>\".]+)+")
_HOST = re.compile(
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE
)


def _mistake(message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{message}", {"message": message, "hint": hint})


def _cleaned(text: str, rule: TextRule) -> str:
    try:
        return clean_text(text, rule)
    except Refusal as refusal:
        raise _mistake(refusal.message, refusal.hint) from None


def _line(text: str) -> str:
    return _cleaned(text, TextRule(120))


def _lines(text: str) -> str:
    return _cleaned(text, TextRule(1000, lines=10))


def _phone(text: str) -> str:
    text = _line(text)
    if text and not _PHONE.fullmatch(text):
        raise _mistake(
            "is not a telephone number", "write digits, spaces and perhaps + ( ) - ext only"
        )
    return text


def _email(text: str) -> str:
    text = _line(text)
    if text and not _EMAIL.fullmatch(text):
        raise _mistake("is not an e-mail address", "write it like desk@clinic.example")
    return text


def _web(text: str) -> str:
    text = _cleaned(text, TextRule(200))
    if text and not _is_web_address(text):
        raise _mistake(
            "is not a web address", "write it like https://clinic.example or clinic.example"
        )
    return text


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = not re.search(r"[\s<>\"\\]", text) and parts.username is None
    return plain and parts.scheme in ("http", "https") and bool(_HOST.fullmatch(host))


def _accent(text: str) -> str:
    try:
        colour = parse_hex(text)
    except ValueError:
        raise _mistake("is not a colour", 'write it like "#0F5C73"') from None
    if contrast_ratio(colour, WHITE) < ACCENT_CONTRAST:
        nearest = nearest_passing(colour, WHITE, ACCENT_CONTRAST)
        raise _mistake(
            f"is too pale to read on white: contrast {contrast_ratio(colour, WHITE):.1f}:1, "
            f"needed {ACCENT_CONTRAST:.1f}:1",
            f"the nearest colour that passes is {nearest}",
        )
    return str(colour)


def _region(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,12}", text):
        raise _mistake("is not a region", 'write the id of a region, like "uk" or "us"')
    return text


Line = Annotated[str, AfterValidator(_line)]
Phone = Annotated[str, AfterValidator(_phone)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class OutOfHours(_Table):
    """Whom to call when the clinic is closed: what it is, and its number."""

    label: Line = ""
    phone: Phone = ""


class BrandFile(_Table):
    """brand.toml, key by key; only the name must be there."""

    name: Annotated[Line, Field(min_length=1)]
    address: Annotated[tuple[Line, ...], Field(max_length=6, strict=False)] = ()
    phone: Phone = ""
    email: Annotated[str, AfterValidator(_email)] = ""
    web: Annotated[str, AfterValidator(_web)] = ""
    hours: Line = ""
    out_of_hours: OutOfHours = OutOfHours()
    region: Annotated[str, AfterValidator(_region)] = "uk"
    accent: Annotated[str, AfterValidator(_accent)] = "#1F4E79"
    logo: Line = ""
    disclaimer: Annotated[str, AfterValidator(_lines)] = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A section's template in the clinic's words, and what to call it in Problems."""

    text: str = field(repr=False)
    source: str


@dataclass(frozen=True, slots=True)
class Brand:
    """A clinic as it appears on a handout; texts are "" where the clinic gave none.

    `sections` holds the templates that replace shipped ones, by name without ".md". `digest` is
    the SHA-256, in hexadecimal, over every file that was read.
    """

    name: str
    address: tuple[str, ...]
    phone: str
    email: str
    web: str
    hours: str
    out_of_hours: OutOfHours
    region: str
    accent: Colour
    logo: Logo | None
    disclaimer: str
    sections: dict[str, Override]
    digest: str

    @property
    def web_link(self) -> str:
        """The web address as a link, or ""."""
        return self.web if "://" in self.web or not self.web else f"https://{self.web}"

    @property
    def email_link(self) -> str:
        """The e-mail address as a link, or ""."""
        return f"mailto:{self.email}" if self.email else ""

    @property
    def phone_link(self) -> str:
        """The telephone number as a link (RFC 3966, the extension left out), or ""."""
        return telephone_link(self.phone)


def telephone_link(number: str) -> str:
    """Return a tel: link for a number as people write it, or "" for none."""
    main = re.split(r"ext|x", number, maxsplit=1, flags=re.IGNORECASE)[0]
    # "+44 (0)20" writes the trunk zero that must not be dialled after a country code.
    digits = re.sub(r"[^0-9+]", "", main.replace("(0)", "") if main.startswith("+") else main)
    return f"tel:{digits}" if digits else ""

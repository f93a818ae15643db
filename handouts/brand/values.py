"""The kinds of text in brand.toml: each checked, each mistake with its remedy."""

import math
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from handouts.colour import WHITE, contrast_ratio, nearest_passing, parse_hex
from handouts.plain_text import Refusal, TextRule, clean_text

# WCAG 2.1 asks for 4.5:1 of text. Headings stand on panels tinted with the main colour too, which
# takes up to an eighth of the contrast away.
MAIN_CONTRAST = 5.25
# 1.4.11 asks for 3:1 of graphics; a tint of the darkest main colour takes a sixth of that away.
ACCENT_CONTRAST = 3.6
_WHY_MAIN = "; WCAG asks for 4.5:1, and panels tinted with the colour take some of it from headings"
_WHY_ACCENT = "; WCAG asks for 3:1, and strips tinted with the colour take some of it from signs"

REGION_ID = r"[a-z]{2,12}(-[a-z0-9]{1,12})*"

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


def _colour(text: str, needed: float, purpose: str, why: str) -> str:
    try:
        colour = parse_hex(text)
    except ValueError:
        raise _mistake("is not a colour", 'write it like "#0F5C73"') from None
    if contrast_ratio(colour, WHITE) < needed:
        nearest = nearest_passing(colour, WHITE, needed)
        raise _mistake(
            f"is too pale {purpose} on white: contrast {_down(contrast_ratio(colour, WHITE))}:1, "
            f"needed {needed:g}:1{why}",
            f"the nearest colour that passes is {nearest}",
        )
    return str(colour)


def _down(ratio: float) -> str:
    """Return a contrast in two places, rounded down: one that does not pass never looks as if."""
    return f"{math.floor(ratio * 100) / 100:.2f}"


def _main(text: str) -> str:
    return _colour(text, MAIN_CONTRAST, "to read", _WHY_MAIN)


def _accent(text: str) -> str:
    return _colour(text, ACCENT_CONTRAST, "to see", _WHY_ACCENT) if text else text


def _bright(text: str) -> str:
    try:
        return str(parse_hex(text)) if text else text
    except ValueError:
        raise _mistake("is not a colour", 'write it like "#00B5E2"') from None


def _region(text: str) -> str:
    if text and not re.fullmatch(REGION_ID, text):
        raise _mistake("is not a region", 'write the id of a region, like "uk" or "us"')
    return text


def _language(text: str) -> str:
    if text and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise _mistake("is not a language", 'write its code, like "en"')
    return text


def _sibling(text: str) -> str:
    if text and not re.fullmatch(r"\.\./[A-Za-z0-9_-][A-Za-z0-9._ -]*", text):
        raise _mistake(
            "is not a folder beside this one", 'write ../ and its name, like "../hospital-group"'
        )
    return text


def _name(text: str) -> str:
    if text and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise _mistake("is not an id", "write small letters, digits and hyphens")
    return text


Line = Annotated[str, AfterValidator(_line)]
Lines = Annotated[str, AfterValidator(_lines)]
Phone = Annotated[str, AfterValidator(_phone)]
Email = Annotated[str, AfterValidator(_email)]
Web = Annotated[str, AfterValidator(_web)]
MainColour = Annotated[str, AfterValidator(_main)]
AccentColour = Annotated[str, AfterValidator(_accent)]
BrightColour = Annotated[str, AfterValidator(_bright)]
RegionName = Annotated[str, AfterValidator(_region)]
LanguageCode = Annotated[str, AfterValidator(_language)]
SiblingFolder = Annotated[str, AfterValidator(_sibling)]
Name = Annotated[str, AfterValidator(_name)]

"""Text that is too long for its place in the band, at the foot or in a patient's box."""

from collections.abc import Iterator
from dataclasses import replace

from handouts.brand import Brand
from handouts.document import Span
from handouts.errors import Problem
from handouts.layout import Masthead, Theme
from handouts.layout.band import Band, fits
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import text_width, typeset
from handouts.typefaces import load_typeface

_NARROWER = "choose a narrower typeface"
_NAME_LINES = 2
_FIELD_LINES = 3


def fit_problems(brand: Brand, themes: tuple[Theme, ...], masthead: Masthead) -> list[Problem]:
    """Return a warning for each text that is cut or takes too many lines, and in which size."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for theme in themes:
        usual = replace(theme, typeface=load_typeface())
        in_usual = {source for source, _, _ in _too_long(brand, usual, masthead)}
        for source, message, hint in _too_long(brand, theme, masthead):
            told = (source, message, hint)
            if source not in in_usual:  # it is the letters that are wide, not the words long
                told = source, f"{message}, for the typeface is wide,", f"{_NARROWER}; or {hint}"
            found.setdefault(told, []).append(theme.text)
    return [
        Problem(source, f"{message} in {' and '.join(sizes)} print", hint, "warning")
        for (source, message, hint), sizes in found.items()
    ]


def _too_long(brand: Brand, theme: Theme, masthead: Masthead) -> Iterator[tuple[str, str, str]]:
    band = Band(theme, masthead, fits(theme, masthead)[0])
    contacts = {"phone": brand.phone, "web": brand.web, "email": brand.email}
    if theme.text != "giant":  # where contacts stand at the end only
        for key, text in contacts.items():
            if _is_cut(text, band.contact_style, band.contact_room, theme):
                message = "is too long for the band, and cut within a word"
                yield f"brand.toml:{key}", message, "shorten it, or make page.logo_width smaller"
    room = band.contact_room if masthead.logo else band.name_room
    style = band.first_style
    lines = typeset((Span(brand.name),), style, room, theme.typeface)
    if len(lines) > _NAME_LINES or _is_cut(brand.name, style, room, theme):
        message = f"takes {len(lines)} lines in the band"
        yield "brand.toml:name", message, f"use a name that fits {_NAME_LINES} lines"
    footer = typeset((Span(brand.footer),), theme.small, theme.width, theme.typeface)
    allowed = 1 if theme.scale.columns else 2
    if brand.footer and len(footer) > allowed and theme.text != "giant":
        message = f"takes {len(footer)} lines at the foot of each page"
        most = _letters(brand.footer, len(footer), allowed)
        yield "brand.toml:page.footer", message, f"shorten it to about {most} letters"
    for key, clinician in brand.clinicians.items():
        line = clinician.line
        # One box of two stands in half the width, its label before it.
        box = theme.width / (2 if theme.scale.columns else 1) * 0.6
        count = len(typeset((Span(line),), theme.body, box, theme.typeface))
        if count > _FIELD_LINES:
            message = f"takes {count} lines in its box"
            most = _letters(line, count, _FIELD_LINES)
            hint = f"shorten title or registration: about {most} letters in all"
            yield f"brand.toml:clinicians.{key}", message, hint


def _is_cut(text: str, style: TextStyle, room: float, theme: Theme) -> bool:
    """Say whether a word of the text is wider than a line."""
    return any(text_width(word, style, theme.typeface) > room for word in text.split())


def _letters(text: str, lines: int, wanted: int) -> int:
    """Return how many letters are likely to fit, rounded down to tens."""
    return len(text) * wanted // lines // 10 * 10

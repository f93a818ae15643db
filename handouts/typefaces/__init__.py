"""Typefaces: which glyphs a font has, how wide they are, which face sets which character."""

from handouts.typefaces.checks import FontFlaw, font_flaws
from handouts.typefaces.faces import STYLES, Face, Family, Style, Typeface, with_near_styles
from handouts.typefaces.families import (
    choose_typeface,
    family_names,
    field_characters,
    load_typeface,
    repertoire,
)
from handouts.typefaces.legibility import Unease, Use, unease
from handouts.typefaces.truetype import parse_face, read_face

__all__ = [
    "STYLES",
    "Face",
    "Family",
    "FontFlaw",
    "Style",
    "Typeface",
    "Unease",
    "Use",
    "choose_typeface",
    "family_names",
    "field_characters",
    "font_flaws",
    "load_typeface",
    "parse_face",
    "read_face",
    "repertoire",
    "unease",
    "with_near_styles",
]

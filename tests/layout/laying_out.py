"""Laying out a few blocks by themselves: a title, the blocks, nothing of a library."""

import datetime as dt
from dataclasses import replace
from typing import Any

from handouts import resources
from handouts.brand import Look, load_brand
from handouts.document import Block, Document, Heading, Span, Text
from handouts.language import DateWords
from handouts.layout import Theme, lay_out, make_masthead, make_theme
from handouts.layout.pictures import Illustrations
from handouts.patients import Patient
from handouts.pdf.edition_data import Edition
from handouts.personalise import personalise
from handouts.units import TextSize

DATES = DateWords("{day} {month} {year}", tuple(str(month) for month in range(1, 13)))
BLANK = Patient(dt.date(2026, 11, 23))


def text(words: str) -> Text:
    """Return plain words as a text."""
    return (Span(words),)


def look(**keys: Any) -> Look:
    """Return the look of the default brand with some of its keys changed."""
    return replace(load_brand(resources.default_brand_folder()).look, **keys)


def theme(size: TextSize = "standard") -> Theme:
    """Return a theme on A4."""
    return make_theme(look(), "a4", size, mono=False)


def edition_of(
    *blocks: Block, size: TextSize = "standard", illustrations: Illustrations | None = None
) -> Edition:
    """Return the edition of a title and the blocks."""
    document = Document(
        title="Title", subject="Subject", language="en",
        blocks=(Heading(1, text("Title")), *blocks),
        footer="Footer", page_words="Page {page} of {pages}", handout_words="Handout",
    )  # fmt: skip
    masthead = make_masthead("Clinic", (("Line", ""),), None)
    return lay_out(
        document, theme(size), masthead, illustrations or {}, "test", resources.colour_profile()
    )


def file_of(*blocks: Block, size: TextSize = "standard", patient: Patient = BLANK) -> bytes:
    """Return the finished file of a title and the blocks."""
    return personalise(edition_of(*blocks, size=size), patient, DATES)[0]

"""What layout hands over: a finished handout without a patient, and its empty boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.pdf.objects import StaticPart


@dataclass(frozen=True, slots=True)
class FieldBox:
    """A place for one detail of a patient. Lengths in points from the page's lower left corner.

    `object_number` is the content stream to fill. `mcid` is its marked-content number, None for
    running lines (they are artifacts). `baseline` is that of the first line; further lines lie
    `leading` below one another. `ruled` boxes get a line to write on where they stay empty;
    then `blank` is read aloud.
    """

    name: str
    page: int
    object_number: int
    mcid: int | None
    x: float
    baseline: float
    width: float
    size: float
    smallest: float
    leading: float
    lines: int
    colour: tuple[float, float, float]
    rule_colour: tuple[float, float, float]
    ruled: bool = True
    right: bool = False
    blank: str = ""


@dataclass(frozen=True, slots=True)
class FieldGlyph:
    """How to write one character: the font's resource name, its code there, its width (1/1000)."""

    font: str
    code: int
    width: float


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself. None of it comes from a patient."""

    title: str
    subject: str
    author: str
    language: str
    producer: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A laid-out handout without a patient.

    `static` holds the finished PDF objects, those of fields, metadata and document information
    left out: they depend on the patient. `digest` names the content, `trace` lists what stands
    where, one line a piece, for tests and people.
    """

    digest: str
    about: About
    pages: int
    static: StaticPart
    root: int
    info_number: int
    metadata_number: int
    fields: tuple[FieldBox, ...]
    glyphs: dict[str, FieldGlyph]
    trace: Sequence[str]

    @property
    def objects(self) -> dict[int, bytes]:
        """The objects that stand in the file itself, by number: streams, some full of objects."""
        return self.static.objects()

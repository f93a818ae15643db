"""Lengths and paper. One point is 1/72 inch; every length in this program is in points."""

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4

PaperName = Literal["a4", "letter"]
TextSize = Literal["standard", "large", "giant"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its name, width and height in points, portrait."""

    name: PaperName
    width: float
    height: float


PAPERS: dict[PaperName, Paper] = {
    "a4": Paper("a4", 210 * MM, 297 * MM),  # ISO 216
    "letter": Paper("letter", 612, 792),  # ANSI/ASME Y14.1
}

"""How hard English is to read, and what it promises: measured on a document's tree."""

from handouts.readability.doses import dosed
from handouts.readability.grade import Passage, grade, passages
from handouts.readability.promises import promises
from handouts.readability.syllables import syllables

__all__ = ["Passage", "dosed", "grade", "passages", "promises", "syllables"]

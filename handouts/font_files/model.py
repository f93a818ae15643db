"""What goes to the conversion of a font, and what comes back."""

from dataclasses import dataclass, field

from handouts.typefaces import Style


class FontRefusedError(Exception):
    """A file that is no font for us: its name, what is wrong with it, and the remedy."""

    def __init__(self, file: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.file = file
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file as it was found; what was in a package or a folder came `together`."""

    name: str
    data: bytes = field(repr=False)
    together: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A typeface to put into a brand: TrueType files by style, and what there is to know.

    `family` is what the files call themselves, `name` an id made of it.
    """

    family: str
    name: str
    faces: dict[Style, bytes] = field(repr=False)
    notes: tuple[str, ...]

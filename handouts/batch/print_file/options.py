"""How a stack is printed, and reading it from a command line."""

from dataclasses import dataclass
from typing import Literal

from handouts.errors import Problem, raise_if_any
from handouts.units import MM

Imposition = Literal["single", "two-up", "booklet"]

MOST_COPIES = 99
MOST_STAPLE_MARGIN = {"single": 12, "two-up": 6, "booklet": 6}  # mm
"""So that 5 mm of the far margin (18 mm, scaled with the page) stay white: printers need it."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What a print file is made for. Lengths in points, `split_size` in bytes; 0 is no limit.

    `duplex`: the stack is printed on both sides, so every patient begins on a new sheet.
    `split_odd_even`: fronts and backs are files of their own, for a printer that has to be fed
    twice. `slip_name`: the sheet between two patients tells the name.
    """

    duplex: bool = True
    slip_sheets: bool = False
    slip_name: bool = False
    copies: int = 1
    imposition: Imposition = "single"
    staple_margin: float = 0
    split_odd_even: bool = False
    split_count: int = 0
    split_size: int = 0

    @property
    def split(self) -> bool:
        """Whether the handouts go to numbered files."""
        return bool(self.split_count or self.split_size)


def print_options(
    *,
    duplex: bool = True,
    slip_sheets: bool = False,
    slip_name: bool = False,
    copies: int = 1,
    booklet: bool = False,
    two_up: bool = False,
    staple_margin: float = 0,
    split_odd_even: bool = False,
    split_count: int | None = None,
    split_size: float | None = None,
) -> PrintOptions:
    """Return the options of a print file as they stand on a command line.

    `staple_margin` is in millimetres, `split_size` in megabytes. Raises BadInput with every
    mistake.
    """
    imposition: Imposition = "booklet" if booklet else "two-up" if two_up else "single"
    problems = [
        *_contradictions(
            duplex=duplex, slip_sheets=slip_sheets, slip_name=slip_name, booklet=booklet,
            two_up=two_up, split_odd_even=split_odd_even,
        ),
        *_out_of_range(copies, imposition, staple_margin, split_count, split_size),
    ]  # fmt: skip
    raise_if_any(problems)
    return PrintOptions(
        duplex=duplex,
        slip_sheets=slip_sheets,
        slip_name=slip_name,
        copies=copies,
        imposition=imposition,
        staple_margin=staple_margin * MM,
        split_odd_even=split_odd_even,
        split_count=split_count or 0,
        split_size=round((split_size or 0) * _MEGABYTE),
    )


def _contradictions(
    *,
    duplex: bool,
    slip_sheets: bool,
    slip_name: bool,
    booklet: bool,
    two_up: bool,
    split_odd_even: bool,
) -> list[Problem]:
    problems = []
    if booklet and two_up:
        problems.append(
            Problem("--booklet", "cannot be together with --two-up", "choose one of them")
        )
    if booklet and not duplex:
        hint = "leave out --no-duplex; to print the two sides by hand, add --split-odd-even"
        problems.append(Problem("--booklet", "needs paper printed on both sides", hint))
    if split_odd_even and not duplex:
        hint = "leave out --no-duplex, or leave out --split-odd-even"
        problems.append(Problem("--split-odd-even", "is for printing on both sides", hint))
    if slip_name and not slip_sheets:
        problems.append(Problem("--slip-name", "is for slip sheets", "add --slip-sheets"))
    return problems


def _out_of_range(
    copies: int,
    imposition: Imposition,
    staple_margin: float,
    split_count: int | None,
    split_size: float | None,
) -> list[Problem]:
    problems = []
    if not 1 <= copies <= MOST_COPIES:
        problems.append(Problem("--copies", f"must be from 1 to {MOST_COPIES}", "for example 2"))
    most = MOST_STAPLE_MARGIN[imposition]
    if not 0 <= staple_margin <= most:
        hint = f"up to {most} mm leave room for the page on the other side"
        problems.append(Problem("--staple-margin", f"must be from 0 to {most} mm", hint))
    if split_count is not None and split_count < 1:
        hint = "for example 100 handouts in a file"
        problems.append(Problem("--split-count", "must be 1 or more", hint))
    if split_size is not None and not 1 <= split_size < float("inf"):
        hint = "for example 50 megabytes for a file"
        problems.append(Problem("--split-size", "must be 1 MB or more", hint))
    return problems

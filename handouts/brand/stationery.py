"""What stands beside a clinic's own mark: partners' logos, and paper that is printed already."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from handouts.brand.logo import Logo

TALLEST_LOGO = 24
"""Millimetres: the tallest that any logo gets."""
SQUARISH = 1.5
"""Times its height: a logo no wider than that gets the width that is written for it."""
MOST_AREA = 90
"""Millimetres of a page's height that a letterhead can keep free at one end."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation beside the clinic: its logo, the logo's file, its name if that is written."""

    logo: Logo
    file: str
    name: str = ""

    @property
    def spoken(self) -> str:
        """What readers hear who cannot see the logo: the name, or what the file's name says."""
        return self.name or re.sub(r"[-_.]+", " ", PurePath(self.file).stem).strip() or self.file

    def in_grey(self) -> "Partner":
        """Return it for a printer of one colour."""
        return replace(self, logo=self.logo.in_grey())


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What paper has printed on it already: millimetres at its upper and lower edge."""

    top: float
    bottom: float
    first_page_only: bool

"""A clinic's brand with content of its own, signed, and copies of all it rests on."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from handouts.brand import Brand, load_brand
from handouts.content import Library, load_library
from handouts.resources import REVIEW_FILE, library_folder, templates_folder
from handouts.review import Content, Reviewed, Standing, Thing, read_content, sign, written
from tests.making import RIVERSIDE

CONDITION = "sciatica"
PICTURES = library_folder() / CONDITION / "pictures"
TODAY = dt.date(2026, 11, 25)
UNTIL = dt.date(2027, 6, 30)

OWN = """
[sections]
leave_out = ["outcomes"]
[sites.quay]
phone = "01632 960150"
region = "ie"
"""


@dataclass(frozen=True)
class Desk:
    """Where a clinic works: a brand, a library and templates, all of them copies."""

    root: Path

    @property
    def brand(self) -> Path:
        return self.root / "brand"

    @property
    def library(self) -> Path:
        return self.root / "library" / CONDITION

    @property
    def templates(self) -> Path:
        return self.root / "templates" / CONDITION

    @property
    def record(self) -> Path:
        return self.brand / REVIEW_FILE

    def load(self, site: str = "") -> tuple[Library, Brand]:
        brand = load_brand(self.brand, site)
        return load_library(self.library, "en", brand.region), brand

    def sites(self) -> list[tuple[Library, Brand]]:
        return [self.load(), *(self.load(site) for site in self.load()[1].sites)]

    def content(self) -> Content:
        return read_content(self.sites(), self.templates, PICTURES)

    def sign(
        self,
        by: str = "Sam Sample",
        until: dt.date | None = UNTIL,
        things: frozenset[Thing] | None = None,
        day: dt.date = TODAY,
    ) -> None:
        records = sign(self.content(), by, "Physiotherapist", day, until, things)
        self.record.write_text(written(records), encoding="utf-8")

    def standing(
        self,
        day: dt.date | None = TODAY,
        site: str = "",
        unsigned: str = "",
        unprinted: frozenset[Thing] = frozenset(),
    ) -> Standing:
        library, brand = self.load(site)
        reviewed = Reviewed(library, self.templates, brand, PICTURES)
        return reviewed.standing(day, unsigned, unprinted)

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def desk_in(root: Path, *, own: bool = True) -> Desk:
    """Return a desk with copies in a folder; nothing is signed yet.

    Without `own` the brand has no content of its own, so that all of it can be printed.
    """
    shutil.copytree(RIVERSIDE, root / "brand")
    shutil.copytree(library_folder(), root / "library", ignore=shutil.ignore_patterns("*.pic"))
    shutil.copytree(templates_folder(), root / "templates")
    desk = Desk(root)
    if not own:
        return desk
    for folder in ("templates", "exercises", "plans"):
        (desk.brand / folder).mkdir(exist_ok=True)
    (desk.brand / "templates" / "why.md").write_text("## Why\n\nBecause.\n", encoding="utf-8")
    (desk.brand / "exercises" / "swim.toml").write_text('name = "Swim"\n', encoding="utf-8")
    (desk.brand / "plans" / "short.toml").write_text('stage = "acute"\n', encoding="utf-8")
    shutil.copy(RIVERSIDE / "logo.png", desk.brand / "exercises" / "swim.png")
    text = (desk.brand / "brand.toml").read_text(encoding="utf-8")
    (desk.brand / "brand.toml").write_text(f'disclaimer = "Ask us."\n{text}{OWN}', encoding="utf-8")
    return desk

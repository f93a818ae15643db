"""What editions are made from: a brand, a library, templates; read once for an edition or a run."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handouts import resources
from handouts.brand import Brand, Logo, load_brand
from handouts.clinic_library import find_illustration, load_clinic_library
from handouts.content import Library, conditions, default_condition
from handouts.edition_request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.figures import Drawing
from handouts.review import Standing, review_of
from handouts.templating import TemplateSet, read_template_set, templates_of

_KEPT = 16  # brands, sites, languages and regions of a run
_PICTURES = 512


@dataclass(frozen=True, slots=True, eq=False)
class Materials:
    """A brand, its library of a condition in a language and a region, and the templates."""

    brand: Brand
    library: Library
    templates: TemplateSet


@dataclass(frozen=True, slots=True)
class _Where:
    """Which materials a request takes."""

    brand: Path
    site: str
    condition: str
    region: str
    language: str


class Sources:
    """Reads materials, the same ones once, however files change meanwhile."""

    def __init__(self) -> None:
        self._read = lru_cache(_KEPT)(_read)
        self._standing = lru_cache(_KEPT)(self._standing_of)
        self._picture = lru_cache(_PICTURES)(self._picture_of)

    def materials(self, request: EditionRequest) -> Materials:
        """Return what a request takes its content from. Raises BadInput with every mistake."""
        return self._read(_where(request))

    def standing(self, request: EditionRequest) -> Standing:
        """Return who reviewed the content; a plan from a file of its own nobody has."""
        plan = request.prescription.plan
        unsigned = f"the plan {plan.name}" if isinstance(plan, Path) else ""
        return self._standing(_where(request), request.day, unsigned)

    def illustration(
        self, request: EditionRequest, exercise: str, figure: str, setting: str, sore: str = ""
    ) -> Drawing | Logo | None:
        """Return what shows an exercise: a drawing, a picture of the clinic's own, or nothing."""
        return self._picture(_where(request), exercise, figure, setting, sore)

    def _picture_of(
        self, where: _Where, exercise: str, figure: str, setting: str, sore: str
    ) -> Drawing | Logo | None:
        made = self._read(where)
        folder = resources.library_folder() / made.library.id / "pictures"
        return find_illustration(folder, made.library, made.brand, exercise, figure, setting, sore)

    def _standing_of(self, where: _Where, day: dt.date | None, unsigned: str) -> Standing:
        made = self._read(where)
        return review_of(made.library, made.templates.folder, made.brand, day, unsigned)


def _where(request: EditionRequest) -> _Where:
    folder = request.brand or resources.default_brand_folder()
    return _Where(folder, request.site, request.condition, request.region, request.language)


def _read(where: _Where) -> Materials:
    brand = load_brand(where.brand, where.site)
    root = resources.library_folder()
    condition = where.condition or default_condition(root)
    if condition not in conditions(root):
        hint = "one of: " + ", ".join(conditions(root))
        raise BadInput([Problem("--condition", "is no condition of the library", hint)])
    language = where.language or brand.defaults.language or "en"
    library = load_clinic_library(root / condition, language, where.region, brand)
    folder, own = resources.templates_folder() / library.id, templates_of(brand, library)
    return Materials(brand, library, read_template_set(folder, library.language, own))

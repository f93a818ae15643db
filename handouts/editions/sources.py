"""What editions are made from: a brand, a library, templates; read once for an edition or a run."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handouts import resources
from handouts.brand import Brand, Logo, load_brand, load_despite_errors
from handouts.clinic_library import find_illustration, load_clinic_library
from handouts.content import Library, conditions, default_condition
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.figures import Drawing
from handouts.review import Reviewed, Standing, Thing
from handouts.templating import TemplateSet, read_template_set, templates_of

_KEPT = 16  # brands, sites, languages and regions of a run
_PICTURES = 512
_STANDINGS = 256  # of different exercises


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
    despite_errors: bool


class Sources:
    """Reads materials, the same ones once, however files change meanwhile."""

    def __init__(self) -> None:
        self._read = lru_cache(_KEPT)(_read)
        self._reviewed = lru_cache(_KEPT)(self._reviewed_of)
        self._standing = lru_cache(_STANDINGS)(self._standing_of)
        self._picture = lru_cache(_PICTURES)(self._picture_of)

    def materials(self, request: EditionRequest) -> Materials:
        """Return what a request takes its content from. Raises BadInput with every mistake."""
        return self._read(_where(request))

    def standing(
        self, request: EditionRequest, unprinted: frozenset[Thing] = frozenset()
    ) -> Standing:
        """Return who reviewed the content, but for what the handout does not print.

        A plan from a file of its own nobody has reviewed.
        """
        plan = request.prescription.plan
        unsigned = f"the plan {plan.name}" if isinstance(plan, Path) else ""
        return self._standing(_where(request), request.day, unsigned, unprinted)

    def is_signed(self, request: EditionRequest) -> bool:
        """Say whether anybody has signed anything of the brand."""
        return self._read(_where(request)).brand.review is not None

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

    def _standing_of(
        self, where: _Where, day: dt.date | None, unsigned: str, unprinted: frozenset[Thing]
    ) -> Standing:
        return self._reviewed(where).standing(day, unsigned, unprinted)

    def _reviewed_of(self, where: _Where) -> Reviewed:
        made = self._read(where)
        pictures = resources.library_folder() / made.library.id / "pictures"
        return Reviewed(made.library, made.templates.folder, made.brand, pictures)


def _where(request: EditionRequest) -> _Where:
    folder = request.brand or resources.default_brand_folder()
    return _Where(
        folder, request.site, request.condition, request.region, request.language,
        request.not_for_patients,
    )  # fmt: skip


def _read(where: _Where) -> Materials:
    load = load_despite_errors if where.despite_errors else load_brand
    brand = load(where.brand, where.site)
    root = resources.library_folder()
    condition = where.condition or default_condition(root)
    if condition not in conditions(root):
        hint = "one of: " + ", ".join(conditions(root))
        raise BadInput([Problem("--condition", "is no condition of the library", hint)])
    language = where.language or brand.defaults.language or "en"
    library = load_clinic_library(root / condition, language, where.region, brand)
    folder, own = resources.templates_folder() / library.id, templates_of(brand, library)
    return Materials(brand, library, read_template_set(folder, library.language, own))

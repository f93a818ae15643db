"""What nobody said for a list: whose numbers patients call, and whose clinic it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import resources
from handouts.cli.regions import default_problem, region_in_use
from handouts.errors import Problem

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.preflight import Preflight

_SAY_REGION = (
    "write it in a column region, among the --defaults or into your brand "
    "(handouts patient --help lists them)"
)
_SAY_BRAND = "say --brand FOLDER; handouts brand new FOLDER makes one"


def unsaid(choices: "Choices", found: "Preflight") -> Iterator[Problem]:
    """Yield a note on the region, and one on the brand, if rows are made for which none is said."""
    if not found.ready:
        return
    folder = Path(choices.brand)
    if found.without_region:
        language, condition = (
            str(choices.given.get(name) or "") for name in ("language", "condition")
        )
        place = region_in_use("", folder, language, condition)
        count = found.without_region
        rows = "" if count == found.ready else f" in {count} row{'' if count == 1 else 's'}"
        yield from default_problem(place, "region", _SAY_REGION, f"not given{rows}")
    if folder.resolve() == resources.default_brand_folder().resolve():
        message = "not given, so a line is printed to write the clinic's name on"
        yield Problem("brand", message, _SAY_BRAND, "warning")

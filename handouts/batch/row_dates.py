"""The day of a row's handout: where a date can be two days, that which its region would mean."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from handouts import resources
from handouts.batch.rosters.dates import in_order_of
from handouts.batch.rows import RowProblem
from handouts.brand import Brand
from handouts.clinic_library import own_content
from handouts.content import REGIONS, load_region
from handouts.errors import BadInput
from handouts.patients.dates import is_day_first
from handouts.spellings import meant

Orders = Mapping[str, bool]
"""Region -> whether the day stands before the month in its dates."""

NONE: Orders = {}
_SUCH, _AS_DAY_FIRST, _AS_MONTH_FIRST = "03/04/2026", "2026-04-03", "2026-03-04"


def with_day(values: Mapping[str, object], region: str, own: Orders = NONE) -> dict[str, object]:
    """Return a row's values with its date as YYYY-MM-DD, if it can be read.

    `region` is the one of rows that name none; `own` are orders of the brand's own regions.
    """
    said = values.get("date")
    if not isinstance(said, str) or not said:
        return dict(values)
    day_first, _ = _order(values, region, own)
    return {**values, "date": in_order_of(said, day_first=day_first)}


def order_note(
    row: int, values: Mapping[str, object], region: str, own: Orders = NONE
) -> RowProblem | None:
    """Return a note on how a date is read that can be two days, None for any other."""
    said = values.get("date")
    if not isinstance(said, str) or not said:
        return None
    if in_order_of(said, day_first=True) == in_order_of(said, day_first=False):
        return None
    day_first, name = _order(values, region, own)
    order, sure = ("day", _AS_DAY_FIRST) if day_first else ("month", _AS_MONTH_FIRST)
    message = f"dates such as {_SUCH} are read {order} first, as in {name}"
    return RowProblem(row, "date", message, f"write {sure} to be sure", "warning")


def own_orders(brand: Brand) -> Orders:
    """Return the order of the dates in each of a brand's own regions that can be read."""
    orders = {}
    own = own_content(brand).regions
    for name in own:
        with suppress(BadInput):  # told where it is used
            folder = resources.library_folder() / REGIONS
            here = load_region(folder, name, brand.defaults.language or "en", own)
            orders[name] = is_day_first(here.words.date)
    return orders


def _order(values: Mapping[str, object], region: str, own: Orders) -> tuple[bool, str]:
    """Return whether the day stands first, and the region in which it does.

    A region that there is not is told of elsewhere: the usual one takes its place.
    """
    orders = {**_orders(), **own}
    named = (meant("region", str(values.get("region") or "")), region, resources.DEFAULT_REGION)
    name = next((one for one in named if one in orders), resources.DEFAULT_REGION)
    return orders.get(name, True), name


@lru_cache(maxsize=1)
def _orders() -> Orders:
    """Return for each region whether the day stands before the month in its dates."""
    orders = {}
    for path in (resources.library_folder() / "regions").glob("*.toml"):
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        words: list[dict[str, str]] = list(facts.get("words", {}).values())
        orders[path.stem] = bool(words) and is_day_first(words[0].get("date", ""))
    return orders

"""Content: TOML files -> `Library`, the facts of one condition and their words."""

from handouts.content.dose import DAYS, Day, Dose
from handouts.content.facts import ANY, SIDES
from handouts.content.files import OwnPlan
from handouts.content.library import Library, OwnEntry, Region, Words
from handouts.content.load import (
    conditions,
    default_condition,
    load_library,
    load_plan,
)
from handouts.content.naming import own_naming_problems, plan_naming_problems
from handouts.content.own import OwnContent, fewer_flags_problems
from handouts.content.own_languages import language_problems, languages
from handouts.content.regions import (
    REGIONS,
    load_region,
    own_region_file,
    regions,
    unknown_region,
    with_numbers,
)
from handouts.content.schemas import write_schemas

__all__ = [
    "ANY",
    "DAYS",
    "REGIONS",
    "SIDES",
    "Day",
    "Dose",
    "Library",
    "OwnContent",
    "OwnEntry",
    "OwnPlan",
    "Region",
    "Words",
    "conditions",
    "default_condition",
    "fewer_flags_problems",
    "language_problems",
    "languages",
    "load_library",
    "load_plan",
    "load_region",
    "own_naming_problems",
    "own_region_file",
    "plan_naming_problems",
    "regions",
    "unknown_region",
    "with_numbers",
    "write_schemas",
]

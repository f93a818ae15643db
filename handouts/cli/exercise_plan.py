"""Offering to give a new exercise in the plans of a brand."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli import questions, speech
from handouts.cli.shelf import library_folder
from handouts.errors import BadInput, Problem

if TYPE_CHECKING:
    from handouts.cli.exercise_form import Written
    from handouts.content import Library

_WEEK = 7


def offer_plans(brand: Path, condition: str, written: "Written") -> None:
    """Ask for each plan of the brand whose stage fits whether it shall give the exercise.

    A plan that would not be sound with it stays as it was, and why is told.
    """
    from handouts.brand import load_brand
    from handouts.brand.edit import put_files
    from handouts.content import DAYS

    library = _library(brand, condition)
    texts = load_brand(brand).plans
    for name, entry in library.own_plans.items():
        plan = library.plans[name]
        inherited = entry.source.startswith("../")
        if plan.stage not in written.stages or inherited:
            continue
        title = library.words.plans[name].title
        if not questions.ask(f"Give it in your plan {title!r}? (y or n)", _yes_or_no, "n"):
            continue
        dose = library.exercises[written.name].doses[plan.stage]
        several = dose.days_per_week < _WEEK
        days = _ask_days(library, dose.days_per_week) if several else ()
        week = {str(day): [*plan.week.get(day, ()), written.name] for day in DAYS if day in days}
        made = _with_exercise(texts[name].text, written.name, week)
        try:
            put_files(brand, {entry.source: made.encode()}, lambda at: _library(at, condition))
        except BadInput as error:
            speech.complain(error)
            speech.tell(f"{entry.source} stays as it was.")
        else:
            speech.say(str(brand / entry.source))


def _library(brand: Path, condition: str) -> "Library":
    from handouts.brand import load_brand
    from handouts.clinic_library import load_clinic_library

    made_for = load_brand(brand)
    language = made_for.defaults.language or "en"
    return load_clinic_library(library_folder(condition), language, "", made_for)


def _with_exercise(text: str, exercise: str, week: Mapping[str, list[str]]) -> str:
    from handouts.toml_text import changed, with_entry

    more = with_entry(text, "items", {"exercise": exercise})
    return changed(more, {("week", day): names for day, names in week.items()})


def _ask_days(library: "Library", count: int) -> tuple[str, ...]:
    named = {str(day): said for day, said in library.words.condition.days.items()}

    def read(text: str) -> tuple[str, ...] | Problem:
        words = text.casefold().replace(",", " ").split()
        known = {said.casefold(): day for day, said in named.items()}
        known |= {day: day for day in named}
        days = tuple(dict.fromkeys(known[word] for word in words if word in known))
        if len(days) != count or len(days) != len(words):
            hint = f"write {count} of: {' '.join(named)}"
            return Problem("days", f"are not {count} days of the week", hint)
        return days

    return questions.ask(f"On which days, {count} of {' '.join(named)}?", read)


def _yes_or_no(text: str) -> bool | Problem:
    if text.casefold() in ("y", "yes"):
        return True
    if text.casefold() in ("n", "no"):
        return False
    return Problem("answer", "is neither yes nor no", "answer y or n")

"""What the templates of the sheet can name that an urgent sign puts in place of a plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handouts.brand import Brand
from handouts.content import Library
from handouts.identity import Same
from handouts.language import DateWords
from handouts.prescription import CheckFirst
from handouts.review import Standing
from handouts.templating.view import for_everyone, review_view
from handouts.templating.views import CheckView, UrgentView

# So many signs stand in the box, which has to stay whole on page 1; the others stand below it.
_MOST_IN_THE_BOX = {"standard": 12, "large": 4, "giant": 2}
_MOST_IN_FULL = 2  # more of them are told in few words, to stay on the page


def check_view(
    library: Library,
    brand: Brand,
    first: CheckFirst,
    dates: DateWords,
    text: str,
    standing: Standing,
) -> Mapping[str, Any]:
    """Return the names that the templates of the sheet without exercises can use."""
    words, said = library.words.red_flags.check, first.spoken
    signs = signs_of(library, first)
    level = library.red_flags[signs[0]].level
    boxed = [sign for sign in signs if library.red_flags[sign].level == level]
    boxed = boxed[: _MOST_IN_THE_BOX[text]]
    brief = text != "standard" or len(signs) > _MOST_IN_FULL
    return {
        **for_everyone(Same(library), Same(brand), dates),
        "text": text,
        "review": review_view(standing, dates),
        "check": CheckView(
            title=words.title,
            why=words.why,
            say=words.say,
            say_many=words.say_many,
            first=_urgent(library, boxed, brief=brief),
            count=len(signs),
            more=tuple(sign_words(library, sign, brief=brief) for sign in signs[len(boxed) :]),
            worse=said.worse,
            others_of_mine=words.others,
            do_title=words.do_title,
            do=said.do,
            avoid_title=words.avoid_title,
            avoid=said.avoid,
            back_title=words.back_title,
            back=said.back,
            others_title=words.others_title,
            others=tuple(_others(library, signs)),
        ),
    }


def signs_of(library: Library, first: CheckFirst) -> tuple[str, ...]:
    """Return a patient's urgent signs, the most urgent first."""
    return tuple(library.flags[flag].warning_sign or "" for flag in first.urgent)


def sign_words(library: Library, sign: str, *, brief: bool) -> str:
    """Return a warning sign in words, or in few words."""
    words = library.words
    if not brief:
        return words.red_flags.items[sign]
    flag = library.flag_named(sign) or sign
    return words.red_flags.brief.get(sign) or words.flags[flag]


def _urgent(library: Library, signs: Sequence[str], *, brief: bool) -> UrgentView:
    """Return urgent signs of one level in words."""
    words, level = library.words.red_flags, library.red_flags[signs[0]].level
    return UrgentView(
        level,
        words.levels[level].title,
        words.levels[level].act_now,
        tuple(sign_words(library, sign, brief=brief) for sign in signs),
        tuple(words.check.signs[sign] for sign in signs),
    )


def _others(library: Library, signs: tuple[str, ...]) -> Iterator[str]:
    """Yield the emergency signs that a patient does not have, in few words."""
    for sign, words in library.words.red_flags.brief.items():
        if sign not in signs:
            yield words

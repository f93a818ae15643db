"""Whether text in a clinic's own typeface can be read; how much is enough says `typefaces.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from handouts import resources
from handouts.typefaces.faces import Style
from handouts.typefaces.families import TEXT, load_typeface
from handouts.typefaces.measures import Measures, measure

FILE = "typefaces.toml"
_MILLIMETRES = 25.4 / 72  # of a point
_OTHER = "choose another typeface for text; it may stay that of headings"
_SMALL = "choose a typeface with larger small letters, or use this one for headings alone"

Use = Literal["text", "headings"]


@dataclass(frozen=True, slots=True)
class Unease:
    """Why text is hard to read: in which style, in words that follow the typeface's name."""

    style: Style
    message: str
    hint: str
    is_error: bool = False


def unease(faces: Mapping[Style, bytes], use: Use) -> tuple[Unease, ...]:
    """Return what makes text in a family hard to read, the worst first.

    A style that has the bytes of another has no file of its own. Every font must have passed
    `font_flaws`. What makes text unreadable is an error; of headings, which are few, it is a note.
    """
    regular = measure(faces["regular"])
    found = [*_letters(regular), *_figures(regular), *_sizes(regular, use), *_strokes(regular)]
    if not found or not found[0].is_error:
        found += [*_room(regular)]
        if use == "text":
            found += [*_bold(faces, regular)]
    if use == "headings":
        found = [Unease(one.style, one.message, one.hint) for one in found]
    return tuple(sorted(found, key=lambda one: not one.is_error))


def _letters(seen: Measures) -> Iterator[Unease]:
    """Say whether there are small letters at all."""
    if seen.uneven > _limits()["letters"]["uneven"]:
        message = "draws signs, or letters that are no letters: x, z, v and w differ too much"
        yield Unease("regular", message, "choose a typeface of letters", is_error=True)
    elif not (seen.tall or seen.deep):
        as_large = seen.x_height > 0.97 * seen.capitals
        drawn = "capitals stand for them" if as_large else "small capitals stand for them"
        message = f"has no small letters: {drawn}, and words in capitals are hard to read"
        yield Unease("regular", message, _OTHER, is_error=True)


def _figures(seen: Measures) -> Iterator[Unease]:
    if "1" in seen.small_figures and seen.plain_one:
        message = "draws a 1 like a small capital I: 111 looks like III"
        hint = "use its version with lining figures (often named LF or Lining), or another typeface"
        yield Unease("regular", message, hint, is_error=True)
    elif seen.small_figures:
        named = ", ".join(seen.small_figures)
        message = f"has old-style figures: {named} are drawn as low as small letters"
        yield Unease("regular", message, "use its version with lining figures, if there is one")
    elif seen.plain_one:
        message = "draws a 1 as a bare stroke: 1, l and I look alike"
        yield Unease("regular", message, "use a typeface whose 1 has a flag, if you can")


def _sizes(seen: Measures, use: Use) -> Iterator[Unease]:
    limits = _limits()["x_height"]
    size = limits["text" if use == "text" else "heading"]
    height = round(seen.x_height / 1000 * size * _MILLIMETRES, 1)
    at = f"in {'text' if use == 'text' else 'headings'} of {size} points"
    if height < limits["least"]:
        message = f"has very small letters: an x is {height:.1f} mm high {at}"
        yield Unease("regular", f"{message}, and Clear Print asks for 2", _SMALL, is_error=True)
    elif height < limits["clear"]:
        message = f"has small letters: an x is {height:.1f} mm high {at}"
        hint = "choose a typeface with larger small letters, or print in large"
        yield Unease("regular", f"{message}, and Clear Print asks for 2", hint)
    elif seen.x_height / 1000 > limits["highest"]:
        message = "draws letters that fill the whole line: its size in the file is wrong"
        yield Unease("regular", message, "get the font from its maker again", is_error=True)


def _strokes(seen: Measures) -> Iterator[Unease]:
    limits = _limits()["stroke"]
    if seen.stem < limits["hairline"]:
        message = "has hairlines, which break up in print"
        yield Unease("regular", message, "use its regular weight (400)", is_error=True)
    elif seen.stem < limits["light"]:
        message = "is a light typeface, and light letters are hard to read"
        yield Unease("regular", message, "use its regular weight (400), or medium if this is it")
    elif seen.stem > limits["black"]:
        message = "is so heavy that its letters fill in"
        yield Unease("regular", message, "use its regular weight (400)", is_error=True)
    elif seen.stem > limits["heavy"]:
        message = "is heavy for text: what is bold stands out less"
        yield Unease("regular", message, "use its regular weight (400), if there is one")


def _room(seen: Measures) -> Iterator[Unease]:
    width, height = _limits()["width"], _limits()["height"]
    times = seen.letter / _letter_of_ours()
    if seen.monospaced:
        message = "gives every letter the same width, as a typewriter does"
        hint = "choose a typeface with letters of their own widths, for shorter handouts"
        yield Unease("regular", message, hint)
    elif times > width["wide"]:
        message = f"is wide: text takes {times - 1:.0%} more room than in Source Sans 3"
        yield Unease("regular", message, "expect longer handouts, or choose a narrower typeface")
    elif times < width["narrow"]:
        message = f"is narrow: letters are {1 - times:.0%} narrower than in Source Sans 3"
        hint = "Clear Print asks for letters that are not condensed: use its normal width"
        yield Unease("regular", message, hint)
    tall = (seen.highest - seen.lowest) / 1000
    if tall > height["overlapping"]:
        message = f"has strokes {tall:.1f} times as high as its size: lines run into one another"
        yield Unease("regular", message, _OTHER, is_error=True)
    elif tall > height["touching"]:
        message = f"has strokes {tall:.1f} times as high as its size: lines touch one another"
        yield Unease("regular", message, _OTHER)


def _bold(faces: Mapping[Style, bytes], regular: Measures) -> Iterator[Unease]:
    if faces["bold"] == faces["regular"]:
        message = "has no bold: words that stand out are set in Source Sans 3 Semibold"
        yield Unease("regular", message, "add its bold file to the brand, if there is one")
        return
    times = measure(faces["bold"]).stem / regular.stem if regular.stem else 0
    if times < _limits()["bold"]["times"]:
        message = f"has a bold that is no bolder: its strokes are {times:.2f} times the regular's"
        hint = "name its bold file (700 or 600), or leave bold out: then Source Sans 3 steps in"
        yield Unease("bold", message, hint, is_error=True)


@lru_cache(maxsize=1)
def _limits() -> dict[str, Any]:
    return tomllib.loads((resources.library_folder() / FILE).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _letter_of_ours() -> float:
    return measure(load_typeface(TEXT).families[0].faces["regular"].data).letter

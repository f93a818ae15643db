"""Which colour each paint of a drawing has: brand, person, paper.

Paints are `role` or `role.variant`. Variants: `far` (the limb on the far side), `move` (what
moves), `feel` (where it is felt), each also with `.shade` (its shaded side). Box-shaped props
have `top`, `front` and `side`. The brand's colour dresses the person. One colour means one thing:
only what is felt is warm, and in black and white only that is hatched. What moves wears lighter or
darker cloth of its own colour and has a bold outline; arrows are dark with a light core.

What is promised (and tested for random brands): the neighbours in `NEIGHBOURS` differ by at
least `CONTRAST` in L*.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handouts.figures.lightness import grey, lightness, mix, with_lightness

CONTRAST: Final = 12.0
_MARGIN: Final = CONTRAST + 1.0  # 8-bit rounding may take half a step on either side

NEIGHBOURS: Final = (
    ("skin", "top"),
    ("skin", "bottom"),
    ("skin", "hair"),
    ("skin", "line"),
    ("top", "bottom"),
    ("bottom", "bottom.move"),
    ("top", "top.move"),
    ("skin.feel", "skin"),
    ("top.feel", "top"),
    ("bottom.feel", "bottom"),
    ("top", "mat.top"),
    ("bottom", "mat.top"),
    ("towel", "skin"),
    ("towel", "top"),
    ("band", "skin"),
    ("band", "top"),
    ("arrow", "paper"),
    ("arrow", "arrow.core"),
)

_LINE: Final = "#23272e"
_PAPER: Final = "#ffffff"
_NERVE: Final = "#f0c419"
_WARM: Final = "#e2571e"
_SHADE: Final = "#1a1f33"
_LIFT: Final = 26.0  # L* by which the cloth of what moves is lighter


@dataclass(frozen=True, slots=True)
class Hatch:
    """Parallel lines at 45 degrees over a fill: spacing and width in mm on paper."""

    colour: str
    spacing: float
    width: float


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour '#rrggbb', and the hatch over it where colour alone would say too little."""

    colour: str
    hatch: Hatch | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who is drawn: the body and clothes (`figure`), skin and hair as '#rrggbb'."""

    figure: str
    skin: str
    hair: str


Palette = Mapping[str, Paint]

# Skin and hair are chosen so that each pair is at least CONTRAST apart; light to dark skin is
# spread over the figures, so that every handout with four pictures or more shows a mix.
PEOPLE: Final = (
    Person("woman", "#c98f66", "#2a1c16"),
    Person("man", "#f0cdb0", "#5a3d2b"),
    Person("larger", "#7d4d33", "#17110f"),
    Person("older", "#ecc3a2", "#8d8f94"),
)
FIGURES: Final = tuple(person.figure for person in PEOPLE)


def cast(count: int, only: str = "") -> tuple[Person, ...]:
    """Return who appears in each of `count` pictures: all in turn, or one figure throughout.

    An unknown figure gives the usual turn: the caller checks names against `FIGURES`.
    """
    chosen = [p for p in PEOPLE if p.figure == only] or list(PEOPLE)
    return tuple(chosen[i % len(chosen)] for i in range(count))


@lru_cache(maxsize=64)
def palette(brand: str, person: Person, *, mono: bool = False) -> Palette:
    """Return the colours for a brand colour '#rrggbb' and a person; greys when `mono`."""
    return MappingProxyType(_mono() if mono else _coloured(brand, person))


def _apart(wanted: float, taken: Iterable[float], low: float = 8, high: float = 96) -> float:
    """Return the L* nearest to `wanted` that keeps its distance from every one taken."""
    taken = tuple(taken)
    options = [wanted, low, high]
    options += [t + sign * _MARGIN for t in taken for sign in (1, -1)]
    free = [
        o for o in options if low <= o <= high and all(abs(o - t) >= _MARGIN - 1e-9 for t in taken)
    ]
    return min(free or [low], key=lambda o: abs(o - wanted))


def _coloured(brand: str, person: Person) -> Palette:
    skin = lightness(person.skin)
    top_l = _apart(min(62, max(34, lightness(brand))), [skin, 92], 30, 78)
    top = with_lightness(brand, top_l)
    bottom_l = _apart(24, [skin, top_l], 12, 70)
    bottom = with_lightness(mix("#39424e", brand, 0.15), bottom_l)
    feel = {
        "skin": _apart(56, [skin, skin - 16 if skin > 60 else skin + 16]),  # noqa: PLR2004
        "top": _apart(60, [top_l]),
        "bottom": _apart(56, [bottom_l]),
    }
    strap = with_lightness("#f2a33a", _apart(80, [skin, top_l, bottom_l], 8, 92))
    plain = {
        "skin": person.skin,
        "top": top,
        "bottom": bottom,
        "hair": person.hair,
        "shoe": "#f3f4f6",
        "sole": mix(top, _LINE, 0.35),
        "sock": "#e3e5e9",
    }
    colours = dict(plain)
    for role, colour in plain.items():
        colours[f"{role}.far"] = mix(colour, _LINE, 0.20 if role != "bottom" else 0.30)
        colours[f"{role}.move"] = colour
        colours[f"{role}.feel"] = with_lightness(_WARM, 56)
    for role, own in (("top", top_l), ("bottom", bottom_l)):
        moved = _apart(own + _LIFT, [own], 30, 80)
        colours[f"{role}.move"] = with_lightness(plain[role], moved)
    for role, wanted in feel.items():
        colours[f"{role}.feel"] = with_lightness(_WARM, wanted)
    shades = {f"{name}.shade": mix(colour, _SHADE, 0.20) for name, colour in colours.items()}
    colours |= shades | _props(top, strap)
    return {name: Paint(colour) for name, colour in colours.items()}


def _props(top: str, strap: str) -> dict[str, str]:
    """Return the colours of things; the mat stays pale so that clothes stand out on it."""
    pale = with_lightness(mix(top, _PAPER, 0.6), 92)
    boxes = {
        "mat": pale,
        "wood": "#ddd2bf",
        "metal": "#b7bec8",
        "wall": "#e6e9ee",
        "pad": with_lightness(mix(top, _PAPER, 0.4), 84),
        "step": "#ccd2dc",
    }
    colours = {
        "pillow": "#f4f5f9",
        "mattress": with_lightness(mix(top, _PAPER, 0.6), 89),
        "towel": strap,
        "band": strap,
        "weight": "#5b6470",
        "bike": "#aab2be",
        "wheel": "#d5dae2",
        "floor": "#eceef1",
        "ghost": "#e4e7ec",
        "ghost.line": "#8f97a3",
        "line": _LINE,
        "arrow": _LINE,
        "arrow.core": _PAPER,
        "paper": _PAPER,
        "nerve": _NERVE,
        "pain": with_lightness(_WARM, 60),
        "bone": "#efe6d2",
        "disc": "#a9c3d6",
    }
    for name, colour in boxes.items():
        colours[name] = colour
        colours[f"{name}.top"] = colour
        colours[f"{name}.front"] = mix(colour, _SHADE, 0.13)
        colours[f"{name}.side"] = mix(colour, _SHADE, 0.24 if name != "wall" else 0.07)
        colours[f"{name}.edge"] = mix(_LINE, colour, 0.35)
    for name in ("pillow", "mattress", "towel", "band", "weight", "bike", "wheel"):
        colours[f"{name}.shade"] = mix(colours[name], _SHADE, 0.20)
    return colours


# L* of each role in black and white, set apart by hand.
_GREYS: Final = {
    "skin": 100.0,
    "top": 68.0,
    "bottom": 34.0,
    "hair": 24.0,
    "shoe": 97.0,
    "sole": 46.0,
    "sock": 90.0,
}
_MOVED_GREYS: Final = {"top": 86.0, "bottom": 56.0}
_DARK: Final = "#1c1c1c"


def _mono() -> Palette:
    paints: dict[str, Paint] = {}
    dense = Hatch(_DARK, 0.42, 0.17)
    for role, value in _GREYS.items():
        paints[role] = Paint(grey(value))
        paints[f"{role}.far"] = Paint(grey(value - 12 if value > 40 else value - 8))  # noqa: PLR2004
        paints[f"{role}.move"] = Paint(grey(_MOVED_GREYS.get(role, value)))
        paints[f"{role}.feel"] = Paint(grey(98 if role != "skin" else 86), dense)
    for name, paint in tuple(paints.items()):
        paints[f"{name}.shade"] = Paint(mix(paint.colour, _DARK, 0.13), paint.hatch)
    for name, colour in _props(grey(68), grey(52)).items():
        paints[name] = Paint(grey(lightness(colour)))
    paints |= {
        "line": Paint(_DARK),
        "arrow": Paint("#111111"),
        "arrow.core": Paint(_PAPER),
        "paper": Paint(_PAPER),
        "nerve": Paint(grey(92)),
        "pain": Paint(grey(66), dense),
    }
    return paints

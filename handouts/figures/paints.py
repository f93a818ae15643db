"""Which colour each paint of a drawing has: brand, person, paper.

Paints are `role` or `role.variant`. Variants: `far` (the limb on the far side), `move` (what
moves), `feel` (where it is felt), each also with `.shade` (its shaded side); `halo` is the pale
gap where a limb crosses another of its colour, `face` the strokes of eyes, brows and mouth.
Box-shaped props have `top`, `front` and `side`. The brand's colour dresses the person. One colour
means one thing: only what is felt is warm, and in black and white only that is hatched. What moves
wears lighter or darker cloth of its own colour and has a bold outline; arrows are dark with a
light core.

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
    ("skin", "face"),
    ("skin", "skin.halo"),
    ("top", "top.halo"),
    ("bottom", "bottom.halo"),
    ("bottom.far", "bottom.far.halo"),
    ("bottom.move", "bottom.move.halo"),
    ("bottom.far", "bottom.move"),
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
_STRAP: Final = "#8f7cc8"  # a strap or band is nothing that is felt
_WARM: Final = "#e2571e"
_SHADE: Final = "#1a1f33"
_LIFT: Final = 26.0  # L* by which the cloth of what moves is lighter
# L*: a far limb below the first is lighter by the second, another one darker: the colour of
# something further off is less strong.
_DARK_LIMB: Final = 45.0
_FAR_LIFT: Final = 9.0
_HALO_LIFT: Final = 18.0  # by which a gap is lighter than the cloth or skin that it is cut from
_FACE: Final = 32.0  # by which eyes, brows and mouth are darker than skin


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


_HALOED: Final = tuple(
    role + variant for role in ("skin", "top", "bottom") for variant in ("", ".far", ".move")
)

Palette = Mapping[str, Paint]

# Skin and hair are chosen so that each pair is at least CONTRAST apart; light to dark skin is
# spread over the figures, so that every handout with four pictures or more shows a mix.
PEOPLE: Final = (
    Person("woman", "#c98f66", "#2a1c16"),
    Person("man", "#f0cdb0", "#5a3d2b"),
    Person("larger", "#7d4d33", "#17110f"),
    Person("older", "#e2b48e", "#8d8f94"),
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
    return MappingProxyType(_mono(person) if mono else _coloured(brand, person))


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
    strap = with_lightness(_STRAP, _apart(80, [skin, top_l, bottom_l], 8, 92))
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
        colours[f"{role}.far"] = _farther(colour)
        colours[f"{role}.move"] = colour
        colours[f"{role}.feel"] = with_lightness(_WARM, 56)
    for role, own in (("top", top_l), ("bottom", bottom_l)):
        moved = _apart(own + _LIFT, [own], 30, 80)
        colours[f"{role}.move"] = with_lightness(plain[role], moved)
    for role, wanted in feel.items():
        colours[f"{role}.feel"] = with_lightness(_WARM, wanted)
    shades = {f"{name}.shade": mix(colour, _SHADE, 0.20) for name, colour in colours.items()}
    halos = {f"{name}.halo": _paler(colours[name]) for name in _HALOED}
    colours |= shades | halos | _props(top, strap)
    colours["face"] = with_lightness(_LINE, max(3.0, min(lightness(_LINE), skin - _FACE)))
    return {name: Paint(colour) for name, colour in colours.items()}


def _paler(colour: str) -> str:
    """Return the colour of a gap cut out of cloth or skin."""
    return with_lightness(colour, min(99.0, lightness(colour) + _HALO_LIFT))


def _farther(colour: str) -> str:
    """Return the colour of the same cloth or skin on the far side."""
    value = lightness(colour)
    if value < _DARK_LIMB:
        return with_lightness(colour, value + _FAR_LIFT)
    return mix(colour, _LINE, 0.20)


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


# L* of each role in black and white, set apart by hand; skin and hair are the person's own.
_GREYS: Final = {
    "top": 68.0,
    "bottom": 34.0,
    "shoe": 97.0,
    "sole": 46.0,
    "sock": 90.0,
}
_MOVED_GREYS: Final = {"top": 86.0, "bottom": 56.0}
_DARK: Final = "#1c1c1c"


def _greys(person: Person) -> dict[str, float]:
    """Return the L* of each role: light and dark people stay so, and stand off their clothes."""
    clothes = (_GREYS["top"], _GREYS["bottom"])
    skin = _apart(24 + 0.85 * lightness(person.skin), clothes, 48, 97)
    hair = _apart(8 + 1.1 * lightness(person.hair), [skin])
    return {"skin": skin, "hair": hair, **_GREYS}


def _mono(person: Person) -> Palette:
    paints: dict[str, Paint] = {}
    dense = Hatch(_DARK, 0.42, 0.17)
    greys = _greys(person)
    for role, value in greys.items():
        far = value - 12 if value > _DARK_LIMB else value + _FAR_LIFT
        moved = _MOVED_GREYS.get(role, value)
        paints[role] = Paint(grey(value))
        paints[f"{role}.far"] = Paint(grey(far))
        paints[f"{role}.move"] = Paint(grey(moved))
        paints[f"{role}.feel"] = Paint(grey(98 if role != "skin" else 86), dense)
    halos = {
        f"{name}.halo": Paint(grey(lightness(_paler(paints[name].colour)))) for name in _HALOED
    }
    for name, paint in tuple(paints.items()):
        paints[f"{name}.shade"] = Paint(mix(paint.colour, _DARK, 0.13), paint.hatch)
    for name, colour in _props(grey(68), grey(52)).items():
        paints[name] = Paint(grey(lightness(colour)))
    paints |= halos
    paints |= {
        "line": Paint(_DARK),
        "face": Paint("#0a0a0a"),
        "arrow": Paint("#111111"),
        "arrow.core": Paint(_PAPER),
        "paper": Paint(_PAPER),
        "nerve": Paint(grey(92)),
        "pain": Paint(grey(66), dense),
    }
    return paints

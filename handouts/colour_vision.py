"""How colours look to people who see colour differently, and how far apart two colours are.

Simulation: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics
15(6), 2009, 1291-1298; the matrices for severity 1.0, applied to linear light.
Distance: CIE 1976 L*a*b* for D65 (CIE 15:2018), and its straight-line distance.
"""

import math
from typing import Literal, get_args

from handouts.colour import Colour, from_linear, to_linear

Deficiency = Literal["protanopia", "deuteranopia", "tritanopia"]
DEFICIENCIES: tuple[Deficiency, ...] = get_args(Deficiency)

_Row = tuple[float, float, float]
_Matrix = tuple[_Row, _Row, _Row]

_MATRICES: dict[Deficiency, _Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

# Linear sRGB to XYZ (IEC 61966-2-1), each row divided by the white point D65.
_TO_XYZ: _Matrix = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)
_KNEE = 216 / 24389
_SLOPE = 24389 / 27


def simulate(colour: Colour, deficiency: Deficiency) -> Colour:
    """Return the colour that looks to all as this one looks to people with a deficiency."""
    light = _times(_MATRICES[deficiency], to_linear(colour))
    return from_linear(light)


def distance(one: Colour, other: Colour) -> float:
    """Return how far apart two colours look: 0 alike, about 2 just noticed, 100 black and white."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def chroma_and_hue(colour: Colour) -> tuple[float, float]:
    """Return how strong a colour is (0 for greys) and its hue in degrees (0 to 360, red near 40).

    Those of CIE 1976 L*a*b* (CIE 15:2018).
    """
    _, a, b = _lab(colour)
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _lab(colour: Colour) -> _Row:
    x, y, z = (_root(value) for value in _times(_TO_XYZ, to_linear(colour)))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > _KNEE else (_SLOPE * value + 16) / 116


def _times(matrix: _Matrix, vector: _Row) -> _Row:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return (one, two, three)

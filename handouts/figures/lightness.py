"""Colours by how light they look: sRGB to CIE L*a*b* and back, and lightness set anew.

Formulas and the D65 white: IEC 61966-2-1 (sRGB) and CIE 15 (L*a*b*). L* runs from 0 to 100.
"""

from typing import Final

Triple = tuple[float, float, float]

_WHITE: Final = (0.95047, 1.0, 1.08883)
_TO_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_TO_RGB: Final = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
_DELTA: Final = 6 / 29
_LINEAR_BELOW: Final = 0.04045
_LINEAR_ABOVE: Final = 0.0031308
_CHROMA_STEPS: Final = 24


def lightness(colour: str) -> float:
    """Return L* (0 black, 100 white) of '#rrggbb'."""
    return _lab(colour)[0]


def with_lightness(colour: str, target: float) -> str:
    """Return the colour of the same hue at L* `target`, as vivid as sRGB allows up to its own."""
    _, a, b = _lab(colour)
    for step in range(_CHROMA_STEPS + 1):
        share = 1 - step / _CHROMA_STEPS
        rgb = _rgb((target, a * share, b * share))
        if all(-0.001 <= value <= 1.001 for value in rgb):  # noqa: PLR2004 - rounding only
            return _hex(rgb)
    return _hex(_rgb((target, 0, 0)))


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0 to 1) of `other`, mixed in sRGB like a printed tint."""
    a, b = _triple(one), _triple(other)
    mixed = [x + (y - x) * share for x, y in zip(a, b, strict=True)]
    return _hex((mixed[0], mixed[1], mixed[2]))


def grey(target: float) -> str:
    """Return the grey of L* `target`."""
    return _hex(_rgb((target, 0, 0)))


def _triple(colour: str) -> Triple:
    value = int(colour.removeprefix("#"), 16)
    return (value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def _hex(rgb: Triple) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, value))):02x}" for value in rgb)


def _lab(colour: str) -> Triple:
    linear = [
        v / 12.92 if v <= _LINEAR_BELOW else ((v + 0.055) / 1.055) ** 2.4 for v in _triple(colour)
    ]
    x, y, z = (
        sum(m * v for m, v in zip(row, linear, strict=True)) / white
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    fx, fy, fz = _f(x), _f(y), _f(z)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _f(t: float) -> float:
    return float(t ** (1 / 3)) if t > _DELTA**3 else t / (3 * _DELTA**2) + 4 / 29


def _rgb(lab: Triple) -> Triple:
    fy = (lab[0] + 16) / 116
    steps = (fy + lab[1] / 500, fy, fy - lab[2] / 200)
    xyz = [
        white * (t**3 if t > _DELTA else 3 * _DELTA**2 * (t - 4 / 29))
        for t, white in zip(steps, _WHITE, strict=True)
    ]
    linear = [sum(m * v for m, v in zip(row, xyz, strict=True)) for row in _TO_RGB]
    r, g, b = (
        12.92 * v if v <= _LINEAR_ABOVE else 1.055 * float(v ** (1 / 2.4)) - 0.055 for v in linear
    )
    return r, g, b

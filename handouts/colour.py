"""Colours: hexadecimal notation, contrast as WCAG 2.1 measures it, tints and greys.

Luminance and contrast: W3C, Web Content Accessibility Guidelines 2.1, "relative luminance" and
"contrast ratio" (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance, #dfn-contrast-ratio).
Channels are sRGB, 0 to 255; a ratio lies between 1 (no contrast) and 21 (black on white).
"""

import re
from dataclasses import dataclass

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 512  # finer than the 256 values of a channel, so that no passing colour is skipped


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque sRGB colour, each channel a whole number from 0 to 255."""

    red: int
    green: int
    blue: int

    def __post_init__(self) -> None:
        """Raise ValueError for a channel out of range."""
        if not all(0 <= channel <= 255 for channel in (self.red, self.green, self.blue)):  # noqa: PLR2004 - eight bits
            raise ValueError("a channel of a colour lies between 0 and 255")

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"

    @property
    def fractions(self) -> tuple[float, float, float]:
        """The channels as fractions of full light, for PDF operators."""
        return (self.red / 255, self.green / 255, self.blue / 255)


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def parse_hex(text: str) -> Colour:
    """Return the colour written as #RRGGBB or #RGB; the # may be missing.

    Raises ValueError for anything else: names, functions and expressions are not colours here.
    """
    match = _HEX.fullmatch(text.strip())
    if match is None:
        raise ValueError("a colour is written as # and six hexadecimal digits")
    digits = match[1]
    if len(digits) == 3:  # noqa: PLR2004 - the short notation
        digits = "".join(digit * 2 for digit in digits)
    return Colour(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def relative_luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 for black to 1 for white."""
    red, green, blue = to_linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21; their order does not matter."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` with `share` (0 to 1) of `other` mixed in, channel by channel."""
    return Colour(
        _between(one.red, other.red, share),
        _between(one.green, other.green, share),
        _between(one.blue, other.blue, share),
    )


def tint(colour: Colour, strength: float) -> Colour:
    """Return the colour thinned with white; a strength of 1 leaves it, 0 gives white."""
    return mix(WHITE, colour, strength)


def to_grey(colour: Colour) -> Colour:
    """Return the grey of the same relative luminance: what a black-and-white printer lays down."""
    light = relative_luminance(colour)
    return from_linear((light, light, light))


def to_linear(colour: Colour) -> tuple[float, float, float]:
    """Return the channels as shares of light, 0 to 1, the sRGB curve undone."""
    red, green, blue = (_linear(channel) for channel in colour.fractions)
    return (red, green, blue)


def from_linear(light: tuple[float, float, float]) -> Colour:
    """Return the colour of so much light; what is out of range is clipped."""
    red, green, blue = (round(255 * _curved(min(max(share, 0.0), 1.0))) for share in light)
    return Colour(red, green, blue)


def nearest_passing(colour: Colour, background: Colour, ratio: float) -> Colour:
    """Return the colour, or the nearest darker or lighter one, that reaches the contrast ratio.

    It is mixed with black or white, whichever needs less, so the hue stays. Raises ValueError
    when neither black nor white reaches the ratio on that background.
    """
    for step in range(_STEPS + 1):
        for end in (BLACK, WHITE):
            candidate = mix(colour, end, step / _STEPS)
            if contrast_ratio(candidate, background) >= ratio:
                return candidate
    raise ValueError("no colour has that much contrast on this background")


def _linear(channel: float) -> float:
    """Undo the sRGB transfer curve; the threshold is the one printed in WCAG 2.1."""
    if channel <= 0.03928:  # noqa: PLR2004
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _curved(light: float) -> float:
    """Return the channel for a share of light: the inverse of _linear, IEC 61966-2-1."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004


def _between(one: int, other: int, share: float) -> int:
    return round(one + (other - one) * share)

"""Numbers of a dose in words: the card says them too, and a patient may have other ones."""

import re

_DOSED = re.compile(
    r"\b\d+(?: ?(?:to|-|\u2013) ?\d+)? "
    r"(?:times|reps|repeats|repetitions|rounds|sets|seconds|secs)\b",
    re.IGNORECASE,
)


def dosed(text: str) -> list[str]:
    """Return the numbers of an English text that belong to a dose, such as "8 times"."""
    return [found[0] for found in _DOSED.finditer(text)]

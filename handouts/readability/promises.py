"""Words that promise a cure: no exercise can keep such a promise, and no handout may give it."""

import re

_PROMISE = re.compile(
    r"\bcur(?:e|es|ed|ing)\b|guarantee|\bheals? your|\bfix(?:es)? your|pain[- ]free|\bfor good\b"
    r"|will (?:cure|heal|fix|go away|get better)|always works?|\bproven\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not?|never|cannot) (?:a |an |the )?(?:\w+ ){0,2}$", re.IGNORECASE)


def promises(text: str) -> list[str]:
    """Return the words of an English text that promise something, unless they are denied."""
    return [
        found[0] for found in _PROMISE.finditer(text) if not _DENIED.search(text[: found.start()])
    ]

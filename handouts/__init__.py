"""Printable exercise handouts for a clinic's patients, as accessible PDF.

The stages, in the order in which data flows through them:

- content: TOML files -> `Library` (facts, and their words per language)
- brand: a brand folder -> `Brand` (names, contacts, logo, colours, overrides)
- prescription: stage, preference, setting, sore side, flags, adjustments -> `Prescription`
- templating: Library + Brand + Prescription -> `Document`, a tree of typed blocks
- figures: baked pose data -> `Drawing`
- layout: Document + Theme + Drawings -> a tagged PDF without a patient, with boxes for fields
- editions: the whole way from request to `Edition`
- personalise: Edition + `Patient` -> the handout, PDF bytes

Start reading at `editions/make.py`. Programs use `Clinic` (docs/python.md).
"""

__all__ = ["BadInput", "Clinic", "Handout", "HandoutError", "Problem", "RowResult", "__version__"]

__version__ = "0.1.0"

_HOMES = {
    "Clinic": "handouts.clinic",
    "RowResult": "handouts.clinic",
    "Handout": "handouts.personalise",
    "BadInput": "handouts.errors",
    "HandoutError": "handouts.errors",
    "Problem": "handouts.errors",
}


def __getattr__(name: str) -> object:
    """Return what programs use, read when it is asked for: commands start without it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'handouts' has no attribute {name!r}")
    import importlib  # noqa: PLC0415

    return getattr(importlib.import_module(_HOMES[name]), name)

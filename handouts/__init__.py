"""Printable exercise handouts for a clinic's patients, as accessible PDF.

The stages, in the order in which data flows through them:

- content: TOML files -> `Library` (facts, and their words per language)
- brand: a brand folder -> `Brand` (names, contacts, logo, colours, overrides)
- prescription: stage, preference, setting, sore side, flags, adjustments -> `Prescription`
- templating: Library + Brand + Prescription -> `Document`, a tree of typed blocks
- figures: baked pose data -> `Drawing`
- layout: Document + Theme + Drawings -> a tagged PDF without a patient, with boxes for fields
- edition: the whole way from request to `Edition`, on one page
- personalise: Edition + `Patient` -> the handout, PDF bytes

Start reading at `edition.py`.
"""

__version__ = "0.1.0"

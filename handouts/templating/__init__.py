"""Templates, library, brand and prescription -> `Document`, a tree with no markup left."""

from handouts.templating.arrangement import edition_problems
from handouts.templating.compose import (
    Composition,
    compose,
    compose_sections,
    editions,
    sections,
)
from handouts.templating.proof import Place, compose_proof

__all__ = [
    "Composition",
    "Place",
    "compose",
    "compose_proof",
    "compose_sections",
    "edition_problems",
    "editions",
    "sections",
]

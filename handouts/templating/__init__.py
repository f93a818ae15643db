"""Templates, library, brand and prescription -> `Document`, a tree with no markup left."""

from handouts.templating.compose import (
    Composition,
    compose,
    compose_section,
    editions,
    sections,
)

__all__ = ["Composition", "compose", "compose_section", "editions", "sections"]

"""Templates, library, brand and prescription -> `Document`, a tree with no markup left."""

from handouts.templating.compose import Composition, compose, editions

__all__ = ["Composition", "compose", "editions"]

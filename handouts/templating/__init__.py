"""Templates, library, brand and prescription -> `Document`, a tree with no markup left."""

from handouts.templating.arrangement import (
    TemplateSet,
    edition_problems,
    read_arrangement,
    read_template_set,
    templates_of,
)
from handouts.templating.build import Must
from handouts.templating.compose import (
    Assessed,
    Composition,
    compose,
    compose_sections,
    sections,
)
from handouts.templating.contacts import contacts_of
from handouts.templating.musts import sentences
from handouts.templating.printed import not_printed
from handouts.templating.proof import Place, compose_proof
from handouts.templating.proof_changes import compose_changes
from handouts.templating.reach import unprinted, unprinted_problems

__all__ = [
    "Assessed",
    "Composition",
    "Must",
    "Place",
    "TemplateSet",
    "compose",
    "compose_changes",
    "compose_proof",
    "compose_sections",
    "contacts_of",
    "edition_problems",
    "not_printed",
    "read_arrangement",
    "read_template_set",
    "sections",
    "sentences",
    "templates_of",
    "unprinted",
    "unprinted_problems",
]

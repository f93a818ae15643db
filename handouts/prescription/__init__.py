"""Prescription: what one patient shall do.

From stage, preference, setting, sore side, flags and adjustments.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from handouts.prescription.request import (
    AddExercise,
    Adjustment,
    DropExercise,
    PrescriptionRequest,
    SetField,
    parse_set,
    read_request,
)

if TYPE_CHECKING:
    from handouts.prescription.decisions import Decision
    from handouts.prescription.prescribing import assess, educate, look_over, prescribe
    from handouts.prescription.prescription import (
        CheckFirst,
        Education,
        FlareMove,
        LeftOut,
        PrescribedExercise,
        Prescription,
    )
    from handouts.prescription.speaker import (
        Choice,
        SpokenExercise,
        SpokenGeneral,
        SpokenList,
        SpokenPassage,
    )
    from handouts.prescription.summing import Totals, totals

__all__ = [
    "AddExercise",
    "Adjustment",
    "CheckFirst",
    "Choice",
    "Decision",
    "DropExercise",
    "Education",
    "FlareMove",
    "LeftOut",
    "PrescribedExercise",
    "Prescription",
    "PrescriptionRequest",
    "SetField",
    "SpokenExercise",
    "SpokenGeneral",
    "SpokenList",
    "SpokenPassage",
    "Totals",
    "assess",
    "educate",
    "look_over",
    "parse_set",
    "prescribe",
    "read_request",
    "totals",
]


_LATER = {
    "CheckFirst": "prescription",
    "Choice": "speaker",
    "Decision": "decisions",
    "Education": "prescription",
    "FlareMove": "prescription",
    "LeftOut": "prescription",
    "PrescribedExercise": "prescription",
    "Prescription": "prescription",
    "SpokenExercise": "speaker",
    "SpokenGeneral": "speaker",
    "SpokenList": "speaker",
    "SpokenPassage": "speaker",
    "Totals": "summing",
    "assess": "prescribing",
    "educate": "prescribing",
    "look_over": "prescribing",
    "prescribe": "prescribing",
    "totals": "summing",
}


def __getattr__(name: str) -> object:
    """Import what needs the content when it is asked for: a request alone does not."""
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found

"""Prescription: stage, preference, setting, flags and adjustments -> what one patient shall do."""

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
    from handouts.prescription.prescribe import prescribe
    from handouts.prescription.prescription import LeftOut, PrescribedExercise, Prescription

__all__ = [
    "AddExercise",
    "Adjustment",
    "DropExercise",
    "LeftOut",
    "PrescribedExercise",
    "Prescription",
    "PrescriptionRequest",
    "SetField",
    "parse_set",
    "prescribe",
    "read_request",
]


_LATER = {
    "LeftOut": "prescription",
    "PrescribedExercise": "prescription",
    "Prescription": "prescription",
    "prescribe": "prescribe",
}


def __getattr__(name: str) -> object:
    """Import what needs the content when it is asked for: a request alone does not."""
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    # In the place of the module `prescribe`, which importing put there.
    globals()[name] = found
    return found

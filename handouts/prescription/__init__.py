"""Prescription: stage, preference, setting, flags and adjustments -> what one patient shall do."""

from handouts.prescription.prescribe import prescribe
from handouts.prescription.prescription import LeftOut, PrescribedExercise, Prescription
from handouts.prescription.request import (
    AddExercise,
    Adjustment,
    DropExercise,
    PrescriptionRequest,
    SetField,
    parse_set,
    read_request,
)

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

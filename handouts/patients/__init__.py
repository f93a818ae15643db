"""The patient: a few lines of text and a date, checked before anything is made of them.

A `Patient` goes to personalising alone; content, prescription, templating and layout never
see one. Nothing here repeats a patient's value in a message.
"""

from handouts.patients.patient import FIELDS, Patient
from handouts.patients.read import read_patient, read_patient_file, read_patient_stream

__all__ = ["FIELDS", "Patient", "read_patient", "read_patient_file", "read_patient_stream"]

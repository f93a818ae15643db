"""What is rendered: the plans and the patient. Imports nothing, so that measuring stays light."""

STAGES = ("acute", "subacute", "chronic")
PLANS: tuple[dict[str, str], ...] = (
    *({"stage": stage} for stage in STAGES),
    {"stage": "acute", "setting": "chair"},
    {"stage": "subacute", "setting": "chair"},
    {"stage": "chronic", "plan": "chronic-b"},
    {"stage": "acute", "preference": "extension", "setting": "floor"},
    {"stage": "acute", "preference": "extension", "setting": "chair"},
    {"stage": "acute", "preference": "flexion", "setting": "floor"},
    {"stage": "acute", "preference": "flexion", "setting": "chair"},
)
"""The fields of a prescription's request: each stage's own plan, then the library's others."""

DATE = "2026-11-23"
DETAILS = {
    "name": "Maria Sample",
    "patient_id": "0042-17",
    "clinician": "Sam Sample, physiotherapist",
    "next_visit": "in two weeks",
    "note": "Bring this sheet next time.",
    "goal": "Walk the dog again.",
}
ID_MARK = "0000-0000"
"""Stands in every prepared source where the handout's id goes."""


def numbered_name(number: int) -> str:
    """Return the name of a document's patient, never twice the same in a run."""
    return f"{DETAILS['name']} {number}"


def numbered_id(number: int) -> str:
    """Return the handout's id of a document, never twice the same in a run."""
    return f"{number // 10_000:04d}-{number % 10_000:04d}"


def numbered_source(source: str, number: int) -> str:
    """Return a prepared source for another patient: no two documents of a run are the same."""
    named = source.replace(DETAILS["name"], numbered_name(number))
    return named.replace(ID_MARK, numbered_id(number))

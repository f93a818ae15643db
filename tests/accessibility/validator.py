"""The validator: page-validation, for the two standards that every handout meets."""

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def validate(data: bytes) -> list[str]:
    """Return the rules that a file breaks, each with its message; none is good."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    return sorted(
        {
            f"{report.profile.value} {failure.rule_id}: {failure.message}"
            for report in reports
            for failure in report.failures
        }
    )

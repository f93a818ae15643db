"""Whether a handout in the clinic's own typefaces can be read; each problem names the typeface."""

from handouts.brand import Look
from handouts.errors import Problem, Severity
from handouts.typefaces import Use, unease


def typeface_problems(look: Look) -> list[Problem]:
    """Return what makes text or headings in the brand's own typefaces hard to read."""
    uses: list[tuple[Use, str]] = [("text", look.body)]
    if look.headings != look.body:
        uses.append(("headings", look.headings))
    return [problem for use, name in uses for problem in _problems(look, use, name)]


def _problems(look: Look, use: Use, name: str) -> list[Problem]:
    files = look.own_typefaces.get(name)
    if files is None or "regular" not in files.faces:
        return []
    found = []
    for one in unease(files.faces, use):
        file = files.names.get(one.style, "")
        called = f"{name} ({file})" if file else name
        severity: Severity = "error" if one.is_error else "warning"
        found.append(
            Problem(f"{files.source}.{one.style}", f"{called} {one.message}", one.hint, severity)
        )
    return found

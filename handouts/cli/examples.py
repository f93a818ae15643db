"""Example commands for the help; they name what the library holds, so they lie beside it."""

from handouts import resources


def examples(command: str) -> str:
    """Return the example lines of a command as an epilog, a line each; "" where there are none."""
    text = (resources.library_folder() / "examples.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith(f"handouts {command} ")]
    if not lines:
        return ""
    # \b keeps Typer from joining the lines.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])

"""Example commands for the help; they name what the library holds, so they lie beside it."""

from handouts import resources


def examples(command: str) -> str:
    """Return the example lines of a command as an epilog, each on a line of its own."""
    text = (resources.library_folder() / "examples.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith(f"handouts {command} ")]
    # \b keeps Typer from joining the lines.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])

"""`handouts examples`: the example brands, patient and roster, in a folder to try them."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.errors import OutputError

Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Where to write them; made if it is not there.")
]


def write_examples(folder: Folder = Path("examples"), force: options.Force = False) -> None:
    """Write the examples into a folder: brands of invented clinics, a patient, a list of patients.

    Prints the folder, and says what to try with it.
    """
    from handouts.output import make_folder, write_file

    shipped = resources.examples_folder()
    files = {path.relative_to(shipped): path for path in shipped.rglob("*") if path.is_file()}
    taken = [name for name in sorted(files) if (folder / name).exists()]
    if taken and not force:
        raise OutputError(
            f"{folder / taken[0]}: exists already",
            "name another folder, or add --force to write the examples anew",
        )
    for name, path in sorted(files.items()):
        for parent in (folder, *(folder / above for above in reversed(name.parents))):
            make_folder(parent)
        write_file(folder / name, path.read_bytes(), force=force, shared=True)
    speech.say(str(folder))
    brand, roster = max((folder / "brands").iterdir()), folder / "roster.csv"
    speech.tell(f"try: handouts patient --stage acute --brand {quote(str(brand))}")
    speech.tell(f"or:  handouts batch {quote(str(roster))} --out today --dry-run")

"""The options of the commands, with the words of their help."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from handouts.cli import completion
from handouts.errors import UsageError
from handouts.resources import DEFAULT_REGION
from handouts.spellings import meant

# The headings under which the help of a long command has its options.
PLAN, PATIENT, LOOK, OUTPUT = "The plan", "The patient", "The look and the words", "The output"

_END_IN_PDF = "end the name in .pdf; another program may make a PDF into something else"


def _words(option: str, *choices: str) -> Callable[[str], str]:
    """Return what Typer calls to understand a value: in any case, as people write it.

    With `choices` it must be one of them.
    """

    def read(text: str) -> str:
        value = meant(option, text)
        if choices and value not in choices:
            listed = ", ".join(repr(choice) for choice in choices)
            raise typer.BadParameter(f"{text!r} is not one of {listed}.")
        return value

    return read


def _one_of(*choices: str) -> Callable[[str], list[str]]:
    return lambda incomplete: [choice for choice in choices if choice.startswith(incomplete)]


Stage = Annotated[
    str,
    typer.Option(
        metavar="STAGE",
        parser=_words("stage"),
        help="Required, except with --edition article: the stage of healing.",
        autocompletion=completion.stages,
        rich_help_panel=PLAN,
    ),
]

# The patient. Without a detail, the page has a line to write on.
Name = Annotated[
    str, typer.Option(metavar="TEXT", help="The patient's name.", rich_help_panel=PATIENT)
]
PatientId = Annotated[
    str,
    typer.Option(
        metavar="TEXT", help="The clinic's number for the patient.", rich_help_panel=PATIENT
    ),
]
Date = Annotated[
    str,
    typer.Option(
        metavar="DATE",
        help="The date, as YYYY-MM-DD or as people of the region write it. Default: today.",
        rich_help_panel=PATIENT,
    ),
]
Clinician = Annotated[
    str,
    typer.Option(
        metavar="ID|TEXT",
        help="Who gives the handout: one of the brand's clinicians, or a name.",
        rich_help_panel=PATIENT,
    ),
]
NextVisit = Annotated[
    str,
    typer.Option(metavar="TEXT", help="When to come again, in any words.", rich_help_panel=PATIENT),
]
Note = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        help="A note for the patient; may have several lines.",
        rich_help_panel=PATIENT,
    ),
]
Goal = Annotated[
    str,
    typer.Option(
        metavar="TEXT", help="What the patient wants to do again.", rich_help_panel=PATIENT
    ),
]
PatientFile = Annotated[
    str,
    typer.Option(
        metavar="FILE|-",
        help="Read these details from a TOML or JSON file, or with - from standard input, so that "
        "no name stays in the shell's history. Keys: name, patient_id, date, ... each as "
        'key = "text".',
        rich_help_panel=PATIENT,
    ),
]

# What to prescribe.
Preference = Annotated[
    str,
    typer.Option(
        metavar="DIRECTION",
        help="The direction that eases the pain, or none.",
        parser=_words("preference"),
        autocompletion=completion.preferences,
        rich_help_panel=PLAN,
    ),
]
Setting = Annotated[
    str,
    typer.Option(
        metavar="PLACE",
        parser=_words("setting"),
        help="Where the exercises are done.",
        autocompletion=completion.settings,
        rich_help_panel=PLAN,
    ),
]
Sore = Annotated[
    str,
    typer.Option(
        metavar="left|right|both",
        help="The side that is sore: lines name it, and pictures show it. Default: nothing is said "
        "of a side.",
        parser=_words("sore"),
        autocompletion=completion.sides,
        rich_help_panel=PLAN,
    ),
]
Avoid = Annotated[
    list[str],
    typer.Option(
        metavar="FLAG",
        help="What the patient has: the plan is changed for it. An urgent sign makes a sheet about "
        "getting checked, without exercises. May be given again. See: handouts library flags, "
        "or: handouts library find WORD.",
        parser=_words("avoid"),
        autocompletion=completion.flags,
        rich_help_panel=PLAN,
    ),
]
Checked = Annotated[
    list[str],
    typer.Option(
        metavar="FLAG",
        help="A clinician has looked at this sign and wants exercises: one of those given with "
        "--avoid; may be given again.",
        parser=_words("checked"),
        autocompletion=completion.flags,
        rich_help_panel=PLAN,
    ),
]
Plan = Annotated[
    str,
    typer.Option(
        metavar="ID|FILE.toml",
        help="A plan of the library, or your own. Default: the plan of the stage.",
        parser=_words("plan"),
        autocompletion=completion.plans,
        rich_help_panel=PLAN,
    ),
]
Set = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="EXERCISE.FIELD=VALUE",
        help="Change a dose, such as EXERCISE.reps=8; may be given again.",
        parser=_words("set"),
        autocompletion=completion.dose_fields,
        rich_help_panel=PLAN,
    ),
]
Add = Annotated[
    list[str],
    typer.Option(
        metavar="EXERCISE",
        help="Add an exercise; may be given again.",
        parser=_words("add"),
        autocompletion=completion.exercises,
        rich_help_panel=PLAN,
    ),
]
Drop = Annotated[
    list[str],
    typer.Option(
        metavar="EXERCISE",
        help="Take an exercise out; may be given again.",
        parser=_words("drop"),
        autocompletion=completion.exercises,
        rich_help_panel=PLAN,
    ),
]

# How the handout looks.
Edition = Annotated[
    str,
    typer.Option(
        metavar="full|summary|exercises|article",
        parser=_words("edition"),
        help="Everything, the plan in brief, the exercises and the log alone, or for a waiting "
        "room what is taught: article takes no stage and nothing of a patient.",
        autocompletion=completion.editions,
        rich_help_panel=LOOK,
    ),
]
Brand = Annotated[
    str,
    typer.Option(
        metavar="FOLDER|NAME",
        help="The clinic's brand. Default: see handouts brand list.",
        autocompletion=completion.brands,
        rich_help_panel=LOOK,
    ),
]
Site = Annotated[
    str, typer.Option(metavar="NAME", help="One of the brand's sites.", rich_help_panel=LOOK)
]
Paper = Annotated[
    Literal["a4", "letter"] | None,
    typer.Option(
        metavar="a4|letter",
        parser=_words("paper", "a4", "letter"),
        autocompletion=_one_of("a4", "letter"),
        help="The size of the sheets. Default: the brand's, else a4.",
        rich_help_panel=LOOK,
    ),
]
Text = Annotated[
    Literal["standard", "large", "giant"] | None,
    typer.Option(
        metavar="standard|large|giant",
        parser=_words("text", "standard", "large", "giant"),
        autocompletion=_one_of("standard", "large", "giant"),
        help="The size of the text: body of 12, 18 or 24 points. Default: the brand's, else "
        "standard.",
        rich_help_panel=LOOK,
    ),
]
Figure = Annotated[
    Literal["all", "woman", "man", "larger", "older"] | None,
    typer.Option(
        metavar="all|woman|man|larger|older",
        parser=_words("figure", "all", "woman", "man", "larger", "older"),
        autocompletion=_one_of("all", "woman", "man", "larger", "older"),
        help="Who is drawn in the pictures. All: they take turns. Default: the brand's, else all.",
        rich_help_panel=LOOK,
    ),
]
Mono = Annotated[
    bool,
    typer.Option("--mono", help="Greys only, for black-and-white printers.", rich_help_panel=LOOK),
]
Form = Annotated[
    bool,
    typer.Option(
        "--form",
        help="To fill in on a tablet or computer: the log has boxes to tick, and each line that "
        "stays empty can be written on. Nothing for a print file.",
        rich_help_panel=OUTPUT,
    ),
]

# Which words.
Language = Annotated[
    str,
    typer.Option(
        metavar="CODE",
        parser=_words("language"),
        help="The language of the words. Default: the brand's, else en.",
        autocompletion=completion.languages,
        rich_help_panel=LOOK,
    ),
]
Library = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="FOLDER",
        help="A condition's folder. Default: the shipped one.",
        rich_help_panel=LOOK,
    ),
]
Condition = Annotated[
    str,
    typer.Option(
        metavar="ID",
        parser=_words("condition"),
        help="The condition. Default: the library's own default.",
        rich_help_panel=LOOK,
    ),
]
Region = Annotated[
    str,
    typer.Option(
        metavar="ID",
        parser=_words("region"),
        help=f"Whose emergency number and words. Default: the brand's, else {DEFAULT_REGION}.",
        autocompletion=completion.regions,
        rich_help_panel=LOOK,
    ),
]

# Where it goes.
Out = Annotated[
    str,
    typer.Option(
        metavar="FILE|-",
        help="The file to write, or - for standard output. Default: a name made from the date, "
        "the stage and a number that says nothing about the patient.",
        rich_help_panel=OUTPUT,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace the file if it exists.", rich_help_panel=OUTPUT)
]
DespiteErrors = Annotated[
    bool,
    typer.Option(
        "--despite-errors",
        help="Print in a brand with errors all the same, 'Not for patients' across each page.",
        rich_help_panel=OUTPUT,
    ),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Tell every decision as well: which plan, what was left out, which lines, and why.",
        rich_help_panel=OUTPUT,
    ),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json", help="Print the result, or what is wrong, as JSON.", rich_help_panel=OUTPUT
    ),
]
Ledger = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="FILE", help="Where is kept what was made.", rich_help_panel=OUTPUT
    ),
]
NoLedger = Annotated[
    bool,
    typer.Option(
        "--no-ledger",
        help="Do not write down that this handout was made.",
        rich_help_panel=OUTPUT,
    ),
]


def kind_of(out: Path, one: str, other: str) -> str:
    """Return which of two endings the file after --out has. Raises UsageError for another."""
    kind = out.suffix.lower()
    if kind not in (one, other):
        message = f"--out: is neither a {one} nor a {other} file"
        raise UsageError(message, f"end its name in {one} or {other}")
    return kind


def check_is_pdf(out: Path, option: str = "--out") -> None:
    """Raise UsageError for a file to write whose name is not that of a PDF.

    What is there already and is no file is for `check_target` to refuse.
    """
    if out.suffix.lower() != ".pdf" and (out.is_file() or not out.exists()):
        raise UsageError(f"{option}: a handout is a PDF, and this is no name of one", _END_IN_PDF)

"""What people type, and the right way that they are told."""

import re
import tomllib
from typing import Any

import pytest
import typer

from handouts import resources
from handouts.cli.app import app
from handouts.cli.typed import _key
from tests.cli.running import Run

LISTED = tomllib.loads(resources.typed_file().read_text(encoding="utf-8"))
ACUTE = ("patient", "--stage", "acute")


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        (["--large"], "type --text large"),
        (["--Giant"], "type --text giant"),
        (["--acute"], "type --stage acute"),
        (["--sub-acute"], "type --stage subacute"),
        (["--letter"], "type --paper letter"),
        (["--us"], "type --region us"),
        (["--chair"], "type --setting chair"),
        (["--left"], "type --sore left"),
        (["--big"], "type --text large"),
        (["--large-print"], "type --text large"),
        (["--bilateral"], "type --sore both"),
        (["--GB"], "type --region uk"),
        (["--yes"], "--force"),
        (["--greyscale"], "--mono"),
        (["--print"], "open it and print it"),
        (["--copies", "3"], "as often as you need"),
        (["--email", "someone"], "this program sends nothing"),
        (["--pdf"], "--out FILE.pdf"),
        (["-o", "x.pdf"], "--out FILE.pdf"),
        (["--font_size", "20"], "--text large"),
        (["--reps", "8"], "--set EXERCISE.FIELD=VALUE"),
        (["--langage", "en"], "did you mean --language?"),
        (["--patient_id", "7"], "did you mean --patient-id?"),
        (["--clin", "x"], "did you mean --clinician?"),
        (["--pregnant"], "--avoid pregnancy_after_16_weeks"),
        (["--knee"], "--avoid knee_problem"),
        (["--slip-sheets"], "it is an option of handouts "),
        (["--xyzzy"], "see handouts patient --help"),
    ],
)
def test_an_option_that_does_not_exist_is_answered_with_the_right_way(
    handouts: Run, typed: list[str], remedy: str
) -> None:
    done = handouts(*ACUTE, *typed)
    assert (done.code, done.out) == (2, "")
    error, hint = done.err.splitlines()
    assert error == f"error: there is no option {typed[0]}"
    assert remedy in hint


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["acute"], "type --stage acute"),
        (["acute", "large"], "type --stage acute --text large"),
        (["Sub-Acute"], "type --stage subacute"),
        (["stage", "acute"], "type --stage acute"),
        (["acute phase", "big"], "type --stage acute --text large"),
        (["stage=acute", "text=large"], "type --stage acute --text large"),
        (["/stage", "acute"], "type --stage acute"),
        (["acute", "name"], "type --stage acute --name TEXT"),
        (["roster.xlsx"], "handouts for a list of patients: handouts batch ROSTER --out FOLDER"),
        (["ann.toml"], "the details of a patient: --patient-file FILE.toml"),
        (["ann.pdf"], "the file to write: --out FILE.pdf"),
        (["chronic", "CHAIR", "us"], "type --stage chronic --setting chair --region us"),
    ],
)
def test_a_bare_word_that_is_a_value_gets_its_option(
    handouts: Run, words: list[str], remedy: str
) -> None:
    done = handouts("patient", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[1] == f"  hint: {remedy}"


def test_a_bare_word_that_may_be_a_name_is_never_repeated(handouts: Run) -> None:
    for words in (["Zebedee"], ["acute", "Zebedee"], ["--name", "Ann", "Zebedee"]):
        done = handouts("patient", *words)
        assert done.code == 2
        assert "Zebedee" not in done.err
        assert '--name "FIRST LAST"' in done.err


def test_words_too_many_are_not_repeated_by_any_command(handouts: Run) -> None:
    for command in (["library", "flags"], ["batch", "reprint", "roster.csv"], ["doctor"]):
        done = handouts(*command, "Zebedee")
        assert done.code == 2
        assert "Zebedee" not in done.err


@pytest.mark.parametrize("dash", ["\u2013", "\u2014", "\u2212"])
def test_an_option_with_a_long_dash_from_a_word_processor_is_understood(
    handouts: Run, dash: str
) -> None:
    done = handouts("patient", f"{dash}stage", "acute", f"{dash}{dash}name", "Zebedee")
    assert done.code == 2
    assert "type --stage --name with two hyphens" in done.err
    assert "Zebedee" not in done.err


def test_an_option_with_one_dash_is_understood(handouts: Run) -> None:
    assert "type two: --stage" in handouts("patient", "-stage", "acute").err
    assert "type two: --out=a.pdf" in handouts(*ACUTE, "-out=a.pdf").err


@pytest.mark.parametrize(
    "repeated",
    [
        ["--stage", "chronic"], ["--stage", "acute"], ["--stage=chronic"],
        ["--name", "Ann", "--name", "Zebedee"], ["--out", "a.pdf", "--out", "b.pdf"],
        ["--text", "large", "--text", "giant"],
    ],
)  # fmt: skip
def test_an_option_that_takes_one_value_is_refused_when_given_twice(
    handouts: Run, repeated: list[str]
) -> None:
    done = handouts(*ACUTE, *repeated)
    assert (done.code, done.out) == (2, "")
    option = repeated[0].partition("=")[0]
    assert done.err.splitlines()[0] == f"error: {option} is given twice"
    assert "Zebedee" not in done.err


def test_it_is_so_for_every_command(handouts: Run) -> None:
    assert "--out is given twice" in handouts("batch", "x.csv", "--out", "a", "--out", "b").err
    assert "--brand is given twice" in handouts(
        "library", "exercises", "--brand", "a", "--brand", "b"
    ).err  # fmt: skip


@pytest.mark.parametrize(
    "typed", [["--stage"], ["--stage", "--mono"], ["--name", "Ann", "--stage"]]
)
def test_an_option_without_its_value_is_told_with_the_values_there_are(
    handouts: Run, typed: list[str]
) -> None:
    done = handouts("patient", *typed)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: --stage has no value\n  hint: one of: acute, subacute, chronic\n"


def test_several_flags_in_the_place_of_one_are_told_apart(handouts: Run) -> None:
    for between in (",", ", ", ";"):
        done = handouts(*ACUTE, "--avoid", f"knee_problem{between}poor_balance")
        assert done.code == 3
        assert "give each by itself: --avoid knee_problem --avoid poor_balance" in done.err


def test_what_may_be_given_again_may_be_given_again(handouts: Run) -> None:
    done = handouts(
        *ACUTE, "--avoid", "knee_problem", "--avoid", "poor_balance", "--out", "a.pdf",
        "--mono", "--mono",
    )  # fmt: skip
    assert done.code == 0


@pytest.mark.parametrize("text", ["bridge.reps= 8", "bridge.reps =8", " bridge . reps = 8 "])
def test_spaces_in_a_change_do_no_harm(handouts: Run, text: str) -> None:
    plain = handouts("patient", "--stage", "subacute", "--set", "bridge.reps=8", "--out", "a.pdf")
    done = handouts("patient", "--stage", "subacute", "--set", text, "--out", "b.pdf")
    assert (done.code, done.err) == (plain.code, plain.err)


@pytest.mark.parametrize(
    "split",
    [
        ["bridge.reps=", "8"],
        ["bridge.reps", "8"],
        ["bridge.reps", "=8"],
        ["bridge.reps", "=", "8"],
    ],
)
def test_a_change_that_the_shell_split_is_understood(handouts: Run, split: list[str]) -> None:
    done = handouts("patient", "--stage", "subacute", "--set", *split)
    assert done.code == 2
    assert "write a change without a space: --set bridge.reps=8" in done.err


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        (["acute"], "handouts patient --stage acute"),
        (["Large"], "handouts patient --text large"),
        (["help"], "handouts --help"),
        (["find", "calf"], "handouts library find WORD"),
        (["print"], "handouts patient --stage STAGE"),
        (["library", "calf"], "handouts library find WORD"),
        (["list.csv"], "handouts batch ROSTER --out FOLDER"),
        (["--stage", "acute"], "it is an option of handouts patient"),
        (["libary"], "handouts --help"),
    ],
)
def test_a_command_that_does_not_exist_is_answered_with_the_right_way(
    handouts: Run, typed: list[str], remedy: str
) -> None:
    done = handouts(*typed)
    assert (done.code, done.out) == (2, "")
    assert remedy in done.err


def test_a_flag_is_found_by_the_words_that_somebody_uses(handouts: Run) -> None:
    done = handouts(*ACUTE, "--avoid", "bad knee")
    assert done.code == 3
    assert "did you mean knee_problem (A knee that hurts" in done.err


def every_command() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    found, waiting = {}, [(name, one) for name, one in group.commands.items()]
    while waiting:
        name, command = waiting.pop()
        inside = getattr(command, "commands", {})
        waiting += [(f"{name} {inner}", one) for inner, one in inside.items()]
        if not inside:
            found[name] = command
    return found


def test_no_listed_slip_is_an_option_or_a_command_that_exists() -> None:
    commands = every_command()
    options = {_key(name) for param in commands["patient"].params for name in param.opts}
    first = {_key(name.split()[0]) for name in commands}
    for kind, known in (("option", options), ("command", first)):
        slips = [_key(word) for entry in LISTED[kind] for word in entry["typed"]]
        assert len(slips) == len(set(slips))
        assert not known & set(slips)


def test_a_remedy_names_only_options_and_commands_that_exist() -> None:
    commands = every_command()
    options = {
        name for command in commands.values() for param in command.params for name in param.opts
    }
    for kind in ("option", "command"):
        for entry in LISTED[kind]:
            said = entry["say"]
            assert set(re.findall(r"--[a-z-]+", said)) <= options | {"--help", "--version"}, said
            for named in re.findall(r"(?<=handouts )(?!for\b)[a-z]+(?: [a-z]+)?", said):
                first = named.split()[0]
                assert any(named == name or first == name.split()[0] for name in commands), said

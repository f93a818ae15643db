"""An exercise of a clinic's own from answers: each is checked at once, and asked for again."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import output, resources
from handouts.cli import questions, speech
from handouts.errors import BadInput, OutputError, Problem

if TYPE_CHECKING:
    from handouts.brand import Logo
    from handouts.content import Library
    from handouts.content.trial import Keys, Trial

_INTRODUCTION = (
    "Each answer is checked at once. Where a list is shown, answer with its numbers. "
    "Ctrl-C stops; then nothing is written."
)
_MOST_LINES = 12
_MAY_BE_NONE = (("chart_goals",), ("avoid_if",))
_YES, _NO = ("y", "yes"), ("n", "no")


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing to ask: its key in the file, the words, how an answer is read.

    `options` are the ids to choose from, with their words; `optional` may be left out.
    """

    key: "Keys"
    words: str
    kind: str = "text"
    optional: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a new exercise, by path, and its id, stages and settings."""

    name: str
    stages: tuple[str, ...]
    settings: tuple[str, ...]
    files: dict[Path, bytes]


def ask_exercise(brand: Path, library: "Library", folder: Path, name: str = "") -> Written:
    """Return a new exercise for a brand from answers in a terminal; nothing is written yet.

    `folder` is that of the library, `name` the id where it is known. Raises typer.Abort.
    """
    from handouts.content.trial import Trial

    speech.tell(_INTRODUCTION)
    trial = Trial(library, folder)
    _ask_name(trial, library, name)
    asked: dict[Keys, _Question] = {}
    for question in _questions(trial, library):
        asked[question.key] = question
        _ask(trial, question)
    picture = _ask_picture(trial, asked)
    _mend(trial, asked)
    files = {brand / f"exercises/{trial.name}.toml": trial.text().encode()}
    if picture:
        files[brand / "exercises" / trial.pictures[0]] = picture.compact
    settings = tuple(trial.table["settings"])
    return Written(trial.name, tuple(trial.table["doses"]), settings, files)


def write_exercise(written: Written) -> None:
    """Write the files of a new exercise: all of them, or none. Raises OutputError."""
    for path in written.files:
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            reason = (error.strerror or "cannot be created").lower()
            hint = "name a brand that is yours to change"
            raise OutputError(f"{path.parent}: {reason}", hint) from error
        output.check_target(path, force=False)
    for path, data in written.files.items():
        output.write_file(path, data, shared=True)


# -- what is asked


def _questions(trial: "Trial", library: "Library") -> Iterator[_Question]:
    """Yield each question; what is asked later hangs on what was answered before."""
    said, facts = library.words, library.condition
    yield _Question(("words", "purpose"), "Why do it, in one short sentence")
    yield _one("type", "What kind of exercise is it?", {
        name: said.plain_types.get(name, label) for name, label in said.types.items()
    })  # fmt: skip
    yield _one("direction", "Which way does it bend the back?", said.condition.directions)
    yield _one("position", "In which position is it done?", {
        name: said.condition.positions[name] for name in facts.positions
    })  # fmt: skip
    yield _many("settings", "Where can it be done?", said.condition.settings)
    yield _many("outcomes", "What is it for?", said.outcomes)
    serves = library.types[trial.table["type"]].serves
    goals = {name: label for name, label in said.goals.items() if name in serves}
    if goals:
        yield _many("chart_goals", "Which goals of the chart does it serve? (0: none)", goals)
    yield _Question(("sore_side_only",), "Is it done with the sore side alone? (y or n)", "yes")
    # An answer has to be given: nobody may forget to think of it.
    yield _many("avoid_if", "Who must not do it? (0: nobody is left out)", said.flags)
    yield _Question(("words", "equipment"), "What is needed, one thing in each line", "lines")
    yield _Question(("words", "start"), "How does it begin: the starting position")
    yield _Question(("words", "steps"), "What to do, one step in each line", "lines")
    yield _Question(("words", "end"), "How does it end: the end position")
    yield _Question(("words", "breathing"), "How to breathe")
    yield _Question(("words", "feel"), "What should it feel like, and where?")
    yield _Question(("words", "mistake"), "A mistake that people often make")
    yield _Question(("words", "easier"), "How to make it easier (Enter: nothing)", optional=True)
    yield _Question(("words", "harder"), "How to make it harder (Enter: nothing)", optional=True)
    stop = "When to stop, beside what holds for every exercise (Enter: nothing)"
    yield _Question(("words", "stop_if"), stop, optional=True)
    stages = {name: stage.label for name, stage in said.stages.items()}
    yield _many("doses", "Which stages does it suit?", stages)
    for stage in tuple(trial.table["doses"]):
        yield from _dose_questions(stage, stages[stage])
    yield from _evidence_questions(trial, library)


def _dose_questions(stage: str, label: str) -> Iterator[_Question]:
    def of(key: str, words: str, kind: str) -> _Question:
        return _Question(("doses", stage, key), f"{label}: {words}", kind)

    yield of("sets", "how many rounds (sets)", "number")
    yield of("reps", "how many repetitions in a round", "number")
    yield of("hold_seconds", "seconds to hold still in each (0: none)", "number")
    yield of("seconds_per_rep", "seconds of movement in each", "number")
    yield of("per_side", "all of it on both sides? (y or n)", "yes")
    yield of("rest_seconds", "seconds of rest between rounds", "number")
    yield of("per_day", "how often a day", "number")
    yield of("days_per_week", "how many days a week", "number")
    yield of("effort", "how hard, 0 (rest) to 10 (all you can do), from and to", "pair")
    yield _Question(("words", "doses", stage, "effort"), f"{label}: the same in words")
    yield of("weeks", "for how many weeks, from and to", "pair")


def _evidence_questions(trial: "Trial", library: "Library") -> Iterator[_Question]:
    words = "Sources that you read, by their ids of sources.toml (Enter: none)"
    yield _Question(("evidence", "sources"), words, "ids", optional=True)
    grades = {name: library.words.grades[name] for name in library.grades}
    basis = dict(library.words.condition.basis)
    if not trial.table["evidence"]["sources"]:
        grades = {name: label for name, label in grades.items() if name == library.grades[-1]}
        basis.pop("source", None)
    if len(grades) == 1:
        trial.answer(("evidence", "grade"), next(iter(grades)))
    else:
        yield _one("evidence.grade", "How good is the evidence?", grades)
    yield _one("evidence.basis", "Where do the numbers come from?", basis)
    yield _Question(("words", "evidence_note"), "What the doses rest on, in a sentence")


def _one(key: str, words: str, options: Mapping[str, str]) -> _Question:
    return _Question(tuple(key.split(".")), words, "one", options=tuple(options.items()))


def _many(key: str, words: str, options: Mapping[str, str]) -> _Question:
    return replace(_one(key, f"{words} Numbers, such as 1 3", options), kind="many")


# -- asking


def _ask_name(trial: "Trial", library: "Library", name: str) -> None:
    """Ask what patients call it; its id is made of that, unless it is known."""
    from handouts.brand.new_sections import plain_name

    known = {*library.exercises}

    def read(text: str) -> str | Problem:
        trial.name = name or plain_name(text)
        if not text:
            return Problem("name", "is missing", "every exercise has a name")
        if not trial.name:
            trial.name = "new"
        elif not name and trial.name in known:
            return Problem("name", f"there is an exercise {trial.name!r}", "choose another name")
        found: str | Problem = _checked(trial, ("words", "name"), text)
        return found

    trial.answer(("words", "name"), questions.ask("What do patients call it?", read))
    if trial.name == "new":
        trial.name = questions.ask("A short name in small letters, for files", _file_name(known))


def _file_name(known: set[str]) -> Callable[[str], str | Problem]:
    from handouts.brand.new_sections import plain_name

    def read(text: str) -> str | Problem:
        made = plain_name(text)
        if not made or made in known:
            hint = "write small letters, digits and hyphens that no exercise has"
            return Problem("ID", "is not a name for a file", hint)
        return made

    return read


def _ask(trial: "Trial", question: _Question) -> None:
    """Ask a question until its answer passes, and keep the answer."""
    for number, (_, meaning) in enumerate(question.options, 1):
        if number == 1:
            speech.tell(question.words)
        speech.tell(f"  {number}  {meaning}")
    if question.kind == "lines":
        trial.answer(question.key, _ask_lines(trial, question))
        return

    def read(text: str) -> Any:
        value = _parsed(question, text)
        return value if isinstance(value, Problem) else _checked(trial, question.key, value)

    words = "Answer" if question.options else question.words
    value = questions.ask(words, read)
    if question.key == ("doses",) or question.key != ("sore_side_only",) or value:
        trial.answer(question.key, value)


def _ask_lines(trial: "Trial", question: _Question) -> list[str]:
    lines: list[str] = []

    def read(text: str) -> Any:
        if not text and lines:
            return text
        if not text:
            return Problem(_called(question.key), "is missing", "write one line at least")
        found = _checked(trial, question.key, [*lines, text])
        return found if isinstance(found, Problem) else text

    while len(lines) < _MOST_LINES:
        line = questions.ask(f"{question.words}, line {len(lines) + 1} (Enter: no more)", read)
        if not line:
            break
        lines.append(str(line))
    return lines


def _parsed(question: _Question, text: str) -> Any:
    """Return an answer as a value of the file, or what is wrong with its form."""
    name = _called(question.key)
    if not text and not question.optional:
        return Problem(name, "is missing", "it cannot be left out")
    readers: dict[str, Callable[[_Question, str], Any]] = {
        "one": _chosen, "many": _chosen, "yes": _yes_or_no, "number": _numbers, "pair": _numbers,
    }  # fmt: skip
    if question.kind == "ids":
        return text.replace(",", " ").split()
    return readers[question.kind](question, text) if question.kind in readers else text


def _yes_or_no(question: _Question, text: str) -> Any:
    known = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
    told = Problem(_called(question.key), "is neither yes nor no", "answer y or n")
    return known.get(text.casefold(), told)


def _numbers(question: _Question, text: str) -> Any:
    numbers = text.replace("-", " ").replace("to", " ").replace(",", " ").split()
    alone = question.kind == "number"
    if len(numbers) != (1 if alone else 2) or not all(one.isdecimal() for one in numbers):
        hint = "write digits, such as 3" if alone else "write two, such as: 2 3"
        message = "is not a whole number" if alone else "is not two whole numbers"
        return Problem(_called(question.key), message, hint)
    found = [int(one[:9]) for one in numbers]
    return found[0] if alone else found


def _chosen(question: _Question, text: str) -> Any:
    """Return the ids that numbers of a list, or ids themselves, stand for."""
    ids = [name for name, _ in question.options]
    if text == "0" and question.key in _MAY_BE_NONE:
        return []
    picked: dict[str, None] = {}
    for word in text.replace(",", " ").split():
        if word.isdecimal() and 1 <= int(word[:9]) <= len(ids):
            picked[ids[int(word) - 1]] = None
        elif word in ids:
            picked[word] = None
        else:
            hint = f"answer with numbers from 1 to {len(ids)}"
            return Problem(_called(question.key), f"{word[:20]!r} is not in the list", hint)
    if question.key == ("doses",):
        return {name: {} for name in picked}
    if question.kind == "many":
        return [*picked]
    if len(picked) != 1:
        return Problem(_called(question.key), "is more than one", "choose one of them")
    return next(iter(picked))


def _checked(trial: "Trial", keys: "Keys", value: Any) -> Any:
    """Return a value that passes the checks of the library, else the first problem with it."""
    from handouts.readability import promises

    texts = value if isinstance(value, list) else [value]
    promised = [word for text in texts if isinstance(text, str) for word in promises(text)]
    if promised:
        hint = "say what often helps, and that it may not help everyone"
        return Problem(_called(keys), f"promises a cure: {', '.join(promised)}", hint)
    found = [] if keys == ("doses",) else trial.problems_with(keys, value)
    return replace(found[0], source=_called(keys)) if found else value


def _called(keys: "Keys") -> str:
    return keys[-1].replace("_", " ")


def _ask_picture(trial: "Trial", asked: "dict[Keys, _Question]") -> "Logo | None":
    """Ask for a photo or a drawing, and what it shows; return it, None for none."""
    from handouts.brand.create import read_picture_file

    def read(text: str) -> "Logo | Problem | None":
        return read_picture_file(resources.typed_path(text)) if text else None

    words = "A photo or a drawing of it, the name of a file (Enter: none)"
    picture = questions.ask(words, read)
    if picture is None:
        return None
    kind = "jpg" if picture.compact.startswith(b"\xff\xd8") else "png"
    trial.pictures = (f"{trial.name}.{kind}",)
    trial.answer(("picture",), trial.pictures[0])
    words = "What does the picture show, for somebody who cannot see it?"
    alt = _Question(("words", "figure", "alt"), words)
    asked[alt.key] = alt
    _ask(trial, alt)
    return picture


def _mend(trial: "Trial", asked: "dict[Keys, _Question]") -> None:
    """Check the whole; ask again for what is wrong, until nothing is. Raises BadInput."""
    from handouts.content.trial import about

    while problems := trial.problems():
        speech.complain(BadInput(problems))
        again: dict[Keys, None] = {}
        for problem in problems:
            found = about(problem, asked)
            if not found and problem.source.endswith(".toml"):  # goals and outcomes together
                found = [one for one in (("outcomes",), ("chart_goals",)) if one in asked]
            again |= dict.fromkeys(found)
        if not again:
            raise BadInput(problems)
        for key in again:
            _ask(trial, asked[key])

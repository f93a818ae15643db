"""Templates that a clinic sent: filled in elsewhere, stopped in time, and just as here."""

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts import resources
from handouts.brand import Brand
from handouts.content import Library
from handouts.errors import HandoutError, Problem
from handouts.language import DateWords
from handouts.prescription import (
    CheckFirst,
    Prescription,
    PrescriptionRequest,
    assess,
    prescribe,
)
from handouts.resources import templates_folder
from handouts.review import DRAFT
from handouts.templating import apart
from handouts.templating.apart import OwnTemplate, fill_apart
from handouts.templating.arrangement import read_template_set
from handouts.templating.check_view import check_view
from handouts.templating.environment import Templates
from handouts.templating.view import view
from handouts.templating.worker import Limits, fill_in
from tests.templating.composing import CONDITION

SHORT = Limits(seconds=1)
SHIPPED = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((templates_folder() / CONDITION / "en").glob("*.md"))
}
ARRANGED = read_template_set(templates_folder() / CONDITION, "en")
CHECK = [f"{name}.md" for name in ARRANGED.check]
SECTIONS = [name for name in SHIPPED if not name.startswith("_") and name not in CHECK]
DATES = DateWords("{day} {month} {year}", ("month",) * 12)


def values_of(
    library: Library, brand: Brand, prescription: Prescription, text: str = "standard"
) -> dict[str, Any]:
    """Return what the templates of a handout can name."""
    named = view(library, brand, prescription, DATES, text, DRAFT)
    return {**named, "sections": tuple(ARRANGED.arrangement["editions"]["full"]["sections"])}


@pytest.fixture(scope="module")
def values(library: Library, brand: Brand, prescription: Prescription) -> dict[str, Any]:
    return values_of(library, brand, prescription)


def problem_of(text: str, values: dict[str, Any], limits: Limits = SHORT) -> Problem:
    template = OwnTemplate("why.md", "templates/why.md")
    found, problems = fill_apart([template], {"why.md": text}, values, limits)["why.md"]
    assert found == ""
    (problem,) = problems
    assert problem.source == "templates/why.md"
    assert problem.hint
    return problem


def loops(depth: int, inside: str) -> str:
    opening = "".join(f"{{% for v{level} in range(1000) %}}" for level in range(depth))
    return opening + inside + "{% endfor %}" * depth


def assert_reads_the_same(sections: list[str], values: dict[str, Any]) -> None:
    wanted = [OwnTemplate(name, name) for name in sections]

    found = fill_apart(wanted, SHIPPED, values)

    here = Templates(SHIPPED)
    assert found == {name: (here.render(name, values, name)[0], ()) for name in sections}
    assert all(text.strip() for text, _ in found.values())


def test_every_section_reads_the_same_from_the_other_process(
    library: Library, brand: Brand
) -> None:
    """So many things to ask first, in so large a print, that each section has something to say.

    But for one: no direction is tested where there is something to ask.
    """
    asked = ("pregnancy_after_16_weeks", "belly_surgery_or_hernia", "leg_cramps_walking")
    asking = prescribe(library, PrescriptionRequest("subacute", flags=asked))
    others = [name for name in SECTIONS if name != "direction.md"]
    new = prescribe(library, PrescriptionRequest("acute"))

    assert_reads_the_same(others, values_of(library, brand, asking, "giant"))
    assert_reads_the_same(["direction.md"], values_of(library, brand, new))


def test_the_sheet_for_urgent_signs_reads_the_same_from_the_other_process(
    library: Library, brand: Brand
) -> None:
    first = assess(library, PrescriptionRequest("acute", flags=("dvt_signs",)))
    assert isinstance(first, CheckFirst)

    named = check_view(library, brand, first, DATES, "standard", DRAFT)

    assert_reads_the_same(CHECK, {**named, "sections": ARRANGED.check})


NAMES = ("brand.name", "stage.label", "items", "days[0].name", "words.flags", "brnd", "7", "'a|*b'")
PIECES = st.one_of(
    st.sampled_from(["\n", "# ", "- ", "**", "::: panel\n", "{% if stage %}", "{% endif %}", "{{"]),
    st.sampled_from(NAMES).map(lambda name: f"{{{{ {name} }}}}"),
    st.sampled_from(NAMES).map(lambda name: f"{{% for x in {name} %}}{{{{ x }}}}{{% endfor %}}"),
    st.sampled_from(["upper", "length", "first", "join", "safe", "list", "pprint"]).map(
        lambda name: f"{{{{ stage.label|{name} }}}}"
    ),
    st.text(max_size=8),
)


ROOM = Limits(letters=10_000_000)  # what is compared is not what is too long


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pieces=st.lists(PIECES, max_size=6))
def test_any_template_reads_the_same_once_the_values_have_travelled(
    values: dict[str, Any], pieces: list[str]
) -> None:
    text = "".join(pieces)
    travelled = pickle.loads(pickle.dumps(values))  # noqa: S301 - made here

    ((said, told),) = fill_in(Templates({"a.md": text}), travelled, [("a.md", "a.md")], ROOM)

    here, problems = Templates({"a.md": text}).render("a.md", values, "a.md")
    assert said == here
    assert told == [(problem.source, problem.message, problem.hint) for problem in problems]


@pytest.mark.parametrize(
    "endless",
    [loops(4, ""), loops(3, "x" * 50), loops(2, "{{ words.flags|sort|list|length }}")],
    ids=["nothing", "much text", "much work"],
)
def test_a_template_that_does_not_end_is_stopped(endless: str, values: dict[str, Any]) -> None:
    before = time.monotonic()

    problem = problem_of(endless, values)

    assert problem.message == "is not filled in within 1 s"
    assert "loops" in problem.hint
    assert time.monotonic() - before < 30


def test_a_template_that_was_stopped_is_not_tried_again_at_once(
    values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = loops(4, "again")
    first = problem_of(endless, values)
    before = time.monotonic()
    other = {**values, "text": "giant"}
    assert problem_of(endless, other) == first
    assert time.monotonic() - before < SHORT.seconds
    # A clinic mends it, or the machine was only busy.
    assert fill_apart([OwnTemplate("why.md", "templates/why.md")], {"why.md": "x"}, other, SHORT)[
        "why.md"
    ] == ("x", ())
    monkeypatch.setattr(apart, "_STOPPED_FOR", 0)
    before = time.monotonic()
    assert problem_of(endless, values) == first
    assert time.monotonic() - before > SHORT.seconds


@pytest.mark.parametrize(
    ("greedy", "message"),
    [
        ("{{ 'a'*10**9 }}", "not allowed in a template"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "cannot be filled in (RecursionError)"),
        (loops(2, "x"), "writes more than 100000 letters"),
        (
            (
                "{% set n = namespace(x='aaaaaaaaaa') %}{% for a in range(99) %}"
                "{% set n.x = n.x ~ n.x %}{% endfor %}"
            ),
            "cannot be filled in (MemoryError)",
        ),
    ],
)
def test_a_template_that_wants_too_much_is_refused(
    greedy: str, message: str, values: dict[str, Any]
) -> None:
    assert problem_of(greedy, values, Limits()).message.startswith(message)


def test_what_stands_beside_an_endless_template_is_filled_in_all_the_same(
    values: dict[str, Any],
) -> None:
    texts = {"a.md": "A {{ brand.name }}", "b.md": loops(4, ""), "c.md": "C", "d.md": "{{ no }}"}

    found = fill_apart([OwnTemplate(name, name) for name in texts], texts, values, SHORT)

    assert [bool(text) for text, _ in found.values()] == [True, False, True, False]
    assert "is not filled in" in found["b.md"][1][0].message
    assert "does not exist" in found["d.md"][1][0].message


def test_the_same_templates_and_values_need_one_process(
    values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    begun: list[object] = []
    ask, begin = apart._PROCESS.ask, apart._begin

    def asking(message: bytes, answers: int, longest: int) -> list[bytes]:
        asked.append(message)
        return ask(message, answers, longest)

    def beginning() -> subprocess.Popen[bytes]:
        begun.append(1)
        return begin()

    monkeypatch.setattr(apart._PROCESS, "ask", asking)
    monkeypatch.setattr(apart, "_begin", beginning)
    apart._PROCESS.close()
    texts, wanted = {"a.md": "Counted {{ stage.id }}"}, [OwnTemplate("a.md", "a.md")]

    first = fill_apart(wanted, texts, values)
    assert fill_apart(wanted, dict(texts), dict(values)) == first
    assert len(asked) == 1
    other = fill_apart(wanted, texts, {**values, "stage": {"id": "else"}})
    assert (other == first, len(asked), len(begun)) == (False, 2, 1)


def test_a_process_that_was_ended_between_handouts_is_begun_again(values: dict[str, Any]) -> None:
    wanted = [OwnTemplate("a.md", "a.md")]
    assert fill_apart(wanted, {"a.md": "one"}, values)["a.md"] == ("one", ())
    running = apart._PROCESS._running
    assert running is not None
    running.kill()
    running.wait()
    assert fill_apart(wanted, {"a.md": "two"}, values)["a.md"] == ("two", ())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such way to make a process")
def test_a_forked_process_begins_one_of_its_own(values: dict[str, Any]) -> None:
    wanted = [OwnTemplate("a.md", "a.md")]
    fill_apart(wanted, {"a.md": "before"}, values)
    ours = apart._PROCESS._running
    assert ours is not None
    child = os.fork()
    if child == 0:
        filled = fill_apart(wanted, {"a.md": "there"}, values)["a.md"]
        theirs = apart._PROCESS._running
        other = theirs is not None and theirs.pid != ours.pid
        apart._PROCESS.close()
        os._exit(0 if other and filled == ("there", ()) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert fill_apart(wanted, {"a.md": "here"}, values)["a.md"] == ("here", ())
    assert apart._PROCESS._running is ours


def test_without_templates_of_its_own_no_process_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROCESS", None)
    assert fill_apart([], {}, {}) == {}


def test_a_process_that_cannot_begin_is_told(
    values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, wanted = {"a.md": "never"}, [OwnTemplate("a.md", "a.md")]
    apart._PROCESS.close()
    monkeypatch.setattr(
        resources, "serving_python", lambda _: [sys.executable, "-c", "raise SystemExit(3)"]
    )
    with pytest.raises(HandoutError, match="before it began"):
        fill_apart(wanted, texts, values)
    monkeypatch.setattr(sys, "executable", "no-such-python")
    with pytest.raises(HandoutError, match="cannot start a process"):
        fill_apart(wanted, texts, values)


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname')",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import wave",
    ],
)
def test_the_other_process_can_open_nothing(deed: str) -> None:
    shut = "import socket, subprocess, os\nfrom handouts.templating.worker import *\n"
    program = f"{shut}shut_in(Limits())\ntry:\n  {deed}\nexcept OSError: os._exit(7)\nos._exit(0)"
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert ended.returncode == 7

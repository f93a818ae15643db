import ast
import json
import os
import re
import subprocess
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from benchmarks import ours, peers
from benchmarks.as_html import as_html
from benchmarks.as_typst import as_typst
from benchmarks.cases import ID_MARK, PLANS, numbered_source
from benchmarks.measure import ROOT, Worker, run
from benchmarks.sheet import Sheet, patient, request
from benchmarks.sources import write_sources
from benchmarks.worker import RENDERERS
from handouts.document import Paragraph, every_text, plain
from handouts.editions.compose import compose_document
from handouts.personalise import make_handout
from tests.benchmarks.sheets import ONE_OF_EACH, sheet_of, stage_sheet, words

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="measuring is for POSIX")

NASTY = (
    '<b>&amp; "quoted" \\backslash\\ #let x = 1 $a_1$ `code` *stars* _under_ @ref <label> //no'
    " /*no*/ = no - no + no ~ -- --- ... 'no' https://x.example [b] {c} \u2019 {{7*7}} </style>"
)


def peer_file(peer: str, sheet: Sheet, folder: Path) -> bytes:
    """Return what a peer makes of a sheet, through the command that is measured."""
    ending, write = {"weasyprint": ("html", as_html), "typst": ("typ", as_typst)}[peer]
    source, target = folder / f"a.{ending}", folder / "a.pdf"
    source.write_text(write(sheet), encoding="utf-8")
    run([sys.executable, "-m", f"benchmarks.with_{peer}", str(source), str(target)])
    return target.read_bytes()


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.fixture(params=peers.PEERS)
def peer(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if subprocess.run(
        [sys.executable, "-c", f"import {name}"], check=False, capture_output=True
    ).returncode:
        pytest.skip(f"{name} is not installed: make bench")
    return name


def counted(text: str) -> Counter[str]:
    """Return how often each word occurs; a line may end at a hyphen, so that parts are words."""
    return Counter(re.split(r"[\s\x02\ufffe-]+", text))


@pytest.mark.parametrize("stage", ["acute", "subacute", "chronic"])
def test_every_word_of_a_handout_stands_in_a_peers_pdf_as_often_as_in_ours(
    peer: str, stage: str, tmp_path: Path
) -> None:
    sheet = stage_sheet(stage)
    wanted = counted(" ".join(plain(text) for text in every_text(sheet.document.blocks)))
    wanted += counted(" ".join(sheet.values.values()))
    found = counted(text_of(peer_file(peer, sheet, tmp_path)))
    assert wanted - found == Counter()


def test_a_peer_sets_every_kind_of_block(peer: str, tmp_path: Path) -> None:
    wanted = counted(" ".join(plain(text) for text in every_text(ONE_OF_EACH)))
    found = counted(text_of(peer_file(peer, sheet_of(*ONE_OF_EACH), tmp_path)))
    assert wanted - found == Counter()


def test_a_peer_prints_what_looks_like_markup_as_typed(peer: str, tmp_path: Path) -> None:
    found = text_of(peer_file(peer, sheet_of(Paragraph(words(NASTY))), tmp_path))
    assert "".join(NASTY.split()) in "".join(found.split())


def test_no_two_plans_say_the_same() -> None:
    documents = [compose_document(request(plan)) for plan in PLANS]
    assert len(set(documents)) == len(PLANS)


def test_no_two_documents_of_a_run_are_the_same() -> None:
    for source in (as_html(sheet_of()), as_typst(sheet_of())):
        made = {numbered_source(source, number) for number in range(1, 20)}
        assert len(made) == 19
        assert not any(ID_MARK in one for one in made)


@pytest.mark.parametrize(
    "renderer", [ours.as_used, ours.nothing_kept, ours.from_document, ours.personalise_alone]
)
def test_our_stretches_of_the_way_make_the_same_pages(
    renderer: Callable[[Path], ours.Render], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chair = next(plan for plan in PLANS if plan.get("setting") == "chair")
    monkeypatch.setattr(ours, "PLANS", (chair,))
    made = make_handout(request(chair), patient(7))
    text = text_of(renderer(tmp_path)(0, 7))
    assert text == text_of(made.pdf)
    assert made.id in text  # made from every byte of the pages: the same id, the same pages


def test_a_worker_answers_with_seconds(tmp_path: Path) -> None:
    with Worker("ours", tmp_path) as worker:
        assert worker.seconds(0, 1) > 0


@pytest.mark.parametrize(("module", "function"), RENDERERS.values())
def test_a_worker_finds_its_renderer(module: str, function: str) -> None:
    tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_a_worker_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with code 1"):
        Worker("nobody", tmp_path)


def test_a_run_knows_time_and_memory() -> None:
    # In a small process of its own: a process counts the memory of the one that started it.
    code = (
        "import sys; from benchmarks.measure import run;"
        "small = run([sys.executable, '-c', '']);"
        "work = 'import time; x = bytes(90_000_000) + bytes([1]); time.sleep(.2)';"
        "large = run([sys.executable, '-c', work]);"
        "print(small.seconds, small.peak, large.seconds, large.peak)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, peak, more_seconds, more_peak = map(float, done.stdout.split())
    assert more_seconds > seconds
    assert more_seconds > 0.2
    assert more_peak > peak + 80e6


def test_the_process_that_measures_stays_small() -> None:
    code = "import sys, benchmarks.peers; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    heavy = {"handouts", "weasyprint", "typst", "pypdfium2", "pydantic"}
    assert heavy.isdisjoint(done.stdout.split())


def test_a_run_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"])


def test_a_missing_peer_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "_works", lambda _: False)
    monkeypatch.setattr(sys, "argv", ["peers"])
    assert peers.main() == 2
    said = capsys.readouterr().err
    assert "weasyprint cannot be imported" in said
    assert "typst cannot be imported" in said
    assert "requirements-bench.txt" in said
    assert "apt-get install libpango" in said


def test_ratios_say_how_many_times_as_much_a_peer_needs() -> None:
    results = peers.Results()
    for seconds in (0.5, 0.25, 9.0):
        results.add(peers.COLD, "acute", "ours", seconds)
        results.add(peers.COLD, "acute", "typst", seconds * 3)
    options = Namespace(runs=3, peers=("typst",))
    line = peers._as_tables(results, options).splitlines()[-1].split()
    assert line[-3:] == ["0.5", "1.5", "3.00"]
    (ours, typst) = json.loads(peers._as_json(results, options))["measured"]
    assert (ours["renderer"], ours["median"], ours["unit"]) == ("ours", 0.5, "seconds")
    assert typst["values"] == [1.5, 0.75, 27.0]


def test_sources_are_written_for_each_request(tmp_path: Path) -> None:
    write_sources(tmp_path, [request(PLANS[0])])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.html", "0.typ"]

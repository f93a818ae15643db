"""Same inputs, same bytes: whatever the process, its surroundings and what it made before."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.editions.find import KEPT
from handouts.personalise import make_handout
from tests.making import PATIENT, RIVERSIDE, Combination, made

COMBINATION = Combination("subacute", brand=RIVERSIDE)
CHECKOUT = Path(__file__).parents[1]
PROGRAM = """
import hashlib
from tests.test_same_bytes import COMBINATION, PATIENT, make_handout
print(hashlib.sha256(make_handout(COMBINATION.request, PATIENT).pdf).hexdigest())
"""

HOSTILE_SETTINGS = """
useA85 = 1
pageCompression = 0
invariant = 0
ttfAsciiReadable = 1
canvas_baseColor = None
trustedSchemes = ["file", "http"]
T1SearchPath = TTFSearchPath = ["/nowhere"]
"""


def digest_in_a_process(folder: Path, **environment: str) -> str:
    """Return the digest of the handout that a fresh process makes in these surroundings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(CHECKOUT), "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def digest_here() -> str:
    KEPT.clear()  # so that it is laid out anew
    return hashlib.sha256(make_handout(COMBINATION.request, PATIENT).pdf).hexdigest()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"},
        {"SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "0", "LANG": "POSIX"},
        {"RL_useA85": "1", "RL_pageCompression": "0", "RL_invariant": "0"},
        {"RL_invariant": "rubbish", "RL_trustedHosts": "*", "RL_trustedSchemes": "file,http"},
        {"RL_ttfAsciiReadable": "1", "RL_baseFontName": "Courier", "RL_shapedFontGlob": "*"},
    ],
    ids="-".join,
)
def test_surroundings_change_nothing(tmp_path: Path, surroundings: dict[str, str]) -> None:
    assert digest_in_a_process(tmp_path, **surroundings) == digest_here()


def test_settings_of_reportlab_change_nothing_and_are_not_run(tmp_path: Path) -> None:
    names = [".reportlab_settings", ".reportlab_mods", "reportlab_settings.py", "reportlab_mods.py"]
    for name in names:
        proof = str(tmp_path / f"{name}-ran")
        settings = f"{HOSTILE_SETTINGS}\nopen({proof!r}, 'w').close()\n"
        (tmp_path / name).write_text(settings, encoding="utf-8")
    path = os.pathsep.join([str(CHECKOUT), str(tmp_path)])
    assert digest_in_a_process(tmp_path, PYTHONPATH=path) == digest_here()
    assert list(tmp_path.glob("*-ran")) == []
    # ReportLab left alone does run them: without that the test would show nothing.
    run_reportlab = [sys.executable, "-c", "import reportlab.rl_config"]
    alone = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": path}
    subprocess.run(run_reportlab, cwd=tmp_path, env=alone, check=True)
    assert len(list(tmp_path.glob("*-ran"))) == 2
    for name in names[2:]:
        (tmp_path / name).unlink()
    subprocess.run(run_reportlab, cwd=tmp_path, env=alone, check=True)
    assert len(list(tmp_path.glob("*-ran"))) == 4


def test_what_was_made_before_changes_nothing() -> None:
    first = digest_here()
    for other in (
        Combination("acute", text="giant"),
        Combination("chronic", paper="letter", mono=True),
        Combination("subacute", edition="summary"),
    ):
        make_handout(other.request, PATIENT)
    assert digest_here() == first


def test_an_edition_that_was_kept_gives_the_same_bytes() -> None:
    first = digest_here()
    again = make_handout(COMBINATION.request, PATIENT).pdf
    assert hashlib.sha256(again).hexdigest() == first


def test_every_input_changes_the_bytes() -> None:
    files = [
        made(Combination("subacute", brand=RIVERSIDE)).pdf,
        made(Combination("subacute")).pdf,
        made(Combination("subacute", paper="letter")).pdf,
        made(Combination("subacute", mono=True)).pdf,
        made(Combination("acute", brand=RIVERSIDE)).pdf,
    ]
    assert len({hashlib.sha256(data).digest() for data in files}) == len(files)
    assert len({data.split(b"/ID ")[1] for data in files}) == len(files)

import importlib.metadata
import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

from handouts import resources
from handouts.cli.doctor import EXTRAS, PACKAGES
from tests.cli.running import Run

ROOT = Path(__file__).parents[2]


def findings(handouts: Run, code: int = 0) -> dict[str, dict[str, str]]:
    done = handouts("doctor", "--json")
    assert done.code == code
    told = json.loads(done.out)
    assert told["ok"] is (code == 0)
    return {found["what"]: found for found in told["findings"]}


def test_a_sound_installation_is_told_so(handouts: Run, tmp_path: Path) -> None:
    found = findings(handouts)
    assert found["reportlab"]["found"] == importlib.metadata.version("reportlab")
    assert str(resources.templates_folder()) in found["templates"]["found"]
    assert str(resources.fonts_folder()) in found["typefaces"]["found"]
    assert found["library sciatica"]["found"].startswith("0.")
    assert found["brand"]["found"].endswith("(shipped default)")
    assert str(tmp_path) in found["this folder"]["found"]
    assert list(tmp_path.iterdir()) == []


def test_every_package_that_the_program_needs_is_looked_for(handouts: Run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=~]", one)[0] for one in project["dependencies"]}
    extras = {
        re.split(r"[<>=~]", one)[0]
        for name in ("author", "cluster")
        for one in project["optional-dependencies"][name]
    }
    assert needed == set(PACKAGES)
    assert extras == set(EXTRAS)
    assert needed | extras <= set(findings(handouts))


def test_people_get_a_table(handouts: Run) -> None:
    done = handouts("doctor")
    assert done.code == 0
    assert "Python" in done.out
    assert "(shipped default)" in done.out


def test_the_rule_by_which_a_brand_was_found_is_told(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brand.toml").write_text('name = "Clinic"\n')
    monkeypatch.setenv("HANDOUTS_BRAND", str(tmp_path))
    assert findings(handouts)["brand"]["found"] == f"{tmp_path} (HANDOUTS_BRAND)"


def test_a_brand_with_mistakes_ends_with_3_and_says_the_first_few(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brand.toml").write_text("".join(f'a{n} = "1"\n' for n in range(9)))
    monkeypatch.setenv("HANDOUTS_BRAND", str(tmp_path))
    done = handouts("doctor")
    assert done.code == 3
    assert done.out.count("is not a known key") + done.out.count("is missing") == 3
    assert "more problems" in done.out
    assert "hint" not in done.out
    assert "handouts brand check" in done.err


def test_a_brand_that_is_not_there_ends_with_3(
    handouts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_BRAND", "nowhere")
    assert "HANDOUTS_BRAND" in findings(handouts, 3)["brand"]["found"]


def test_a_folder_that_is_gone_ends_with_3(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "working_folder", lambda: tmp_path / "gone")
    assert findings(handouts, 3)["this folder"]["hint"]


def test_missing_parts_of_the_program_end_with_3(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "fonts_folder", lambda: tmp_path / "fonts")
    assert findings(handouts, 3)["typefaces"]["state"] == "error"


def test_a_missing_package_ends_with_3(handouts: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "pypdfium2":
            raise importlib.metadata.PackageNotFoundError
        return "1"

    monkeypatch.setattr(importlib.metadata, "version", version)
    assert "pip install pypdfium2" in findings(handouts, 3)["pypdfium2"]["hint"]


def test_a_missing_extra_is_no_mistake(handouts: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert findings(handouts)["numpy"]["found"].startswith("not installed")

import shutil
import struct
import sys
import tomllib
from pathlib import Path

import pytest

from handouts import resources
from handouts.cli.exercise import exercise_app
from handouts.content.unfinished import MARK
from handouts.errors import BadInput, OutputError, UsageError
from handouts.figures import read_foreign
from handouts.figures.pose import pose_digest, read_pose

(LIBRARY,) = (p.parent for p in resources.library_folder().glob("*/exercises"))
POSE = '[pose]\nbase = "standing"\nshow = "one"\n\n[pose.start]\nlegs = { foot = "flat" }\n'


def run(*arguments: str) -> None:
    exercise_app(list(arguments), standalone_mode=False)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clinic's small library: one exercise with a pose and words, one without."""
    monkeypatch.chdir(tmp_path)
    library = tmp_path / "library"
    (library / "exercises").mkdir(parents=True)
    (library / "en" / "exercises").mkdir(parents=True)
    (library / "exercises" / "stand.toml").write_text('type = "balance"\n' + POSE)
    (library / "exercises" / "talk.toml").write_text('type = "relaxation"\n')
    (library / "en" / "exercises" / "stand.toml").write_text('[figure]\nalt = "Stands <tall>."\n')
    return library


def png_size(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_a_preview_is_a_png_beside_you(own: Path, tmp_path: Path) -> None:
    run("preview", "stand", "--library", str(own), "--figure", "older")
    width, height = png_size(tmp_path / "stand.png")
    assert width > 200
    assert height > width


def test_a_preview_is_drawn_and_says_what_a_check_finds(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bent = POSE.replace('foot = "flat"', "knee = 170")
    (own / "exercises" / "stand.toml").write_text(bent)
    run("preview", "stand", "--library", str(own))
    said = capsys.readouterr()
    assert said.out == "stand.png\n"
    assert "error: stand.toml:pose.start: near_knee and far_knee: `knee` is 170" in said.err
    assert png_size(tmp_path / "stand.png")


def test_a_misspelt_exercise_or_figure_or_colour_is_named_with_a_remedy(own: Path) -> None:
    for arguments, hint in (
        (("preview", "stnd"), "mean stand?"),
        (("preview", "stand", "--figure", "oldr"), "mean older?"),
        (("preview", "stand", "--colour", "blue"), "#1f77b4"),
        (("svg", "stand"), "exercise bake"),
        (("check", "talk"), "handouts library exercises"),
    ):
        with pytest.raises(BadInput) as raised:
            run(*arguments, "--library", str(own))
        assert hint in raised.value.problems[0].hint


def test_baking_draws_every_figure_once_and_then_there_is_nothing_to_do(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("bake", "--library", str(own), "--workers", "1")
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert len(list((own / "pictures").iterdir())) == 4
    run("bake", "--library", str(own))
    assert capsys.readouterr().out == ""
    run("svg", "stand", "--library", str(own), "--out", "stand.svg")
    assert "Stands &lt;tall&gt;." in Path("stand.svg").read_text()
    run("sheet", "--library", str(own), "--out", "sheet.png")
    assert png_size(Path("sheet-1.png")) == (2480, 3508)
    with pytest.raises(OutputError):
        run("sheet", "--library", str(own), "--out", "sheet.png")
    (own / "exercises" / "stand.toml").unlink()
    run("bake", "--library", str(own))
    assert not list((own / "pictures").iterdir())


def test_baking_for_a_brand_draws_beside_its_exercises_and_names_the_pose(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError):
        run("bake", "--library", str(own), "--brand", str(own))
    run("bake", "stand", "--brand", str(own), "--workers", "1")
    assert len(capsys.readouterr().out.splitlines()) == 4
    drawn = sorted((own / "exercises").glob("stand.*.pic"))
    pose = read_pose({"base": "standing", "show": "one", "start": {"legs": {"foot": "flat"}}}, "")
    assert [read_foreign(path.read_bytes()).pose for path in drawn] == [pose_digest(pose)] * 4
    run("bake", "--brand", str(own))
    assert capsys.readouterr().out == ""


def test_baking_refuses_what_checking_refuses_with_the_same_problems(own: Path) -> None:
    wrong = POSE.replace('foot = "flat"', 'foot = "flat", knee = 175')
    (own / "exercises" / "stand.toml").write_text(wrong)
    told = []
    for command in ("check", "bake"):
        with pytest.raises(BadInput) as raised:
            run(command, "--library", str(own))
        told.append(raised.value.problems)
    assert told[0] == told[1] != ()
    assert not (own / "pictures").exists()


def test_checking_tells_every_mistake_of_every_pose(own: Path) -> None:
    for name in ("one", "two"):
        (own / "exercises" / f"{name}.toml").write_text(POSE.replace("foot", "knee"))
    with pytest.raises(BadInput) as raised:
        run("check", "--library", str(own))
    assert {p.source for p in raised.value.problems} == {
        "one.toml:pose.start.legs.knee",
        "two.toml:pose.start.legs.knee",
    }


def test_checking_a_sound_library_says_so(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", "--library", str(own))
    assert capsys.readouterr().out == "no problems: 1 exercise(s), 4 figures\n"


def test_a_new_exercise_has_the_pose_of_the_nearest_and_its_words_are_still_to_be_written(
    own: Path,
) -> None:
    run("new", "stand-tall", "--library", str(own))
    copied, words = (
        tomllib.loads((folder / "exercises" / "stand-tall.toml").read_text())
        for folder in (own, own / "en")
    )
    assert copied["pose"] == tomllib.loads(POSE)["pose"]
    assert MARK in words["name"]
    assert MARK in words["figure"]["alt"]
    run("check", "stand-tall", "--library", str(own))


def test_a_clinics_own_begins_as_one_file_in_its_brand(own: Path, tmp_path: Path) -> None:
    brand = tmp_path / "brand"
    brand.mkdir()
    run("new", "stand-tall", "--brand", str(brand), "--like", "bridge")
    text = (brand / "exercises" / "stand-tall.toml").read_text()
    bridge = tomllib.loads((LIBRARY / "exercises" / "bridge.toml").read_text("utf-8"))
    assert tomllib.loads(text)["pose"] == bridge["pose"]
    assert MARK in tomllib.loads(text)["words"]["name"]
    run("new", "stand-taller", "--brand", str(brand), "--like", "stand-tall")
    run("preview", "stand-taller", "--brand", str(brand))
    with pytest.raises(BadInput):
        run("new", "bridge", "--brand", str(brand))
    with pytest.raises(UsageError):
        run("new", "one-more", "--brand", str(brand), "--library", str(own))


def test_an_installed_library_is_not_changed_and_the_remedy_is_a_brand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "_INSTALLED", tmp_path)
    with pytest.raises(UsageError) as raised:
        run("new", "bridge-two", "--like", "bridge")
    assert "--brand FOLDER" in raised.value.hint
    assert not (LIBRARY / "exercises" / "bridge-two.toml").exists()


def test_where_you_may_not_write_the_library_is_not_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UsageError):
        run("new", "bridge-two", "--like", "bridge")


def test_an_alternative_text_that_is_still_to_be_written_is_not_put_into_a_picture(
    own: Path,
) -> None:
    words = own / "en" / "exercises" / "stand.toml"
    words.write_text(f'[figure]\nalt = "{MARK} what it shows"\n')
    run("bake", "--library", str(own), "--workers", "1")
    with pytest.raises(BadInput) as raised:
        run("svg", "stand", "--library", str(own))
    assert raised.value.problems[0].source == "en/exercises/stand.toml:figure.alt"


@pytest.mark.parametrize("name", ["stand", "Stand Tall", "../stand"])
def test_a_name_that_is_taken_or_no_name_is_refused(own: Path, name: str) -> None:
    with pytest.raises(BadInput):
        run("new", name, "--library", str(own))


def test_the_shipped_library_gives_svg_and_a_contact_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("svg", "bridge", "--mono")
    assert Path("bridge.svg").read_text().startswith("<svg")
    run("sheet", "bridge", "walking", "--figure", "man")
    assert Path("exercises.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["pelvic-tilt", "pelvic-tilt+chair"])
def test_the_words_of_a_picture_are_those_of_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    run("svg", name)
    words = tomllib.loads((LIBRARY / "en" / "exercises" / "pelvic-tilt.toml").read_text("utf-8"))
    on_a_mat, on_a_bed = words["figure"]["alt"]
    said = on_a_bed if "+" in name else on_a_mat["text"]
    assert said in Path(f"{name}.svg").read_text("utf-8")


def test_without_numpy_drawing_says_what_to_install(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(UsageError) as raised:
        run("preview", "stand", "--library", str(own))
    assert "pip install numpy" in raised.value.hint


def test_an_exercise_of_a_copied_library_can_be_checked_by_name(own: Path) -> None:
    shutil.copy(LIBRARY / "exercises" / "bridge.toml", own / "exercises")
    run("check", "bridge", "--library", str(own))


def test_checking_notes_what_a_reader_may_not_see_and_that_is_no_mistake(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = POSE.replace(
        "[pose.start]", 'view = { yaw = 90 }\nfeel = ["near_hamstring"]\n[pose.start]'
    )
    (own / "exercises" / "stand.toml").write_text(hidden)
    run("check", "--library", str(own))
    said = capsys.readouterr()
    assert said.out == "no mistakes, 1 to look at: 1 exercise(s), 4 figures\n"
    assert said.err.startswith("note: stand.toml:pose.start: near_hamstring")

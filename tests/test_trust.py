"""A brand that came by e-mail: what it may try, and that each try ends in a mistake of its own.

Pictures as files are tried in tests/brand/test_logo.py, templates in tests/templating.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from handouts.editions.compose import compose_document
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.patients import Patient
from handouts.personalise import make_handout
from handouts.prescription import PrescriptionRequest
from tests.making import DATE, RIVERSIDE
from tests.reading import open_pdf, page_texts

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
LOOPS = "{% for a in range(999) %}" * 4 + "{% endfor %}" * 4


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """A copy of the example brand, to turn against us, beside something that is not its own."""
    (tmp_path / "outside").mkdir()
    for name in ("secret.md", "secret.toml", "brand.toml"):
        (tmp_path / "outside" / name).write_text('name = "SECRET"\nphone = "SECRET"\n')
    Image.new("RGB", (300, 300), "red").save(tmp_path / "outside" / "secret.png")
    folder = shutil.copytree(RIVERSIDE, tmp_path / "brand")
    (folder / "templates").mkdir()
    return Path(folder)


def request(brand: Path) -> EditionRequest:
    return EditionRequest(PrescriptionRequest("subacute", plan="pool-days"), brand=brand)


def problems_of(brand: Path) -> dict[str, Problem]:
    with pytest.raises(BadInput) as caught:
        compose_document(request(brand))
    told = {problem.source: problem for problem in caught.value.problems}
    assert all(problem.hint for problem in told.values())
    assert not any("SECRET" in str(problem) for problem in told.values())
    return told


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# -- ways out of the folder

WAYS = [
    ("logo.png", "secret.png", "brand.toml:logo"),
    ("brand.toml", "brand.toml", "brand.toml"),
    ("templates/why.md", "secret.md", "templates/why.md"),
    ("exercises/pool-walk.toml", "secret.toml", "exercises/pool-walk.toml"),
    ("exercises/pool-walk.png", "secret.png", "exercises/pool-walk.png"),
    ("exercises/pool-walk.man.pic", "secret.md", "exercises/pool-walk.man.pic"),
    ("plans/pool-days.toml", "secret.toml", "plans/pool-days.toml"),
]


@POSIX
@pytest.mark.parametrize(("name", "target", "source"), WAYS)
@pytest.mark.parametrize("relative", [True, False])
def test_a_link_out_of_the_folder_is_refused(
    brand: Path, name: str, target: str, source: str, relative: bool
) -> None:
    (brand / name).unlink(missing_ok=True)
    up = Path("../" * (1 + name.count("/"))) if relative else brand.parent
    (brand / name).symlink_to(up / "outside" / target)
    assert (brand / name).is_file()
    assert problems_of(brand)[source].message == "leads out of the brand's folder"


@POSIX
@pytest.mark.parametrize("part", ["templates", "exercises", "plans"])
def test_a_folder_that_is_a_link_out_is_refused(brand: Path, part: str) -> None:
    shutil.rmtree(brand / part)
    (brand / part).symlink_to(brand.parent / "outside")
    found = problems_of(brand)
    assert {problem.message for problem in found.values()} == {"leads out of the brand's folder"}


@pytest.mark.parametrize("name", ["../outside/secret.png", "/outside/secret.png", "a/../../x.png"])
def test_a_name_that_leads_out_is_refused(brand: Path, name: str) -> None:
    rewrite(brand / "brand.toml", 'logo = "logo.png"', f'logo = "{name}"')
    assert "brand.toml:logo" in problems_of(brand)
    rewrite(brand / "brand.toml", f'logo = "{name}"', 'logo = "logo.png"')
    rewrite(brand / "exercises" / "pool-walk.toml", "pool-walk.png", name)
    assert "exercises/pool-walk.toml:picture" in problems_of(brand)


@POSIX
def test_a_brand_to_extend_that_is_a_link_elsewhere_is_refused(brand: Path) -> None:
    (brand.parent / "elsewhere").mkdir()
    (brand.parent / "elsewhere" / "group").symlink_to(brand.parent / "outside")
    moved = shutil.move(brand, brand.parent / "elsewhere" / "brand")
    rewrite(Path(moved) / "brand.toml", "name =", 'extends = "../group"\nname =')
    assert "is a link" in problems_of(Path(moved))["brand.toml:extends"].message


# -- files that are none


@POSIX
@pytest.mark.parametrize(("name", "_", "source"), WAYS)
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(
    brand: Path, name: str, _: str, source: str, kind: str
) -> None:
    path = brand / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    before = time.monotonic()
    assert source in problems_of(brand)
    assert time.monotonic() - before < 20


def test_a_folder_with_too_many_files_is_refused(brand: Path) -> None:
    for number in range(1001):
        (brand / "templates" / f"{number}.md").touch()
    assert "more than 1000 files" in problems_of(brand)["templates"].message


@pytest.mark.parametrize(
    "name", ["templates/why.md", "exercises/pool-walk.toml", "plans/pool-days.toml"]
)
def test_a_text_that_is_too_long_or_no_text_is_refused(brand: Path, name: str) -> None:
    (brand / name).write_bytes(b"# " * 40_000)
    assert "larger than" in problems_of(brand)[name].message
    (brand / name).write_bytes(b"\xff\xfe" * 9)
    assert "UTF-8" in problems_of(brand)[name].message


@pytest.mark.parametrize(
    "data",
    [b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\x89PNG\r\n\x1a\n" + bytes(99), b"\xff\xd8\xff" + bytes(99)],
    ids=["EPS", "broken PNG", "broken JPEG"],
)
def test_a_picture_of_an_exercise_is_opened_as_carefully_as_a_logo(
    brand: Path, data: bytes
) -> None:
    (brand / "exercises" / "pool-walk.png").write_bytes(data)
    assert "exercises/pool-walk.png" in problems_of(brand)


def test_a_pixel_bomb_beside_an_exercise_is_refused_at_once(brand: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(brand / "exercises" / "pool-walk.png")
    before = time.monotonic()
    assert "million pixels" in problems_of(brand)["exercises/pool-walk.png"].message
    assert time.monotonic() - before < 20


# -- templates


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LOOPS, "is not filled in within 5 s"),
        ("{{ 'a'*10**9 }}", "not allowed in a template"),
        ("{{ ''.__class__.__mro__ }}", "not allowed in a template"),
        ("{{ words.condition.model_copy }}", "not allowed in a template"),
        ("{% include '../brand.toml' %}", "cannot be filled in (TemplateNotFound)"),
        ("{% import '/etc/passwd' as x %}", "cannot be filled in (TemplateNotFound)"),
        ("{{ nobody.knows }}", "uses a name that does not exist"),
        ("[x](javascript:alert(1))", "a link to something else"),
        ("[x](file:///etc/passwd)", "a link to something else"),
        ("![x](https://example.org/x.png)", "shows a picture from the web, and nothing is fetched"),
        ("<img src='file:///etc/passwd'>", "html"),
        ("::: panel\n" * 6000, "directives stand 20 deep"),
        ("::: panel kind=danger\nAll is well.\n:::", "the handout has 2 boxes of danger signs"),
    ],
)
def test_a_hostile_section_is_a_mistake_with_its_file(brand: Path, text: str, message: str) -> None:
    (brand / "templates" / "why.md").write_text(f"## Why\n\n{text}\n", encoding="utf-8")
    told = [problem.message for problem in problems_of(brand).values()]
    assert any(found.startswith(message) for found in told), told


def test_two_hostile_sections_are_both_told(brand: Path) -> None:
    for name in ("why", "help"):
        (brand / "templates" / f"{name}.md").write_text("{{ nobody.knows }}", encoding="utf-8")
    assert set(problems_of(brand)) == {"templates/why.md", "templates/help.md"}


# -- words


HOSTILE = [
    "<b>x</b>",
    "<img src='file:///etc/passwd'/>",
    "<img src='https://example.org/x.png'/>",
    "Tom &amp; &lt;",
    "{{ 7*7 }}",
    "=HYPERLINK('x')",
    "if x <y then",
    "[x](javascript:x)",
    "**x**",
    "::: panel",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_brand_are_printed_as_typed_and_lead_nowhere(brand: Path, words: str) -> None:
    rewrite(brand / "brand.toml", "Riverside Physiotherapy", words)
    if "{" not in words:  # braces are for the region's words there, and refused
        rewrite(brand / "exercises" / "pool-walk.toml", "Walking in the pool", words)
    pdf = make_handout(request(brand), Patient(DATE)).pdf
    text = " ".join(" ".join(page_texts(pdf)).split())
    assert text.count(words) >= (2 if "{" in words else 3)
    links = [
        str(link.A.URI)
        for page in open_pdf(pdf).pages
        for link in page.get("/Annots", [])
        if "/A" in link
    ]
    assert all(link.startswith(("https:", "http:", "mailto:", "tel:")) for link in links)


# -- the network

WATCHED = """
import sys
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        open("touched", "a").write(event)
sys.addaudithook(watch)
from handouts.cli.app import main
sys.argv[0] = "handouts"
main()
"""


def test_a_whole_run_opens_no_socket(brand: Path) -> None:
    (brand / "templates" / "help.md").write_text("## Help\n\nRing {{ brand.phone }}.\n")
    command = [sys.executable, "-c", WATCHED, "patient", "--stage", "subacute", "--name", "Zoe"]
    command += ["--plan", "pool-days", "--brand", str(brand), "--out", "out.pdf"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=brand.parent, env=surroundings, check=False)
    assert ended.returncode == 0
    assert (brand.parent / "out.pdf").is_file()
    assert not (brand.parent / "touched").exists()
    # The watch does see one.
    proof = WATCHED.split("from handouts", maxsplit=1)[0] + "import socket; socket.socket().close()"
    subprocess.run([sys.executable, "-c", proof], cwd=brand.parent, check=True)
    assert (brand.parent / "touched").exists()

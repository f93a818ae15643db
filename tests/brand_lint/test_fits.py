from pathlib import Path
from typing import Any

import pytest

from handouts.errors import Problem
from tests.brand_lint.brands import encoded, found, picture
from tests.layout.wide_faces import widened

LONG_NAME = (
    "The Greater Northern Riverside Musculoskeletal Physiotherapy, Rehabilitation and Wellbeing "
    "Centre of Excellence"
)


def test_ordinary_texts_fit(tmp_path: Path) -> None:
    text = 'page.footer = "Riverside is a practice of Harbour Health, registered in Millbrook."\n'
    text += 'clinicians.sam = { name = "Sam Sample", title = "Physiotherapist" }'
    assert found(tmp_path, text=text) == {}


def test_a_name_of_many_lines_is_a_warning_with_the_sizes(tmp_path: Path) -> None:
    problems = found(tmp_path, name=LONG_NAME)["brand.toml:name"]
    assert {problem.severity for problem in problems} == {"warning"}
    assert any("giant" in problem.message for problem in problems)


@pytest.mark.parametrize("key", ["web", "email"])
def test_a_contact_that_would_be_cut_within_a_word_is_a_warning(tmp_path: Path, key: str) -> None:
    host = "department-of-physiotherapy-and-rehabilitation.example.org"
    value = f"reception@{host}" if key == "email" else host
    changed: dict[str, Any] = {key: value}
    (problem,) = found(tmp_path, **changed)[f"brand.toml:{key}"]
    assert "standard and large" in problem.message


def test_a_wide_logo_leaves_less_room_and_a_narrow_one_enough(tmp_path: Path) -> None:
    files = {"logo.png": encoded(picture((1400, 270)))}
    mail = "reception.desk.of.millbrook.team@riverside.example.org"
    wide = found(tmp_path, files, "page.logo_width = 70", logo="logo.png", email=mail)
    narrow = found(tmp_path, files, "page.logo_width = 32", logo="logo.png", email=mail)
    assert "large" in wide["brand.toml:email"][0].message
    assert len(narrow.get("brand.toml:email", [])) <= len(wide["brand.toml:email"])


def test_a_footer_of_many_lines_is_told_how_long_it_may_be(tmp_path: Path) -> None:
    footer = ("RIVERSIDE IS A PRACTICE OF THE HARBOUR HEALTH FAMILY. " * 3)[:120].strip()
    (problem,) = found(tmp_path, text=f'page.footer = "{footer}"')["brand.toml:page.footer"]
    assert "takes 2 lines at the foot of each page in standard print" in problem.message
    most = next(int(word) for word in problem.hint.split() if word.isdigit())
    shorter = footer[:most].rpartition(" ")[0]
    assert found(tmp_path, text=f'page.footer = "{shorter}"') == {}


def test_a_clinician_with_many_titles_is_a_warning(tmp_path: Path) -> None:
    text = (
        '[clinicians.kim]\nname = "Kim Alexandra Sample-Wetherington"\n'
        'title = "Advanced Practice Musculoskeletal Physiotherapist and Team Lead"\n'
        'registration = "HCPC PH000000, CSP 000000, MSc, BSc (Hons)"'
    )
    (problem, *_) = found(tmp_path, text=text)["brand.toml:clinicians.kim"]
    assert "lines in its box" in problem.message


def test_only_the_site_with_the_long_text_is_named(tmp_path: Path) -> None:
    sites = (
        "[sites.north]\nhours = 'Mondays'\n"
        "[sites.south]\nweb = 'department-of-physiotherapy-and-rehabilitation.example.org'"
    )
    assert list(found(tmp_path, text=sites)) == ["brand.toml:sites.south.web"]
    assert list(found(tmp_path, text=sites, site="north")) == []


def with_wide_face(folder: Path, times: float, **keys: Any) -> dict[str, list[Problem]]:
    files = {
        "wide.ttf": widened("SourceSans3-Regular.ttf", times),
        "bold.ttf": widened("SourceSans3-SemiBold.ttf", times),
    }
    text = (
        '[typefaces]\nbody = "wide"\n[typefaces.own.wide]\nregular = "wide.ttf"\nbold = "bold.ttf"'
    )
    return found(folder, files, text, **keys)


def test_where_the_typeface_is_the_cause_it_is_named_and_not_the_words(tmp_path: Path) -> None:
    name = "The Northern Riverside Musculoskeletal Physiotherapy Centre"
    assert "brand.toml:name" not in found(tmp_path, name=name)
    (problem, *_) = with_wide_face(tmp_path, 1.6, name=name)["brand.toml:name"]
    assert "the typeface is wide" in problem.message
    assert problem.hint.startswith("choose a narrower typeface")


def test_where_the_words_are_the_cause_the_typeface_is_not_named(tmp_path: Path) -> None:
    problems = with_wide_face(tmp_path, 1.25, name=LONG_NAME)["brand.toml:name"]
    assert any("typeface" not in problem.message for problem in problems)


@pytest.mark.parametrize("times", [1.25, 1.6])
def test_no_typeface_makes_giant_print_impossible(tmp_path: Path, times: float) -> None:
    for problems in with_wide_face(tmp_path, times, name=LONG_NAME).values():
        assert all(problem.severity == "warning" for problem in problems)

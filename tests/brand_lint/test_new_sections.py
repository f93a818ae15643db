"""What `brand check` says of a clinic's new sections."""

from pathlib import Path

from tests.brand_lint.brands import encoded, found, picture

MAP = encoded(picture((300, 200)))


def test_a_sound_new_section_is_nothing_to_tell(tmp_path: Path) -> None:
    text = (
        "## Parking\n\nPark behind the clinic. It is free.\n\n![The way in.](map.png){width=70}\n"
    )
    files: dict[str, str | bytes] = {"sections/parking.md": text, "sections/map.png": MAP}
    places = '[sections.own.parking]\neditions = ["full", "article"]\nafter = "help"'
    assert found(tmp_path / "b", files, places) == {}


def test_all_mistakes_of_place_and_words_are_told_at_once(tmp_path: Path) -> None:
    text = "## Parking\n\nPark <b>here</b>.\n\n![](map.png)\n\nWe will cure you.\n"
    files: dict[str, str | bytes] = {"sections/parking.md": text, "sections/map.png": MAP}
    places = '[sections.own.parking]\neditions = ["sumary"]\nafter = "hlep"'
    sources = found(tmp_path / "b", files, places)
    assert set(sources) == {
        "brand.toml:sections.own.parking.editions",
        "brand.toml:sections.own.parking.after",
        "sections/parking.md:3",
        "sections/parking.md:5",
        "sections/parking.md",
    }
    assert "promises a cure" in sources["sections/parking.md"][0].message


def test_a_mistake_in_a_section_is_told_and_all_else_is_checked(tmp_path: Path) -> None:
    sources = found(tmp_path / "b", {"sections/parking.md": "## Parking\n\nPark <b>here</b>.\n"})
    assert set(sources) == {"sections/parking.md:3"}


def test_hard_words_are_noted(tmp_path: Path) -> None:
    hard = (
        "Accessibility considerations necessitate communicating individual requirements "
        "immediately, notwithstanding administrative inconveniences experienced beforehand. " * 3
    )
    sources = found(tmp_path / "b", {"sections/parking.md": f"## Parking\n\n{hard}\n"})
    assert all("hard to read" in one.message for one in sources["sections/parking.md"])


def test_addresses_are_no_hard_words(tmp_path: Path) -> None:
    text = "## Bus\n\n- [Plan](https://information.transportation.example.org/connections)\n" * 4
    assert (
        found(tmp_path / "b", {"sections/bus.md": f"{text}- www.physiotherapy.example.org\n"}) == {}
    )


def test_a_claim_of_a_review_in_a_new_section_is_an_error(tmp_path: Path) -> None:
    text = "## Parking\n\nPark here.\n\n- It is free.\nReviewed by Prof. X of Nowhere.\n"
    sources = found(tmp_path / "b", {"sections/parking.md": text})
    ((problem,),) = sources.values()
    assert problem.severity == "error"
    assert "claims a review" in problem.message
    assert set(sources) == {"sections/parking.md:6"}


def test_a_claim_in_the_words_about_a_picture_is_an_error(tmp_path: Path) -> None:
    text = '## Us\n\nCome in.\n\n![The way in.](map.png "NHS approved"){width=20}\n'
    files: dict[str, str | bytes] = {"sections/us.md": text, "sections/map.png": MAP}
    assert any("NHS approved" in str(one) for one in found(tmp_path / "b", files).values())


def test_a_picture_with_too_few_pixels_for_its_width_is_noted(tmp_path: Path) -> None:
    text = "## Parking\n\n![The way in.](map.png){width=150}\n"
    files: dict[str, str | bytes] = {"sections/parking.md": text, "sections/map.png": MAP}
    ((problem,),) = found(tmp_path / "b", files).values()
    assert problem.severity == "warning"
    assert "300 pixels across, and prints 76 mm wide" in problem.message


def test_a_file_that_no_section_uses_is_noted(tmp_path: Path) -> None:
    sources = found(tmp_path / "b", {"sections/parking.txt": "Park here."})
    ((problem,),) = sources.values()
    assert problem.severity == "warning"
    assert problem.hint == "save its text as parking.md"

"""A brand's order of sections and what it leaves out; the danger signs stay where they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import resources
from handouts.brand import Brand, NewSection, OwnFile, load_brand
from handouts.templating.arrangement import chosen_sections, read_arrangement

ARRANGEMENT = read_arrangement(resources.templates_folder() / "sciatica")
FULL = ARRANGEMENT["editions"]["full"]["sections"]
AFTER = [name for name in FULL[FULL.index("red-flags") + 1 :] if name not in ARRANGEMENT["fixed"]]
DROPPABLE = [name for name in AFTER if name not in ARRANGEMENT["keep"]]
BRAND = load_brand(resources.default_brand_folder())


def wishing(order: tuple[str, ...] = (), left_out: tuple[str, ...] = ()) -> Brand:
    return replace(BRAND, order=order, left_out=left_out)


def sections(brand: Brand, edition: str = "full", text: str = "standard") -> list[str]:
    chosen, problems = chosen_sections(ARRANGEMENT, edition, text, brand)
    assert problems == []
    return chosen


def problems(brand: Brand, text: str = "standard") -> dict[str, str]:
    _, found = chosen_sections(ARRANGEMENT, "full", text, brand)
    return {f"{problem.source} {problem.message}": problem.hint for problem in found}


def test_a_brand_without_wishes_has_the_shipped_order() -> None:
    assert sections(BRAND) == FULL


def test_what_is_ordered_comes_at_the_place_of_the_first_and_the_rest_stays() -> None:
    chosen = sections(wishing(("help", "exercises", "pain")))
    at = chosen.index("help")
    assert chosen[at : at + 3] == ["help", "exercises", "pain"]
    assert at == min(FULL.index(name) for name in ("help", "exercises", "pain"))
    moved = ("help", "exercises", "pain")
    assert [n for n in chosen if n not in moved] == [n for n in FULL if n not in moved]


def test_what_an_edition_lacks_is_passed_over() -> None:
    shipped = ARRANGEMENT["editions"]["summary"]["sections"]
    assert sections(wishing(("why", "exercises"), ("order",)), "summary") == shipped


def test_what_is_left_out_is_gone() -> None:
    assert set(FULL) - set(sections(wishing(left_out=("why", "chart")))) == {"why", "chart"}


@given(st.permutations(AFTER), st.sets(st.sampled_from(DROPPABLE)))
def test_any_order_of_what_follows_keeps_everything_once_and_the_danger_signs_first(
    order: list[str], left_out: set[str]
) -> None:
    for text in ("standard", "large", "giant"):
        chosen = sections(wishing(tuple(order), tuple(left_out)), text=text)
        assert sorted(chosen) == sorted(set(FULL) - left_out)
        before = chosen[: chosen.index("red-flags")]
        assert set(before) <= set(FULL[: FULL.index("red-flags")])


@pytest.mark.parametrize(
    "name",
    ["red-flags", "title", "patient", "ask-first", "before-you-start", "signs-in-full", "help",
     "about", "short-about"],
)  # fmt: skip
def test_what_every_handout_needs_cannot_be_left_out(name: str) -> None:
    (found,) = problems(wishing(left_out=(name,)))
    assert found == f"brand.toml:sections.leave_out {name} cannot be left out"


@pytest.mark.parametrize("name", ["red-flags", "title"])
def test_what_opens_the_handout_cannot_be_moved(name: str) -> None:
    (found,) = problems(wishing(("why", name)))
    assert found == f"brand.toml:sections.order {name} cannot be moved"


@pytest.mark.parametrize("text", ["standard", "large", "giant"])
def test_what_has_to_be_asked_first_comes_before_the_danger_signs(text: str) -> None:
    planned = [name for name, told in ARRANGEMENT["editions"].items() if told.get("plan", True)]
    assert len(planned) > 2
    for edition in planned:
        chosen = sections(BRAND, edition, text)
        assert chosen.index("ask-first") < chosen.index("red-flags") < chosen.index(
            "before-you-start"
        )  # fmt: skip


def test_the_sheet_for_urgent_signs_is_no_part_of_an_edition() -> None:
    listed = {name for one in ARRANGEMENT["editions"].values() for name in one["sections"]}
    assert listed.isdisjoint(ARRANGEMENT["check"]["sections"])
    assert ARRANGEMENT["check"]["sections"]


def test_nothing_is_put_before_the_danger_signs() -> None:
    found = problems(wishing(("exercises", "message", "why")))
    assert set(found) == {
        "brand.toml:sections.order puts exercises before the danger signs, which stay on page 1",
        "brand.toml:sections.order puts why before the danger signs, which stay on page 1",
    }
    assert all("message" in hint for hint in found.values())


def test_an_unknown_section_is_named_with_the_nearest() -> None:
    found = problems(wishing(("exercise",), ("wy", "zzzz")))
    assert found["brand.toml:sections.order exercise is no section of this handout"] == (
        "did you mean exercises?"
    )
    assert found["brand.toml:sections.leave_out wy is no section of this handout"] == (
        "did you mean why?"
    )
    assert "red-flags" in found["brand.toml:sections.leave_out zzzz is no section of this handout"]


def test_a_section_that_an_earlier_version_had_asks_for_nothing() -> None:
    assert sorted(ARRANGEMENT["gone"]) == ["floor"]
    for name in ARRANGEMENT["gone"]:
        assert sections(wishing((name,), (name,))) == FULL
        assert sections(wishing(("help", name, "pain"))) == sections(wishing(("help", "pain")))


def test_a_new_section_with_the_name_of_one_of_an_earlier_version_is_a_section() -> None:
    text = OwnFile("## The floor", "sections/floor.md")
    chosen = sections(
        replace(
            wishing(("help", "floor", "pain")),
            sections={"floor": text}, new_sections={"floor": NewSection()},
        )
    )  # fmt: skip
    at = chosen.index("help")
    assert chosen[at : at + 3] == ["help", "floor", "pain"]


@pytest.mark.parametrize("order", [("exercises", "before-you-start"), ("ask-first", "exercises")])
def test_what_has_to_be_read_first_cannot_be_moved(order: tuple[str, ...]) -> None:
    assert any("cannot be moved" in told for told in problems(wishing(order)))


def test_nothing_comes_before_what_has_to_be_read_first() -> None:
    (told,) = problems(wishing(("patient", "message")))
    assert told.endswith("puts message before what has to be read first")

"""New sections of a clinic: where they stand, what they need, and links that work on paper."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from handouts.brand import Brand, Calling, NewSection, OwnFile
from handouts.content import Library
from handouts.document import Heading, OwnPicture, every_block, plain
from handouts.errors import BadInput, Problem
from handouts.prescription import PrescriptionRequest
from handouts.templating import Composition
from handouts.templating.arrangement import with_new
from handouts.templating.built import built
from handouts.templating.contacts import Contacts
from tests.templating.composing import STANDARD, composed, links, of_kind, texts

ASKED = PrescriptionRequest("acute")
UK = Contacts((("01632 960140", "tel:+441632960140"),), Calling("44", "0"))


def with_section(
    brand: Brand, text: str = "## Parking\n\nBehind the clinic.", name: str = "parking",
    editions: tuple[str, ...] = ("full",), after: str = "", **changed: tuple[str, ...],
) -> Brand:  # fmt: skip
    """Return the brand with a new section in it."""
    sections = {**brand.sections, name: OwnFile(text, f"sections/{name}.md")}
    new = {**brand.new_sections, name: NewSection(editions, after)}
    return replace(brand, sections=sections, new_sections=new, **changed)  # type: ignore[arg-type]


def headings(library: Library, brand: Brand, composition: Composition = STANDARD) -> list[str]:
    blocks = every_block(composed(library, brand, ASKED, composition).blocks)
    return [plain(one.text) for one in blocks if isinstance(one, Heading) and one.level == 2]


def problems(library: Library, brand: Brand) -> Iterator[Problem]:
    with pytest.raises(BadInput) as caught:
        composed(library, brand, ASKED)
    assert all(one.hint for one in caught.value.problems)
    yield from caught.value.problems


def read(text: str) -> tuple[list[str], list[Problem]]:
    """Return the texts of a plain section and what is wrong with it."""
    made = built(text, "sections/parking.md", (), (), UK, "plain")
    return texts(made.blocks), list(made.problems)


def test_a_new_section_stands_before_the_small_print_unless_it_says_where(
    library: Library, brand: Brand
) -> None:
    usual = headings(library, brand)
    assert headings(library, with_section(brand)) == [*usual, "Parking"]
    moved = headings(library, with_section(brand, after="why"))
    assert moved[-1] != "Parking"
    assert [one for one in moved if one != "Parking"] == usual


def test_it_is_in_the_full_handout_alone_unless_its_editions_are_named(
    library: Library, brand: Brand
) -> None:
    short = replace(STANDARD, edition="summary")
    assert "Parking" not in headings(library, with_section(brand), short)
    both = with_section(brand, editions=("full", "summary"))
    assert "Parking" in headings(library, both, short)


def test_the_order_and_what_is_left_out_may_name_it(library: Library, brand: Brand) -> None:
    after = headings(library, with_section(brand, after="why"))
    assert headings(library, with_section(brand, order=("why", "parking"))) == after
    left = with_section(brand, left_out=("parking",))
    assert "Parking" not in headings(library, left)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"b": "", "a": ""}, ["x", "y", "b", "a", "end"]),
        ({"a": "x", "b": "x"}, ["x", "a", "b", "y", "end"]),
        ({"a": "b", "b": "y"}, ["x", "y", "b", "a", "end"]),
        ({"a": "end"}, ["x", "y", "end", "a"]),
        ({"a": "elsewhere"}, ["x", "y", "a", "end"]),
    ],
)
def test_new_sections_keep_their_own_order(new: dict[str, str], expected: list[str]) -> None:
    named = {name: NewSection(after=after) for name, after in new.items()}
    assert with_new(["x", "y", "end"], "full", ["end"], named) == expected


def test_nothing_new_comes_before_the_danger_signs(library: Library, brand: Brand) -> None:
    (problem,) = problems(library, with_section(brand, after="title"))
    assert problem.source == "brand.toml:sections.own.parking.after"
    assert "before the danger signs" in problem.message
    (problem,) = problems(library, with_section(brand, order=("parking", "title")))
    assert "title cannot be moved" in problem.message


@pytest.mark.parametrize(
    ("options", "source", "hint"),
    [
        ({"editions": ("ful",)}, "brand.toml:sections.own.parking.editions", "full"),
        ({"after": "hlep"}, "brand.toml:sections.own.parking.after", "did you mean help?"),
        ({"after": "parking"}, "brand.toml:sections.own.parking.after", "section of the handout"),
        ({"order": ("parkin",)}, "brand.toml:sections.order", "did you mean parking?"),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest(
    library: Library, brand: Brand, options: dict[str, object], source: str, hint: str
) -> None:
    (problem,) = problems(library, with_section(brand, **options))  # type: ignore[arg-type]
    assert problem.source == source
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "does not begin with a heading"),
        ("Park behind the clinic.", "does not begin with a heading"),
        ("# Parking\n\nBehind.", "a title already"),
        ("## Parking\n\n#### Deep", "jumps from level 2"),
    ],
)
def test_it_needs_a_heading_of_its_own(
    library: Library, brand: Brand, text: str, words: str
) -> None:
    found = list(problems(library, with_section(brand, text)))
    assert [words in one.message for one in found] == [True]
    assert found[0].source == "sections/parking.md"


def test_it_cannot_take_the_name_of_a_section_of_ours(library: Library, brand: Brand) -> None:
    for name in ("why", "red-flags", "check-signs"):
        found = problems(library, with_section(brand, name=name))
        assert any("a section that the handout has already" in one.message for one in found)


def test_a_picture_whose_file_a_tag_makes_up_is_told(library: Library, brand: Brand) -> None:
    text = '## Map\n\n{% set name = "map.png" %}\n\n::: picture file="{{ name }}" alt="A map."\n'
    (problem,) = problems(library, with_section(brand, text))
    assert "sections/map.png, which was not found" in problem.message


@pytest.mark.parametrize(
    ("markdown", "picture"),
    [
        ("![A map](map.svg)", OwnPicture("sections/map.svg", "A map")),
        ("![A map](map.svg){width=80}", OwnPicture("sections/map.svg", "A map", width=80)),
        ('![A map](map.svg) { width="50%" }', OwnPicture("sections/map.svg", "A map", share=0.5)),
        ("![A map](<my map (1).png>)", OwnPicture("sections/my map (1).png", "A map")),
        ("![A map](my%20map.png)", OwnPicture("sections/my map.png", "A map")),
        ("![A map](../pictures/map.png)", OwnPicture("pictures/map.png", "A map")),
        ('::: picture file=a.svg alt="Map" width=80mm', OwnPicture("sections/a.svg", "Map", 80)),
    ],
)  # fmt: skip
def test_a_picture_stands_on_a_line_of_its_own(markdown: str, picture: OwnPicture) -> None:
    made = built(f"## Map\n\n{markdown}\n", "sections/parking.md", (), (), UK, "plain")
    assert made.problems == ()
    assert of_kind(made.blocks, OwnPicture) == [picture]


def test_the_title_of_a_picture_is_its_caption() -> None:
    made = built('![A map](m.svg "From Mill Road")', "sections/p.md", (), (), UK, "plain")
    (picture,) = made.blocks
    assert isinstance(picture, OwnPicture)
    assert plain(picture.caption) == "From Mill Road"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("![](map.svg)", "no words for who cannot see it"),
        ("![ ](map.svg)", "no words for who cannot see it"),
        ("![map.svg](map.svg)", "the name of its file"),
        ("![Map](map.svg)", "the name of its file"),
        ("![A map](map.svg){width=900}", "the width of a picture"),
        ("![A map](map.svg){width=5%}", "the width of a picture"),
        ("See ![A map](map.svg)", "image is not part"),
        ("![A map](my map.svg)", "a space in its address"),
        ("<b>Free</b>", "html inline"),
        ("<div>Free</div>", "html block"),
        ("Free[^1]", "a footnote"),
        ("> > Free", "blockquote"),
        ("- [ ] Free", "a box to tick"),
        ("~~Free~~", "crossed out"),
        ("[a](javascript:alert(1))", "http, https, mailto or tel"),
        ("[a](tel:ring-me)", "a link to no number"),
        ("[a](mailto:desk)", "a link to no e-mail address"),
        ("[a](https://desk@evil.example/)", "a link to no web page"),
        (f"[a](https://clinic.example/{'x' * 200})", "too long to type from paper"),
        ("::: pannel\n:::", "is no directive"),
    ],
)
def test_what_cannot_be_printed_is_told_with_its_line(line: str, message: str) -> None:
    _, found = read(f"## Parking\n\nBehind the clinic.\n\n::: panel\nFree.\n:::\n\n{line}\n")
    assert found
    assert all(one.source == "sections/parking.md:9" for one in found)
    assert message in found[0].message
    assert all(one.hint for one in found)


@pytest.mark.parametrize(
    ("link", "hint"),
    [("www.clinic.example", "https://"), ("desk@clinic.example", "mailto:")],
)
def test_an_address_without_its_scheme_is_told_which(link: str, hint: str) -> None:
    _, (problem,) = read(f"[a]({link})")
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("[Plan](https://travel.example/plan/)", "Plan (travel.example/plan)"),
        ("[travel.example](https://travel.example/)", "travel.example"),
        ("[www.travel.example](https://www.travel.example)", "www.travel.example"),
        ("[travel.example](https://evil.example)", "travel.example (evil.example)"),
        ("[travel.example.org](https://travel.example)", "travel.example.org (travel.example)"),
        ("<https://travel.example>", "https://travel.example"),
        ("[Ring us](tel:01632960177)", "Ring us (01632960177)"),
        ("[Ring us](tel:01632-960177)", "Ring us (01632-960177)"),
        ("[Ring us](tel:01632960140)", "Ring us (01632 960140)"),
        ("[Ring us](tel:01632960177) on 01632 960177", "Ring us on 01632 960177"),
        ("[01632 960177](tel:+441632960177)", "01632 960177"),
        ("[Room 177](tel:01632960177)", "Room 177 (01632960177)"),
        ("[Write](mailto:desk@clinic.example?subject=Hi)", "Write (desk@clinic.example)"),
        ("[desk@clinic.example](mailto:desk@clinic.example)", "desk@clinic.example"),
        ("[Bridge](#bridge)", "Bridge"),
        ("See www.travel.example/plan.", "See www.travel.example/plan."),
    ],
)
def test_on_paper_each_link_shows_where_it_leads(markdown: str, shown: str) -> None:
    assert read(markdown) == ([shown], [])


def test_an_address_that_stands_in_the_text_is_a_link() -> None:
    text = "See www.travel.example/plan, or https://b.example/x?y=1. Not desk@www.example.org."
    made = built(text, "sections/p.md", (), (), UK, "plain")
    assert links(made.blocks) == ["https://www.travel.example/plan", "https://b.example/x?y=1"]


def test_numbers_are_dialled_from_everywhere() -> None:
    made = built("[a](tel:01632960177)", "sections/p.md", (), (), UK, "plain")
    (paragraph,) = made.blocks
    assert {span.link for span in getattr(paragraph, "text")} == {"tel:+441632960177"}  # noqa: B009

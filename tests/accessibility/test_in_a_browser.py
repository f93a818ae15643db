"""What somebody hears who reads a handout in Chromium with a screen reader, its PDF tags in use.

Chromium tells of a picture without any text in it nothing, and joins cells of one line whose
letters stand close, here and there two items of a list: so pictures are looked for by their
captions, and rows rather than cells.
"""

import re
from collections import Counter

import pytest

from tests.accessibility.browser import CHROMIUM, Node, tree
from tests.making import RIVERSIDE, Combination, made
from tests.reading import open_pdf, page_texts, running_lines, tag_tree, words

HANDOUTS = [
    Combination("acute", brand=RIVERSIDE),
    Combination("subacute", text="large", brand=RIVERSIDE),
    Combination("chronic", brand=RIVERSIDE),
]
ROLES = {"table": ("Table",), "row": ("TR",),
         "heading": ("H1", "H2", "H3", "H4")}  # fmt: skip
WORD = re.compile(r"\w+")
DOSE = re.compile(r"\b\d+ (?:times?|seconds?|minutes?|sets?)\b")

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module", params=HANDOUTS, ids=str)
def handout(request: pytest.FixtureRequest) -> Combination:
    combination: Combination = request.param
    return combination


@pytest.fixture(scope="module")
def nodes(handout: Combination, tmp_path_factory: pytest.TempPathFactory) -> list[Node]:
    folder = tmp_path_factory.mktemp("browser")
    file = folder / "handout.pdf"
    file.write_bytes(made(handout).pdf)
    everything = tree(file, folder / "home")
    start = next(n for n, node in enumerate(everything) if node.role == "pdfRoot")
    deeper = everything[start + 1 :]
    end = next((n for n, one in enumerate(deeper) if one.depth <= everything[start].depth), None)
    return deeper[:end]


def links(nodes: list[Node]) -> list[str]:
    return [below(nodes, at) for at, node in enumerate(nodes) if node.role == "link"]


def below(nodes: list[Node], at: int) -> str:
    """Return the text of a node and of all in it."""
    texts = []
    for node in nodes[at + 1 :]:
        if node.depth <= nodes[at].depth:
            break
        if node.role == "staticText":
            texts.append(node.name)
    return words(" ".join(texts))


def test_every_word_of_the_handout_is_read(handout: Combination, nodes: list[Node]) -> None:
    data = made(handout).pdf
    read = Counter(WORD.findall(" ".join(n.name for n in nodes if n.role == "staticText")))
    missing = Counter(WORD.findall(" ".join(page_texts(data)))) - read
    with open_pdf(data) as pdf:  # what is no content may be left out
        assert missing - Counter(WORD.findall(" ".join(running_lines(pdf)))) == Counter()


def test_headings_lists_and_tables_are_those_of_the_tags(
    handout: Combination, nodes: list[Node]
) -> None:
    with open_pdf(made(handout).pdf) as pdf:
        tags = Counter(line.split()[0] for line in tag_tree(pdf))
    roles = Counter(node.role for node in nodes)
    for role, names in ROLES.items():
        assert roles[role] == sum(tags[name] for name in names), role
    assert tags["L"] <= roles["list"] <= tags["L"] + 3  # it makes two of one on two pages
    assert tags["LI"] * 0.95 <= roles["listItem"] <= tags["LI"]


def test_a_picture_with_captions_is_described(handout: Combination, nodes: list[Node]) -> None:
    with open_pdf(made(handout).pdf) as pdf:
        tags = [line for line in tag_tree(pdf) if line.lstrip().startswith("Figure ")]
    described = [node.description for node in nodes if node.role == "figure"]
    assert len(described) >= len(tags) / 2
    for text in described:
        assert any(text[:60] in line.replace("\\'", "'") for line in tags), text


def test_emergency_numbers_are_links_that_say_their_number(nodes: list[Node]) -> None:
    assert {"999", "111"} <= set(links(nodes))


def test_a_link_takes_in_nothing_that_stands_after_it(
    handout: Combination, nodes: list[Node]
) -> None:
    with open_pdf(made(handout).pdf) as pdf:
        ours = {words(line.rpartition(") | ")[2]) for line in tag_tree(pdf) if "Link (" in line}
    # An address that Chromium finds by itself, such as that of an e-mail, takes in the next text.
    assert {text for text in links(nodes) if "@" not in text} <= ours


def test_doses_are_read_in_their_order(handout: Combination, nodes: list[Node]) -> None:
    read = words(" ".join(node.name for node in nodes if node.role == "staticText"))
    doses = DOSE.findall(words(" ".join(page_texts(made(handout).pdf))))
    assert len(doses) > 5
    assert DOSE.findall(read) == doses

"""Draw the pictures of docs/exercises.md: the steps of its example, a close-up, contact sheets.

Run it as `python docs/make_exercise_pictures.py`; it needs numpy (the extra `author`).
"""

import tomllib
from pathlib import Path

from PIL import Image

from handouts import resources
from handouts.figures import PEOPLE, Drawing, Palette, arrange, cast, load, palette, to_svg
from handouts.figures.author import raster
from handouts.figures.author.bake import FINE, bake
from handouts.figures.pose import read_pose
from handouts.figures.sheet import Item, pages

HERE = Path(__file__).parent / "pictures"
BRAND = "#1f6f8b"
SHEET_DPI = 120
COLOURS = 200  # keeps the tints; the files stay small

# The example of docs/exercises.md, one step added at a time.
STEPS = {
    "step-1": """
base = "standing"
show = "one"
[start]
""",
    "step-2": """
base = "standing"
show = "one"
view = { yaw = 18, pitch = 7 }
props = [{ kind = "floor" }, { kind = "counter", x = 0.19, h = 0.53 }]
[start]
legs = { foot = "flat" }
""",
    "step-3": """
base = "standing"
show = "one"
view = { yaw = 18, pitch = 7 }
props = [{ kind = "floor" }, { kind = "counter", x = 0.19, h = 0.53 }]
[start]
legs = { foot = "flat" }
arms = { reach = { floor = [0.17, 0], z = 0.565 }, palm = [0, 0, -1], fingers = [1, 0, -0.1] }
""",
    "step-4": """
base = "standing"
show = "two"
view = { yaw = 18, pitch = 7 }
anchor = "near_toe"
feel = ["near_calf", "far_calf"]
props = [{ kind = "floor", x = [-0.22, 0.5] }, { kind = "counter", x = 0.19, h = 0.53 }]
[start]
legs = { foot = "flat" }
arms = { reach = { floor = [0.17, 0], z = 0.565 }, palm = [0, 0, -1], fingers = [1, 0, -0.1] }
[end]
legs = { foot = "free", ankle = -24 }
pin = ["near_hand", "far_hand"]
[[arrows]]
at = "near_ankle"
from = [-0.13, -0.05]
to = [-0.13, 0.10]
""",
}

CLOSER = "hamstring-strap-stretch"  # a shipped picture with a close-up


def main() -> None:
    """Write every picture into docs/pictures."""
    person = PEOPLE[0]
    colours = palette(BRAND, person)
    for name, text in STEPS.items():
        spec = read_pose(tomllib.loads(text), name)
        _write(name, arrange(bake(name, spec, person.figure, FINE)), colours)
    library = next(resources.library_folder().glob("*/exercises")).parent
    closer = load(library / "pictures", CLOSER, person.figure)
    if closer is not None:
        _write("closeup", closer, colours)
    for suffix, mono in (("colour", False), ("grey", True)):
        items = _items(library, mono=mono)
        for number, page in enumerate(pages(items), 1):
            image = raster.paint_page(page, SHEET_DPI)
            pixels = Image.fromarray((image * 255).round().astype("uint8"))
            path = HERE / f"sheet-{suffix}-{number}.png"
            pixels.quantize(COLOURS).save(path, optimize=True)


def _write(name: str, drawing: Drawing, colours: Palette) -> None:
    width = 60 * drawing.width / drawing.height
    (HERE / f"{name}.svg").write_text(to_svg(drawing, colours, width), encoding="utf-8")


def _items(library: Path, *, mono: bool) -> list[Item]:
    names = sorted(path.stem for path in (library / "exercises").glob("*.toml"))
    items = []
    for name, person in zip(names, cast(len(names)), strict=True):
        drawing = load(library / "pictures", name, person.figure)
        if drawing is not None:
            items.append(Item(name, drawing, palette(BRAND, person, mono=mono)))
    return items


if __name__ == "__main__":
    main()

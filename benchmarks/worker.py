"""One renderer in a process of its own: `python -m benchmarks.worker NAME FOLDER`.

Reads lines of "PLAN NUMBER" and answers each with the seconds it took to make that document.
A renderer of print files takes NUMBER as how many patients one file is for.
Everything that can be done once in a process is done before the first line is read.
"""

import sys
import time
from importlib import import_module
from pathlib import Path

RENDERERS = {
    "ours": ("benchmarks.ours", "as_used"),
    "ours: no edition kept": ("benchmarks.ours", "nothing_kept"),
    "ours: document to file": ("benchmarks.ours", "from_document"),
    "ours: personalise alone": ("benchmarks.ours", "personalise_alone"),
    "weasyprint": ("benchmarks.with_weasyprint", "renderer"),
    "typst": ("benchmarks.with_typst", "renderer"),
    "fullbleed": ("benchmarks.with_fullbleed", "renderer"),
    "fullbleed: tagged": ("benchmarks.with_fullbleed", "tagged"),
    "fullbleed: print file": ("benchmarks.with_fullbleed", "print_file"),
}
"""Module and function: imported only by name, so that no renderer carries the others."""


def main(name: str, folder: Path) -> None:
    """Answer until there is nothing more to read."""
    module, function = RENDERERS[name]
    render = getattr(import_module(module), function)(folder)
    print("ready", flush=True)
    for line in sys.stdin:
        plan, number = map(int, line.split())
        started = time.perf_counter()
        render(plan, number)
        print(time.perf_counter() - started, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
